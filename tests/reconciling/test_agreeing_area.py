"""Five documents that agree, full of what looks like disagreement: nothing is found.

Age splits, grades of risk, older editions told as history, optional extra
contacts, two panels with two rhythms, minutes beside meetings.
"""

from __future__ import annotations

from checker.reconciling import reconcile
from reconciling.conftest import FIXTURES, PREAMBLE, judged


def test_nothing_is_found_between_documents_that_agree() -> None:
    documents = [
        judged(
            PREAMBLE + path.read_text("utf-8"),
            id=path.stem,
            title=title,
            area="Millhaven",
            date="2022-05",
        )
        for path, title in (
            (FIXTURES / "agreeing" / "cse.md", "Child Sexual Exploitation Strategy"),
            (FIXTURES / "agreeing" / "dv.md", "Domestic Abuse Policy"),
            (FIXTURES / "agreeing" / "gangs.md", "Gangs and Serious Youth Violence Strategy"),
            (FIXTURES / "agreeing" / "hsb.md", "Harmful Sexual Behaviour Guidance"),
            (FIXTURES / "agreeing" / "missing.md", "Missing Children Protocol"),
        )
    ]
    found = reconcile(documents).inconsistencies
    assert [i.summary for i in found] == []
