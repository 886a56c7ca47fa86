"""The sign-off sheet names what is signed."""

from __future__ import annotations

from checker.model import Assessment
from checker.reporting import reviews, sign_off
from checker.revising import Dismissal, points
from checker.revising import sign_off as signed


def test_the_sheet_names_versions_rules_model_and_signer(assessment: Assessment) -> None:
    item = Dismissal.of(
        points(assessment)[-1], assessment, reason="<b>No</b>", author="A", date="2026-03-02"
    )
    sheet = signed(assessment, [item], by="B. Chair", role="Chair", date="2026-03-09")
    page = sign_off.render(sheet, assessment)
    for words in (
        "B. Chair, Chair",
        "9 March 2026",
        assessment.manifest.rules,
        assessment.manifest.model_sha256,
        *(d.sha256 for d in assessment.documents),
        "&lt;b&gt;No&lt;/b&gt;",
    ):
        assert words in page


def test_open_findings_are_listed_with_their_ids(assessment: Assessment) -> None:
    listed = reviews.render_open(assessment)
    assert listed.startswith("9 open findings")
    assert all(point.id in listed for point in points(assessment))
