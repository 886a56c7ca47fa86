"""A page of a PDF as a picture, with marks where the words stand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reading.making import lines_of_text, one_page, read

from checker.errors import SensecheckError
from checker.reporting import page_pictures


def drawn(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def tinted(picture: Image.Image) -> list[tuple[int, int]]:
    """Where the picture has the colour of a mark."""
    width, height = picture.size
    return [
        (x, y)
        for y in range(0, height, 2)
        for x in range(0, width, 2)
        if picture.getpixel((x, y)) == page_pictures._TINT
    ]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    lines = ("Gangs protocol", "The gang is a lifestyle choice.", "Ring the hub within a day.")
    return one_page(tmp_path / "draft.pdf", lines_of_text(*lines))


def test_words_are_tinted_where_they_stand(pdf: Path) -> None:
    document = read(pdf)
    start = document.text.index("lifestyle choice")
    plain = drawn(page_pictures.draw(pdf, document, 1, []))
    marked = drawn(page_pictures.draw(pdf, document, 1, [(start, start + 16)]))
    assert marked.size == plain.size
    assert tinted(plain) == []
    there = tinted(marked)
    assert len(there) > 50
    other = document.text.index("hub")
    below = tinted(drawn(page_pictures.draw(pdf, document, 1, [(other, other + 3)])))
    assert max(y for _, y in there) < min(y for _, y in below)
    # The number in the margin is outside the tint.
    assert marked.crop((0, 0, 30, marked.height)).getcolors(100_000) != plain.crop(
        (0, 0, 30, plain.height)
    ).getcolors(100_000)


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b""], ids=["broken", "empty"])
def test_what_cannot_be_drawn_is_said(pdf: Path, content: bytes) -> None:
    document = read(pdf)
    pdf.write_bytes(content)
    with pytest.raises(SensecheckError, match="cannot be shown as a picture"):
        page_pictures.draw(pdf, document, 1, [])


def test_a_page_that_is_not_there_is_said(pdf: Path) -> None:
    with pytest.raises(SensecheckError, match="cannot be shown as a picture"):
        page_pictures.draw(pdf, read(pdf), 7, [])
