"""A page of a PDF as a picture, with words on it marked and numbered.

The page is drawn in a child process, within limits of memory and time: what it
holds comes from a file that nobody has vouched for, and drawing it does more
than reading its text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pypdfium2

from checker.errors import SensecheckError
from checker.model import Document
from checker.reading import boxes as boxes_of
from checker.settings import Settings

SCALE = 1.75
"""Points of the picture for one of the page: 126 dots an inch."""

_SECONDS = 20
"""Longest time that drawing a page may take."""

_TINT = (255, 222, 107)
_INK = (11, 12, 12)


def draw(path: Path, document: Document, number: int, marks: Sequence[tuple[int, int]]) -> bytes:
    """A page as PNG.

    :param path: the PDF that the document was read from.
    :param number: the page's, from 1.
    :param marks: spans of the document's text; each is tinted, with its number in
        the margin, from 1.
    :raises SensecheckError: the page cannot be drawn.
    """
    settings = Settings.from_environment()
    try:
        placed = boxes_of(path, document, marks, settings)
    except SensecheckError:
        raise SensecheckError("picture-none") from None
    boxes = [[box for page, box in spans if page == number] for spans in placed]
    request = {
        "path": str(path),
        "page": number - 1,
        "boxes": boxes,
        "settings": {**asdict(settings), "max_seconds": min(_SECONDS, settings.max_seconds)},
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", __name__],
                input=json.dumps(request).encode(),
                capture_output=True,
                cwd=scratch,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SensecheckError("picture-none") from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise SensecheckError("picture-none")
    return done.stdout


def _drawn(path: str, page: int, boxes: Sequence[Sequence[Sequence[float]]]) -> bytes:
    """The picture, in the child."""
    from io import BytesIO

    from PIL import Image, ImageChops, ImageDraw, ImageFont

    document = pypdfium2.PdfDocument(path)
    drawn = document[page].render(scale=SCALE).to_pil().convert("RGB")
    tint = Image.new("RGB", drawn.size, "white")
    brush = ImageDraw.Draw(tint)
    for lines in boxes:
        for left, top, right, bottom in lines:
            brush.rectangle([v * SCALE for v in (left - 1, top - 1, right + 1, bottom + 1)], _TINT)
    drawn = ImageChops.multiply(drawn, tint)  # the letters stay as dark as they are
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.load_default(11 * SCALE)
    taken: list[float] = []
    for number, lines in enumerate(boxes, 1):
        if not lines:
            continue
        y = lines[0][1] * SCALE
        while any(abs(y - other) < 14 * SCALE for other in taken):
            y += 14 * SCALE
        taken.append(y)
        width = pen.textlength(str(number), font=font)
        x = 6 * SCALE
        pen.rectangle([x - 4, y - 2, x + width + 4, y + 12 * SCALE], _INK)
        pen.text((x, y - 2), str(number), "white", font)
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _main() -> None:
    """The child: read one request, draw, end."""
    from checker.reading import limit_process

    request = json.loads(sys.stdin.buffer.read())
    limit_process(Settings(**request["settings"]))
    sys.stdout.buffer.write(_drawn(request["path"], request["page"], request["boxes"]))


if __name__ == "__main__":
    _main()
