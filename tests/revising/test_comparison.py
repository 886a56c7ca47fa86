"""Resolved, new, reworded, remaining; and through which words."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Assessment, Outcome, Stance
from checker.revising import Edit, State, compare

from .conftest import revised


def test_nothing_changed(assessment: Assessment) -> None:
    found = compare(assessment, assessment)
    assert {change.state for change in found.changes} == {State.REMAINING}
    assert found.verdicts == ()
    assert found.same_basis


def test_what_is_no_longer_found_is_resolved_with_its_redline(assessment: Assessment) -> None:
    def better(text: str) -> str:
        return text.replace("For many, the gang is a lifestyle choice.", "No child chooses this.")

    after = revised(assessment, "gangs-protocol", better)
    after = replace(
        after,
        verdicts=tuple(
            replace(
                v,
                outcome=Outcome.MET,
                evidence=tuple(replace(e, stance=Stance.MEETS) for e in v.evidence),
            )
            if (v.document, v.criterion) == ("gangs-protocol", "language/choice-framing")
            else v
            for v in after.verdicts
        ),
        inconsistencies=tuple(
            i for i in after.inconsistencies if i.criterion != "language/choice-framing"
        ),
    )
    found = compare(assessment, after)
    assert [c.point.subject for c in found.of(State.RESOLVED)] == [
        "language/choice-framing",
        "stance language/choice-framing",
    ]
    assert found.of(State.NEW) == ()
    (change,) = found.verdicts
    assert (change.before, change.after, change.better) == (
        Outcome.CONTRADICTED,
        Outcome.MET,
        True,
    )
    assert [e.quote for e in change.through] == ["No child chooses this."]
    assert [e.quote for e in change.without] == ["For many, the gang is a lifestyle choice."]
    back = compare(after, assessment)
    assert len(back.of(State.NEW)) == 2
    assert back.verdicts[0].better is False


def test_other_words_for_the_same_thing_are_reworded(assessment: Assessment) -> None:
    def softer(text: str) -> str:
        return text.replace("the gang is a lifestyle choice", "a gang is a lifestyle choice")

    found = compare(assessment, revised(assessment, "gangs-protocol", softer))
    assert {c.point.subject for c in found.of(State.REWORDED)} == {
        "language/choice-framing",
        "stance language/choice-framing",
    }
    assert found.of(State.RESOLVED) == found.of(State.NEW) == ()
    line = next(line for line in found.of(State.REWORDED)[0].redlines if line.changed)
    assert [p.edit for p in line.pieces if p.edit is not Edit.SAME] == [Edit.GONE, Edit.ADDED]


def test_a_moved_or_renamed_document_keeps_its_findings(assessment: Assessment) -> None:
    new_id = {"gangs-protocol": "violence-2026"}

    def rename(value: str) -> str:
        return new_id.get(value, value)

    after = replace(
        assessment,
        documents=tuple(replace(d, id=rename(d.id)) for d in assessment.documents),
        verdicts=tuple(
            replace(
                v,
                document=rename(v.document),
                evidence=tuple(replace(e, document=rename(e.document)) for e in v.evidence),
            )
            for v in assessment.verdicts
        ),
        inconsistencies=tuple(
            replace(
                i,
                documents=(rename(i.documents[0]), rename(i.documents[1])),
                evidence=tuple(replace(e, document=rename(e.document)) for e in i.evidence),
            )
            for i in assessment.inconsistencies
        ),
    )
    assert {c.state for c in compare(assessment, after).changes} == {State.REMAINING}


def test_other_rules_are_said(assessment: Assessment) -> None:
    other = replace(assessment, manifest=replace(assessment.manifest, rules="ef" * 32))
    assert not compare(assessment, other).same_basis
