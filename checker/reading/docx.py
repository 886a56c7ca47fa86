"""Word files, by an own walk over the XML: everything that python-docx's paragraphs leave out."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from checker.errors import UnreadableDocument
from checker.model import Margin, View
from checker.reading.drafts import Reading, Remark
from checker.reading.formats import Package
from checker.reading.headings import mark_headings
from checker.reading.ooxml import attribute, child, children, tag
from checker.reading.package import Part, Parts
from checker.reading.story import Story
from checker.reading.wording import tidy
from checker.settings import Settings


def read_docx(
    path: Path,
    settings: Settings,
    *,
    data: bytes | None = None,
    view: View = View.ACCEPTED,
    tracing: bool = False,
) -> Reading:
    """Read a Word file as it looks when its tracked changes are accepted, or as it was.

    Comments, headers and footers are kept apart from the text.

    :param data: the Word file's content, where it is not what the path holds.
    :param tracing: also say from which run every character comes.
    :raises UnreadableDocument: damaged, encrypted, unsafe, too-large.
    """
    package = Package(path, settings, data)
    parts = Parts(package, tracing)
    main = _main_part(package, parts)
    body = child(main.root, "w:body") if main else None
    if main is None or body is None:
        raise UnreadableDocument("damaged", path=path.name)
    story = Story(main, parts, view)
    story.blocks(body, main)
    story.flush()
    drafts = tuple(mark_headings(story.drafts))
    return Reading(
        drafts,
        title=_property_title(package),
        losses=story.losses(),
        remarks=tuple(_remarks(main, parts, view)),
        margins=tuple(_margins(main, parts, view)),
    )


def _main_part(package: Package, parts: Parts) -> Part | None:
    """The document's part, as the package's relationships name it."""
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            kind = attribute(relation, "Type") or ""
            if kind.endswith("/officeDocument"):
                part = parts.get((attribute(relation, "Target") or "").lstrip("/"))
                if part is not None:
                    return part
    return None


def _property_title(package: Package) -> str:
    """The title in the file's properties."""
    if "docProps/core.xml" not in package:
        return ""
    for element in package.xml("docProps/core.xml"):
        if tag(element) == "title":
            return tidy(element.text or "")
    return ""


def _words(main: Part, part: Part, root: etree._Element, parts: Parts, view: View) -> str:
    """All the words below an element, a line for each block."""
    story = Story(main, parts, view)
    story.blocks(root, part)
    story.flush()
    return "\n".join(text for draft in story.drafts if (text := tidy(draft.text)))


def _remarks(main: Part, parts: Parts, view: View) -> list[Remark]:
    """The comments in the order of their part."""
    found = []
    for name in main.named("comments"):
        part = parts.get(name)
        for comment in children(part.root if part else None, "w:comment"):
            assert part is not None
            found.append(
                Remark(
                    attribute(comment, "id") or "",
                    attribute(comment, "author") or "",
                    attribute(comment, "date") or "",
                    _words(main, part, comment, parts, view),
                )
            )
    return found


def _margins(main: Part, parts: Parts, view: View) -> list[Margin]:
    """The headers and footers, each once though it stands on every page."""
    found: dict[Margin, None] = {}
    for kind in ("header", "footer"):
        for name in main.named(kind):
            part = parts.get(name)
            text = _words(main, part, part.root, parts, view) if part else ""
            if text:
                found[Margin(kind, text)] = None
    return list(found)
