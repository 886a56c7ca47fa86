"""Small documents for these tests: a few lines of Markdown become a judged document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from checker.model import (
    Block,
    BlockKind,
    Document,
    Inconsistency,
    InconsistencyType,
    Issue,
    JudgedDocument,
    Location,
    Verdict,
)
from checker.passages import split
from checker.reconciling import reconcile

_HEADING = re.compile(r"(#+)\s+(?:(\d[\d.]*)\s+)?(.*)")
_LABELLED = re.compile(r"(\d+(?:\.\d+)+)\s+(.*)")
_BULLET = re.compile(r"(\s*)-\s+(.*)")
_LETTERED = re.compile(r"(\([a-z]\))\s+(.*)")


def document(
    text: str,
    *,
    id: str,  # noqa: A002
    issue: Issue | None = None,
    title: str = "",
    date: str = "2020-01",
    area: str = "Testham",
) -> Document:
    """A document from Markdown: headings, numbered paragraphs, bullets, boxes, tables."""
    blocks: list[Block] = []
    section = number = paragraph = ""
    header: tuple[str, ...] = ()
    offset = 0
    for line in text.strip().splitlines():
        line = line.rstrip()
        if not line or re.fullmatch(r"\|[\s|:-]+\|", line):
            header = header if line else ()
            continue
        kind, label, words, level, cells = BlockKind.PARAGRAPH, "", line.strip(), 0, ()
        top: tuple[str, ...] = ()
        if m := _HEADING.fullmatch(line):
            kind, level, label, words = BlockKind.HEADING, len(m[1]), m[2] or "", m[3]
            number, section = label.rstrip("."), f"{label} {words}".strip()
            paragraph = number or words
        elif line.startswith("|"):
            kind = BlockKind.TABLE_ROW
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            header, top = (header, header) if header else (cells, cells)
            words = " | ".join(cells)
        elif m := _LABELLED.fullmatch(line):
            label, words, paragraph = m[1], m[2], m[1]
        elif m := _BULLET.fullmatch(line):
            kind, level, words = BlockKind.LIST_ITEM, len(m[1]) // 2, m[2]
        elif m := _LETTERED.fullmatch(line):
            kind, label, words = BlockKind.LIST_ITEM, m[1], m[2]
        words = words.removeprefix("!! ").replace("**", "").replace("*", "")
        place = Location(offset, offset + len(words), None, None, section, paragraph)
        blocks.append(Block(kind, words, place, label, level, cells, top))
        offset += len(words) + 1
    whole = "\n".join(block.text for block in blocks)
    return Document(
        id=id,
        path=f"{id}.docx",
        sha256="",
        text=whole,
        blocks=tuple(blocks),
        title=title or id,
        issue=issue or Issue(id),
        area=area,
        date=date,
    )


def judged(text: str, *, verdicts: Sequence[Verdict] = (), **profile: object) -> JudgedDocument:
    """A judged document from Markdown, with the verdicts that a test needs."""
    made = document(text, **profile)  # type: ignore[arg-type]
    return JudgedDocument(made, split(made), tuple(verdicts))


PREAMBLE = """
# Introduction
This document is for everyone who works with children, and all agencies should follow it.
"""


def compare(type: InconsistencyType, **texts: str) -> tuple[Inconsistency, ...]:  # noqa: A002
    """What is found of one type between documents given as issue=text.

    Each begins as a document does, so that its first words are not its title.
    """
    documents = [judged(f"{PREAMBLE}\n{text}", id=issue) for issue, text in texts.items()]
    return tuple(i for i in reconcile(documents).inconsistencies if i.type is type)


def places(inconsistency: Inconsistency) -> dict[str, set[str]]:
    """The paragraphs that each document's evidence stands in."""
    found: dict[str, set[str]] = {document: set() for document in inconsistency.documents}
    for evidence in inconsistency.evidence:
        found[evidence.document].add(evidence.location.paragraph)
    return found


FIXTURES = Path(__file__).parent / "fixtures"


def pairs(name: str) -> list[ParameterSet]:
    """The cases of ``fixtures/NAME.yaml``: short documents, and whether they are apart.

    And those of ``fixtures/*/NAME.yaml``, written without knowledge of the code. A case with
    ``known: missed`` or ``known: false alarm`` is not yet read rightly.
    """
    cases = [
        case
        for path in sorted(FIXTURES.glob(f"**/{name}.yaml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]
    return [
        pytest.param(
            case["documents"],
            case["apart"],
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in cases
    ]
