"""The looks of a paper in Word: named styles, which its readers can change."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

FONT = "Arial"
INK = RGBColor(0x0B, 0x0C, 0x0C)
HEADING = RGBColor(0x12, 0x3B, 0x63)
RULE = "8A9499"
HEADER_FILL = "DBE3EA"
BOX_FILL = "F0F3F5"

_HEADINGS_LIST = 90


def style(document: Any) -> None:
    """Give a new python-docx document the paper's page, styles and numbered headings."""
    _page(document)
    _styles(document)
    _number_headings(document)


def style_id(name: str) -> str:
    """The id of a style, by which paragraphs name it."""
    return {"toc 1": "TOC1"}.get(name, name.replace(" ", ""))


def fragment(text: str) -> etree._Element:
    """An element from its XML."""
    element: etree._Element = parse_xml(text)
    return element


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
    _style(document, "Footer", size=8.5)
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
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = document.styles[base]
        added.element.set(qn("w:styleId"), style_id(name))
        _style(document, name, **look)
    _keep_with_next(document, "Caption", "Summary Title", "Contents Title", "Table Heading")
    _indent_quote(document)
    _shade_summary(document)
    document.styles.element.append(fragment(_TABLE_STYLE))


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
    named = document.styles[name]
    properties = named.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    for border in named.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    named.font.name = FONT
    for script in ("w:cs", "w:eastAsia"):
        properties.find(qn("w:rFonts")).set(qn(script), FONT)
    named.font.size = Pt(size) if size else None
    named.font.bold = bold or None
    named.font.color.rgb = colour or INK
    named.paragraph_format.space_before, named.paragraph_format.space_after = Pt(before), Pt(after)
    if line:
        named.paragraph_format.line_spacing = line


def _keep_with_next(document: Any, *names: str) -> None:
    for name in names:
        document.styles[name].paragraph_format.keep_with_next = True


def _indent_quote(document: Any) -> None:
    quote = document.styles["Quote"]
    quote.paragraph_format.left_indent = Cm(0.9)
    quote.paragraph_format.right_indent = Cm(0.4)
    quote.paragraph_format.keep_together = True
    _border(quote, left=(12, 8))


def _shade_summary(document: Any) -> None:
    for name in ("Summary Title", "Summary", "Summary Bullet"):
        named = document.styles[name]
        _border(named, top=(4, 6), left=(4, 8), bottom=(4, 6), right=(4, 8))
        named.element.pPr.append(
            fragment(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{BOX_FILL}"/>')
        )
        _in_order(named.element.pPr)


def _border(named: Any, **sides: tuple[int, int]) -> None:
    """Lines round a style's paragraphs: each side's width in eighths of a point, and its gap."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            width, gap = sides[side]
            for key, value in (("val", "single"), ("sz", width), ("space", gap), ("color", RULE)):
                line.set(qn(f"w:{key}"), str(value))
            borders.append(line)
    named.element.get_or_add_pPr().append(borders)
    _in_order(named.element.pPr)


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
    abstract = fragment(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_HEADINGS_LIST}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.find(qn("w:num")).addprevious(abstract)
    numbering.append(
        fragment(
            f'<w:num {nsdecls("w")} w:numId="{_HEADINGS_LIST}">'
            f'<w:abstractNumId w:val="{_HEADINGS_LIST}"/></w:num>'
        )
    )
    for level in (1, 2):
        properties = document.styles[f"Heading {level}"].element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        properties.append(
            fragment(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/>'
                f'<w:numId w:val="{_HEADINGS_LIST}"/></w:numPr>'
            )
        )
        _in_order(properties)


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
