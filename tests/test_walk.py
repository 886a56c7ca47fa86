"""One case through documents of a few lines: what is answered, what parts, what nobody says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reconciling.conftest import PREAMBLE, judged

from checker.errors import SensecheckError
from checker.model import Assessment, InconsistencyType, Issue, Manifest
from checker.reconciling import reconcile
from checker.walk import PRESETS, Step, Walk, read_case, walk

CSE = """
# 3 Referral
3.1 Every concern about exploitation, by a gang or by anyone else, is referred to the MASH and
 nowhere else. Ring the MASH on 020 7946 0310.
3.2 A strategy meeting is held within two working days. The MASH decides within one working day
 what is to happen.
# 4 Panel
4.1 The Exploitation Panel meets monthly, is chaired by the Head of Safeguarding and takes
 children from 10 to 17. It leads whenever exploitation is linked to a gang.
4.2 Where a gang is involved, follow the Gangs Strategy.
# 5 Governance
5.1 The Safeguarding Children Partnership is accountable for child sexual exploitation.
""".replace("\n ", " ")
GANGS = """
# 3 Referral
3.1 Concerns about gangs are sent to the Gangs Desk and not to the MASH.
3.2 A strategy meeting is held within five working days.
# 4 Panel
4.1 The Gangs Panel leads in every case of exploitation by a gang. It is for those aged 16 and over.
"""
DV = "# 3 Referral\n3.1 Adult victims are referred to MARAC."


def _assessment(**texts: str) -> Assessment:
    documents = [judged(f"{PREAMBLE}\n{text}", id=issue) for issue, text in texts.items()]
    found = reconcile(documents)
    return Assessment(
        Manifest("0", "", "", "", ""),
        (),
        tuple(replace(j.document, title=j.document.id.upper()) for j in documents),
        (),
        found.inconsistencies,
        facts=found.facts,
    )


@pytest.fixture(scope="module")
def walked() -> Walk:
    assessment = _assessment(cse=CSE, gangs=GANGS, dv=DV)
    return walk(assessment, read_case("gang-linked sexual exploitation of a 15-year-old"))


def _step(walked: Walk, begins: str) -> Step:
    return next(step for step in walked.steps if step.question.startswith(begins))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_case_of_a_child_with_several_issues_or_one(name: str) -> None:
    case = read_case(name)
    assert case.words == PRESETS[name]
    assert case.issues
    assert case.age is not None
    assert case.age < 18


def test_a_case_in_words_has_its_issues_and_age() -> None:
    case = read_case("A girl aged 14 who goes missing and is abused by her partner")
    assert case.issues == (Issue.DV, Issue.MISSING)
    assert case.age == 14


def test_a_case_that_names_no_issue_is_refused_in_a_sentence() -> None:
    with pytest.raises(SensecheckError, match="cannot be told from “a sad child”"):
        read_case("a sad child")


def test_only_documents_on_its_issues_are_walked_through(walked: Walk) -> None:
    assert [document.id for document in walked.documents] == ["cse", "gangs"]
    assert not _step(walked, "Which documents").gaps


def test_an_issue_without_a_document_is_a_gap() -> None:
    alone = walk(_assessment(cse=CSE), read_case("sexual exploitation by a gang"))
    assert _step(alone, "Which documents").gaps == (
        "No document is about gangs and serious youth violence.",
    )


def test_two_first_steps_part_with_the_finding_of_the_report(walked: Walk) -> None:
    first = _step(walked, "Where does the concern go")
    assert {(a.document, a.evidence.location.paragraph) for a in first.answers} == {
        ("cse", "3.1"),
        ("gangs", "3.1"),
    }
    (parting,) = first.partings
    assert parting.type is InconsistencyType.REFERRAL_ROUTE
    assert not first.gaps


def test_a_body_that_cannot_be_reached_is_a_gap(walked: Walk) -> None:
    reached = _step(walked, "How is that reached")
    assert [a.words for a in reached.answers] == ["MASH: telephone 020 7946 0310"]
    assert reached.gaps == ("None of them says how to reach Gangs Desk.",)


def test_limits_that_part_and_limits_that_nobody_gives(walked: Walk) -> None:
    soon = _step(walked, "How soon")
    assert "the strategy discussion: two working days" in {a.words for a in soon.answers}
    assert [p.type for p in soon.partings] == [InconsistencyType.TIMESCALE]
    assert soon.gaps == ("No limit is given for the written referral after a call.",)


def test_two_panels_that_lead(walked: Walk) -> None:
    lead = _step(walked, "Who leads")
    assert [a.words.partition(":")[0] for a in lead.answers] == [
        "Exploitation Panel",
        "Gangs Panel",
    ]
    assert len(lead.partings) == 1


def test_a_child_who_is_too_young_for_a_panel(walked: Walk) -> None:
    assert _step(walked, "Is the child of an age").gaps == (
        "GANGS leaves a child of 15 out of Gangs Panel (16 and over).",
    )


def test_a_document_that_does_not_send_the_reader_on(walked: Walk) -> None:
    onward = _step(walked, "Does each document")
    assert [a.words for a in onward.answers] == ["sends the reader to GANGS"]
    assert onward.gaps == ("GANGS does not name CSE.",)


def test_nobody_accountable(walked: Walk) -> None:
    assert _step(walked, "Who is accountable").gaps == (
        "No document says who is accountable for gangs and serious youth violence.",
    )
