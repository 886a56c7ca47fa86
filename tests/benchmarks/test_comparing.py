"""The benchmark of comparing: documents of the asked size, and comparing within judging's time."""

from __future__ import annotations

from benchmarks.comparing import Growth, documents, page
from benchmarks.performance import chart_lines


def test_documents_take_the_issues_in_turn_and_have_the_asked_size() -> None:
    made = documents(6, pages=1)
    assert len({document.issue for document in made}) == 5
    assert made[0].issue is made[5].issue
    assert made[0].text != made[5].text


def test_the_page_gives_both_times_and_their_ratio() -> None:
    text = page(Growth({5: 10.0, 30: 90.0}, 20.0, 600))
    assert "| 5 | 10 | 100 | 0.10 |" in text
    assert "| 30 | 90 | 600 | 0.15 |" in text


def test_the_plot_names_its_lines() -> None:
    drawn = chart_lines(
        [5, 30], {"comparing": [1.0, 9.0], "judging": [5.0, 30.0]}, "t", "documents"
    )
    assert drawn.startswith("<?xml")
