"""Web pages: the main text with its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree, html

from checker.errors import UnreadableDocument
from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Reading, Stretch
from checker.reading.headings import mark_headings
from checker.reading.labels import BULLET
from checker.reading.noise import drop_noise, reveal_addresses, without_noise
from checker.reading.page_titles import page_title
from checker.reading.tables import Row, table_drafts
from checker.reading.text import decode
from checker.reading.wording import raised, tidy

_NOISE = frozenset({
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "iframe", "svg", "select", "object", "head", "dialog",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
})  # fmt: skip
_UNSEEN = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_NOTE_LINKS = frozenset({"doc-noteref", "doc-backlink"})
_SPACE = re.compile(r"\s")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAX_COLUMNS = 100
_MAX_LINK_SHARE = 0.4
"""More of a page's words than this inside links: navigation stands around its text."""
_MAX_HEADER_WORDS = 30
_MENU_LINKS = 15
_MENU_SHARE = 0.85


def read_html(path: Path) -> Reading:
    """Read a saved web page.

    :raises UnreadableDocument: no-text.
    """
    source = decode(path.read_bytes())
    try:
        root = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        raise UnreadableDocument("no-text", path=path.name) from None
    reveal_addresses(root)
    drafts = without_noise(_Walker(_main(root)).drafts)
    found = root.find(".//title")
    window = tidy("".join(str(t) for t in found.itertext())) if found is not None else ""
    return Reading(tuple(mark_headings(drafts)), title=page_title(window, drafts))


def _main(root: html.HtmlElement) -> etree._Element:
    """The part of the page that is the document."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
            drop_noise(found[0])
            return found[0]
    body = root.find("body")
    page: etree._Element = root if body is None else body
    drop_noise(page)
    if _link_share(page) > _MAX_LINK_SHARE:
        _drop_menus(page)
    return page


def _words(element: etree._Element) -> int:
    return sum(len(str(text).split()) for text in element.itertext())


def _link_share(element: etree._Element) -> float:
    """The share of an element's words that stand inside links."""
    words = _words(element)
    return sum(map(_words, element.iter("a"))) / words if words else 0.0


def _drop_menus(page: etree._Element) -> None:
    """Take the menus off a page that has more of them than of text.

    A short list of links ("Related chapters") is text; a menu is long, and
    nothing but links.
    """
    for element in list(page.iter("ul", "ol", "div", "section", "table", "p")):
        parent = element.getparent()
        links = sum(1 for _ in element.iter("a"))
        if parent is not None and links >= _MENU_LINKS and _link_share(element) > _MENU_SHARE:
            tail = element.tail
            element.clear()
            element.tail = tail


class _Walker:
    """Goes through the elements and gives a draft for each block of text."""

    def __init__(self, root: etree._Element) -> None:
        self.drafts: list[Draft] = []
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._links: list[Stretch] = []
        self._label = ""
        self._lists = 0
        self._walk(root, strong=False)
        self._end()

    def _walk(self, element: etree._Element, strong: bool) -> None:
        self._add(self._raised(element), strong)
        for item in element:
            if _is_shown(item):
                self._element(item, str(item.tag).lower(), strong)
            self._add(item.tail, strong)

    def _raised(self, element: etree._Element) -> str | None:
        """An element's first words; figures set high are no part of the number before them."""
        text = element.text
        return raised(text, "".join(self._text)) if text and element.tag == "sup" else text

    def _element(self, item: etree._Element, name: str, strong: bool) -> None:
        bold = strong or name in {"b", "strong"}
        if name == "br":
            self._end()
        elif name == "a":
            self._link(item, bold)
        elif name in _INLINE:
            self._walk(item, bold)
        elif name in _HEADINGS:
            self._end()
            text = " ".join(_visible(item))
            self.drafts.append(Draft(text, BlockKind.HEADING, level=_HEADINGS[name]))
        elif name == "table":
            self._end()
            self._table(item)
        elif name in {"ul", "ol", "menu"}:
            self._end()
            self._list(item, name)
        else:
            self._end()
            self._walk(item, strong or name == "th")
            self._end()

    def _link(self, item: etree._Element, bold: bool) -> None:
        """An anchor's words, and where they lead if they stay in one block."""
        block, start = len(self.drafts), self._length()
        self._walk(item, bold)
        target = (item.get("href") or "").strip()
        if target and len(self.drafts) == block:
            self._links.append((start, self._length(), target))

    def _length(self) -> int:
        return sum(map(len, self._text))

    def _list(self, element: etree._Element, name: str) -> None:
        ordered = name == "ol"
        count = _whole(element.get("start"), 1)
        self._lists += 1
        for item in element:
            if item.tag == "li" and _is_shown(item):
                self._end()
                count = _whole(item.get("value"), count)
                self._label = f"{count}." if ordered else BULLET
                count += 1
                self._walk(item, strong=False)
                self._end()
                self._label = ""
            elif _is_shown(item):
                self._element(item, str(item.tag).lower(), strong=False)
        self._lists -= 1

    def _table(self, element: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(element)]
        inked = [[cell for cell in cells if tidy("".join(_visible(cell)))] for cells in rows]
        if all(len(cells) <= 1 for cells in inked):
            # A table of one column, or one whose others hold menus, only lays out its text.
            for cells in inked:
                for cell in cells:
                    self._walk(cell, strong=False)
                    self._end()
            return
        read = []
        for cells, (texts, merged) in zip(rows, _in_columns(rows), strict=True):
            head = all(cell.tag == "th" for cell in cells)
            read.append(Row(tuple(texts), bool(cells) and head, merged=tuple(merged)))
        self.drafts += table_drafts(read)

    def _add(self, text: str | None, strong: bool) -> None:
        if text:
            self._text.append(text)
            if text.strip():
                self._bold.append(strong)

    def _end(self) -> None:
        text = "".join(self._text)
        if text.strip():
            kind = BlockKind.LIST_ITEM if self._label else BlockKind.PARAGRAPH
            # Tabs and line ends in a page's source mean no more than a space.
            text = _SPACE.sub(" ", text)
            look = Look(bold=all(self._bold))
            depth = max(self._lists - 1, 0)
            links = tuple(self._links)
            self.drafts.append(Draft(text, kind, self._label, depth, look=look, links=links))
            self._label = ""
        self._text, self._bold, self._links = [], [], []


def _is_shown(item: etree._Element) -> bool:
    """Whether an element's text is part of what a reader of the page reads.

    The raised mark of a footnote, a link in a ``sup`` or around it, is not: it
    would become a part of the word before it. Nor is the way back from the note.
    """
    if not isinstance(item.tag, str):
        return False
    if item.tag.lower() in _NOISE and not _heads_text(item):
        return False
    if item.get("hidden") is not None or _UNSEEN.search(item.get("style", "")):
        return False
    if item.get("role") in _NOTE_LINKS:
        return False
    around = item.getparent()
    within = around is not None and around.tag == "a" and around.get("href", "").startswith("#")
    return not (item.tag == "sup" and (within or item.find(".//a[@href]") is not None))


def _heads_text(item: etree._Element) -> bool:
    """Whether it is a header with the text's own heading, not the site's with its menus."""
    if item.tag != "header" or next(item.iter("h1", "h2", "h3"), None) is None:
        return False
    if next(item.iterancestors("main", "article"), None) is not None:
        return True
    others = item.getroottree().xpath("count(//h1[not(ancestor::header)])")
    return others == 0 and _words(item) <= _MAX_HEADER_WORDS


def _visible(element: etree._Element) -> Iterator[str]:
    """The texts of an element without scripts and the like."""
    if element.text:
        yield element.text
    for item in element:
        if _is_shown(item):
            gap = "" if str(item.tag).lower() in _INLINE else " "
            yield gap
            yield from _visible(item)
            yield gap
        if item.tail:
            yield item.tail


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for item in table:
        if item.tag == "tr":
            yield item
        elif item.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(item)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for item in row:
        if item.tag in {"td", "th"}:
            yield item


def _in_columns(
    rows: Sequence[Sequence[etree._Element]],
) -> Iterator[tuple[list[str], list[int]]]:
    """The texts of each row, one for each column: "" where a merged cell goes on.

    With them come the columns in which it goes on from the row above.
    """
    spanned: dict[int, int] = {}
    for cells in rows:
        texts: list[str] = []
        below = {column: left - 1 for column, left in spanned.items() if left > 1}
        for cell in cells:
            while len(texts) in spanned:
                texts.append("")
            first = len(texts)
            width = min(max(_whole(cell.get("colspan"), 1), 1), _MAX_COLUMNS)
            texts += [tidy("".join(_visible(cell))), *[""] * (width - 1)]
            height = _whole(cell.get("rowspan"), 1)
            if height > 1:
                # Only so many columns are followed down, or a page could ask for any number.
                below |= dict.fromkeys(range(first, min(len(texts), _MAX_COLUMNS)), height - 1)
        while len(texts) in spanned:
            texts.append("")
        yield texts, sorted(spanned)
        spanned = below


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default
