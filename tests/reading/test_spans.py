"""Every character of a Word document's text is found again in the run it came from."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model import BlockKind, Document
from checker.reading import Runs, RunSpan, runs
from checker.reading.ooxml import character, flattened, tag
from checker.reading.parsers import parse_runs
from checker.reading.wording import tidy

from .making import SETTINGS, paragraph, read, word

AREAS = Path(__file__).parents[2] / "corpora" / "areas"


def visible(path: Path, part: str) -> list[str]:
    """The visible text of every run of a part, by an own count over the XML."""
    with zipfile.ZipFile(path) as package:
        root = parse_xml(package.read(part))
    found = [element for element in root.iter() if tag(element) == "w:r"]
    return ["".join(character(item, tag(item)) for item in flattened(run)) for run in found]


def rebuilt(path: Path, spans: tuple[RunSpan, ...]) -> str:
    return "".join(visible(path, s.part)[s.run][s.start : s.end] for s in spans)


def check_every_character(path: Path, document: Document, found: Runs) -> int:
    """Each character is the one that its run has there; the count of those with a run."""
    texts: dict[str, list[str]] = {}
    mapped = 0
    for index, sign in enumerate(document.text):
        spans = found.spans(index, index + 1)
        assert len(spans) <= 1
        for span in spans:
            if span.part not in texts:
                texts[span.part] = visible(path, span.part)
            raw = texts[span.part][span.run][span.start : span.end]
            assert len(raw) == 1
            shown = tidy(raw) or " "
            assert sign in shown or sign in shown.upper()
            mapped += 1
    return mapped


@pytest.mark.parametrize("path", sorted(AREAS.glob("*/*.docx")), ids=lambda p: p.name)
def test_text_of_the_sample_documents_is_rebuilt_from_their_runs(path: Path) -> None:
    document = read(path)
    found = parse_runs(path, SETTINGS)
    check_every_character(path, document, found)
    texts = {"word/document.xml": visible(path, "word/document.xml")}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            continue
        spans = found.spans(block.location.start, block.location.end)
        for span in spans:
            texts.setdefault(span.part, visible(path, span.part))
        pieces = [texts[s.part][s.run][s.start : s.end] for s in spans]
        assert tidy("".join(pieces)) == block.text


def test_runs_are_asked_of_the_child_like_the_text() -> None:
    path = next(AREAS.glob("*/*.docx"))
    assert runs(path, SETTINGS) == parse_runs(path, SETTINGS)


def test_other_formats_have_no_runs(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Refer to the hub.\n")
    assert runs(path, SETTINGS).spans(0, 5) == ()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def spans_of(path: Path, words: str) -> tuple[RunSpan, ...]:
    document = read(path)
    found = parse_runs(path, SETTINGS)
    check_every_character(path, document, found)
    start = document.text.index(words)
    return found.spans(start, start + len(words))


DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("inside", "words", "spans"),
    [
        (run("one ") + run("two"), "one two", [(0, 0, 4), (1, 0, 3)]),
        (run("a  b\u00adc \u00a0d"), "a bc d", [(0, 0, 9)]),
        (run("the o\ufb03ce"), "office", [(0, 4, 8)]),
        (run("stra\u00dfe", "<w:caps/>"), "STRASSE", [(0, 0, 6)]),
        ("<w:r><w:t>4.1</w:t><w:tab/><w:t>Refer</w:t></w:r>", "Refer", [(0, 4, 9)]),
        (f"<w:del w:id='1' w:author='a'>{run('gone')}</w:del>{run('kept')}", "kept", [(1, 0, 4)]),
        (f"<w:ins w:id='1' w:author='a'>{run('put in')}</w:ins>", "put in", [(0, 0, 6)]),
        (f"<w:hyperlink>{run('linked')}</w:hyperlink>", "linked", [(0, 0, 6)]),
        (f"<w:smartTag>{run('Bexford')}</w:smartTag>", "Bexford", [(0, 0, 7)]),
        (f"<w:sdt><w:sdtContent>{run('choice')}</w:sdtContent></w:sdt>", "choice", [(0, 0, 6)]),
    ],
)
def test_spans_of_inline_content(
    tmp_path: Path, inside: str, words: str, spans: list[tuple[int, int, int]]
) -> None:
    path = word(tmp_path / "a.docx", f"<w:p {{ns}}>{inside}{run(' and so it goes on.')}</w:p>")
    expected = [RunSpan(DOCUMENT, *span) for span in spans]
    whole = spans_of(path, words)
    # The words that follow are in a run of their own.
    assert list(whole) == expected


def test_spans_in_a_nested_table_and_a_text_box(tmp_path: Path) -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('in one')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('in two')}</w:p></w:tc></w:tr></w:tbl>"
    )
    table = (
        f"<w:tbl {{ns}}><w:tr><w:tc><w:p>{run('first')}</w:p>{inner}<w:p/></w:tc>"
        f"<w:tc><w:p>{run('sec')}{run('ond')}</w:p></w:tc></w:tr></w:tbl>"
    )
    box = (
        f"<w:p {{ns}}><w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('boxed words')}</w:p>"
        f"</w:txbxContent></v:textbox></w:pict><w:t>around it</w:t></w:r></w:p>"
    )
    path = word(tmp_path / "a.docx", table, box)
    assert spans_of(path, "first | second") == (
        RunSpan(DOCUMENT, 0, 0, 5),
        RunSpan(DOCUMENT, 3, 0, 3),
        RunSpan(DOCUMENT, 4, 0, 3),
    )
    assert spans_of(path, "in two") == (RunSpan(DOCUMENT, 2, 0, 6),)
    assert spans_of(path, "around it") == (RunSpan(DOCUMENT, 5, 0, 9),)
    assert spans_of(path, "boxed words") == (RunSpan(DOCUMENT, 6, 0, 11),)


def test_words_of_a_merged_cell_lead_to_it_from_every_row(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    def cell(text: str, merge: str = "") -> str:
        inside = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
        return f"<w:tcPr>{merge}</w:tcPr><w:p>{inside}</w:p>"

    body = (
        "<w:tbl {ns}>"
        + row(cell("24 hours"), cell("Police", '<w:vMerge w:val="restart"/>'))
        + row(cell("48 hours"), cell("", "<w:vMerge/>"))
        + "</w:tbl>"
    )
    path = word(tmp_path / "a.docx", body)
    document, found = read(path), parse_runs(path, SETTINGS)
    assert document.text == "24 hours | Police\n48 hours | Police"
    check_every_character(path, document, found)
    at = document.text.rindex("Police")
    assert found.spans(at, at + 6) == (RunSpan("word/document.xml", 1, 0, 6),)


def test_a_contents_entry_keeps_the_runs_of_its_words_and_its_page(tmp_path: Path) -> None:
    line = f"<w:p {{ns}}>{run('Scope of it')}{run('......')}{run('3')}</w:p>"
    path = word(tmp_path / "a.docx", line, paragraph("Some more text here."))
    assert spans_of(path, "Scope of it 3") == (
        RunSpan(DOCUMENT, 0, 0, 11),
        RunSpan(DOCUMENT, 2, 0, 1),
    )


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.text(st.sampled_from("ab .\u00ad\u00a0\ufb01\u00df(1)•|"), min_size=1, max_size=8),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_any_split_into_runs_is_followed(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], capitals: bool
) -> None:
    look = "<w:caps/>" if capitals else ""
    body = [f"<w:p {{ns}}>{''.join(run(text, look) for text in line)}</w:p>" for line in lines]
    path = word(
        tmp_path_factory.mktemp("runs") / "a.docx", *body, paragraph("Some words of text here.")
    )
    document = read(path)
    mapped = check_every_character(path, document, parse_runs(path, SETTINGS))
    assert mapped >= len(document.text) - document.text.count("\n")
