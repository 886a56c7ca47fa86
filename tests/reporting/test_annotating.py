"""Drafts as they are read, with remarks at the words that reading tells of."""

from __future__ import annotations

import hashlib
import io
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from checker.errors import SensecheckError
from checker.model import (
    Assessment,
    BlockKind,
    Document,
    Evidence,
    Outcome,
    Stance,
    Unread,
    Verdict,
)
from checker.reading import read
from checker.reporting.annotating import annotate
from checker.settings import Settings
from reporting.drafts import W, draft, unpacked
from reporting.test_word_comments import between, joined, ours, tag, without_ours

AREAS = Path(__file__).parents[2] / "corpora" / "areas"
WORD = sorted(AREAS.glob("*/*.docx"))


def judged(assessment: Assessment, document: Document, quotes: list[tuple[int, int]]) -> Assessment:
    """An assessment in which these places of a document speak against a criterion."""
    criterion = assessment.criteria[0]
    evidence = tuple(
        Evidence(
            document.id,
            document.text[start:end],
            replace(document.blocks[0].location, start=start, end=end),
            Stance.CONTRADICTS,
        )
        for start, end in quotes
    )
    verdict = Verdict(document.id, criterion.id, Outcome.CONTRADICTED, 0.9, evidence=evidence)
    return replace(
        assessment, documents=(document,), verdicts=(verdict,), inconsistencies=(), unread=()
    )


def close(text: str) -> str:
    """Without spaces, signs of layout and what stands between cells."""
    return re.sub(r"[\s|\u00ad\u200b]", "", text)


def root_of(word: bytes) -> Any:
    return etree.fromstring(unpacked(word)["word/document.xml"])


@pytest.mark.parametrize("path", WORD, ids=lambda p: p.stem)
def test_every_block_of_the_sample_areas_can_be_remarked_on(
    path: Path, assessment: Assessment
) -> None:
    document = read(path, Settings())
    blocks = [
        b for b in document.blocks if b.kind is not BlockKind.FOOTNOTE and close(b.text) != ""
    ]
    quotes = [(b.location.start, b.location.end) for b in blocks]
    copy, remarks = annotate(path, judged(assessment, document, quotes))
    assert remarks == len(quotes)
    root = root_of(copy)
    wrong = []
    for at, (start, end) in enumerate(sorted(set(quotes))):
        shown, quote = close(between(root, str(at))), close(document.text[start:end])
        if shown not in quote and not shown.startswith(quote[:20]):
            wrong.append((shown, quote))
    assert not wrong
    assert without_ours(root, 0) == joined(root_of(path.read_bytes()))


def test_a_draft_with_everything_in_it(assessment: Assessment, tmp_path: Path) -> None:
    """Remarks inside cells, links, insertions, controls, notes and boxes."""
    path = tmp_path / "draft.docx"
    path.write_bytes(draft())
    document = read(path, Settings())
    quotes = [
        (at, at + len(words))
        for words in (
            "lifestyle choice",
            "policy on",
            "harm whatever their",
            "from a list and",
            "whole paragraph",
            "within one day",
            "calls exploitation a choice",
            "in a box",
            "has remarked",
        )
        if (at := document.text.index(words)) >= 0
    ]
    copy, _ = annotate(path, judged(assessment, document, quotes))
    root, remarks = root_of(copy), ours(unpacked(copy)["word/comments.xml"])
    assert len(remarks) == len(quotes)
    for remark, (start, end) in zip(remarks, sorted(quotes), strict=True):
        shown = between(root, remark.get(tag("id")))
        told = "".join(remark[-1].itertext())
        quote = document.text[start:end]
        assert shown == quote or told == f"The words: “{quote}”"
    assert without_ours(root, 6) == joined(root_of(draft()))


def test_the_draft_itself_is_left_alone(assessment: Assessment) -> None:
    before = WORD[0].read_bytes()
    document = read(WORD[0], Settings())
    annotate(WORD[0], judged(assessment, document, [(0, 5)]))
    assert WORD[0].read_bytes() == before


def test_same_draft_same_bytes(assessment: Assessment) -> None:
    document = read(WORD[0], Settings())
    told = judged(assessment, document, [(0, 5), (90, 140)])
    later = replace(told, manifest=replace(told.manifest, created="2027-01-01T00:00:00+00:00"))
    assert annotate(WORD[0], told) == annotate(WORD[0], later)


def test_a_draft_that_changed_meanwhile_is_refused(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(draft())
    told = judged(assessment, read(path, Settings()), [])
    path.write_bytes(draft(remarked=False))
    with pytest.raises(SensecheckError, match="was changed while"):
        annotate(path, told)


def test_a_draft_that_could_not_be_read_says_why(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"x")
    told = replace(assessment, unread=(Unread("draft.docx", "draft.docx is damaged."),))
    with pytest.raises(SensecheckError, match=r"^draft\.docx is damaged\.$"):
        annotate(path, told)


def long_draft() -> bytes:
    """About 150 pages: 75,000 words in paragraphs, lists and tables."""
    document = docx.Document()
    sentence = "A child who harms another may also have been harmed, and is owed an assessment. "
    for chapter in range(50):
        document.add_heading(f"Chapter {chapter + 1}", 1)
        for number in range(31):
            paragraph = document.add_paragraph(f"{chapter + 1}.{number + 1} ")
            for _ in range(2):
                paragraph.add_run(sentence)
                paragraph.add_run("The police are told. ").bold = True
                paragraph.add_run(f"Remark {chapter}-{number} is kept. ")
        table = document.add_table(rows=0, cols=2)
        for row in range(4):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = f"Level {row}", sentence
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_four_hundred_remarks_in_150_pages_take_under_ten_seconds(
    assessment: Assessment, tmp_path: Path
) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(long_draft())
    document = read(path, Settings())
    assert document.words > 70_000
    blocks = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH][::3][:400]
    quotes = [(b.location.start + 9, b.location.end - 9) for b in blocks]
    told = judged(assessment, document, quotes)
    began = time.perf_counter()
    copy, remarks = annotate(path, told)
    assert time.perf_counter() - began < 10
    assert remarks == 400
    root = root_of(copy)
    assert len(list(root.iter(f"{{{W}}}commentReference"))) == 400
    for at in (0, 199, 399):
        start, end = sorted(quotes)[at]
        assert close(between(root, str(at))) == close(document.text[start:end])


def test_the_assessed_document_is_known_by_its_content(assessment: Assessment) -> None:
    document = read(WORD[0], Settings())
    assert document.sha256 == hashlib.sha256(WORD[0].read_bytes()).hexdigest()


def highlighted(pdf: bytes) -> str:
    """The words under Sensecheck's highlights, read by the corners in the file."""
    shown = pypdfium2.PdfDocument(pdf)
    found = ""
    with pikepdf.open(io.BytesIO(pdf)) as made:
        for number, page in enumerate(made.pages):
            for note in page.get("/Annots", ()):
                corners = [float(v) for v in note.get("/QuadPoints", ())]
                if str(note.get("/T", "")) != "Sensecheck":
                    continue
                text = shown[number].get_textpage()
                for at in range(0, len(corners), 8):
                    xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
                    found += text.get_text_bounded(min(xs), min(ys), max(xs), max(ys))
    return found


def test_a_pdf_gets_highlights_at_its_words(assessment: Assessment) -> None:
    path = next(AREAS.glob("calderwick/*gangs*.pdf"))
    document = read(path, Settings())
    blocks = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH][3:9]
    told = judged(assessment, document, [(b.location.start, b.location.end) for b in blocks])
    copy, remarks = annotate(path, told)
    assert remarks == len(blocks)
    assert annotate(path, told)[0] == copy
    found = highlighted(copy)
    for block in blocks:
        assert re.sub(r"\W", "", block.text)[:60] in re.sub(r"\W", "", found)


def test_a_protected_pdf_is_refused_in_a_sentence(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    with pikepdf.open(next(AREAS.glob("calderwick/*gangs*.pdf"))) as made:
        made.save(path, encryption=pikepdf.Encryption(user="", owner="x"))
    told = judged(assessment, read(path, Settings()), [])
    with pytest.raises(SensecheckError, match=r"^d\.pdf is protected by a password"):
        annotate(path, told)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_highlights_stand_right_on_pages_that_are_shown_rotated(
    assessment: Assessment, tmp_path: Path, rotate: int
) -> None:
    path = tmp_path / "d.pdf"
    with pikepdf.open(next(AREAS.glob("calderwick/*gangs*.pdf"))) as made:
        for page in made.pages:
            page.Rotate = rotate
        made.save(path)
    document = read(path, Settings())
    blocks = [b for b in document.blocks if len(b.text) > 120][:4]
    told = judged(assessment, document, [(b.location.start, b.location.end) for b in blocks])
    found = re.sub(r"\W", "", highlighted(annotate(path, told)[0]))
    assert blocks
    for block in blocks:
        assert re.sub(r"\W", "", block.text)[:60] in found
