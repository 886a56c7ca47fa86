"""Every format that can be named can be written, and is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Assessment
from checker.reporting.formats import FORMATS, named

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_rendered_documented_and_known_by_its_suffix(
    name: str, assessment: Assessment
) -> None:
    form = FORMATS[name]
    assert isinstance(form.render(assessment), bytes if form.binary else str)
    assert form.render(assessment) == form.render(assessment)
    assert f"| `{name}` | `{form.suffixes[0]}` |" in PAGE.read_text("utf-8")
    for suffix in form.suffixes:
        assert named(Path(f"a{suffix.upper()}")) == name


def test_other_names_are_text() -> None:
    assert named(None) == named(Path("a")) == named(Path("a.docx")) == "text"


def test_no_suffix_means_two_formats() -> None:
    suffixes = [suffix for form in FORMATS.values() for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
