"""Puts comments into a copy of a Word file, and leaves everything else as it is.

A comment's marks stand round its exact words; runs are cut where they begin and
end. Word takes no comment inside a note, a text box or a header: there the
comment stands at the mark of the note, at the box, or at the head of the text,
and quotes its words. Parts that hold no mark are copied byte for byte.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from checker.errors import SensecheckError
from checker.reading import RunSpan, run_pieces
from checker.reporting.comments_part import CommentsPart
from checker.reporting.word_package import WordPackage, parsed

_XML = "{http://www.w3.org/XML/1998/namespace}"
_STOPPING = ("readOnly", "forms")
"""Kinds of protection against editing under which Word takes no comment."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark with the runs that hold its words, in the order of the text.

    ``lines`` are its paragraphs, the first in bold; ``quote`` is added where
    the comment cannot stand at its words.
    """

    spans: tuple[RunSpan, ...]
    lines: tuple[str, ...]
    quote: str = ""


def annotated(word: bytes, comments: Sequence[Comment], name: str) -> bytes:
    """The Word file with comments; the same input gives the same bytes.

    :param name: what to call the file in a message.
    :raises SensecheckError: it is protected by a password or against editing, or signed.
    """
    if not zipfile.is_zipfile(io.BytesIO(word)):  # a password makes it another kind of file
        raise SensecheckError("draft-encrypted", path=name)
    package = WordPackage(word)
    if any(part.startswith("_xmlsignatures/") for part in package.parts):
        raise SensecheckError("draft-signed", path=name)
    if _is_protected(package):
        raise SensecheckError("draft-protected", path=name)
    if comments:
        _Draft(package).comment(comments)
    return package.written()


def _is_protected(package: WordPackage) -> bool:
    """Whether its settings forbid what a comment is."""
    settings = parsed(package.parts.get(package.related("settings"), b"<none/>"))
    rule = settings.find(package.tag("documentProtection"))
    if rule is None or rule.get(package.tag("enforcement")) not in {"1", "true", "on"}:
        return False
    return rule.get(package.tag("edit")) in _STOPPING


@dataclass(slots=True)
class _Anchor:
    """The runs between which a comment stands, and where in the first and last."""

    first: etree._Element
    start: int
    last: etree._Element
    end: int
    exact: bool = True


class _Draft:
    """The text of a Word file while comments are put in."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.tag = package.tag
        self.root = package.root
        self.runs = {package.main: list(self.root.iter(self.tag("r")))}
        self.fields = _fields(self.root, self.tag)

    def comment(self, comments: Sequence[Comment]) -> None:
        """Put every comment in."""
        anchors = [self._anchor(comment.spans) for comment in comments]
        cuts = _Cuts(self, anchors)
        part = CommentsPart(self.package)
        placed = []
        for comment, anchor in zip(comments, anchors, strict=True):
            lines = comment.lines
            if not anchor.exact and comment.quote:
                lines = (*lines, f"The words: “{comment.quote}”")
            placed.append((part.add(lines), anchor))
        self._mark(placed, cuts)
        part.write()

    # Places

    def _anchor(self, spans: Sequence[RunSpan]) -> _Anchor:
        """Where a comment can stand: at its words, or as near as Word allows."""
        here = [s for s in spans if s.part == self.package.main]
        if here:
            # A row's text may end with words of a cell that began in a row above.
            first, last = (some(here, key=lambda s: (s.run, s.start)) for some in (min, max))
            runs = self.runs[self.package.main]
            one, other = self._standing(runs[first.run])[0], self._standing(runs[last.run])[1]
            start = first.start if one is runs[first.run] else 0
            end = last.end if other is runs[last.run] else _length(other)
            moved = one is not runs[first.run] or other is not runs[last.run]
            return _Anchor(one, start, other, end, not moved and len(here) == len(spans))
        mark = self._mark_of_note(spans[0]) if spans else None
        host = mark if mark is not None else self._head()
        return _Anchor(host, 0, host, _length(host), exact=False)

    def _standing(self, run: etree._Element) -> tuple[etree._Element, etree._Element]:
        """The first and last run between which marks for a run can stand.

        That is the run itself; but outside the text box, or the field, that it is in.
        """
        outside = self._outside(run)
        return self.fields.get(outside, (outside, outside))

    def _outside(self, run: etree._Element) -> etree._Element:
        """The run itself, or the one that holds the text box it is in."""
        boxes = list(run.iterancestors(self.tag("txbxContent")))
        return next(boxes[-1].iterancestors(self.tag("r")), self._head()) if boxes else run

    def _mark_of_note(self, span: RunSpan) -> etree._Element | None:
        """The run with the mark of the footnote or endnote that the words are in."""
        if span.part not in self.package.parts:
            return None
        if span.part not in self.runs:
            self.runs[span.part] = list(parsed(self.package.parts[span.part]).iter(self.tag("r")))
        run = self.runs[span.part][span.run]
        for kind in ("footnote", "endnote"):
            note = next(run.iterancestors(self.tag(kind)), None)
            if note is None:
                continue
            identity = note.get(self.tag("id"))
            for mark in self.root.iter(self.tag(f"{kind}Reference")):
                host = mark.getparent()
                if mark.get(self.tag("id")) == identity and host is not None:
                    return self._outside(host)
        return None

    def _head(self) -> etree._Element:
        """The first run with letters that is not in a text box, or else the first run."""
        runs = self.runs[self.package.main]
        free = [r for r in runs if next(r.iterancestors(self.tag("txbxContent")), None) is None]
        lettered = (r for r in free if "".join(text for _, text in run_pieces(r)).strip())
        return next(lettered, (free or runs)[0])

    # Marks

    def _mark(self, placed: Sequence[tuple[int, _Anchor]], cuts: _Cuts) -> None:
        """Put the marks of all comments round their words."""
        for identity, anchor in placed:
            cuts.beginning(anchor.first, anchor.start).addprevious(
                self._element("commentRangeStart", identity)
            )
        for identity, anchor in reversed(placed):
            last = cuts.ending(anchor.last, anchor.end)
            end, reference = self._element("commentRangeEnd", identity), self._reference(identity)
            self._put_sign(self._in_paragraph(last), reference)
            last.addnext(end)

    def _put_sign(self, outermost: etree._Element, sign: etree._Element) -> None:
        """Put the sign of a comment after its words, but not into a control of one paragraph.

        LibreOffice (7.4) takes such a control for a field and drops its text when
        there is a sign in it; so the sign opens the next paragraph outside.
        """
        content = next(outermost.iterancestors(self.tag("p"))).getparent()
        if content is not None and content.tag == self.tag("sdtContent") and len(content) == 1:
            control = next(content.iterancestors(self.tag("sdt")))
            for paragraph in (p for after in control.itersiblings() for p in self._free(after)):
                properties = paragraph.find(self.tag("pPr"))
                paragraph.insert(0 if properties is None else 1, sign)
                return
        outermost.addnext(sign)

    def _free(self, element: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs in an element that are in no control."""
        for paragraph in element.iter(self.tag("p")):
            if (
                next(paragraph.iterancestors(self.tag("sdt"), self.tag("txbxContent")), None)
                is None
            ):
                yield paragraph

    def _in_paragraph(self, run: etree._Element) -> etree._Element:
        """The child of the paragraph that holds a run.

        The sign of a comment stands outside insertions and links: rejecting the
        one, or taking off the other, must not take the comment away.
        """
        element = run
        for above in run.iterancestors():
            if above.tag == self.tag("p"):
                break
            element = above
        return element

    def _element(self, name: str, identity: int) -> etree._Element:
        return etree.Element(self.tag(name), {self.tag("id"): str(identity)})

    def _reference(self, identity: int) -> etree._Element:
        run = etree.Element(self.tag("r"))
        run.append(self._element("commentReference", identity))
        return run


def _fields(
    root: etree._Element, tag: Callable[[str], str]
) -> dict[etree._Element, tuple[etree._Element, etree._Element]]:
    """The first and last run of the field that a run is part of.

    Word makes a field's result anew, and a mark inside would be lost. Links are
    fields too, but their words stay; and a field over several paragraphs is text.
    """
    found = {}
    members: list[etree._Element] = []
    depth, code = 0, ""
    for run in root.iter(tag("r")):
        marks = [mark.get(tag("fldCharType")) for mark in run.iter(tag("fldChar"))]
        depth += marks.count("begin")
        if not depth:
            continue
        members.append(run)
        code += "".join(text.text or "" for text in run.iter(tag("instrText")))
        depth -= marks.count("end")
        if depth <= 0:
            first, last = (next(m.iterancestors(tag("p")), None) for m in (members[0], run))
            if first is last and not code.strip().startswith("HYPERLINK"):
                found.update(dict.fromkeys(members, (members[0], members[-1])))
            members, depth, code = [], 0, ""
    return found


class _Cuts:
    """Runs cut at every place where a comment begins or ends inside them."""

    def __init__(self, draft: _Draft, anchors: Iterable[_Anchor]) -> None:
        self.draft = draft
        places: dict[etree._Element, set[int]] = defaultdict(set)
        for anchor in anchors:
            places[anchor.first].add(anchor.start)
            places[anchor.last].add(anchor.end)
        self.pieces = {run: self._cut(run, sorted(at)) for run, at in places.items()}

    def beginning(self, run: etree._Element, at: int) -> etree._Element:
        """The piece of a run that begins there."""
        pieces = self.pieces[run]
        return next((piece for start, piece in pieces if start >= at), pieces[-1][1])

    def ending(self, run: etree._Element, at: int) -> etree._Element:
        """The piece of a run that ends there."""
        pieces = self.pieces[run]
        return next((piece for start, piece in reversed(pieces) if start < at), pieces[0][1])

    def _cut(self, run: etree._Element, places: Sequence[int]) -> list[tuple[int, etree._Element]]:
        """Cut a run; the pieces with the place where each begins."""
        length = _length(run)
        found = [(0, run)]
        for place in reversed([p for p in places if 0 < p < length]):
            found.insert(1, (place, self._cut_once(run, place)))
        return found

    def _cut_once(self, run: etree._Element, place: int) -> etree._Element:
        """Move what comes after a place into a new run of the same look."""
        rest = etree.Element(run.tag, {str(k): str(v) for k, v in run.attrib.items()})
        look = run.find(self.draft.tag("rPr"))
        if look is not None:
            rest.append(deepcopy(look))
        at = 0
        for item, text in list(run_pieces(run)):
            begins, at = at, at + len(text)
            if begins >= place and (text or begins > place):
                rest.append(item)
            elif at > place and item.tag == self.draft.tag("t"):
                tail = deepcopy(item)
                item.text, tail.text = text[: place - begins], text[place - begins :]
                for piece in (item, tail):
                    piece.set(f"{_XML}space", "preserve")
                rest.append(tail)
        run.addnext(rest)
        return rest


def _length(run: etree._Element) -> int:
    return sum(len(text) for _, text in run_pieces(run))
