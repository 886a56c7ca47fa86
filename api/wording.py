"""Words of the library that speak of its command line, as a page says them."""

from __future__ import annotations

from checker.errors import MESSAGES, UnreadableDocument
from checker.revising import REVIEW_FILE

_INSTEAD = {
    "encrypted": "{path} is protected by a password: save a copy without one and upload that.",
    "scanned": (
        "{path} is a scan: its pages are pictures without text, so there is nothing to read; "
        "upload the original or a copy with text in it."
    ),
}


def unread_words(error: UnreadableDocument) -> str:
    """Why a document could not be read, and what to do about it."""
    fields = {**error.fields, "path": str(error.fields.get("path", "")).rpartition("/")[2]}
    return _INSTEAD.get(error.code, MESSAGES[error.code]).format(**fields)


def note_words(note: str) -> str:
    """A note of an assessment, without the name of a file that the service does not have."""
    return note.replace(f" ({REVIEW_FILE})", "")
