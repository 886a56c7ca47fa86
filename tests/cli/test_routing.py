"""One case through a folder, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reporting.conftest import handmade

from checker import assessing

from .conftest import Run


@pytest.fixture(autouse=True)
def _assessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "assess", lambda *_, **__: handmade())


def test_text_says_what_is_answered_and_what_is_not(run: Run, tmp_path: Path) -> None:
    result = run("route", tmp_path, "--case", "sexual exploitation of a 15-year-old by a gang")
    assert result.exit_code == 0, result.output
    words = " ".join(result.stdout.split())
    assert "The case: sexual exploitation of a 15-year-old by a gang." in words
    assert "2. Where does the concern go first?" in words
    assert "No answer:" in words


def test_json_has_every_step_in_order(run: Run, tmp_path: Path) -> None:
    result = run("route", tmp_path, "--case", "missing-exploited", "--format", "json")
    walked = json.loads(result.stdout)
    assert walked["schema"] == "sensecheck.walk/1"
    assert walked["case"]["age"] == 14
    assert [step["question"].split()[0] for step in walked["steps"]] == [
        "Which", "Where", "How", "How", "Which", "Which", "Who", "Is", "Does", "Who",
    ]  # fmt: skip
    assert all(set(step) == {"question", "answers", "partings", "gaps"} for step in walked["steps"])


def test_html_is_one_page_that_needs_no_network(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "walk.html"
    result = run("route", tmp_path, "--case", "gang-exploitation", "-o", page)
    assert result.exit_code == 0, result.output
    written = page.read_text("utf-8")
    assert '<h2 id="step-10">10. Who is accountable?</h2>' in written
    assert "http://" not in written.replace("http://www.w3.org", "")


def test_a_case_without_an_issue_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("route", tmp_path, "--case", "a sad child")
    assert result.exit_code == 2
    assert "cannot be told from" in result.stderr
