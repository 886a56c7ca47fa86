"""The sheet says what was signed, judged by what, with what accepted."""

from __future__ import annotations

from checker.model import Assessment
from checker.revising import Dismissal, points, sign_off, without_dismissed


def test_what_is_open_is_accepted_and_what_was_dismissed_is_named(assessment: Assessment) -> None:
    first = points(assessment)[0]
    item = Dismissal.of(first, assessment, reason="r", author="a", date="2026-03-02")
    after = without_dismissed(assessment, [item])
    sheet = sign_off(after, [item], by="B. Chair", role="Chair of the board", date="2026-03-09")
    assert first.id not in {point.id for point in sheet.open}
    assert sheet.dismissed == (item,)
    assert [d.sha256 for d in sheet.documents] == [
        d.sha256 for d in sorted(assessment.documents, key=lambda d: d.order)
    ]
    assert sheet.manifest == assessment.manifest
