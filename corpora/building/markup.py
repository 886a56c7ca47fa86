"""WordprocessingML (ECMA-376 part 1, section 17) that python-docx has no calls for."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTE_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def element(template: str) -> Any:
    """An element; "{ns}" in the template stands for the namespaces."""
    return parse_xml(template.replace("{ns}", nsdecls("w", "r")))


def list_level(
    depth: int,
    form: str,
    text: str,
    indent: int,
    hanging: int = 850,
    font: str = "",
    style: str = "",
) -> str:
    """One level of a list definition (17.9.6); lengths in twentieths of a point."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>'
        f"{fonts if font else ''}</w:lvl>"
    )


def list_definition(number: int, levels: str) -> Any:
    """A list definition of several levels."""
    return element(
        f'<w:abstractNum {{ns}} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def list_instance(number: int, definition: int, restart: bool = False) -> Any:
    """A list that follows a definition, and counts from one again where `restart`."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return element(
        f'<w:num {{ns}} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
        f"{override if restart else ''}</w:num>"
    )


def put_in_list(properties: Any, number: int, depth: int) -> None:
    """Puts the paragraph or style of these properties in a list; list 0 takes it out of one."""
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = depth
    numbering.get_or_add_numId().val = number


def borders(colour: str) -> Any:
    """Lines on all four sides of a paragraph."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return element(f"<w:pBdr {{ns}}>{sides}</w:pBdr>")


def shading(colour: str) -> Any:
    """A coloured ground for a table cell."""
    return element(f'<w:shd {{ns}} w:val="clear" w:color="auto" w:fill="{colour}"/>')


def bookmark(number: int, name: str) -> tuple[Any, Any]:
    """The two marks between which a bookmark lies."""
    return (
        element(f'<w:bookmarkStart {{ns}} w:id="{number}" w:name="{name}"/>'),
        element(f'<w:bookmarkEnd {{ns}} w:id="{number}"/>'),
    )


def field_start(code: str) -> list[Any]:
    """The runs of a field up to what it shows; field_end() closes it after that."""
    return [
        _field_mark("begin"),
        element(
            f'<w:r {{ns}}><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        ),
        _field_mark("separate"),
    ]


def field_end() -> Any:
    """The run that closes a field."""
    return _field_mark("end")


def _field_mark(kind: str) -> Any:
    return element(f'<w:r {{ns}}><w:fldChar w:fldCharType="{kind}"/></w:r>')


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """Appends a field with the value that it showed when last updated."""
    for run in field_start(code):
        paragraph._p.append(run)
    paragraph.add_run(shown)
    paragraph._p.append(field_end())


def add_link(paragraph: Any, text: str, address: str = "", anchor: str = "") -> None:
    """Appends a hyperlink: blue to an address outside, plain to a bookmark."""
    target, style = f'w:anchor="{anchor}"', ""
    if address:
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        target, style = f"r:id={quoteattr(key)}", '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    link = f"<w:hyperlink {{ns}} {target}><w:r>{style}{words}</w:r></w:hyperlink>"
    paragraph._p.append(element(link))


def footnote_reference(number: int) -> Any:
    """The raised number in the text that points to a footnote."""
    return element(f'<w:r {{ns}}>{NOTE_MARK}<w:footnoteReference w:id="{number}"/></w:r>')


def attach_footnotes(document: Any, notes: list[str]) -> None:
    """Gives the document a part with these footnotes, numbered from 1."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r>{NOTE_MARK}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    content = f"<w:footnotes {nsdecls('w')}>{separators}{written}</w:footnotes>"
    name = PackURI("/word/footnotes.xml")
    part = Part(name, FOOTNOTES_TYPE, content.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
