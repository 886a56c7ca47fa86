"""What documents state leaves the room as typed facts, each with its words."""

from __future__ import annotations

from dataclasses import fields

import pytest

from checker.facts import Facts
from checker.model import Issue
from checker.reconciling import reconcile
from reconciling.conftest import PREAMBLE, judged

TEXTS = {
    "cse": """
# 3 Referral
3.1 Every concern is sent to the MASH within 24 hours, and not to the Gangs Desk.
!! MASH: 020 7946 0310
# 4 Definition
4.1 Child sexual exploitation is a form of abuse that uses an imbalance of power.
# 5 Panel
5.1 MASE meets every four weeks and is chaired by the head of safeguarding.
5.2 The strategy discussion is held within one working day.
5.3 Where a child is also affected by gangs, MASE is the lead panel.
5.4 Follow section 2 of the Missing Children Procedure when a child goes missing.
""",
    "missing": """
# 2 Interviews
2.1 The return home interview takes place within 72 hours and is offered to children aged 10 to 17.
2.2 The Missing Panel has been wound up and its work is done by MASE.
2.3 A child at Level 4 (section 47) is discussed the same day.
""",
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    titles = {"cse": "CSE Protocol", "missing": "Missing Children Procedure"}
    documents = [
        judged(f"{PREAMBLE}\n{text}", id=issue, title=titles[issue])
        for issue, text in TEXTS.items()
    ]
    return reconcile(documents).facts


def test_a_route_says_where_to_and_where_not(facts: Facts) -> None:
    route = facts.routes[0]
    assert (route.document, route.issues) == ("cse", (Issue.CSE,))
    assert (route.recipients, route.excluded, route.only) == (("MASH",), ("Gangs Desk",), True)
    assert route.within == "24 hours"
    assert route.evidence.location.paragraph == "3.1"


def test_contacts_and_timescales_are_as_written(facts: Facts) -> None:
    assert [(c.body, c.means, c.value) for c in facts.contacts] == [
        ("MASH", "telephone", "020 7946 0310")
    ]
    assert ("the strategy discussion", "one working day") in {
        (t.event, t.limit) for t in facts.timescales
    }
    assert ("the return home interview", "72 hours") in {
        (t.event, t.limit) for t in facts.timescales
    }


def test_a_panel_is_one_fact_for_each_document(facts: Facts) -> None:
    panels = {(p.document, p.name): p for p in facts.panels}
    mase = panels["cse", "MASE"]
    assert (mase.frequency, mase.chair) == ("every four weeks", "head of safeguarding")
    assert (Issue.CSE, Issue.GANGS) in mase.leads
    ended = panels["missing", "Missing Panel"]
    assert ended.ended
    assert ended.successor == "MASE"


def test_the_others(facts: Facts) -> None:
    assert [(d.term, d.editions) for d in facts.definitions if d.document == "cse"] == [
        ("child sexual exploitation", ("2017",))
    ]
    assert [(a.taker, a.ages) for a in facts.ages] == [("return home interview", "10 to 17")]
    assert [(t.step, t.level) for t in facts.thresholds] == [("section 47", 4)]
    cited = [(c.document, c.cites, c.function, c.place) for c in facts.citations]
    assert cited == [("cse", "missing", True, "section 2")]


def test_every_fact_is_quoted_from_its_document(facts: Facts) -> None:
    for sort in fields(facts):
        for fact in getattr(facts, sort.name):
            assert fact.evidence.quote
            assert fact.evidence.document == fact.document
