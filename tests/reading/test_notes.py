"""Footnotes and endnotes, in Word and in PDF, each under the mark that it is printed with."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checker.reading.note_numbers import NoteNumbers

from .making import converted, one_page, outline, places, read, several_pages, xml

NOTE = (
    "<text:note text:id='{id}' text:note-class='{kind}'><text:note-citation>{mark}"
    "</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def flat(path: Path) -> Path:
    """A text of two pages with notes of both kinds."""
    one = NOTE.format(id="f1", kind="footnote", mark=1, text="The hub is open from nine to five.")
    two = NOTE.format(id="f2", kind="footnote", mark=2, text="Wherever it is not known.")
    first = NOTE.format(id="e1", kind="endnote", mark="i", text="See the Act of 2004.")
    second = NOTE.format(id="e2", kind="endnote", mark="ii", text="The number is 101.")
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>"
        f"<office:document xmlns:office='{ODF}:office:1.0' xmlns:text='{ODF}:text:1.0'"
        f" xmlns:style='{ODF}:style:1.0' office:version='1.2'"
        " office:mimetype='application/vnd.oasis.opendocument.text'>"
        "<office:body><office:text><text:h text:outline-level='1'>1 Referral</text:h>"
        f"<text:p>1.1 Refer to the hub{one} on the same day{first} by telephone.</text:p>"
        f"<text:p>1.2 Ring the police{second} where a child is missing{two} at night.</text:p>"
        "<text:p>1.3 Nothing else is needed of whoever refers the child to the hub.</text:p>"
        "</office:text></office:body></office:document>"
    )
    # LibreOffice tells the format by its first words, and they have double quotes.
    path.write_text(text.replace("'", '"'), encoding="utf-8")
    return path


def test_both_kinds_of_notes_keep_their_own_marks(tmp_path: Path) -> None:
    (word,) = converted("docx", flat(tmp_path / "a.fodt"))
    document = read(word)
    assert outline(document) == [
        ("heading", "1", "Referral"),
        ("paragraph", "1.1", "Refer to the hub on the same day by telephone."),
        ("footnote", "1", "The hub is open from nine to five."),
        ("footnote", "i", "See the Act of 2004."),
        ("paragraph", "1.2", "Ring the police where a child is missing at night."),
        ("footnote", "ii", "The number is 101."),
        ("footnote", "2", "Wherever it is not known."),
        ("paragraph", "1.3", "Nothing else is needed of whoever refers the child to the hub."),
    ]
    (pdf,) = converted("pdf", tmp_path / "a.fodt")
    assert places(read(pdf)) == places(document)


@pytest.mark.parametrize(
    ("settings", "section", "marks"),
    [
        ("", "", ["1", "i", "2", "ii"]),
        ('<w:numFmt w:val="chicago"/>', "", ["*", "i", "†", "ii"]),
        ('<w:numFmt w:val="chicago"/>', '<w:numFmt w:val="upperLetter"/>', ["A", "i", "B", "ii"]),
        ("", '<w:numStart w:val="5"/>', ["5", "i", "6", "ii"]),
    ],
)
def test_notes_count_as_the_file_says(settings: str, section: str, marks: list[str]) -> None:
    numbers = NoteNumbers.from_xml(
        xml(f"<w:settings {{ns}}><w:footnotePr>{settings}</w:footnotePr></w:settings>"),
        xml(f"<w:body {{ns}}><w:sectPr><w:footnotePr>{section}</w:footnotePr></w:sectPr></w:body>"),
    )
    assert [numbers.next(kind) for kind in ("footnotes", "endnotes") * 2] == marks


def test_a_note_with_a_mark_of_its_own(tmp_path: Path) -> None:
    """The text shows the sign beside it, and so does the note: it is no word of either."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = tmp_path / "a.docx"

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    def cite(number: int, more: str = "", mark: str = "") -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"{more}/>{mark}</w:r>'

    own = cite(2, ' w:customMarkFollows="1"', "<w:t>*</w:t>")
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        made.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body><w:p>{text('One')}{own}{text(' and two')}{cite(3)}"
            f"{text('.')}</w:p></w:body></w:document>",
        )
        made.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {space}><w:footnote w:id="2"><w:p>{text("*")}{text(" Starred.")}</w:p>'
            f'</w:footnote><w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r>{text(" Counted.")}'
            "</w:p></w:footnote></w:footnotes>",
        )
    assert outline(read(path)) == [
        ("paragraph", "", "One and two."),
        ("footnote", "*", "Starred."),
        ("footnote", "1", "Counted."),
    ]


def shown(y: int, text: str, *marks: str, size: int = 11) -> str:
    """A line of a PDF with raised marks after it."""
    raised = "".join(f"/F1 6 Tf 4 Ts ({mark}) Tj " for mark in marks)
    return f"BT /F1 {size} Tf 0 Ts 72 {y} Td ({text}) Tj {raised} 0 Ts ET\n"


def test_notes_at_the_end_belong_to_the_pages_that_cite_them(tmp_path: Path) -> None:
    first = shown(760, "Refer to the hub", "1") + shown(720, "The area is 90 m", "3")
    second = shown(760, "Ring the police", "1,2") + shown(720, "This is not a note.")
    last = (
        shown(760, "Notes", size=14)
        + shown(730, "1  The hub is open from nine")
        + shown(716, "to five on every day.")
        + shown(702, "2  The number is 101.")
        + shown(600, "Printed for the area on paper of its own.")
    )
    pages = (page.encode("latin-1") for page in (first, second, last))
    assert outline(read(several_pages(tmp_path / "a.pdf", *pages))) == [
        ("paragraph", "", "Refer to the hub"),
        ("footnote", "1", "The hub is open from nine to five on every day."),
        ("paragraph", "", "The area is 90 m3"),
        ("paragraph", "", "Ring the police"),
        ("footnote", "2", "The number is 101."),
        ("paragraph", "", "This is not a note."),
        ("heading", "", "Notes"),
        ("paragraph", "", "Printed for the area on paper of its own."),
    ]


def test_a_numbered_list_is_no_notes(tmp_path: Path) -> None:
    content = (
        shown(760, "The area is 90 m", "1")
        + shown(730, "1. Ring the hub.")
        + shown(716, "2. Ring the police.")
    )
    kinds = [kind for kind, _, _ in outline(read(one_page(tmp_path / "a.pdf", content.encode())))]
    assert kinds == ["paragraph", "list item", "list item"]
