from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.model import Assessment, Outcome, Severity, Stance
from checker.reporting.notes import MISSING, Note, heading, notes


def of(assessment: Assessment, document: str) -> tuple[Note, ...]:
    return notes(assessment, assessment.document(document))


def test_notes_are_as_kept(assessment: Assessment, golden: Callable[[str, str], None]) -> None:
    written = []
    for document in assessment.documents:
        written.append(f"== {document.path}")
        for note in notes(assessment, document):
            written += [f"{note.start}-{note.end} {heading(note)}", f"    on: {note.quote}"]
            written += [f"    {line}" for line in note.lines]
    golden("notes.txt", "\n".join(written) + "\n")


@pytest.mark.parametrize("document", ["cse-strategy", "dv-policy", "gangs-protocol"])
def test_each_stands_at_the_words_that_it_quotes(assessment: Assessment, document: str) -> None:
    text = assessment.document(document).text
    for note in of(assessment, document):
        assert text[note.start : note.end] == note.quote
        assert (note.title == MISSING) is not note.quote


def test_every_statement_against_a_criterion_has_one(assessment: Assessment) -> None:
    for verdict in assessment.verdicts:
        if verdict.outcome is Outcome.CONTRADICTED:
            found = [n.quote for n in of(assessment, verdict.document)]
            for evidence in verdict.evidence:
                assert (evidence.quote in found) is (evidence.stance is Stance.CONTRADICTS)


def test_an_inconsistency_shows_the_sibling_s_words(assessment: Assessment) -> None:
    conflict = assessment.inconsistencies[2]
    for mine, theirs in (conflict.evidence, conflict.evidence[::-1]):
        found = (n for n in of(assessment, mine.document) if n.quote == mine.quote)
        (note,) = (n for n in found if "differs" in n.title)
        assert any(theirs.quote in line for line in note.lines)
        assert not any(mine.quote in line for line in note.lines)
        assert note.severity is conflict.severity


def test_what_is_missing_stands_at_the_head_in_one_note(assessment: Assessment) -> None:
    first, *rest = of(assessment, "dv-policy")
    assert (first.title, first.start, first.end) == (MISSING, 0, 0)
    assert any("Response for 16 and 17 year olds" in line for line in first.lines)
    assert MISSING not in [note.title for note in rest]


def test_the_answer_says_what_to_say_instead(assessment: Assessment) -> None:
    note = next(n for n in of(assessment, "cse-strategy") if "Safeguarding" in n.title)
    assert note.lines == (
        "Are young people who abuse owed a safeguarding response because they are children?",
        "These words speak against it.",
        "Instead: Say which assessment a child who has harmed is owed, and by whom.",
    )
    assert note.severity is Severity.HIGH
    assert heading(note) == "Safeguarding response (high)"
