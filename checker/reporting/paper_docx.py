"""Sets a paper as a Word document that its readers can restyle and a screen reader can read.

All looks are in named styles; headings are numbered by a list tied to them;
tables have header rows and a description; the list of contents is a field, its
entries there from the start and without page numbers, which only Word knows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from lxml import etree

from checker.reporting.package import repacked
from checker.reporting.paper import (
    Block,
    Box,
    Bullets,
    Contents,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Table,
    Words,
    words,
)
from checker.reporting.paper_styles import fragment, style, style_id
from checker.reporting.pictures import png

TEXT_WIDTH = 9354
"""Width between the margins in twentieths of a point: A4 less 2.25 cm on either side."""

FIGURE_WIDTH, FIGURE_HEIGHT = Cm(15.5), Cm(21)
"""What a figure may take of a page, its caption beside it."""

KEPT_WHOLE = 900
"""Letters of a table up to which it is not to be cut by a page's end."""

_THUMBNAIL = "docProps/thumbnail.jpeg"


def render(paper: Paper) -> bytes:
    """The Word file; the same paper gives the same bytes."""
    document = docx.Document()
    style(document)
    _properties(document, paper)
    _footer(document, paper)
    body = document.element.body
    last = body[-1]  # the section's properties stay at the end
    for element in _Setter(paper, document.part).elements():
        last.addprevious(element)
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue(), without={_THUMBNAIL})


class _Setter:
    """Turns blocks into paragraphs and tables, counting what has a number."""

    def __init__(self, paper: Paper, part: Any) -> None:
        self.paper = paper
        self.part = part  # python-docx's, which keeps the pictures
        self.tables = self.figures = 0
        self.bookmarks = 0

    def elements(self) -> Iterable[etree._Element]:
        yield _p("Title", _runs(words(self.paper.title)))
        yield _p("Subtitle", _runs(words(self.paper.subtitle)))
        after_table = False
        for block in self.paper.blocks:
            if after_table and isinstance(block, Paragraph):
                yield _p("After Table", _runs(block.words), keep=block.keep)
            else:
                yield from self._block(block)
            after_table = isinstance(block, Table)

    def _block(self, block: Block) -> Iterable[etree._Element]:
        if isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, Paragraph):
            yield _p("Body Text", _runs(block.words), keep=block.keep)
        elif isinstance(block, Quote):
            yield _p("Quote", _runs(words(f"“{block.text}” ({block.source})")))
        elif isinstance(block, Bullets):
            yield from (_p("List Bullet", _runs(item)) for item in block.items)
        elif isinstance(block, Box):
            yield from self._box(block)
        elif isinstance(block, Contents):
            yield from self._contents()
        elif isinstance(block, Figure):
            yield from self._figure(block)
        else:
            yield from self._table(block)

    def _heading(self, heading: Heading) -> etree._Element:
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), _bookmark(heading.anchor))
        return _p(f"Heading {heading.level}", [start, *_runs(words(heading.text)), end])

    def _box(self, box: Box) -> Iterable[etree._Element]:
        yield _p("Summary Title", _runs(words(box.title)))
        for block in box.blocks:
            if isinstance(block, Bullets):
                yield from (_p("Summary Bullet", _runs(item)) for item in block.items)
            else:
                yield _p("Summary", _runs(block.words))

    def _contents(self) -> Iterable[etree._Element]:
        """A contents field over level 1, with its result, so that nothing has to be updated."""
        yield _p("Contents Title", _runs(words("Contents")))
        entries = [(n, h) for n, h in self.paper.headings() if h.level == 1]
        for at, (number, heading) in enumerate(entries):
            content: list[etree._Element] = []
            if at == 0:
                content += [
                    _field("begin"),
                    _instruction(r' TOC \o "1-1" \n \h \z \u '),
                    _field("separate"),
                ]
            content.append(_link(heading.anchor, _runs(words(f"{number}  {heading.text}"))))
            if at == len(entries) - 1:
                content.append(_field("end"))
            yield _p("toc 1", content)

    def _table(self, table: Table) -> Iterable[etree._Element]:
        self.tables += 1
        yield _caption("Table", self.tables, table.caption)
        yield _table(table)

    def _figure(self, figure: Figure) -> Iterable[etree._Element]:
        self.figures += 1
        yield _caption("Figure", self.figures, figure.caption)
        drawing, run = OxmlElement("w:drawing"), OxmlElement("w:r")
        picture = io.BytesIO(png(figure.svg))
        inline = self.part.new_pic_inline(picture, width=FIGURE_WIDTH)
        if inline.extent.cy > FIGURE_HEIGHT:
            inline = self.part.new_pic_inline(picture, height=FIGURE_HEIGHT)
        for described in inline.iter(qn("wp:docPr")):
            described.set("title", figure.caption)
            described.set("descr", figure.alternative)
        drawing.append(inline)
        run.append(drawing)
        yield _p("Body Text", [run])


# Pieces of a document


def _p(style: str, content: Sequence[etree._Element], *, keep: bool = False) -> etree._Element:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    named = OxmlElement("w:pStyle")
    named.set(qn("w:val"), style_id(style))
    properties.append(named)
    if keep:
        properties.append(OxmlElement("w:keepNext"))
    paragraph.append(properties)
    for element in content:
        paragraph.append(element)
    return paragraph


def _caption(kind: str, number: int, text: str) -> etree._Element:
    """A caption above its table or figure, its number a field."""
    content = [
        *_runs(words(f"{kind} ")),
        _field("begin"),
        _instruction(f" SEQ {kind} \\* ARABIC "),
        _field("separate"),
        *_runs(words(str(number))),
        _field("end"),
        *_runs(words(f". {text}")),
    ]
    return _p("Caption", content)


def _runs(content: Words) -> list[etree._Element]:
    return [
        _link(run.target, [_run(run.text, run.strong)])
        if run.target
        else _run(run.text, run.strong)
        for run in content
    ]


def _run(text: str, strong: bool = False) -> etree._Element:
    run = OxmlElement("w:r")
    if strong:
        properties = OxmlElement("w:rPr")
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), "Strong")
        properties.append(named)
        run.append(properties)
    written = OxmlElement("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    return run


def _link(anchor: str, runs: Sequence[etree._Element]) -> etree._Element:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark(anchor))
    link.set(qn("w:history"), "1")
    for run in runs:
        link.append(run)
    return link


def _field(kind: str) -> etree._Element:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(code: str) -> etree._Element:
    run, written = OxmlElement("w:r"), OxmlElement("w:instrText")
    written.text = code
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    return run


def _table(table: Table) -> etree._Element:
    total = sum(table.widths)
    widths = [TEXT_WIDTH * width // total for width in table.widths]
    element = OxmlElement("w:tbl")
    element.append(
        fragment(
            f'<w:tblPr {nsdecls("w")}><w:tblStyle w:val="SensecheckTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        )
    )
    for name, text in (("w:tblCaption", table.caption), ("w:tblDescription", table.summary)):
        described = OxmlElement(name)
        described.set(qn("w:val"), text)
        element[0].append(described)
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    element.append(grid)
    element.append(_row([words(name) for name in table.header], widths, header=True))
    whole = sum(len(run.text) for row in table.rows for cell in row for run in cell) <= KEPT_WHOLE
    for at, row in enumerate(table.rows, 1):
        element.append(_row(row, widths, keep=whole and at < len(table.rows)))
    return element


def _row(
    cells: Sequence[Words], widths: Sequence[int], *, header: bool = False, keep: bool = False
) -> etree._Element:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for content, width in zip(cells, widths, strict=True):
        cell = fragment(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>'
        )
        cell.append(_p("Table Heading" if header else "Table Text", _runs(content), keep=keep))
        row.append(cell)
    return row


def _bookmark(anchor: str) -> str:
    """A name that Word takes for a bookmark: a letter first, at most 40 characters."""
    name = "".join(c if c.isalnum() and c.isascii() else "_" for c in anchor)
    return f"s_{name}"[:40]


# Page and properties


def _properties(document: Any, paper: Paper) -> None:
    core = document.core_properties
    core.title, core.subject, core.comments = paper.title, paper.description, ""
    core.author = core.last_modified_by = paper.maker
    core.language, core.keywords, core.revision = "en-GB", "", 1
    made = datetime.fromisoformat(paper.created).astimezone(UTC).replace(tzinfo=None)
    core.created = core.modified = made


def _footer(document: Any, paper: Paper) -> None:
    """The title and the page number at the foot of each page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    element = paragraph._p
    element.append(_run(f"{paper.title}. Page "))
    for item in (_field("begin"), _instruction(" PAGE "), _field("separate"), _run("1")):
        element.append(item)
    element.append(_field("end"))
