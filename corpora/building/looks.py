"""How the documents look: fonts, colours, bullets, and the styles and lists that follow."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .markup import borders, list_definition, list_instance, list_level, put_in_list

OUTLINE, BULLETS, LETTERS = 1, 2, 3
"""The numbers of the list definitions; each lettered list has a number of its own from 3 on."""
TEXT_WIDTH = Cm(16)
WORDS_OWN = {
    "Hyperlink": "Hyperlink",
    "footnote reference": "FootnoteReference",
    "footnote text": "FootnoteText",
    "toc 1": "TOC1",
    "toc 2": "TOC2",
}
"""Styles that Word knows and the template lacks: Word's name and key for each."""


@dataclass(frozen=True)
class Look:
    """How one document looks."""

    body: str
    headings: str
    size: float
    colour: str
    justified: bool
    bullet: tuple[str, str]
    boxed_table: bool
    shaded_header: bool
    contents_field: bool
    page_of: bool
    plain_first_page: bool
    hanging: bool


def choose_look(name: str) -> Look:
    """The look of the document called `name`: the same at each build, and not its neighbour's."""
    chance = random.Random(hashlib.sha256(name.encode()).digest())
    body, headings = chance.choice(
        [
            ("Arial", "Arial"),
            ("Times New Roman", "Times New Roman"),
            ("Times New Roman", "Arial"),
            ("Arial", "Arial Narrow"),
            ("Liberation Sans", "Liberation Sans"),
            ("DejaVu Serif", "DejaVu Sans"),
        ]
    )
    return Look(
        body,
        headings,
        size=chance.choice([9.5, 10.0]) if "DejaVu" in body else chance.choice([10.5, 11, 12]),
        colour=chance.choice(["000000", "1F3864", "00566B", "5B2C6F", "7A1F1F", "2E5D34"]),
        justified=chance.random() < 0.3,
        bullet=chance.choice(
            [("\uf0b7", "Symbol"), ("•", body), ("–", body), ("\uf0a7", "Wingdings")]
        ),
        boxed_table=chance.random() < 0.5,
        shaded_header=chance.random() < 0.7,
        contents_field=chance.random() < 0.5,
        page_of=chance.random() < 0.5,
        plain_first_page=chance.random() < 0.4,
        hanging=chance.random() < 0.7,
    )


def define_lists(word: Any, look: Look, automatic: bool) -> None:
    """Replaces the template's lists by ours; numbered headings and paragraphs where `automatic`."""
    numbering = word.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    signs = [look.bullet, ("o", "Courier New"), look.bullet]
    levels = {
        BULLETS: [
            list_level(depth, "bullet", sign, indent=1210 + 360 * depth, hanging=360, font=font)
            for depth, (sign, font) in enumerate(signs)
        ],
        LETTERS: [
            list_level(depth, "lowerLetter", f"(%{depth + 1})", 1420 + 400 * depth, hanging=570)
            for depth in range(2)
        ],
    }
    if automatic:
        styles = {0: "Heading1", 1: "NumberedParagraph"}
        levels[OUTLINE] = [
            list_level(
                depth,
                "decimal",
                ".".join(f"%{n}" for n in range(1, depth + 2)),
                indent=850,
                style=styles.get(depth, ""),
            )
            for depth in range(4)
        ]
    for number in sorted(levels):
        numbering.append(list_definition(number, "".join(levels[number])))
    for number in sorted(levels.keys() - {LETTERS}):
        numbering.append(list_instance(number, number))


def define_styles(word: Any, look: Look, automatic: bool) -> None:
    """Gives the template's styles this look and adds those that it lacks."""
    styles = word.styles
    _clear_template(styles)
    _set_font(styles["Normal"], look.body, look.size)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    if look.justified:
        styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Numbered Paragraph", "Box", "Table Text"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, key in WORDS_OWN.items():
        character = name in {"Hyperlink", "footnote reference"}
        kind = WD_STYLE_TYPE.CHARACTER if character else WD_STYLE_TYPE.PARAGRAPH
        style = styles.add_style(name, kind, builtin=True)
        style.element.styleId = key
        if not character:
            style.base_style = styles["Normal"]
    styles["Hyperlink"].font.underline = True
    styles["Hyperlink"].font.color.rgb = RGBColor.from_string("0563C1")
    styles["footnote reference"].font.superscript = True
    _style_headings(styles, look)
    _style_small_text(styles, look)
    for depth, name in enumerate(("List Bullet", "List Bullet 2", "List Bullet 3")):
        put_in_list(styles[name].element.get_or_add_pPr(), BULLETS, depth)
        styles[name].paragraph_format.space_after = Pt(3)
    if automatic:
        for depth, name in enumerate(("Heading 1", "Numbered Paragraph")):
            put_in_list(styles[name].element.get_or_add_pPr(), OUTLINE, depth)
    box = styles["Box"]
    box.element.get_or_add_pPr().append(borders(look.colour))
    box.paragraph_format.space_after = Pt(0)
    box.paragraph_format.left_indent = box.paragraph_format.right_indent = Cm(0.3)


def _clear_template(styles: Any) -> None:
    """Takes out what python-docx's template says otherwise: its lists, fonts and American."""
    for style in styles:
        for element in style.element.xpath("w:pPr/w:numPr | w:rPr/w:rFonts | w:pPr/w:pBdr"):
            element.getparent().remove(element)
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3"):
        layout = "w:pPr/w:tabs | w:pPr/w:ind | w:pPr/w:contextualSpacing"
        for element in styles[name].element.xpath(layout):
            element.getparent().remove(element)
    for language in styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "en-GB")


def _style_headings(styles: Any, look: Look) -> None:
    """The title block, the word Contents and three levels of headings."""
    styles["TOC Heading"].base_style = styles["Normal"]
    sizes = {"Title": 24.0, "Subtitle": 13.0, "TOC Heading": 14.0}
    sizes |= {f"Heading {level}": look.size + more for level, more in ((1, 4), (2, 2), (3, 0.5))}
    for name, size in sizes.items():
        _set_font(styles[name], look.headings, size, look.colour, bold=name != "Subtitle")
        layout = styles[name].paragraph_format
        layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
        layout.space_before, layout.space_after = Pt(0 if "itle" in name else 16), Pt(6)


def _style_small_text(styles: Any, look: Look) -> None:
    """Tables, footnotes, running lines and the contents list."""
    for name in ("Table Text", "footnote text", "toc 1", "toc 2", "Header", "Footer"):
        _set_font(styles[name], look.body, look.size - 1)
        layout = styles[name].paragraph_format
        layout.space_before = layout.space_after = Pt(2)
        layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("toc 1", "toc 2"):
        tabs = styles[name].paragraph_format.tab_stops
        tabs.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Header", "Footer"):
        tabs = styles[name].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _set_font(
    style: Any, name: str, size: float, colour: str = "", bold: bool | None = None
) -> None:
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.italic = None
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
