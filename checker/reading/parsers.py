"""From a path to a document, in this process: the parser for each format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from checker.errors import UnreadableDocument, writable
from checker.model import Comment, Document, View
from checker.reading.drafts import Placed, Reading, Span
from checker.reading.folder import identifier
from checker.reading.formats import OFFICE, OLE, check, listed
from checker.reading.headings import title_of
from checker.reading.quality import count_words, extraction
from checker.reading.spans import Runs
from checker.reading.structure import assemble, remarks_of, source_of
from checker.settings import Settings

_HEAD = 4096


def parse(
    path: Path,
    settings: Settings,
    password: str | None = None,
    view: View = View.ACCEPTED,
) -> Document:
    """Read a file without a child process around it; :func:`checker.reading.read` has one.

    :raises UnreadableDocument: the file cannot be read, and why.
    """
    data = path.read_bytes()
    check(path, data[:_HEAD])
    reading = _read(path, settings, password, view)
    size = sum(len(draft.text) for draft in reading.drafts)
    if size > settings.max_unpacked_mb * 1_000_000:
        limit = f"{settings.max_unpacked_mb} MB of text"
        raise UnreadableDocument(
            "too-large", path=path.name, limit=limit, setting="max_unpacked_mb"
        )
    text, blocks = assemble(reading.drafts)
    if count_words(text) > settings.max_words:
        limit = f"{settings.max_words:,} words"
        raise UnreadableDocument("too-large", path=path.name, limit=limit, setting="max_words")
    return Document(
        id=identifier(path),
        path=writable(path.name),
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        pages=reading.pages,
        extraction=extraction(path.name, text, reading.losses, reading.pictures),
        comments=_comments(reading),
        margins=reading.margins,
        title=title_of(reading.drafts, reading.title),
    )


def _comments(reading: Reading) -> tuple[Comment, ...]:
    """The comments with the places of the words they are about."""
    places = remarks_of(reading.drafts) if reading.remarks else {}
    return tuple(
        Comment(r.author, r.date, r.text, *places.get(r.id, (None, None))) for r in reading.remarks
    )


def parse_runs(
    path: Path,
    settings: Settings,
    password: str | None = None,
    view: View = View.ACCEPTED,
) -> Runs:
    """Where each character of a Word document's text comes from; nothing for other formats.

    :raises UnreadableDocument: the file cannot be read, and why.
    """
    check(path, path.read_bytes()[:_HEAD])
    if path.suffix.lower() != ".docx":
        return Runs()
    from checker.reading.docx import read_docx

    data = _as_docx(path, settings, password)
    reading = read_docx(path, settings, data=data, view=view, tracing=True)
    return Runs(source_of(reading.drafts))


def parse_boxes(
    path: Path, document: Document, spans: Sequence[Span]
) -> tuple[tuple[Placed, ...], ...]:
    """Where the words of these spans of a PDF's text stand on its pages.

    :raises UnreadableDocument: the file cannot be opened, and why.
    """
    from checker.reading.pdf import opened
    from checker.reading.pdf_places import boxes_of

    with opened(path, None) as pdf:
        return boxes_of(pdf, document, spans)


def _read(path: Path, settings: Settings, password: str | None, view: View) -> Reading:
    """The reader for the suffix; each is imported only when it is needed."""
    match path.suffix.lower():
        case ".pdf":
            from checker.reading.pdf import read_pdf

            return read_pdf(path, settings, password)
        case ".docx" | ".doc" | ".odt" | ".rtf":
            from checker.reading.docx import read_docx

            return read_docx(path, settings, data=_as_docx(path, settings, password), view=view)
        case ".html" | ".htm":
            from checker.reading.html import read_html

            return read_html(path)
        case ".md":
            from checker.reading.markdown import read_markdown

            return read_markdown(path)
        case ".txt":
            from checker.reading.text import read_text

            return read_text(path)
        case _:
            raise UnreadableDocument("format-unknown", path=path.name, formats=listed())


def _as_docx(path: Path, settings: Settings, password: str | None) -> bytes:
    """The content as a Word file without a password, whatever office file it came as."""
    from checker.reading.protected import opened

    data = path.read_bytes()
    if data.startswith(OLE):
        data = opened(path, data, password)
    if path.suffix.lower() in OFFICE:
        from checker.reading.office import as_docx

        data = as_docx(path, data, settings)
    return data
