"""The pages of a PDF as pictures, with what was found on each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from api.checked import Checked
from api.store import Store, Version
from checker.model import Document
from checker.reporting import marked, page_pictures


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a document that something was found in, with all that was."""

    start: int
    end: int
    quote: str
    remarks: tuple[marked.Remark, ...]


def is_pictured(version: Version, document: Document) -> bool:
    """Whether a document's pages can be shown as pictures."""
    return PurePosixPath(version.name).suffix.lower() == ".pdf" and bool(document.pages)


def marks(blocks: Sequence[marked.Marked], document: Document, number: int) -> list[Mark]:
    """What was found on a page, in the order of its text.

    :param blocks: those of the document, with what was found.
    """
    spans: dict[tuple[int, int], list[marked.Remark]] = {}
    for item in blocks:
        if item.block.location.page == number:
            for remark in item.remarks:
                known = spans.setdefault((remark.start, remark.end), [])
                if remark not in known:
                    known.append(remark)
    return [
        Mark(start, end, document.text[start:end], tuple(remarks))
        for (start, end), remarks in sorted(spans.items())
    ]


def marked_pages(blocks: Sequence[marked.Marked]) -> list[int]:
    """The pages that something was found on, in order."""
    pages = {item.block.location.page for item in blocks if item.remarks}
    return sorted(page for page in pages if page is not None)


def draw(
    store: Store, version: Version, checked: Checked, document: Document, number: int
) -> bytes:
    """A page as PNG, with the marks on it.

    :raises SensecheckError: it cannot be drawn.
    """

    def drawn() -> bytes:
        blocks = marked.marked(checked.assessment, document)
        spans = [(mark.start, mark.end) for mark in marks(blocks, document, number)]
        with tempfile.TemporaryDirectory() as scratch:
            # What is stored has no name, and a reader goes by the end of the name.
            path = Path(scratch) / "document.pdf"
            shutil.copyfile(store.contents.path(version.sha256), path)
            return page_pictures.draw(path, document, number, spans)

    return checked.once(f"page {document.id} {number}", drawn)
