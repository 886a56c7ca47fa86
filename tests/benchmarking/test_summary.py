"""What is kept of an area: the words that work are words that meet a criterion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reporting.conftest import handmade

from checker.benchmarking.summary import summarised
from checker.model import Assessment, Outcome

SAFEGUARDING = "sense-check/safeguarding-response"


def published(criterion: str) -> Assessment:
    """The assessment made by hand, of published documents, with one criterion's name changed."""
    made = handmade()
    documents = tuple(
        replace(d, profile=replace(d.profile, status=replace(d.profile.status, value="approved")))
        for d in made.documents
    )
    verdicts = tuple(
        replace(v, criterion=criterion) if v.criterion == SAFEGUARDING else v
        for v in made.verdicts
        if v.criterion == SAFEGUARDING
    )
    assert any(v.outcome is Outcome.MET for v in verdicts)
    return replace(made, documents=documents, verdicts=verdicts)


@pytest.mark.parametrize(
    ("criterion", "quotes"),
    [
        (SAFEGUARDING, ["A child who harms may also be a victim, and is owed an assessment."]),
        ("style/readability", []),
    ],
)
def test_the_hardest_passages_are_no_wording_that_works(criterion: str, quotes: list[str]) -> None:
    examples = summarised(published(criterion), "area").area.examples
    assert [example.quote for example in examples] == quotes
