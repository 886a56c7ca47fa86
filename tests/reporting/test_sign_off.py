"""The sign-off sheet names what is signed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_the_sheet_has_the_whole_width_of_a_wide_window(
    assessment: Assessment, tmp_path: Path
) -> None:
    """Other pages keep a column for their contents; this one has none."""
    page = sign_off.render(signed(assessment, [], by="B", role="", date="2026-03-09"), assessment)
    page = re.sub(r"<meta http-equiv[^>]*>", "", page)
    probe = "document.title = document.querySelector('main').offsetWidth"
    path = tmp_path / "sheet.html"
    path.write_text(page.replace("</body>", f"<script>{probe}</script></body>"), "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'p'}")
    command = ["chromium", *options, "--window-size=1280,900", "--dump-dom", path.as_uri()]
    ran = subprocess.run(command, capture_output=True, timeout=60, check=True)
    (width,) = re.findall("<title>([0-9]+)</title>", ran.stdout.decode())
    assert int(width) > 1000
