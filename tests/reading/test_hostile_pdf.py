"""PDFs that are out to hang, crash or fill the machine: one sentence each, within the limits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from checker.errors import UnreadableDocument
from checker.reading import read
from checker.settings import Settings

from .making import FONT, check_offsets, lines_of_text, one_page, pdf, stream

LIMITS = Settings(max_seconds=5, max_memory_mb=600)
SLACK = 4
"""Seconds for starting the child and ending it."""


def outcome(path: Path, settings: Settings = LIMITS) -> str:
    """The refusal's code, or "read"; whichever it is, it keeps to the time."""
    started = time.monotonic()
    found, said = "read", path.name
    try:
        check_offsets(read(path, settings))
    except UnreadableDocument as error:
        found, said = error.code, str(error)
    assert path.name in said
    assert time.monotonic() - started < settings.max_seconds + SLACK
    return found


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_cut_short(tmp_path: Path, percent: int) -> None:
    lines = [f"4.{n} The panel meets monthly and decides upon each case." for n in range(1, 30)]
    whole = one_page(tmp_path / "whole.pdf", lines_of_text(*lines)).read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: len(whole) * percent // 100])
    assert outcome(path) in {"read", "damaged", "no-text", "file-empty", "format-mismatch"}


def test_fifty_thousand_pages(tmp_path: Path) -> None:
    count = 50_000
    kids = " ".join(["3 0 R"] * count)
    path = pdf(
        tmp_path / "many.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 {FONT} >> >> >>",
        stream(lines_of_text("The same page again")),
    )
    assert outcome(path) == "too-large"


def test_a_stream_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    once = stream(b"0 0 m " * 10_000_000)
    body = once.partition(b"stream\n")[2].removesuffix(b"\nendstream")
    twice = stream(body).partition(b"stream\n")[2].removesuffix(b"\nendstream")
    bomb = (
        f"<< /Length {len(twice)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n".encode()
        + twice
        + b"\nendstream"
    )
    assert len(bomb) < 100_000
    path = pdf(
        tmp_path / "bomb.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [" + "4 0 R " * 40 + "] >>",
        bomb,
    )
    assert outcome(path) in {"too-slow", "reader-crashed", "no-text", "damaged"}


def test_pages_that_are_pages_of_themselves(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "loop.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 900 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 900 >>",
    )
    assert outcome(path) in {"damaged", "no-text", "too-slow", "too-large", "reader-crashed"}


def test_a_form_field_that_is_its_own_picture(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "field.pdf",
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Annots [5 0 R 5 0 R] /Resources << /Font << /F1 {FONT} >> >> >>",
        stream(lines_of_text("Four words of text")),
        "<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /F 4 /Kids [5 0 R] "
        "/Parent 5 0 R /AP << /N 6 0 R >> >>",
        stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                         "/Resources << /XObject << /X 6 0 R >> >>"),
    )  # fmt: skip
    assert outcome(path) == "read"
