"""Word files as hard as they come: made here, each with everything that has to be in it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from checker.model import Comment, Document, Margin, View
from checker.reading import RunSpan
from checker.reading import read as read_apart
from checker.reading.parsers import parse, parse_runs

from .making import SETTINGS, check_offsets, outline, paragraph, read, word, xml
from .test_spans import check_every_character


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def change(tag: str, author: str, inside: str = "") -> str:
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="2016-02-01T09:00:00Z">{inside}</w:{tag}>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def marked(mark: str, text: str) -> str:
    """A paragraph whose mark was changed."""
    return f"<w:p {{ns}}><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run(text)}</w:p>"


def original(path: Path) -> Document:
    return parse(path, SETTINGS, None, View.ORIGINAL)


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    """A draft that Ann and Ben both changed: words, a paragraph mark, a move and a row."""
    row = "<w:tr>{properties}<w:tc><w:p>{a}</w:p></w:tc><w:tc><w:p>{b}</w:p></w:tc></w:tr>"
    put_in = f"<w:trPr>{change('ins', 'Ann')}</w:trPr>"
    taken = f"<w:trPr>{change('del', 'Ben')}</w:trPr>"
    return word(
        tmp_path / "draft.docx",
        "<w:p {ns}>"
        + run("Staff refer to ")
        + change("del", "Ann", gone("the police "))
        + change("ins", "Ann", run("the hub ") + change("del", "Ben", gone("and wait ")))
        + change("ins", "Ben", run("at once"))
        + run(".")
        + "</w:p>",
        marked(change("del", "Ben"), "One thought "),
        f"<w:p {{ns}}>{run('in two paragraphs.')}</w:p>",
        marked(change("ins", "Ann"), "Two sentences. "),
        f"<w:p {{ns}}>{run('Made two paragraphs.')}</w:p>",
        "<w:p {ns}>"
        + change("moveTo", "Ann", run("It was below. "))
        + run("Now it is here.")
        + "</w:p>",
        "<w:p {ns}>"
        + change("moveFrom", "Ann", run("It was below. "))
        + run("The end.")
        + "</w:p>",
        "<w:tbl {ns}>"
        + row.format(properties="", a=run("Who"), b=run("When"))
        + row.format(properties=put_in, a=run("Hub"), b=run("24 hours"))
        + row.format(properties=taken, a=run("Police"), b=run("48 hours"))
        + "</w:tbl>",
    )


def test_tracked_changes_accepted(tracked: Path) -> None:
    assert read(tracked).text.split("\n") == [
        "Staff refer to the hub at once.",
        "One thought in two paragraphs.",
        "Two sentences.",
        "Made two paragraphs.",
        "It was below. Now it is here.",
        "The end.",
        "Who | When",
        "Hub | 24 hours",
    ]


def test_tracked_changes_as_it_was(tracked: Path) -> None:
    document = original(tracked)
    check_offsets(document)
    assert document.text.split("\n") == [
        "Staff refer to the police .",
        "One thought",
        "in two paragraphs.",
        "Two sentences. Made two paragraphs.",
        "Now it is here.",
        "It was below. The end.",
        "Who | When",
        "Police | 48 hours",
    ]
    assert document == read_apart(tracked, SETTINGS, view=View.ORIGINAL)


def test_a_changed_style_is_the_old_one_in_the_original(tmp_path: Path) -> None:
    was = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    body = [
        paragraph("Purpose", f'<w:pPrChange w:id="1" w:author="Ann">{was}</w:pPrChange>'),
        paragraph("It says what to do, in a whole sentence."),
    ]
    path = word(tmp_path / "a.docx", *body)
    assert outline(read(path))[0][0] == "paragraph"
    assert outline(original(path))[0][0] == "heading"


def test_comments_are_kept_apart_with_their_words(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.add_paragraph("Children ")
    chosen = first.add_run("choose to go missing")
    first.add_run(" at times.")
    second = document.add_paragraph().add_run("A second paragraph follows here.")
    document.add_comment(chosen, text="Is this a choice?", author="Ann Other", initials="AO")
    document.add_comment([chosen, second], text="Two\nparagraphs.", author="Ben Other")
    path = tmp_path / "a.docx"
    document.save(str(path))
    found = read(path)
    assert "Is this a choice" not in found.text
    assert [(c.author, c.text) for c in found.comments] == [
        ("Ann Other", "Is this a choice?"),
        ("Ben Other", "Two\nparagraphs."),
    ]
    first_words, both = ((found.text[c.start : c.end]) for c in found.comments)
    assert first_words == "choose to go missing"
    assert both.startswith("choose to go missing at times.\nA second")
    assert found.comments[0].date


def test_a_comment_on_no_words_has_the_place_of_its_mark(tmp_path: Path) -> None:
    document = docx.Document()
    line = document.add_paragraph("Before it")
    document.add_comment(line.add_run(" and after."), text="Here.", author="Ann")
    body = document.element.body
    for name in ("commentRangeStart", "commentRangeEnd"):
        for element in body.xpath(f"//w:{name}"):
            element.getparent().remove(element)
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert found.comments == (
        Comment("Ann", found.comments[0].date, "Here.", len(found.text), len(found.text)),
    )


def test_links_keep_their_targets(tmp_path: Path) -> None:
    document = docx.Document()
    target = document.part.relate_to(
        "https://hub.example/refer", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = f'<w:hyperlink r:id="{target}">{run("the ")}{run("form")}</w:hyperlink>'
    inner = f'<w:hyperlink w:anchor="_Ref1">{run("section 4")}</w:hyperlink>'
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        mark.format("begin")
        + '<w:r><w:instrText> HYPERLINK "mailto:hub@bexford.example" </w:instrText></w:r>'
        + mark.format("separate")
        + run("hub@bexford.example")
        + mark.format("end")
    )
    body = f"<w:p {{ns}}>{run('4.1  Use ')}{link}{run(', see ')}{inner}{run(' or ')}{field}</w:p>"
    document.element.body.insert(0, xml(body))
    document.save(str(tmp_path / "a.docx"))
    found = read_apart(tmp_path / "a.docx", SETTINGS)
    (block,) = found.blocks
    assert block.label == "4.1"
    assert [(block.text[a:b], target) for a, b, target in block.links] == [
        ("the form", "https://hub.example/refer"),
        ("section 4", "#_Ref1"),
        ("hub@bexford.example", "mailto:hub@bexford.example"),
    ]


def test_headers_and_footers_are_kept_apart_with_their_boxes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The text of the document itself.")
    header = document.sections[0].header
    header.paragraphs[0].text = "Bexford Safeguarding Partnership"
    box = f"<w:txbxContent><w:p>{run('DRAFT for consultation')}</w:p></w:txbxContent>"
    header._element.append(
        xml(f"<w:p {{ns}}><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>")
    )
    document.sections[0].footer.paragraphs[0].text = "Version 3"
    path = tmp_path / "a.docx"
    document.save(str(path))
    found = read_apart(path, SETTINGS)
    assert found.text == "The text of the document itself."
    assert found.margins == (
        Margin("header", "Bexford Safeguarding Partnership\nDRAFT for consultation"),
        Margin("footer", "Version 3"),
    )


def test_tables_in_tables_lose_no_cell_and_keep_their_rows(tmp_path: Path) -> None:
    def table(*rows: tuple[str, ...]) -> str:
        made = "".join(
            "<w:tr>" + "".join(f"<w:tc>{cell}<w:p/></w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        return f"<w:tbl>{made}</w:tbl>"

    def cell(text: str) -> str:
        return f"<w:p>{run(text)}</w:p>"

    deepest = table((cell("d1"), cell("d2")))
    inner = table((cell("c1"), cell("c2") + deepest), (cell("c3"), cell("c4")))
    outer = table((cell("Agency"), cell("What it does")), (cell("a1") + inner, cell("a2")))
    path = word(tmp_path / "a.docx", outer.replace("<w:tbl>", "<w:tbl {ns}>", 1))
    found = read(path)
    check_offsets(found)
    # The rows of a table in a cell come after the table around it.
    assert found.text.split("\n") == [
        "Agency | What it does",
        "a1 | a2",
        "c1 | c2",
        "c3 | c4",
        "d1 | d2",
    ]
    check_every_character(path, found, parse_runs(path, SETTINGS))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    large, chart, embedded = (
        f"<w:p {{ns}}><w:r>{inside}</w:r></w:p>"
        for inside in (
            "<w:drawing><extent cx='5000000' cy='5000000'/><blip/></w:drawing>",
            "<w:drawing><chart/></w:drawing>",
            "<w:object><OLEObject/></w:object>",
        )
    )
    path = word(tmp_path / "a.docx", paragraph("Some text is here."), large, chart, embedded)
    assert read(path).extraction.warnings == (
        "A chart is not read.",
        "Large pictures are not read; they may have words in them.",
        "Parts embedded from other files are not read.",
    )


def test_a_footnote_s_words_lead_to_their_own_part(tmp_path: Path) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
        f"{run(' Working Together 2015.')}</w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    body = f"<w:p {{ns}}>{run('As guidance says')}<w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
    document.element.body.insert(0, xml(body))
    path = tmp_path / "a.docx"
    document.save(str(path))
    found = read(path)
    assert outline(found)[1] == ("footnote", "1", "Working Together 2015.")
    note = found.blocks[1].location
    spans = parse_runs(path, SETTINGS).spans(note.start, note.end)
    assert spans == (RunSpan("word/footnotes.xml", 1, 1, 23),)
