"""What pages load: it is in the package, and leads nowhere else."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from api import govuk

STATIC = govuk.RESULT.parent
TEMPLATES = STATIC.parent / "templates"


def test_the_design_system_is_as_it_was_made() -> None:
    assert hashlib.sha256(govuk.RESULT.read_bytes()).hexdigest() == govuk.SHA256


def test_fonts_and_images_of_govuk_are_taken_out() -> None:
    made = govuk.adapted(
        "@font-face{font-family:GDS Transport;src:url(/a.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif;background:url(/crest.svg)}"
        "/*# sourceMappingURL=a.css.map */"
    )
    assert made.endswith("*/\n.a{font-family:arial,sans-serif;background:none}\n")


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda p: p.name)
def test_nothing_leads_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".css":
        assert not re.search(r"url\(|@import|@font-face|Transport", text)
    elif path.suffix == ".js":
        assert not re.search(r"\w://|[\"'`]//", text)


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda p: p.name)
def test_pages_have_no_script_or_style_inside(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\bon\w+=|\bstyle=|<style|https?://|\|\s*safe", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))
