"""The service's own limits; those of reading a document are the library's."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.errors import SensecheckError
from checker.settings import Limits


@dataclass(frozen=True)
class ServiceSettings(Limits):
    """Limits of what people can upload and ask for."""

    max_upload_mb: int = field(
        default=200, metadata={"help": "largest upload to the service at a time, in megabytes"}
    )
    max_upload_files: int = field(
        default=50, metadata={"help": "most documents in one upload to the service"}
    )
    max_area_documents: int = field(
        default=100, metadata={"help": "most documents that one area of the service holds"}
    )
    max_area_criteria: int = field(
        default=20, metadata={"help": "most criteria of its own that an area of the service has"}
    )
    max_step_minutes: int = field(
        default=20,
        metadata={
            "help": "longest time that the service's worker stays with one document, in minutes"
        },
    )


@dataclass(frozen=True)
class SignInSettings(Limits):
    """How people sign in to a shared service.

    :raises SensecheckError: what is set does not go together.
    """

    passwords: str = field(
        default="on", metadata={"help": "`off` where nobody signs in with a password"}
    )
    oidc_issuer: str = field(
        default="", metadata={"help": "issuer of the sign-in service; empty where there is none"}
    )
    oidc_client: str = field(
        default="", metadata={"help": "what the sign-in service calls Sensecheck (client id)"}
    )
    oidc_secret: str = field(
        default="",
        repr=False,
        metadata={"help": "Sensecheck’s secret there; empty for a public client"},
    )
    oidc_name: str = field(
        default="your organisation’s account",
        metadata={"help": "what the button to it says, after “Sign in with”"},
    )

    def __post_init__(self) -> None:
        if self.passwords not in {"on", "off"}:
            raise SensecheckError("passwords-setting", value=self.passwords)
        if bool(self.oidc_issuer) != bool(self.oidc_client):
            missing = "SENSECHECK_OIDC_CLIENT" if self.oidc_issuer else "SENSECHECK_OIDC_ISSUER"
            raise SensecheckError("oidc-incomplete", missing=missing)
        if self.passwords == "off" and not self.oidc_issuer:
            raise SensecheckError("passwords-needed")
