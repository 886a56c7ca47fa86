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
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from checker.reporting.package import repacked
from checker.reporting.paper import (
    Block,
    Box,
    Bullets,
    Contents,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Table,
    Words,
    words,
)

FONT = "Arial"
INK = RGBColor(0x0B, 0x0C, 0x0C)
HEADING = RGBColor(0x12, 0x3B, 0x63)
RULE = "8A9499"
HEADER_FILL = "DBE3EA"
BOX_FILL = "F0F3F5"

TEXT_WIDTH = 9354
"""Width between the margins in twentieths of a point: A4 less 2.25 cm on either side."""

KEPT_WHOLE = 8
"""Rows of a table that is not to be cut by a page's end."""

_HEADINGS_LIST = 90
_THUMBNAIL = "docProps/thumbnail.jpeg"


def render(paper: Paper) -> bytes:
    """The Word file; the same paper gives the same bytes."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _number_headings(document)
    _properties(document, paper)
    _footer(document, paper)
    body = document.element.body
    last = body[-1]  # the section's properties stay at the end
    for element in _Setter(paper).elements():
        last.addprevious(element)
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue(), without={_THUMBNAIL})


class _Setter:
    """Turns blocks into paragraphs and tables, counting what has a number."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.tables = 0
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
        caption = [
            *_runs(words("Table ")),
            _field("begin"),
            _instruction(" SEQ Table \\* ARABIC "),
            _field("separate"),
            *_runs(words(str(self.tables))),
            _field("end"),
            *_runs(words(f". {table.caption}")),
        ]
        yield _p("Caption", caption)
        yield _table(table)


# Pieces of a document


def _p(style: str, content: Sequence[etree._Element], *, keep: bool = False) -> etree._Element:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    named = OxmlElement("w:pStyle")
    named.set(qn("w:val"), _style_id(style))
    properties.append(named)
    if keep:
        properties.append(OxmlElement("w:keepNext"))
    paragraph.append(properties)
    for element in content:
        paragraph.append(element)
    return paragraph


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
        _xml(
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
    for at, row in enumerate(table.rows, 1):
        keep = at < len(table.rows) <= KEPT_WHOLE
        element.append(_row(row, widths, keep=keep))
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
        cell = _xml(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>'
        )
        cell.append(_p("Table Heading" if header else "Table Text", _runs(content), keep=keep))
        row.append(cell)
    return row


def _xml(text: str) -> etree._Element:
    element: etree._Element = parse_xml(text)
    return element


def _bookmark(anchor: str) -> str:
    """A name that Word takes for a bookmark: a letter first, at most 40 characters."""
    name = "".join(c if c.isalnum() and c.isascii() else "_" for c in anchor)
    return f"s_{name}"[:40]


def _style_id(name: str) -> str:
    return {"toc 1": "TOC1"}.get(name, name.replace(" ", ""))


# Styles, page, properties


def _page(document: Any) -> None:
    document.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")  # the schema's wish
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _styles(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    language = defaults.find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    _style(document, "Normal", size=10.5, after=6, line=1.15)
    _style(document, "Body Text", after=7)
    _style(document, "Title", size=22, bold=True, colour=HEADING, after=4)
    _style(document, "Subtitle", size=12, colour=INK, after=14)
    _style(document, "Heading 1", size=16, bold=True, colour=HEADING, before=20, after=6)
    _style(document, "Heading 2", size=13, bold=True, colour=HEADING, before=14, after=4)
    _style(document, "Heading 3", size=11, bold=True, colour=INK, before=12, after=3)
    _style(document, "Quote", size=10, colour=INK, after=5)
    _style(document, "List Bullet", after=4)
    _style(document, "Caption", size=9.5, bold=True, colour=INK, before=8, after=3)
    for name, base, look in (
        ("Summary Title", "Normal", {"size": 12, "bold": True, "after": 3}),
        ("Summary", "Normal", {"after": 3}),
        ("Summary Bullet", "List Bullet", {"after": 3}),
        ("Contents Title", "Normal", {"size": 12, "bold": True, "before": 12, "after": 3}),
        ("toc 1", "Normal", {"after": 1}),
        ("Table Text", "Normal", {"size": 9, "after": 0, "line": 1.05}),
        ("Table Heading", "Table Text", {"bold": True}),
        ("After Table", "Body Text", {"before": 10, "after": 7}),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        style.element.set(qn("w:styleId"), _style_id(name))
        _style(document, name, **look)
    _keep_with_next(document, "Caption", "Summary Title", "Contents Title", "Table Heading")
    _indent_quote(document)
    _shade_summary(document)
    document.styles.element.append(_xml(_TABLE_STYLE))


def _style(
    document: Any,
    name: str,
    *,
    size: float | None = None,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
) -> None:
    style = document.styles[name]
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    style.font.name = FONT
    for script in ("w:cs", "w:eastAsia"):
        properties.find(qn("w:rFonts")).set(qn(script), FONT)
    style.font.size = Pt(size) if size else None
    style.font.bold = bold or None
    style.font.color.rgb = colour or INK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if line:
        style.paragraph_format.line_spacing = line


def _keep_with_next(document: Any, *names: str) -> None:
    for name in names:
        document.styles[name].paragraph_format.keep_with_next = True


def _indent_quote(document: Any) -> None:
    style = document.styles["Quote"]
    style.paragraph_format.left_indent = Cm(0.9)
    style.paragraph_format.right_indent = Cm(0.4)
    style.paragraph_format.keep_together = True
    _border(style, left=(12, 8))


def _shade_summary(document: Any) -> None:
    for name in ("Summary Title", "Summary", "Summary Bullet"):
        style = document.styles[name]
        _border(style, top=(4, 6), left=(4, 8), bottom=(4, 6), right=(4, 8))
        style.element.pPr.append(
            _xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{BOX_FILL}"/>')
        )
        _in_order(style.element.pPr)


def _border(style: Any, **sides: tuple[int, int]) -> None:
    """Lines round a style's paragraphs: each side's width in eighths of a point, and its gap."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            width, gap = sides[side]
            for key, value in (("val", "single"), ("sz", width), ("space", gap), ("color", RULE)):
                line.set(qn(f"w:{key}"), str(value))
            borders.append(line)
    style.element.get_or_add_pPr().append(borders)
    _in_order(style.element.pPr)


_PPR = [
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
]
"""The schema's order of what a style's paragraph properties hold here."""


def _in_order(properties: etree._Element) -> None:
    """Sort a style's paragraph properties as the schema wants them."""
    known = [qn(f"w:{name}") for name in _PPR]
    properties[:] = sorted(properties, key=lambda e: known.index(str(e.tag)))


def _number_headings(document: Any) -> None:
    """Tie a list of two levels to the headings: "1", "1.1"."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{at + 1}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for at, text in enumerate(("%1 ", "%1.%2 "))
    )
    abstract = _xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_HEADINGS_LIST}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.find(qn("w:num")).addprevious(abstract)
    numbering.append(
        _xml(
            f'<w:num {nsdecls("w")} w:numId="{_HEADINGS_LIST}">'
            f'<w:abstractNumId w:val="{_HEADINGS_LIST}"/></w:num>'
        )
    )
    for level in (1, 2):
        properties = document.styles[f"Heading {level}"].element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        properties.append(
            _xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/>'
                f'<w:numId w:val="{_HEADINGS_LIST}"/></w:numPr>'
            )
        )
        _in_order(properties)


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
    _style(document, "Footer", size=8.5)
    element = paragraph._p
    element.append(_run(f"{paper.title}. Page "))
    for item in (_field("begin"), _instruction(" PAGE "), _field("separate"), _run("1")):
        element.append(item)
    element.append(_field("end"))


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="SensecheckTable">
  <w:name w:val="Sensecheck Table"/>
  <w:basedOn w:val="TableNormal"/>
  <w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{RULE}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{RULE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""
