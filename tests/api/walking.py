"""Walks through the service in a real browser: what is seen on the way, and its pictures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from browsing import look_over
from PIL import Image
from playwright.sync_api import Page, expect
from postgres import needs_postgresql

PATIENCE = 240_000
"""Milliseconds that anything may take on a busy machine."""

expect.set_options(timeout=PATIENCE)

PICTURES = os.environ.get("SENSECHECK_PICTURES", "")
"""The folder that pictures are put into; none are taken where it is not given."""

FOR_README = Path(__file__).parents[2] / "docs" / "images"

COLOURS = 64
"""Of a picture for the README: enough for pages of few colours, at a third of the size."""


def stores(usual: str) -> list[object]:
    """The stores that a walk is tried on: one, and both where pictures are wanted."""
    both = ("sqlite", "postgresql") if PICTURES else (usual,)
    return [pytest.param(s, marks=needs_postgresql if s == "postgresql" else ()) for s in both]


class Album:
    """The pages of one walk, in the order in which they were come by.

    Each is looked over at 320 pixels (axe, contrast, width) and, where pictures are wanted, taken
    at both widths.
    """

    def __init__(self, walk: str) -> None:
        self._folder = Path(PICTURES) / walk if PICTURES else None
        self._number = 0
        self._for_readme = walk.endswith("sqlite")  # the same pages are kept once
        self.wrong: list[object] = []
        """What is wrong with the pages."""

    def take(self, page: Page, name: str, readme: str = "", looks: Sequence[str] = ()) -> None:
        """Look a page over, and take it.

        :param readme: the name of its picture in the README, if it is one of that.
        :param looks: further media that it is also taken with, as "forced" colours or "dark".
        """
        self._number += 1
        usual = page.viewport_size
        assert usual is not None
        self.wrong += look_over(page, name)
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._shoot(page, f"{name}-320")
        page.set_viewport_size(usual)
        if self._folder is not None:
            self._shoot(page, name)
            if "forced" in looks:
                page.emulate_media(forced_colors="active")
                self._shoot(page, f"{name}-forced")
                page.emulate_media(forced_colors="none")
            if readme and self._for_readme:
                shrink(page.screenshot(), FOR_README / f"{readme}.png")

    def _shoot(self, page: Page, name: str) -> None:
        path = self._folder / f"{self._number:02d}-{name}.png"
        page.screenshot(path=path, full_page=True)


def shrink(picture: bytes, target: Path) -> None:
    """Write a picture of a page with few colours, which is all that it has."""
    with Image.open(BytesIO(picture)) as opened:
        few = opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


def drafts(area: str) -> list[Path]:
    """The documents of a sample area."""
    folder = Path(__file__).parents[2] / "corpora" / "areas" / area
    return sorted(path for path in folder.iterdir() if path.suffix in {".docx", ".pdf"})
