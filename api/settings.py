"""The service's own limits; those of reading a document are the library's."""

from __future__ import annotations

from dataclasses import dataclass, field

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
