"""Pages that are pictures are read where tesseract is installed, and said to be pictures else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from checker.errors import UnreadableDocument
from checker.reading import ocr

from .making import lines_of_text, one_page, read

LINES = (
    "The Missing Children Panel meets every month and is chaired by the head of service.",
    "Every child who returns is offered an interview within seventy-two hours.",
    "A child who is missing is reported to the police at once by whoever finds out.",
)


def scanned(folder: Path, *pages: bytes) -> Path:
    """A PDF whose pages are pictures of these pages."""
    pictures: list[Image.Image] = []
    for number, content in enumerate(pages):
        source = one_page(folder / f"source-{number}.pdf", content)
        pictures.append(pypdfium2.PdfDocument(source)[0].render(scale=200 / 72).to_pil())
    path = folder / "scan.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200)
    return path


@pytest.mark.skipif(not ocr.available(), reason="tesseract is not installed")
def test_a_scan_is_read_with_how_sure_that_is(tmp_path: Path) -> None:
    document = read(scanned(tmp_path, lines_of_text(*LINES)))
    said = " ".join(document.text.split())
    assert "chaired by the head of service" in said
    assert "within seventy-two hours" in said
    (warning,) = document.extraction.warnings
    assert warning.startswith("Page 1: read from a picture, ")
    assert 0.7 < document.extraction.quality < 1.0
    block = document.blocks[0].location
    assert block.page == 1
    assert block.box is not None
    assert 60 < block.box[0] < 90, "where it stands on the page, in points"


def _sheet(number: int) -> bytes:
    """A page with a header, text and a footer, a little higher or lower each time."""
    shift = (number % 3) * 2.5
    text = " ".join(f"({line}) Tj T*" for line in (f"{number}. {LINES[number % 3]}", *LINES) * 5)
    return (
        f"BT /F1 9 Tf 72 {800 + shift} Td (Northmoor Safeguarding Children Board: sensitive) Tj ET "
        f"BT /F1 11 Tf 18 TL 72 {740 + shift} Td {text} ET "
        f"BT /F1 9 Tf 72 {34 + shift} Td (Missing Protocol, version 2, page {number}) Tj ET"
    ).encode("latin-1")


@pytest.mark.skipif(not ocr.available(), reason="tesseract is not installed")
def test_what_runs_on_every_picture_is_no_text(tmp_path: Path) -> None:
    document = read(scanned(tmp_path, *map(_sheet, range(1, 6))))
    assert document.text.count("chaired by the head of service") > 15
    assert "Northmoor" not in document.text
    assert "version 2" not in document.text
    assert [margin.kind for margin in document.margins] == ["header", "footer"]


def test_without_tesseract_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(UnreadableDocument, match=r"is a scan: .* install tesseract"):
        read(scanned(tmp_path, lines_of_text(*LINES)))


def test_a_picture_without_words_is_still_a_scan(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="is a scan"):
        read(scanned(tmp_path, b"0.7 g 72 300 300 300 re f"))


def test_what_tesseract_gives_becomes_words_of_one_size() -> None:
    table = {
        "text": ["", "Missing", "children", "smudge"],
        "conf": ["-1", "96.0", "88.0", "4.0"],
        "block_num": [1, 1, 1, 1],
        "par_num": [1, 1, 1, 1],
        "line_num": [1, 1, 1, 2],
        "left": [0, 300, 600, 300],
        "top": [0, 100, 104, 200],
        "width": [0, 250, 300, 80],
        "height": [0, 50, 46, 50],
    }
    words, sure = ocr._words(table, scale=300 / 72)
    assert [word.text for word in words] == ["Missing", "children"]
    assert len({word.size for word in words}) == len({word.base for word in words}) == 1
    assert [word.spaced for word in words] == [False, True]
    assert words[0].x0 == pytest.approx(72)
    assert sure == pytest.approx((96 * 7 + 88 * 8) / 15 / 100)
