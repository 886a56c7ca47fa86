"""Making an inconsistency: a stable identity, both sides with their places, a fixed order."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import InconsistencyType, Severity
from checker.reconciling import identity, reconcile
from checker.reconciling.facts import Area
from checker.reconciling.findings import inconsistency
from reconciling.conftest import judged

TEXTS = {
    "cse": "# 5 A\n5.1 Every concern goes to the MASH on 020 7946 0310. A return home interview is "
    "held within five working days.",
    "dv": "# 5 A\n5.1 Ring the MASH on 020 7946 0301.",
    "missing": "# 5 A\n5.1 Ring the MASH on 020 7946 0310. The return home interview is "
    "held within "
    "72 hours.",
}


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents = [judged(text, id=issue) for issue, text in TEXTS.items()]
    first, *others = (reconcile(order).inconsistencies for order in permutations(documents))
    assert first
    assert all(other == first for other in others)
    assert [i.severity.rank for i in first] == sorted(
        (i.severity.rank for i in first), reverse=True
    )


def test_every_quote_stands_where_its_location_says() -> None:
    documents = [judged(text, id=issue) for issue, text in TEXTS.items()]
    texts = {j.document.id: j.document.text for j in documents}
    for found in reconcile(documents).inconsistencies:
        assert {e.document for e in found.evidence} <= set(found.documents)
        for e in found.evidence:
            assert texts[e.document][e.location.start : e.location.end].strip() == e.quote


def test_an_edit_elsewhere_leaves_the_identity_alone() -> None:
    before = reconcile([judged(text, id=issue) for issue, text in TEXTS.items()]).inconsistencies
    edited = {**TEXTS, "cse": "# 1 New\n1.1 A new first section.\n" + TEXTS["cse"]}
    after = reconcile([judged(text, id=issue) for issue, text in edited.items()]).inconsistencies
    assert {i.id for i in before} == {i.id for i in after}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.sampled_from(InconsistencyType))
@settings(max_examples=60)
def test_identity_is_blind_to_order_case_and_spacing(
    quotes: list[str], kind: InconsistencyType
) -> None:
    one = identity(kind, ["a", "b"], quotes)
    assert one == identity(kind, ["b", "a"], [f"  {quote} \n" for quote in reversed(quotes)])
    assert one != identity(kind, ["a", "c"], quotes)


def test_a_silent_side_has_no_evidence() -> None:
    area = Area((judged("# 1 A\n1.1 We follow the Missing Procedure.", id="cse"),))
    (sentence,) = area.sentences("cse")
    found = inconsistency(
        InconsistencyType.CROSS_REFERENCE,
        {"missing": [], "cse": [sentence, sentence]},
        severity=Severity.LOW,
        summary="Is the citation returned?",
        suggestion="Cite it in turn.",
    )
    assert found.documents == ("cse", "missing")
    assert [e.quote for e in found.evidence] == ["We follow the Missing Procedure."]
    assert found.evidence[0].rule == "reconciling/cross-reference"
