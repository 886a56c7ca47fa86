"""A copy of a draft with remarks at its words: comments in Word, highlights in PDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

from checker.errors import SensecheckError
from checker.model import Assessment, Document
from checker.reading import boxes, runs
from checker.reporting import pdf_highlights, word_comments
from checker.reporting.notes import Note, heading, notes
from checker.settings import Settings


def annotate(
    path: Path, assessment: Assessment, settings: Settings | None = None
) -> tuple[bytes, int]:
    """A copy of one of the assessed documents with its remarks, and how many there are.

    :raises SensecheckError: it could not be read, is of another format, is
        protected or signed, or was changed since it was assessed.
    """
    content = path.read_bytes()
    document = _document(path, content, assessment)
    found = notes(assessment, document)
    settings = settings or Settings.from_environment()
    if path.suffix.lower() == ".pdf":
        return _pdf(path, content, found, document, settings), len(found)
    return _word(path, content, found, settings), len(found)


def _document(path: Path, content: bytes, assessment: Assessment) -> Document:
    for unread in assessment.unread:
        if unread.path == path.name:
            raise SensecheckError("draft-unread", reason=unread.reason)
    digest = hashlib.sha256(content).hexdigest()
    for document in assessment.documents:
        if document.sha256 == digest:
            return document
    raise SensecheckError("draft-changed", path=path)


def _word(path: Path, content: bytes, found: tuple[Note, ...], settings: Settings) -> bytes:
    places = runs(path, settings)
    comments = [
        word_comments.Comment(
            places.spans(note.start, note.end) if note.end > note.start else (),
            (heading(note), *note.lines),
            note.quote,
        )
        for note in found
    ]
    return word_comments.annotated(content, comments, path.name)


def _pdf(
    path: Path, content: bytes, found: tuple[Note, ...], document: Document, settings: Settings
) -> bytes:
    pdf_highlights.refuse_protected(content, path.name)
    quoted = [(note.start, note.end) for note in found if note.end > note.start]
    places = dict(zip(quoted, boxes(path, document, quoted, settings), strict=True))
    highlights = [
        pdf_highlights.Highlight(
            places.get((note.start, note.end), ()), (heading(note), *note.lines)
        )
        for note in found
    ]
    return pdf_highlights.annotated(content, highlights, path.name)
