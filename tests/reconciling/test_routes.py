"""Referral routes: the same child sent to two doors, the same door on two numbers."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Severity
from reconciling.conftest import compare, pairs, places

ROUTE = InconsistencyType.REFERRAL_ROUTE


@pytest.mark.parametrize(("documents", "apart"), pairs("routes"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(ROUTE, **documents)) is apart


def test_a_transposed_number_names_both_places_and_counts_the_documents() -> None:
    box = "!! **Contacts**\n!! Testham MASH: 020 7946 0{}\n!! E-mail: mash@testham.example\n"
    found = compare(
        ROUTE,
        cse="# 5 Referral\n5.1 Every concern goes to the MASH.\n" + box.format(310),
        dv="# 4 What to do\n4.9 Staff may ring the MASH for advice.\n" + box.format(301),
        hsb="# 4 Referral\n4.1 Telephone the MASH on +44 20 7946 0310.\n",
    )
    assert [i.documents for i in found] == [("cse", "dv"), ("dv", "hsb")]
    assert places(found[0]) == {"cse": {"5.1"}, "dv": {"4.9"}}
    assert found[0].severity is Severity.HIGH
    assert found[0].suggestion == (
        "Agree one telephone number for the MASH: "
        "020 7946 0310 (in 2 documents) or 020 7946 0301 (in one document)."
    )
    assert all(e.quote in {"Testham MASH: 020 7946 0310", "Testham MASH: 020 7946 0301"}
               for e in found[0].evidence)  # fmt: skip


def test_a_route_past_the_front_door_quotes_both_sentences() -> None:
    every = "Every concern about exploitation, from a gang or anyone else, goes to the MASH."
    direct = "Concerns about gangs are sent on Form G1 direct to the Gangs Panel Co-ordinator."
    (apart,) = compare(
        ROUTE,
        cse=f"# 6 Referral\n6.1 {every}\n",
        gangs=f"# 3 Referral\n3.2 {direct} There is no need to contact the MASH as well.\n",
    )
    assert {e.document: e.quote for e in apart.evidence} == {"cse": every, "gangs": direct}
    assert apart.summary == (
        "Where does a concern about gangs and serious youth violence go first: to the MASH (cse) "
        "or to the Gangs Panel Co-ordinator and not to the MASH (gangs)?"
    )


def test_neither_document_decides_for_a_third() -> None:
    """Exploitation mentioned in passing by two documents that are about something else."""
    assert not compare(
        ROUTE,
        missing="# 3 A\n3.1 Concerns about exploitation are sent direct to the CSE Coordinator.",
        dv="# 3 A\n3.1 Concerns about exploitation are sent direct to the Youth Violence Desk.",
    )


def test_a_number_belongs_to_the_nearest_name() -> None:
    assert not compare(
        ROUTE,
        hsb="# 4 A\n4.7 As well as ringing the MASH, ask the CSE Coordinator on 020 7946 0327.",
        cse="# 5 A\n!! MASH: 020 7946 0310\n!! CSE Coordinator: 020 7946 0327",
    )
