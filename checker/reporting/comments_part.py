"""The parts of a Word file that hold the text of comments, and what Word keeps beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from checker.reporting.word_package import WordPackage, parsed, serialised

AUTHOR = "Sensecheck"
INITIALS = "SC"

_XML = "{http://www.w3.org/XML/1998/namespace}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(slots=True)
class _Extra:
    """A part beside the comments that has an entry for each."""

    name: str
    root: etree._Element


class CommentsPart:
    """The part with the comments' text, and those that newer versions of Word keep beside it."""

    def __init__(self, draft: WordPackage) -> None:
        self.draft = draft
        self.name = draft.related("comments")
        if self.name in draft.parts:
            self.root = parsed(draft.parts[self.name])
        else:
            self.name = draft.add("comments", "comments", _CONTENT_TYPE)
            space = etree.QName(draft.root).namespace
            self.root = etree.fromstring(f'<w:comments xmlns:w="{space}"/>')
        self.extras = {
            kind: _Extra(name, parsed(draft.parts[name]))
            for kind in ("commentsExtended", "commentsIds", "commentsExtensible")
            if (name := draft.related(kind)) in draft.parts
        }
        marks = ("comment", "commentRangeStart", "commentReference")
        used = [
            int(element.get(draft.tag("id")) or 0)
            for root in (self.root, draft.root)
            for element in root.iter(*map(draft.tag, marks))
        ]
        self.next = max(used, default=-1) + 1
        self.taken = {
            str(value)
            for root in (self.root, draft.root, *(e.root for e in self.extras.values()))
            for element in root.iter()
            for key, value in element.attrib.items()
            if str(key).endswith(("}paraId", "}durableId"))
        }
        styles = parsed(draft.parts.get(draft.related("styles"), b"<none/>"))
        known = styles.iter(draft.tag("style"))
        self.styles = {style.get(draft.tag("styleId")) for style in known}

    def add(self, lines: Sequence[str]) -> int:
        """Add a comment; its id."""
        tag, identity = self.draft.tag, self.next
        self.next += 1
        comment = etree.SubElement(
            self.root,
            tag("comment"),
            {tag("id"): str(identity), tag("author"): AUTHOR, tag("initials"): INITIALS},
        )
        for at, line in enumerate(lines):
            comment.append(self._paragraph(line, first=at == 0))
        self._add_beside(comment, identity)
        return identity

    def _paragraph(self, line: str, *, first: bool) -> etree._Element:
        tag = self.draft.tag
        paragraph = etree.Element(tag("p"))
        if "CommentText" in self.styles:
            properties = etree.SubElement(paragraph, tag("pPr"))
            etree.SubElement(properties, tag("pStyle"), {tag("val"): "CommentText"})
        if first:
            mark = etree.SubElement(paragraph, tag("r"))
            if "CommentReference" in self.styles:
                look = etree.SubElement(mark, tag("rPr"))
                etree.SubElement(look, tag("rStyle"), {tag("val"): "CommentReference"})
            etree.SubElement(mark, tag("annotationRef"))
        run = etree.SubElement(paragraph, tag("r"))
        if first:
            etree.SubElement(etree.SubElement(run, tag("rPr")), tag("b"))
        text = etree.SubElement(run, tag("t"), {f"{_XML}space": "preserve"})
        text.text = line
        return paragraph

    def _add_beside(self, comment: etree._Element, identity: int) -> None:
        """The entries of newer versions, which name a comment by its last paragraph."""
        if not self.extras:
            return
        paragraph, durable = self._number(identity, "paragraph"), self._number(identity, "durable")
        comment[-1].set(f"{{{_W14}}}paraId", paragraph)
        entries = {
            "commentsExtended": ("commentEx", _W15, {"paraId": paragraph, "done": "0"}),
            "commentsIds": ("commentId", _CID, {"paraId": paragraph, "durableId": durable}),
            "commentsExtensible": ("commentExtensible", _CEX, {"durableId": durable}),
        }
        for kind, extra in self.extras.items():
            name, space, values = entries[kind]
            attributes = {f"{{{space}}}{key}": value for key, value in values.items()}
            etree.SubElement(extra.root, f"{{{space}}}{name}", attributes)

    def _number(self, identity: int, purpose: str) -> str:
        """A number of eight hexadecimal digits that nothing else in the file has."""
        for attempt in range(len(self.taken) + 1):
            seed = f"{AUTHOR} {purpose} {identity} {attempt}".encode()
            number = int(hashlib.sha256(seed).hexdigest()[:8], 16) % 0x7FFFFFFE + 1
            if (text := f"{number:08X}") not in self.taken:
                break
        self.taken.add(text)
        return text

    def write(self) -> None:
        """Put the parts into the package."""
        self.draft.parts[self.name] = serialised(self.root)
        for extra in self.extras.values():
            self.draft.parts[extra.name] = serialised(extra.root)
