"""What the service says no to, each with the HTTP status it answers."""

from __future__ import annotations

from checker.errors import SensecheckError

_STATUS = {
    "request-foreign": 403,
    "request-host": 421,
    "token-wrong": 403,
    "sign-in-needed": 401,
    "sign-in-wrong": 403,
    "sign-in-throttled": 429,
    "passwords-off": 403,
    "oidc-unreachable": 502,
    "oidc-begun": 403,
    "oidc-declined": 403,
    "oidc-answer": 403,
    "oidc-unverified": 403,
    "oidc-account": 403,
    "right-lacking": 403,
    "invitation-wrong": 404,
    "account-unknown": 404,
    "token-unknown": 404,
    "second-unknown": 404,
    "sign-off-unknown": 404,
    "picture-none": 404,
    "administrator-last": 409,
    "owner-last": 409,
    "second-own": 409,
    "second-under-way": 409,
    "second-none": 409,
    "page-unknown": 404,
    "area-unknown": 404,
    "paper-unknown": 404,
    "check-unknown": 404,
    "point-unknown": 404,
    "decision-unknown": 404,
    "method-unknown": 405,
    "anonymous-few": 409,
    "benchmark-none": 409,
    "check-none": 409,
    "check-none-before": 409,
    "check-running": 409,
    "check-reading": 409,
    "check-nothing": 409,
    "area-full": 409,
    "area-taken": 409,
    "criteria-many": 409,
    "criterion-taken": 409,
    "criterion-kept": 409,
    "criterion-untried": 409,
    "criterion-examples": 409,
    "criterion-unknown": 404,
    "export-needed": 409,
    "export-unfinished": 409,
    "export-unknown": 404,
    "draft-changed": 409,
    "upload-large": 413,
    "upload-many": 413,
    "service-broken": 500,
}
"""Every other sentence is about what was sent: 422."""


class Refusal(SensecheckError):
    """A request that cannot be done; ``field`` names the part of a form that has to change."""

    def __init__(self, code: str, field: str = "", **fields: object) -> None:
        super().__init__(code, **fields)
        self.field = field


def status_of(error: SensecheckError) -> int:
    """The HTTP status that goes with a sentence."""
    return _STATUS.get(error.code, 422)
