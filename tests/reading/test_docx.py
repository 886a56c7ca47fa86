"""Everything that a Word file shows, and nothing that it hides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from .making import check_offsets, outline, paragraph, places, read, word, xml


def texts(path: Path) -> list[str]:
    document = read(path)
    check_offsets(document)
    return [block.text for block in document.blocks]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked(tag: str, inside: str) -> str:
    return f'<w:{tag} w:id="1" w:author="a">{inside}</w:{tag}>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIELD = (
    mark("begin")
    + "<w:r><w:instrText> REF x </w:instrText></w:r>"
    + mark("separate")
    + run("section 4 ")
    + mark("end")
)
ALTERNATIVE = (
    f"<mc:AlternateContent><mc:Choice Requires='wps'>{run('new ')}</mc:Choice>"
    f"<mc:Fallback>{run('old ')}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (tracked("ins", run("put in ")), "put in "),
        (tracked("del", "<w:r><w:delText>taken out</w:delText></w:r>"), ""),
        (tracked("moveTo", run("moved here ")), "moved here "),
        (tracked("moveFrom", run("gone")), ""),
        (f"<w:hyperlink r:id='x'>{run('a link ')}</w:hyperlink>", "a link "),
        (f"<w:smartTag>{run('a place ')}</w:smartTag>", "a place "),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a choice ')}</w:sdtContent></w:sdt>", "a choice "),
        (f"<w:fldSimple w:instr=' DATE '>{run('May 2015 ')}</w:fldSimple>", "May 2015 "),
        (FIELD, "section 4 "),
        ("<m:oMath><m:r><m:t>x+1 </m:t></m:r></m:oMath>", "x+1 "),
        (run("hidden", "<w:vanish/>"), ""),
        (run("mash ", "<w:caps/>"), "MASH "),
        (f"<w:r><w:t>multi</w:t><w:noBreakHyphen/></w:r>{run('agency ')}", "multi-agency "),
        (f"<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>{run(' ')}", "✓ "),
        (f"{run('aged ')}<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>{run('16')}", "aged ≥16"),
        (f"{run('13')}<w:r><w:sym w:font='Symbol' w:char='F02D'/></w:r>{run('17')}", "13-17"),
        (ALTERNATIVE, "new "),
    ],
)
def test_inline_content(tmp_path: Path, inside: str, shown: str) -> None:
    body = f"<w:p {{ns}}>{run('Before ')}{inside}{run('after it.')}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == [f"Before {shown}after it."]


def test_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    body = [paragraph("One sentence ", deleted), paragraph("goes on here.")]
    assert texts(word(tmp_path / "a.docx", *body)) == ["One sentence goes on here."]


def test_words_before_a_deleted_last_mark_are_kept(tmp_path: Path) -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    body = [paragraph("A first paragraph."), paragraph("The last words", deleted)]
    assert texts(word(tmp_path / "a.docx", *body)) == ["A first paragraph.", "The last words"]


def test_drop_capital_belongs_to_its_word(tmp_path: Path) -> None:
    cap = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    body = [paragraph("E", cap), paragraph("very child matters.")]
    assert texts(word(tmp_path / "a.docx", *body)) == ["Every child matters."]


def test_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p>" + run("Call the hub on 020 7946 0310") + "</w:p></w:txbxContent>"
    body = (
        f"<w:p {{ns}}>{run('The paragraph with the box.')}<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(word(tmp_path / "a.docx", body)) == [
        "The paragraph with the box.",
        "Call the hub on 020 7946 0310",
    ]


def test_content_control_around_blocks(tmp_path: Path) -> None:
    body = (
        "<w:sdt {ns}><w:sdtContent>"
        + paragraph("Inside a control.").replace("{ns}", "")
        + "</w:sdtContent></w:sdt>"
    )
    assert texts(word(tmp_path / "a.docx", body)) == ["Inside a control."]


def test_a_form_says_what_was_ticked_and_chosen(tmp_path: Path) -> None:
    def field(instruction: str, data: str, result: str = "") -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            f"<w:r><w:instrText> {instruction} </w:instrText></w:r>{mark('separate')}{result}"
            + mark("end")
        )

    ticked = field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
    entries = '<w:listEntry w:val="Low"/><w:listEntry w:val="High"/>'
    chosen = field("FORMDROPDOWN", f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    typed = field("FORMTEXT", "<w:textInput/>", run("Jo"))
    inside = f"{ticked}{run(' missing ')}{empty}{run(' known; risk ')}{chosen}{run(' by ')}{typed}"
    body = f"<w:p {{ns}}>{inside}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == ["☒ missing ☐ known; risk High by Jo"]


@pytest.mark.parametrize(
    ("font", "character", "said"),
    [("Symbol", "\uf0b3", "≥"), ("Wingdings", "\uf0fc", "✓"), ("Arial", "\uf0b3", "\uf0b3")],
)
def test_signs_of_symbol_fonts_are_read(
    tmp_path: Path, font: str, character: str, said: str
) -> None:
    sign = run(character, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')
    body = f"<w:p {{ns}}>{run('Aged ')}{sign}{run(' 16 years.')}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == [f"Aged {said} 16 years."]


def test_raised_figures_do_not_make_another_number(tmp_path: Path) -> None:
    high = run("1", '<w:vertAlign w:val="superscript"/>')
    body = f"<w:p {{ns}}>{run('Within 24')}{high}{run(' hours, over 90 m')}{high}{run('.')}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == ["Within 24¹ hours, over 90 m1."]


def test_an_equation_is_read_as_it_is_said(tmp_path: Path) -> None:
    def said(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    half = f"<m:f><m:num>{said('12')}</m:num><m:den>{said('24')}</m:den></m:f>"
    square = f"<m:sSup><m:e>{said('x')}</m:e><m:sup>{said('2')}</m:sup></m:sSup>"
    body = f"<w:p {{ns}}>{run('So ')}<m:oMath>{half}</m:oMath>{run(' of ')}{square}{run('.')}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == ["So 12/24 of x2."]


def test_the_words_under_small_signs_are_read(tmp_path: Path) -> None:
    ruby = f"<w:ruby><w:rt>{run('so said')}</w:rt><w:rubyBase>{run('hub')}</w:rubyBase></w:ruby>"
    body = f"<w:p {{ns}}>{run('The ')}<w:r>{ruby}</w:r>{run(' decides.')}</w:p>"
    assert texts(word(tmp_path / "a.docx", body)) == ["The hub decides."]


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_in_a_paragraph_ends_its_words(tmp_path: Path, kind: str) -> None:
    body = f'<w:p {{ns}}>{run("the hub")}<w:r><w:br w:type="{kind}"/></w:r>{run("Ring it.")}</w:p>'
    assert texts(word(tmp_path / "a.docx", body)) == ["the hub", "Ring it."]


def test_line_break_makes_a_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("The hub")
    run.add_break(WD_BREAK.LINE)
    run.add_text("020 7946 0310 in hours")
    document.save(str(tmp_path / "a.docx"))
    assert texts(tmp_path / "a.docx") == ["The hub", "020 7946 0310 in hours"]


def test_table_of_one_cell_is_a_box_of_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("4 Referral", 1)
    document.add_paragraph("4.1 Call the hub.")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Contacts"
    cell.paragraphs[0].runs[0].bold = True
    cell.add_paragraph("Hub: 020 7946 0310")
    document.save(str(tmp_path / "a.docx"))
    assert [(k, t) for k, _, t in outline(read(tmp_path / "a.docx"))[2:]] == [
        ("paragraph", "Contacts"),
        ("paragraph", "Hub: 020 7946 0310"),
    ]
    assert {b.location.paragraph for b in read(tmp_path / "a.docx").blocks[1:]} == {"4.1"}


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for row, words in enumerate((("Level", "Need", "Lead"), "abc", "def", "ghi")):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Level 3"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "both"
    document.save(str(tmp_path / "a.docx"))
    blocks = read(tmp_path / "a.docx").blocks
    assert [b.cells for b in blocks] == [
        ("Level", "Need", "Lead"),
        ("Level 3", "b", "c"),
        ("Level 3", "e", "f"),
        ("g", "both", ""),
    ]
    assert {b.header for b in blocks} == {("Level", "Need", "Lead")}


def test_a_name_with_an_unknown_prefix_is_no_more_than_a_name(tmp_path: Path) -> None:
    body = "<w:p {ns}><w:r><w:t>Ring </w:t></w:r><w:r><w:t>the hub.</w:t></w:r></w:p>"
    path = word(tmp_path / "a.docx", body)
    changed = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:t>the hub.", b"<W:t/><w:t xml:space='x'>the hub.")
                # A later warning makes libxml2 forget that it does not know the prefix.
            new.writestr(name, part)
    assert texts(changed) == ["Ring the hub."]


def test_of_two_header_rows_the_lower_names_the_columns(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    for row, words in enumerate(("abcd", "efgh", "ijkl", "mnop")):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
            table.cell(row, column).paragraphs[0].runs[0].bold = row < 2
    for merged, text in (((0, 0, 1, 0), "Level"), ((0, 1, 0, 2), "What"), ((0, 3, 1, 3), "Time")):
        cell = table.cell(*merged[:2]).merge(table.cell(*merged[2:]))
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    document.save(str(tmp_path / "a.docx"))
    blocks = read(tmp_path / "a.docx").blocks
    assert [b.cells for b in blocks[:2]] == [
        ("Level", "What", "", "Time"),
        ("Level", "f", "g", "Time"),
    ]
    assert [b.header for b in blocks[:2]] == [b.cells for b in blocks[:2]]
    assert {b.header for b in blocks[2:]} == {("Level", "f", "g", "Time")}


def test_nested_table_comes_after_its_row_s_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "outer"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "first", "second"
    document.save(str(tmp_path / "a.docx"))
    assert [b.cells for b in read(tmp_path / "a.docx").blocks] == [
        ("outer", ""),
        ("first", "second"),
    ]


def cell(text: str, properties: str = "") -> str:
    inside = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def test_deleted_table_row_is_not_there(tmp_path: Path) -> None:
    row = "<w:tr>{}" + cell("{}") + cell("x y") + "</w:tr>"
    deleted = row.format('<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>', "out")
    body = "<w:tbl {ns}>" + row.format("", "in the table") + deleted + "</w:tbl>"
    assert [b.cells for b in read(word(tmp_path / "a.docx", body)).blocks] == [
        ("in the table", "x y")
    ]


def test_footnote_follows_the_block_that_cites_it(tmp_path: Path) -> None:
    document = read(Path(__file__).parent / "fixtures" / "footnotes.docx")
    assert outline(document) == [
        ("heading", "1", "Referral"),
        ("paragraph", "1.1", "Refer to the hub. It decides within a day."),
        ("footnote", "1", "The hub is open from nine to five."),
        ("paragraph", "1.2", "Nothing else is needed."),
    ]
    assert document.blocks[2].location.paragraph == "1.1"


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERS = (
    '<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
    + level(0, "decimal", "%1")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "upperRoman", "%4.")
    + level(4, "decimal", "%4.%5", "<w:isLgl/>")
    + "</w:abstractNum>"
)


def numbered(text: str, depth: int, number: int = 90) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def with_numbers(path: Path, *body: str, nums: tuple[str, ...] = ()) -> Path:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, xml(NUMBERS))
    for num in (
        '<w:num {ns} w:numId="90"><w:abstractNumId w:val="90"/></w:num>',
        *nums,
    ):
        root.append(xml(num))
    for piece in body:
        document.element.body.insert(len(document.element.body) - 1, xml(piece))
    document.save(str(path))
    return path


def labels(path: Path) -> list[str]:
    return [block.label for block in read(path).blocks]


def test_automatic_numbers_are_computed(tmp_path: Path) -> None:
    depths = [0, 1, 1, 2, 2, 1, 2, 0, 1, 3, 4, 3, 4]
    path = with_numbers(tmp_path / "a.docx", *(numbered("Some words", d) for d in depths))
    assert labels(path) == [
        "1", "1.1", "1.2", "(a)", "(b)", "1.3", "(a)", "2", "2.1", "I", "1.1", "II", "2.1",
    ]  # fmt: skip


def test_list_that_starts_again(tmp_path: Path) -> None:
    again = (
        '<w:num {ns} w:numId="91"><w:abstractNumId w:val="90"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = [
        numbered("w", 0),
        numbered("w", 1),
        numbered("w", 1, 91),
        numbered("w", 1, 91),
        numbered("w", 1),
    ]
    assert labels(with_numbers(tmp_path / "a.docx", *body, nums=(again,))) == [
        "1", "1.1", "1.5", "1.6", "1.7",
    ]  # fmt: skip


def test_list_zero_takes_a_paragraph_out(tmp_path: Path) -> None:
    body = [numbered("words", 0), numbered("words", 0, 0), numbered("words", 0)]
    assert labels(with_numbers(tmp_path / "a.docx", *body)) == ["1", "", "2"]


def test_empty_numbered_paragraph_is_counted(tmp_path: Path) -> None:
    body = [numbered("the first words", 0), numbered("", 0), numbered("words", 0)]
    assert labels(with_numbers(tmp_path / "a.docx", *body)) == ["1", "3"]


def test_headings_by_style_and_by_look(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Harmful behaviour", 0)
    document.add_heading("1 Scope", 1)
    document.add_paragraph("This covers every child under eighteen who lives in the area. " * 3)
    document.add_paragraph().add_run("Panels and meetings").bold = True
    document.add_paragraph("The panel meets monthly, and is chaired by the head of service. " * 3)
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert found.title == "Harmful behaviour"
    assert [b.text for b in found.blocks if b.kind == "heading"] == ["Scope", "Panels and meetings"]


def test_bold_line_in_a_bordered_box_is_no_heading(tmp_path: Path) -> None:
    border = (
        '<w:pBdr><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/></w:pBdr>'
    )
    bold = (
        f"<w:p {{ns}}><w:pPr>{border}</w:pPr><w:r><w:rPr><w:b/></w:rPr>"
        "<w:t>Getting help</w:t></w:r></w:p>"
    )
    body = [
        paragraph("A long enough paragraph about the panel and what it is for. " * 3),
        bold,
        paragraph("After."),
    ]
    assert {b.kind.value for b in read(word(tmp_path / "a.docx", *body)).blocks} == {"paragraph"}


def test_huge_span_does_not_make_a_huge_row(tmp_path: Path) -> None:
    wide = cell("one two three", "<w:gridSpan w:val='2000000000'/>")
    body = f"<w:tbl {{ns}}><w:tr>{wide}{wide}</w:tr></w:tbl>"
    assert len(read(word(tmp_path / "a.docx", body)).blocks[0].cells) == 126


def test_places_do_not_depend_on_the_reading(tmp_path: Path) -> None:
    path = with_numbers(tmp_path / "a.docx", *(numbered("Some words", d) for d in (0, 1, 2)))
    assert places(read(path)) == places(read(path))
