"""The sample areas: that their sources build, and that what is committed is what they build."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree

CORPORA = Path(__file__).parents[2] / "corpora"
sys.path.insert(0, str(CORPORA))

import build_areas  # noqa: E402
from building.documents import build_word  # noqa: E402
from building.looks import choose_look  # noqa: E402
from building.sources import Source, SourceError, read_source  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOURCES = build_areas.read_sources()
AREAS = sorted({source.path.parent.name for source in SOURCES})
FRONT = (
    "---\nfile: cse.docx\ntitle: T: one\narea: A\nissue: cse\nkind: policy\n"
    "date: 2020-01\nnumbering: {numbering}\nfooter: Foot\n---\n"
)

each_source = pytest.mark.parametrize("source", SOURCES, ids=build_areas.key)


def write(folder: Path, body: str, numbering: str = "typed") -> Source:
    path = folder / "cse.md"
    path.write_text(FRONT.format(numbering=numbering) + body, encoding="utf-8")
    return read_source(path)


def xml(word: bytes, part: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return etree.fromstring(package.read(part))


def plain(text: str) -> str:
    """Source text without its markup."""
    text = re.sub(r"\[\^\w+\]", "", text)
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text).replace("*", "")


def texts(source: Source) -> Iterator[str]:
    """All text that a reader of the document must find, in pieces."""
    for block in source.blocks:
        yield plain(block.text)
        yield from map(plain, block.lines)
        yield from (plain(cell) for row in block.rows for cell in row)
        if block.label and not source.automatic:
            yield block.label
    yield from map(plain, source.footnotes.values())


def words(text: str) -> Counter[str]:
    """The words, cut at hyphens and stops too: a line may end there, or a note's number follow."""
    return Counter(re.findall(r"\w+", text))


def opened(word: bytes) -> Any:
    return docx.Document(io.BytesIO(word))


def word_text(word: bytes) -> str:
    parts = ["word/document.xml"]
    if "word/footnotes.xml" in zipfile.ZipFile(io.BytesIO(word)).namelist():
        parts.append("word/footnotes.xml")
    paragraphs = [p for part in parts for p in xml(word, part).iter(f"{W}p")]
    return "\n".join(
        "".join(e.text or "\t" for e in p.iterfind(f".//{W}r/*") if e.tag in {f"{W}t", f"{W}tab"})
        for p in paragraphs
    )


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@each_source
def test_same_source_gives_same_bytes(source: Source) -> None:
    assert build_word(source, [1] * 99) == build_word(source, [1] * 99)


@each_source
def test_committed_document_holds_every_word_of_its_source(source: Source) -> None:
    path = build_areas.AREAS / source.path.parent.name / source.file
    found = pdf_text(path) if path.suffix == ".pdf" else word_text(path.read_bytes())
    assert words("\n".join(texts(source))) - words(found) == Counter()


@each_source
def test_labels_are_unique(source: Source) -> None:
    labels = Counter(b.label for b in source.blocks if b.label and b.kind != "lettered")
    assert [label for label, count in labels.items() if count > 1] == []


@each_source
def test_lock_knows_a_page_for_each_heading(source: Source) -> None:
    pages = json.loads(build_areas.LOCK.read_text())[build_areas.key(source)]["pages"]
    assert len(pages) == len(source.headings)
    assert pages == sorted(pages)


@pytest.mark.parametrize("area", AREAS)
def test_truth_names_files_and_paragraphs_that_exist(area: str) -> None:
    truth = json.loads((build_areas.AREAS / area / "truth.json").read_text(encoding="utf-8"))
    places: dict[str, set[str]] = {}
    for source in build_areas.read_sources([area]):
        names = {block.label.rstrip(".") for block in source.blocks if block.kind != "lettered"}
        headings = {plain(heading.text) for heading in source.headings}
        appendices = {m[0] for text in headings if (m := re.match(r"Appendix [A-Z]\b", text))}
        places[source.file] = (names | headings | appendices) - {""}
    assert set(truth["verdicts"]) == set(places)
    for entry in [*truth["inconsistencies"], *truth["decoys"]]:
        assert set(entry["documents"]) == set(entry["paragraphs"]) <= set(places), entry["note"]
        for file, paragraphs in entry["paragraphs"].items():
            assert set(paragraphs) <= places[file], (file, entry["note"])


def test_typed_numbers_are_text_and_automatic_ones_are_words_own(tmp_path: Path) -> None:
    body = "\\contents\n\n# 1 One\n\n1.1 First.\n\n1.2 Second:\n\n(a) x\n(b) y\n"
    typed = opened(build_word(write(tmp_path, body)))
    assert any(re.match(r"1\.2[\t ]Second:", p.text) for p in typed.paragraphs)
    automatic = build_word(write(tmp_path, body, "automatic"))
    shown = {p.text: p for p in opened(automatic).paragraphs}
    assert shown["Second:"].style.element.pPr.numPr.numId.val == 1
    assert shown["Second:"].style.element.pPr.numPr.ilvl.val == 1
    assert shown["x"]._p.pPr.numPr.numId.val == shown["y"]._p.pPr.numPr.numId.val > 2
    levels = xml(automatic, "word/numbering.xml").findall(f".//{W}lvlText")
    assert "%1.%2" in [level.get(f"{W}val") for level in levels]


def test_unnumbered_heading_in_an_automatic_document_takes_no_number(tmp_path: Path) -> None:
    word = build_word(write(tmp_path, "# 1 One\n\n# Annex\n\n# 2 Two\n", "automatic"))
    annex = next(p for p in opened(word).paragraphs if p.text == "Annex")
    assert annex._p.pPr.numPr.numId.val == 0


def test_each_construct_becomes_words_own(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        "\\title\n> T\n> Owner: O\n\n!! **Box**\n!! two\n\n"
        "See **bold *both*** and *it*, [site](https://a.example)[^1] or x@y.example.\n\n"
        "- one\n  - nested\n\n| H | I |\n|---|---|\n| a | b |\n\n[^1]: The note & more.\n",
    )
    word = build_word(source)
    document = opened(word)
    runs = {r.text: (r.bold, r.italic) for p in document.paragraphs for r in p.runs}
    assert (runs["bold "], runs["both"], runs["it"]) == ((True, None), (True, True), (None, True))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert (styles["one"], styles["nested"]) == ("List Bullet", "List Bullet 2")
    links = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert links == {"https://a.example", "mailto:x@y.example"}
    header = next(t for t in document.tables if t.cell(0, 0).text == "H").rows[0]
    assert header._tr.find(f"{W}trPr/{W}tblHeader") is not None
    notes = xml(word, "word/footnotes.xml")
    assert "".join(notes.itertext()).strip() == "The note & more."
    assert "PAGE" in "".join(xml(word, "word/footer1.xml").itertext())


def test_contents_list_gives_the_pages_it_is_told(tmp_path: Path) -> None:
    word = build_word(write(tmp_path, "\\contents\n\n# 1 One\n\n## Part\n\n# 2 Two\n"), [3, 4, 7])
    assert "1\tOne\t3\nPart\t4\n2\tTwo\t7" in word_text(word)


def test_neighbours_look_different() -> None:
    by_area: dict[str, list[str]] = {}
    for source in SOURCES:
        by_area.setdefault(source.fields["area"], []).append(source.file)
    for files in by_area.values():
        assert len({choose_look(file) for file in files}) == len(files)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("\\table\n", "none of the known constructs"),
        ("####x\n", "none of the known constructs"),
        ("Text.[^1]\n", r"no footnote \[\^1\] is given"),
        ("| a | b |\n| c |\n", "rows differ in length"),
    ],
)
def test_what_the_conventions_do_not_know_is_refused(
    tmp_path: Path, body: str, complaint: str
) -> None:
    with pytest.raises(SourceError, match=rf"cse\.md:11: .*{complaint}"):
        write(tmp_path, body)


def test_number_that_word_would_not_print_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"Word would print 1\.2 where the source has 1\.3"):
        write(tmp_path, "# 1 One\n\n1.1 x\n\n1.3 y\n", "automatic")


def test_silent_failure_of_libreoffice_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: None)
    with pytest.raises(SourceError, match=r"LibreOffice did not write a\.pdf"):
        build_areas.convert({"a.docx": b""}, tmp_path)
