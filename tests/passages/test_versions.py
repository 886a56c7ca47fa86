"""Versions of one document in a folder: which are the same document, and which came later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Document, Issue, Particular, Profile
from checker.passages import older_versions, shared

from .conftest import document

TEXT = "\n".join(
    f"{number}.1 Every worker who is worried about {who} tells the safeguarding hub the same day."
    for number, who in enumerate(
        ("a girl", "a boy", "a group of friends", "a sibling", "a pupil in school", "a guest"), 3
    )
)
OTHER = "The panel hears of it within a week, and asks the youth service to see the family at home."


def _made(name: str, text: str = TEXT, *, date: str = "", version: str = "") -> Document:
    made = document()
    profile = Profile(version=Particular(version, 1.0 if version else 0.0))
    return replace(made, id=name, text=text, issue=Issue.CSE, date=date, profile=profile)


def test_a_version_shares_most_words_and_a_sibling_few() -> None:
    revised = TEXT.replace("the same day", "within one working day")
    assert shared(_made("a"), _made("b", revised)) > 0.5
    assert shared(_made("a"), _made("b", OTHER)) < 0.1


@pytest.mark.parametrize(
    ("one", "two", "older"),
    [
        ({"date": "2018-03"}, {"date": "2021"}, {"one": "two"}),
        ({"date": "2021-05-01"}, {"date": "2021-04"}, {"two": "one"}),
        ({"version": "v2.1"}, {"version": "v1.4"}, {"two": "one"}),
        ({"date": "2021", "version": "3"}, {"date": "2021-06", "version": "2"}, {"two": "one"}),
        ({}, {"date": "2021"}, {}),
        ({"date": "2021"}, {"date": "2021"}, {}),
    ],
)
def test_the_later_is_told_by_date_and_then_by_number(
    one: dict[str, str], two: dict[str, str], older: dict[str, str]
) -> None:
    assert older_versions([_made("one", **one), _made("two", **two)]) == older


def test_of_three_versions_two_point_to_the_latest() -> None:
    versions = [_made(name, date=name[1:]) for name in ("v2014", "v2021", "v2018")]
    assert older_versions(versions) == {"v2014": "v2021", "v2018": "v2021"}


def test_two_documents_on_one_issue_both_stand() -> None:
    assert older_versions([_made("a", date="2014"), _made("b", OTHER, date="2021")]) == {}


def test_the_same_words_on_two_issues_are_two_documents() -> None:
    other = replace(_made("b", date="2021"), issue=Issue.GANGS)
    assert older_versions([_made("a", date="2014"), other]) == {}
