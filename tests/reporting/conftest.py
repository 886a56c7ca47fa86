"""A small area by hand: three documents, every outcome, four inconsistencies, one bad file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checker.facts import Citation, Contact, Facts, ReferralRoute
from checker.model import (
    AssertionStatus,
    Assessment,
    Block,
    BlockKind,
    Criterion,
    Document,
    Evidence,
    Extraction,
    Inconsistency,
    InconsistencyType,
    Issue,
    Kind,
    Location,
    Manifest,
    Outcome,
    Severity,
    Stance,
    Unread,
    Verdict,
)

Line = tuple[BlockKind, str, str, int]
"""Kind, label, text, page."""


def written(
    identity: str, title: str, issue: Issue | None, kind: Kind, date: str, lines: Sequence[Line]
) -> Document:
    """A document whose offsets are right, from its lines."""
    text = "\n".join(line[2] for line in lines)
    blocks, at, section, paragraph = [], 0, "", ""
    for block_kind, label, words, page in lines:
        if block_kind is BlockKind.HEADING:
            section, paragraph = f"{label} {words}".strip(), label or words
        elif label[:1].isdigit():
            paragraph = label
        location = Location(at, at + len(words), page, None, section, paragraph)
        blocks.append(Block(block_kind, words, location, label, 1))
        at += len(words) + 1
    return Document(
        identity,
        f"{identity}.docx",
        hashlib.sha256(text.encode()).hexdigest(),
        text,
        tuple(blocks),
        pages=max(line[3] for line in lines),
        title=title,
        issue=issue,
        kind=kind,
        area="Testford",
        date=date,
    )


def quoted(
    document: Document,
    words: str,
    stance: Stance | None = None,
    rule: str = "model",
    assertion: AssertionStatus = AssertionStatus.ASSERTED,
    cue: str = "",
    score: float = 0.91,
    why_not: str = "",
) -> Evidence:
    """Evidence for words that stand once in the document."""
    assert document.text.count(words) == 1
    start = document.text.index(words)
    block = next(b for b in document.blocks if b.location.end > start)
    place = block.location
    location = Location(start, start + len(words), place.page, None, place.section, place.paragraph)
    return Evidence(document.id, words, location, stance, rule, assertion, cue, score, why_not)


H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM

CSE = written(
    "cse-strategy",
    "Child Sexual Exploitation Strategy <draft>",
    Issue.CSE,
    Kind.STRATEGY,
    "2015-06",
    [
        (H, "1", "Principles", 1),
        (P, "1.1", "Exploitation is never a lifestyle choice. We say so to every agency.", 1),
        (P, "1.2", "Those who exploit, whatever their age, will be prosecuted.", 2),
        (H, "2", "Referral", 3),
        (P, "2.1", "Ring the MASH on 020 7946 0310 within 24 hours. Use Form A.", 3),
    ],
)
DV = written(
    "dv-policy",
    "Domestic Abuse Policy",
    Issue.DV,
    Kind.POLICY,
    "2014-09-03",
    [
        (H, "", "Who this is for", 1),
        (P, "", "The policy covers everyone aged 16 or over. <script>alert('x')</script>", 1),
        (H, "", "What to do", 2),
        (P, "", "For children at risk:", 2),
        (L, "•", "ring the MASH on 020 7946 0301 within one working day", 2),
        (P, "", "The needs of a young person who harms will be considered.", 2),
    ],
)
GANGS = written(
    "gangs-protocol",
    "Gangs Protocol",
    Issue.GANGS,
    Kind.PROTOCOL,
    "2016",
    [
        (H, "4", "Children who harm", 5),
        (P, "4.1", "A child who harms may also be a victim, and is owed an assessment.", 5),
        (P, "4.2", "For many, the gang is a lifestyle choice.", 6),
    ],
)

CRITERIA = (
    Criterion(
        "sense-check/safeguarding-response",
        "Safeguarding response",
        "Are young people who abuse owed a safeguarding response because they are children?",
        "Enforcement alone leaves a child without protection.",
        "Say which assessment a child who has harmed is owed, and by whom.",
        "Appendix P, next steps 4a",
        Severity.HIGH,
    ),
    Criterion(
        "sense-check/sixteen-seventeen",
        "Response for 16 and 17 year olds",
        "Does a domestic abuse document have a distinct response for 16-17s?",
        "They fall between two systems.",
        "Give them a section of their own.",
        "Appendix P, next step 3",
    ),
    Criterion(
        "language/choice-framing",
        "Choice framing",
        "Is exploitation or abuse called a choice?",
        "It puts the blame on the child.",
        "Name what was done to the child.",
        "Report, strategic approaches",
        Severity.HIGH,
    ),
    Criterion(
        "style/readability",
        "Readability",
        "How hard is it to read?",
        "Practitioners read under pressure.",
        "Shorten the sentences.",
        "Tender quoted in the report",
        Severity.LOW,
    ),
)

VERDICTS = (
    Verdict(
        "cse-strategy",
        "sense-check/safeguarding-response",
        Outcome.CONTRADICTED,
        0.93,
        evidence=(
            quoted(
                CSE,
                "Those who exploit, whatever their age, will be prosecuted.",
                Stance.CONTRADICTS,
                cue="whatever their age",
            ),
        ),
        searched=4,
        reason="It says so in its own voice, which other passages do not make good.",
    ),
    Verdict(
        "dv-policy",
        "sense-check/safeguarding-response",
        Outcome.PARTLY,
        0.61,
        needs_review=True,
        evidence=(
            quoted(
                DV,
                "The needs of a young person who harms will be considered.",
                Stance.MENTIONS_ONLY,
                score=0.61,
            ),
        ),
        searched=5,
        reason="It is touched on, but only in part, in principle or on condition.",
    ),
    Verdict(
        "gangs-protocol",
        "sense-check/safeguarding-response",
        Outcome.MET,
        0.96,
        evidence=(
            quoted(
                GANGS,
                "A child who harms may also be a victim, and is owed an assessment.",
                Stance.MEETS,
            ),
        ),
        searched=2,
        reason="At least one operative statement, and nothing against it.",
    ),
    Verdict("cse-strategy", "sense-check/sixteen-seventeen", Outcome.NOT_APPLICABLE, 1.0),
    Verdict(
        "dv-policy",
        "sense-check/sixteen-seventeen",
        Outcome.NOT_ADDRESSED,
        0.7,
        near_misses=(
            quoted(
                DV,
                "The policy covers everyone aged 16 or over.",
                Stance.MENTIONS_ONLY,
                assertion=AssertionStatus.DEFINED,
                score=0.3,
                why_not="it is a definition, and nothing follows from it",
            ),
        ),
        searched=5,
        reason="Nothing in 5 passages addresses it.",
    ),
    Verdict("gangs-protocol", "sense-check/sixteen-seventeen", Outcome.NOT_APPLICABLE, 1.0),
    Verdict(
        "cse-strategy",
        "language/choice-framing",
        Outcome.MET,
        0.97,
        evidence=(
            quoted(
                CSE,
                "Exploitation is never a lifestyle choice.",
                Stance.MEETS,
                "language/choice-framing/lifestyle",
                AssertionStatus.REJECTED,
                "never",
                0.97,
            ),
        ),
        searched=4,
    ),
    Verdict("dv-policy", "language/choice-framing", Outcome.NOT_ADDRESSED, 0.98, searched=5),
    Verdict(
        "gangs-protocol",
        "language/choice-framing",
        Outcome.CONTRADICTED,
        0.97,
        evidence=(
            quoted(
                GANGS,
                "For many, the gang is a lifestyle choice.",
                Stance.CONTRADICTS,
                "language/choice-framing/lifestyle",
                score=0.97,
            ),
        ),
        searched=2,
        reason="It says so in its own voice.",
    ),
    Verdict("cse-strategy", "style/readability", Outcome.MET, 0.97, searched=4),
    Verdict("dv-policy", "style/readability", Outcome.MET, 0.97, searched=5),
    Verdict("gangs-protocol", "style/readability", Outcome.MET, 0.97, searched=2),
)

INCONSISTENCIES = (
    Inconsistency(
        "a1b2c3d4e5f6",
        InconsistencyType.REFERRAL_ROUTE,
        ("cse-strategy", "dv-policy"),
        Severity.HIGH,
        "Which is the number of the MASH: 020 7946 0310 or 020 7946 0301?",
        "Agree one number for the MASH: …",
        (
            quoted(CSE, "Ring the MASH on 020 7946 0310 within 24 hours."),
            quoted(DV, "ring the MASH on 020 7946 0301 within one working day"),
        ),
    ),
    Inconsistency(
        "b2c3d4e5f6a1",
        InconsistencyType.TIMESCALE,
        ("cse-strategy", "dv-policy"),
        Severity.MEDIUM,
        "How soon must the MASH be told: within 24 hours or one working day?",
        "Agree one limit for telling the MASH: …",
        (
            quoted(CSE, "Ring the MASH on 020 7946 0310 within 24 hours."),
            quoted(DV, "ring the MASH on 020 7946 0301 within one working day"),
        ),
    ),
    Inconsistency(
        "c3d4e5f6a1b2",
        InconsistencyType.STANCE,
        ("cse-strategy", "gangs-protocol"),
        Severity.HIGH,
        "Is harm a choice of the child's?",
        "Agree one line: …",
        (
            quoted(CSE, "Exploitation is never a lifestyle choice.", Stance.MEETS),
            quoted(GANGS, "For many, the gang is a lifestyle choice.", Stance.CONTRADICTS),
        ),
        criterion="language/choice-framing",
    ),
    Inconsistency(
        "d4e5f6a1b2c3",
        InconsistencyType.CROSS_REFERENCE,
        ("dv-policy", "gangs-protocol"),
        Severity.LOW,
        "Should the gangs protocol name the domestic abuse policy?",
        "Add a line that says when to follow the other document: …",
        (quoted(DV, "For children at risk:"),),
    ),
)


FACTS = Facts(
    routes=(
        ReferralRoute(
            CSE.id, INCONSISTENCIES[0].evidence[0], (Issue.CSE,), ("MASH",), (), True, "24 hours"
        ),
        ReferralRoute(
            DV.id, INCONSISTENCIES[0].evidence[1], (Issue.DV,), ("MASH",), (), False,
            "one working day",
        ),
    ),
    contacts=(
        Contact(CSE.id, INCONSISTENCIES[0].evidence[0], "MASH", "telephone", "020 7946 0310", "a"),
        Contact(DV.id, INCONSISTENCIES[0].evidence[1], "MASH", "telephone", "020 7946 0301", "b"),
    ),
    citations=(
        Citation(DV.id, quoted(DV, "For children at risk:"), GANGS.id, False, ""),
    ),
)  # fmt: skip
"""What the documents state, as far as the reports' tests need it."""


def handmade() -> Assessment:
    """The area as an assessment."""
    return Assessment(
        Manifest(
            "0.1.0",
            "ab" * 32,
            "stance",
            "cd" * 32,
            "2026-01-02T03:04:05+00:00",
            (("max_pages", "2000"), ("min_quality", "0.6")),
        ),
        CRITERIA,
        (
            CSE,
            DV,
            GANGS,
        ),
        VERDICTS,
        INCONSISTENCIES,
        (Unread("hsb-scan.pdf", "hsb-scan.pdf is a scan: get the original."),),
        ("What letter is about could not be told: name its issue in area.yaml.",),
        facts=FACTS,
    )


@pytest.fixture
def assessment() -> Assessment:
    return handmade()


@pytest.fixture
def one_document(assessment: Assessment) -> Assessment:
    """The domestic abuse policy alone, read badly, its issue not known."""
    alone = replace(
        DV, issue=None, kind=None, date="", extraction=Extraction(0.42, ("2 of 3 pages are scans",))
    )
    return replace(
        assessment,
        documents=(alone,),
        verdicts=tuple(v for v in VERDICTS if v.document == alone.id),
        inconsistencies=(),
        unread=(),
        notes=(),
        facts=Facts(),
    )


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Hold a report against the one kept in fixtures/; UPDATE_GOLDEN=1 keeps the new one."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "fixtures" / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare
