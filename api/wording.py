"""Words of the library that speak of its command line, as a page says them."""

from __future__ import annotations

from pathlib import Path

from checker.errors import MESSAGES, UnreadableDocument
from checker.model import Issue
from checker.revising import REVIEW_FILE

_INSTEAD = {
    "encrypted": "{path} is protected by a password: save a copy without one and upload that.",
    "scanned": (
        "{path} is a scan: its pages are pictures without text, so there is nothing to read; "
        "upload the original or a copy with text in it."
    ),
}


_NAMED = f"name its issue in area.yaml ({', '.join(Issue)})"
_SAID = "say what it is about, under “Documents”, “Change”"


def unread_words(error: UnreadableDocument) -> str:
    """Why a document could not be read, and what to do about it."""
    fields = {**error.fields, "path": Path(str(error.fields.get("path", ""))).name}
    return _INSTEAD.get(error.code, MESSAGES[error.code]).format(**fields)


def note_words(note: str) -> str:
    """A note of an assessment, without the names of files that the service does not have."""
    return note.replace(f" ({REVIEW_FILE})", "").replace(_NAMED, _SAID)
