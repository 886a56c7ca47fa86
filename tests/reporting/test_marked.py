"""The documents' text with what was found in it."""

from __future__ import annotations

from checker.model import Assessment
from checker.reporting import html
from checker.reporting.marked import marked


def test_every_word_of_the_document_is_there_once(assessment: Assessment) -> None:
    for document in assessment.documents:
        for item in marked(assessment, document):
            assert "".join(words for words, _ in item.pieces) == item.block.text


def test_the_very_words_are_marked_and_the_remarks_lead_to_the_findings(
    assessment: Assessment,
) -> None:
    first = marked(assessment, assessment.document("cse-strategy"))[1]
    assert first.pieces[0] == ("Exploitation is never a lifestyle choice.", "high")
    assert first.pieces[1] == (" We say so to every agency.", "")
    assert [remark.words for remark in first.remarks] == [
        "Stance, with Gangs",
        "Speaks for it: Choice framing",
    ]
    page = html.render(assessment)
    for document in assessment.documents:
        for item in marked(assessment, document):
            for remark in item.remarks:
                assert f'id="{remark.target.removeprefix("#")}"' in page


def test_where_marks_overlap_the_gravest_shows(assessment: Assessment) -> None:
    last = marked(assessment, assessment.document("gangs-protocol"))[2]
    assert last.pieces == (("For many, the gang is a lifestyle choice.", "contradicts"),)
