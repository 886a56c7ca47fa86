"""Everything that is in the sample areas' sources, in its place, whichever format it comes in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.assessing import assess
from checker.judging import RuleBook, StanceModel, load_rules
from checker.model import BlockKind, Document, Evidence
from checker.passages import split
from checker.reading.parsers import parse
from checker.settings import Settings

CORPORA = Path(__file__).parents[2] / "corpora"
sys.path.insert(0, str(CORPORA))

from building.sources import Source, read_source  # noqa: E402

SOURCES = sorted((CORPORA / "sources").glob("*/*.md"))
MARKUP = re.compile(r"\*\*|\*|\[\^\w+\]|\[(?P<words>[^\]^]+)\]\([^)]+\)")


def plain(text: str) -> str:
    """A source's line as it is printed."""
    return MARKUP.sub(lambda found: found["words"] or "", text)


@cache
def source(path: Path) -> Source:
    return read_source(path)


@cache
def read(path: Path) -> Document:
    return parse(path, Settings())


def name(path: Any) -> str:
    return f"{path.parent.name}/{path.name}" if isinstance(path, Path) else str(path)


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample document as Word and as PDF."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("both")
    builder = CORPORA / "build_areas.py"
    subprocess.run([sys.executable, builder, "--both", folder], check=True)
    return folder


def expected_lines(given: Source) -> list[str]:
    """All that the source prints in its body, a line for each block."""
    lines: list[str] = []
    for block in given.blocks:
        if block.rows:
            lines += [" ".join(map(plain, row)) for row in block.rows]
        elif block.lines:
            lines += map(plain, block.lines)
        else:
            lines.append(plain(f"{block.label} {block.text}"))
    return lines + list(given.footnotes.values())


def found_lines(document: Document) -> list[str]:
    """All that was read, without the contents list that the builder adds."""
    return [
        " ".join(block.cells) if block.cells else f"{block.label.strip('•')} {block.text}"
        for block in document.blocks
        if block.location.section != "Contents" and block.kind is not BlockKind.FOOTNOTE
    ] + [block.text for block in document.blocks if block.kind is BlockKind.FOOTNOTE]


def words(lines: list[str]) -> Counter[str]:
    return Counter(re.findall(r"[^\s]+", re.sub(r"(?<=\d)\.(?= )", "", " ".join(lines))))


def check(path: Path, document: Document) -> None:
    """The bar of this project, for one document."""
    given = source(path)
    wanted, got = words(expected_lines(given)), words(found_lines(document))
    common = (wanted & got).total()
    assert common / wanted.total() >= 0.995, wanted - got
    assert common / got.total() >= 0.995, got - wanted

    blocks = {(b.label, b.text) for b in document.blocks if b.kind is BlockKind.PARAGRAPH}
    labelled = [b for b in given.blocks if b.kind == "paragraph" and b.label]
    missed = [b for b in labelled if (b.label.rstrip("."), plain(b.text)) not in blocks]
    assert len(missed) <= 0.01 * len(labelled), missed

    headings = {
        f"{b.label} {b.text}".strip().replace(":", "")
        for b in document.blocks
        if b.kind is BlockKind.HEADING and b.text != "Contents"
    }
    titles = {
        # The stop after "Appendix A" or "4" is no part of the label.
        f"{b.label.rstrip('.')} {plain(b.text)}".strip().replace(":", "")
        for b in given.headings
    }
    assert 2 * len(headings & titles) / (len(headings) + len(titles)) >= 0.97, headings ^ titles

    rows = [b.cells for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    source_rows = [tuple(map(plain, row)) for b in given.blocks for row in b.rows]
    cells = sum(map(len, source_rows))
    right = sum(
        first == second
        for wanted_row, row in zip(source_rows, rows, strict=False)
        for first, second in zip(wanted_row, row, strict=False)
    )
    assert right >= 0.98 * cells, (source_rows, rows)

    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    listed = [b for b in given.blocks if b.kind in {"bullet", "lettered"}]
    assert [(b.text, b.label) for b in items] == [(plain(b.text), b.label or "•") for b in listed]


def to_judge(document: Document) -> tuple[object, ...]:
    """The passages and the profile, without places."""
    passages = [
        (p.text, p.kind, p.zone, p.headings, p.stem, p.sentences, p.cells, p.header)
        for p in split(document)
    ]
    profile = {
        field.name: (said.value, said.confidence, said.quote)
        for field in fields(document.profile)
        for said in [getattr(document.profile, field.name)]
    }
    return document.title, document.issue, document.kind, passages, profile


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_shipped_document_holds_its_source(path: Path) -> None:
    document = CORPORA / "areas" / path.parent.name / source(path).file
    check(path, read(document))


@pytest.mark.parametrize("path", SOURCES, ids=name)
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_either_format_holds_its_source(path: Path, suffix: str, both: Path) -> None:
    document = both / path.parent.name / source(path).file
    check(path, read(document.with_suffix(suffix)))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_word_and_pdf_give_the_same_blocks(path: Path, both: Path) -> None:
    document = both / path.parent.name / source(path).file
    word, pdf = (
        [
            (
                (b.kind, b.label, b.text, b.cells, b.header),
                (b.location.section, b.location.paragraph),
                # LibreOffice leads to a place in the document by its page, not by a name.
                [(b.text[i:j], target) for i, j, target in b.links if not target.startswith("#")],
            )
            for b in read(document.with_suffix(suffix)).blocks
        ]
        for suffix in (".docx", ".pdf")
    )
    assert word == pdf


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_word_and_pdf_give_the_same_to_judge(path: Path, both: Path) -> None:
    """All that judging and reconciling go by, but for the places."""
    document = both / path.parent.name / source(path).file
    word, pdf = (to_judge(read(document.with_suffix(suffix))) for suffix in (".docx", ".pdf"))
    assert word == pdf


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_title_is_found(path: Path) -> None:
    document = read(CORPORA / "areas" / path.parent.name / source(path).file)
    assert document.title == source(path).fields["title"]


@cache
def judges() -> tuple[RuleBook, StanceModel]:
    return load_rules(), StanceModel()


def answers(folder: Path) -> tuple[object, ...]:
    """All that an assessment says of a folder, without places and without suffixes."""
    rules, model = judges()
    found = assess(folder, rules=rules, model=model, today=date(2024, 1, 1))
    names = {d.id: Path(d.path).stem for d in found.documents}

    def said(evidence: Evidence) -> tuple[object, ...]:
        given = (evidence.quote, evidence.stance, evidence.rule, evidence.cue, evidence.score)
        return names[evidence.document], *given, evidence.note, evidence.why_not

    verdicts = {
        (names[v.document], v.criterion): (
            (v.outcome, v.confidence, v.needs_review, v.searched),
            [[said(e) for e in some] for some in (v.evidence, v.near_misses)],
        )
        for v in found.verdicts
    }
    disagreements = sorted(
        (i.type, i.severity, sorted(map(repr, map(said, i.evidence))))
        for i in found.inconsistencies
    )
    return verdicts, disagreements, found.unread


@pytest.mark.parametrize("area", sorted({path.parent.name for path in SOURCES}))
def test_word_and_pdf_give_the_same_assessment(area: str, both: Path, tmp_path: Path) -> None:
    for suffix in ("docx", "pdf"):
        (tmp_path / suffix).mkdir()
        for path in (both / area).glob(f"*.{suffix}"):
            shutil.copy(path, tmp_path / suffix)
    word, pdf = answers(tmp_path / "docx"), answers(tmp_path / "pdf")
    assert not word[2]
    assert word == pdf
