from __future__ import annotations

import ctypes
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String

from checker.errors import SensecheckError
from checker.reporting.pdf_highlights import Highlight, annotated

LINES = ("For many, the gang is a", "lifestyle choice. Work with", "the child goes on.")
CROP = (20, 30, 400, 560)


def made(rotate: int = 0, crop: tuple[int, ...] = (0, 0, 420, 595), pages: int = 1) -> bytes:
    """A PDF with a column on either side; rotated and cropped by its group of pages."""
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(420, 595))
        page.CropBox = Array(list(crop))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        columns = [f"1 0 0 1 {x} 500 Tm" for x in (40, 230)]
        text = " ".join(
            f"{at} " + " ".join(f"({line}) Tj 0 -18 Td" for line in LINES) for at in columns
        )
        page.Contents = document.make_stream(f"BT /F1 12 Tf {text} ET".encode())
    document.Root.Pages.Rotate = rotate
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def boxes(pdf: bytes, words: str, nth: int = 0, page: int = 0) -> tuple[Any, ...]:
    """Where words stand as the page is shown, by pdfium's own way from page to screen."""
    shown = pypdfium2.PdfDocument(pdf)[page]
    width, height = (int(v) for v in shown.get_size())
    textpage = shown.get_textpage()
    text = textpage.get_text_range()
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    count = pdfium.FPDFText_CountRects(textpage.raw, start, len(words))
    found = []
    for at in range(count):
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetRect(textpage.raw, at, *sides)
        left, top, right, bottom = (side.value for side in sides)
        corners = []
        for x, y in ((left, top), (right, bottom)):
            across, down = ctypes.c_int(), ctypes.c_int()
            scale = 100  # it answers in whole points
            pdfium.FPDF_PageToDevice(
                shown.raw, 0, 0, width * scale, height * scale, 0, x, y, across, down
            )
            corners.append((across.value / scale, down.value / scale))
        (x0, y0), (x1, y1) = corners
        found.append((page + 1, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    return tuple(found)


def picture(pdf: bytes, page: int = 0) -> Any:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=2, may_draw_forms=False).to_numpy()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(0, 0, 420, 595), CROP])
def test_highlights_tint_the_words_and_nothing_else(rotate: int, crop: tuple[int, ...]) -> None:
    """Across lines, in the second column, on rotated and cropped pages: as it is drawn."""
    pdf = made(rotate, crop)
    lines = ("the gang is a", "lifestyle choice.")
    placed = tuple(box for line in lines for box in boxes(pdf, line, nth=1))
    before = picture(pdf)
    after = picture(annotated(pdf, [Highlight(placed, ("On it",))], "d.pdf"))
    changed = (before != after).any(axis=2)
    inside = changed.copy()
    inside[:] = False
    for _, (left, top, right, bottom) in placed:
        part = slice(round(top * 2), round(bottom * 2)), slice(round(left * 2), round(right * 2))
        inside[part] = True
        blank = before[part].min(axis=2) > 250
        assert changed[part][blank].mean() > 0.95
    for step in (1, 1, -1, -1):  # a pixel or two where a side falls between
        for axis in (0, 1):
            inside |= _shifted(inside, axis, step)
    assert not (changed & ~inside).any()


def _shifted(mask: Any, axis: int, step: int) -> Any:
    moved = mask.copy()
    moved[:] = False
    target, source = [slice(None)] * 2, [slice(None)] * 2
    target[axis] = slice(1, None) if step > 0 else slice(None, -1)
    source[axis] = slice(None, -1) if step > 0 else slice(1, None)
    moved[tuple(target)] = mask[tuple(source)]
    return moved


def test_tinted_words_stay_legible_in_black_and_white() -> None:
    pdf = made()
    placed = boxes(pdf, "lifestyle choice")
    copy = annotated(pdf, [Highlight(placed, (f"{n}",)) for n in range(3)], "d.pdf")
    ((_, (left, top, right, bottom)),) = placed
    part = picture(copy)[int(top * 2) : int(bottom * 2), int(left * 2) : int(right * 2)]
    grey = part @ [0.114, 0.587, 0.299][: part.shape[2]]
    assert grey.max() - grey.min() > 120, "even where three remarks are on the same words"


def test_notes_say_what_they_are_given_on_the_right_page() -> None:
    pdf = made(pages=2)
    placed = boxes(pdf, "the child", page=1)
    copy = annotated(pdf, [Highlight(placed, ("Choice (high)", "A “question”?"))], "d.pdf")
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/Annots" not in document.pages[0]
        (note,) = document.pages[1].Annots
        assert note.Subtype == Name.Highlight
        assert str(note.T) == "Sensecheck"
        assert str(note.Contents) == "Choice (high)\nA “question”?"
        assert len(note.QuadPoints) == 8
        assert note.AP.N.Subtype == Name.Form
        assert int(note.F) & 4, "it is printed"


def test_words_on_two_pages_are_marked_on_both() -> None:
    pdf = made(pages=2)
    placed = (*boxes(pdf, "goes on", page=0), *boxes(pdf, "For many", page=1))
    with pikepdf.open(io.BytesIO(annotated(pdf, [Highlight(placed, ("x",))], "d"))) as document:
        names = [str(page.Annots[0].NM) for page in document.pages]
        assert len(set(names)) == 2


def test_a_remark_without_words_is_a_sign_on_the_first_page() -> None:
    pdf = made(90, CROP)
    copy = annotated(pdf, [Highlight((), ("Not found",))], "d")
    with pikepdf.open(io.BytesIO(copy)) as document:
        (note,) = document.pages[0].Annots
        assert note.Subtype == Name.Text
    changed = (picture(pdf) != picture(copy)).any(axis=2)
    rows, columns = changed.nonzero()
    assert max(rows.max(), columns.max()) < 70, "top left, as the page is shown"


def test_what_was_there_stays() -> None:
    """Somebody's notes, the text, the drawing: only the list of notes grows."""
    with pikepdf.open(io.BytesIO(made())) as document:
        mine = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([1, 1, 9, 9]), Contents=String("mine")
        )
        document.pages[0].Annots = Array([document.make_indirect(mine)])
        document.docinfo["/Title"] = String("Draft")
        written = io.BytesIO()
        document.save(written)
    pdf = written.getvalue()
    copy = annotated(pdf, [Highlight(boxes(pdf, "lifestyle"), ("x",))], "d")
    with pikepdf.open(io.BytesIO(pdf)) as old, pikepdf.open(io.BytesIO(copy)) as new:
        assert [str(a.Contents) for a in new.pages[0].Annots] == ["mine", "x"]
        assert new.pages[0].Contents.read_bytes() == old.pages[0].Contents.read_bytes()
        assert str(new.docinfo.Title) == "Draft"
        assert len(new.pages) == len(old.pages)
    texts = [
        pypdfium2.PdfDocument(p)[0].get_textpage().get_text_range() for p in (pdf, copy)
    ]  # fmt: skip
    assert texts[0] == texts[1]


def test_same_input_same_bytes() -> None:
    pdf = made()
    remarks = [Highlight(boxes(pdf, "lifestyle"), ("x",)), Highlight((), ("y",))]
    assert annotated(pdf, remarks, "d") == annotated(pdf, remarks, "d")


@pytest.mark.parametrize(
    "protection",
    [
        pikepdf.Encryption(user="secret", owner="owner"),
        pikepdf.Encryption(user="", owner="owner"),
    ],
)
def test_an_encrypted_file_is_refused(protection: pikepdf.Encryption) -> None:
    with pikepdf.open(io.BytesIO(made())) as document:
        written = io.BytesIO()
        document.save(written, encryption=protection)
    with pytest.raises(SensecheckError, match=r"d\.pdf is protected by a password"):
        annotated(written.getvalue(), [], "d.pdf")


def test_a_signed_file_is_refused() -> None:
    with pikepdf.open(io.BytesIO(made())) as document:
        field = Dictionary(FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig))
        group = Dictionary(T=String("g"), Kids=Array([document.make_indirect(field)]))
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(group)]))
        written = io.BytesIO()
        document.save(written)
    with pytest.raises(SensecheckError, match=r"d\.pdf is signed"):
        annotated(written.getvalue(), [], "d.pdf")


def test_a_damaged_file_is_said() -> None:
    with pytest.raises(SensecheckError, match=r"d\.pdf is damaged"):
        annotated(b"%PDF-1.7\nnothing", [], "d.pdf")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_poppler_reads_it_without_complaint(tmp_path: Path) -> None:
    pdf = made(270, CROP)
    path = tmp_path / "copy.pdf"
    path.write_bytes(annotated(pdf, [Highlight(boxes(pdf, "lifestyle"), ("x",))], "d"))
    ran = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "lifestyle choice" in ran.stdout
    assert ran.stderr == ""
