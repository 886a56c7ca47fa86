"""Words of a page that is a picture, by tesseract, where that is installed (extra ``[ocr]``)."""

from __future__ import annotations

import shutil
import statistics
from functools import cache
from importlib.util import find_spec
from typing import Any

from checker.reading.glyphs import Word

_SCALE = 300 / 72
"""Pixels a point: tesseract was trained on letters of that size."""
_SURE = 30.0
"""Confidence (0 to 100) below which tesseract's word is more likely a smudge."""
_SAME_SIZE = 0.3
"""Lines whose height differs from the page's usual one by less are set in one size."""
_EMS = 0.72
"""Height of a line's letters in ems, between that of "x" and that of "Ag"."""


@cache
def available() -> bool:
    """Whether pages that are pictures can be read on this machine."""
    return find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def recognised(page: Any, height: float, seconds: float) -> tuple[list[Word], float]:
    """The words of a page in reading order, and how sure tesseract is of them, from 0 to 1.

    Nothing is found where it takes longer than ``seconds``.

    :param page: pdfium's page; the picture is the page as it is shown.
    :param height: of the page, in points.
    """
    import pytesseract

    picture = page.render(scale=_SCALE, grayscale=True).to_pil()
    try:
        found = pytesseract.image_to_data(
            picture, lang="eng", output_type=pytesseract.Output.DICT, timeout=seconds
        )
    except (RuntimeError, pytesseract.TesseractError):
        return [], 0.0
    return _words(found, picture.height / height)


def _words(found: dict[str, list[Any]], scale: float) -> tuple[list[Word], float]:
    """Tesseract's table of boxes as words, its lines of one height as of one size."""
    rows = [
        row
        for row, text in enumerate(found["text"])
        if text.strip() and float(found["conf"][row]) >= _SURE
    ]
    if not rows:
        return [], 0.0
    lines: dict[tuple[int, int, int], list[int]] = {}
    for row in rows:
        key = (found["block_num"][row], found["par_num"][row], found["line_num"][row])
        lines.setdefault(key, []).append(row)
    heights = {key: statistics.median(found["height"][r] for r in of) for key, of in lines.items()}
    usual = statistics.median(heights.values())
    words: list[Word] = []
    for key, of in lines.items():
        tall = heights[key] if abs(heights[key] / usual - 1) > _SAME_SIZE else usual
        bottom = statistics.median(found["top"][r] + found["height"][r] for r in of) / scale
        for at, row in enumerate(of):
            left = found["left"][row] / scale
            words.append(
                Word(
                    found["text"][row].strip(),
                    left,
                    left + found["width"][row] / scale,
                    bottom - tall / scale,
                    bottom,
                    bottom,
                    round(tall / scale / _EMS, 1),
                    bold=False,
                    spaced=at > 0,
                )
            )
    letters = sum(len(found["text"][r]) for r in rows)
    sure = sum(float(found["conf"][r]) * len(found["text"][r]) for r in rows) / letters / 100
    return words, sure
