"""Words that lead somewhere, in a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Block
from checker.reading.weblinks import linked

from .making import FONT, check_offsets, lines_of_text, pdf, read, stream

TARGET = "https://hub.example/referral?form=1"


LINES = ("The form is on the site of the hub", "and nowhere else.", "Ring us.")


def annotated(path: Path, *notes: str, lines: tuple[str, ...] = LINES) -> Path:
    """A page of these lines with these annotations."""
    names = " ".join(f"{number} 0 R" for number in range(5, 5 + len(notes)))
    return pdf(
        path,
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Annots [{names}] /Resources << /Font << /F1 {FONT} >> >> >>",
        stream(lines_of_text(*lines)),
        *notes,
    )


def link(box: str, action: str, more: str = "") -> str:
    return f"<< /Type /Annot /Subtype /Link /Rect [{box}] /A << {action} >> {more} >>"


def shown(block: Block) -> list[tuple[str, str]]:
    return [(block.text[start:end], target) for start, end, target in block.links]


def test_link_goes_over_the_end_of_a_line(tmp_path: Path) -> None:
    action = f"/S /URI /URI ({TARGET})"
    path = annotated(
        tmp_path / "a.pdf", link("142 756 300 772", action), link("72 742 92 757", action)
    )
    document = read(path)
    check_offsets(document)
    assert [shown(block) for block in document.blocks if block.links] == [
        [("the site of the hub and", TARGET)]
    ]


def test_link_of_several_stretches_has_them_all(tmp_path: Path) -> None:
    quads = "/QuadPoints [142 772 300 772 142 756 300 756 72 757 92 757 72 742 92 742]"
    path = annotated(tmp_path / "a.pdf", link("72 742 300 772", f"/S /URI /URI ({TARGET})", quads))
    (block,) = (block for block in read(path).blocks if block.links)
    assert shown(block) == [("the site of the hub and", TARGET)]


@pytest.mark.parametrize(
    "action",
    [
        "/S /GoTo /D [3 0 R /Fit]",
        "/S /Launch /F (calc.exe)",
        "/S /JavaScript /JS (app.alert)",
        "/S /URI /URI ()",
        "/S /URI",
        "/S /URI /URI (https://x.example/" + "a" * 5000 + ")",
    ],
)
def test_what_leads_nowhere_outside_is_no_link(action: str, tmp_path: Path) -> None:
    document = read(annotated(tmp_path / "a.pdf", link("60 740 300 772", action)))
    assert "The form is on the site" in document.text
    assert not any(block.links for block in document.blocks)


def test_brackets_and_stops_are_outside_the_link(tmp_path: Path) -> None:
    path = annotated(
        tmp_path / "a.pdf",
        link("190 740 560 772", "/S /URI /URI (mailto:hub@bexford.example)"),
        lines=("Write to the hub today \\(hub@bexford.example\\).",),
    )
    (block,) = read(path).blocks
    assert block.text == "Write to the hub today (hub@bexford.example)."
    assert shown(block) == [("hub@bexford.example", "mailto:hub@bexford.example")]


def test_no_lines_no_links() -> None:
    assert linked("Some words", []) == ()


def test_a_page_of_links_only_is_read_in_time(tmp_path: Path) -> None:
    note = link("60 740 300 772", f"/S /URI /URI ({TARGET})")
    document = read(annotated(tmp_path / "a.pdf", *[note] * 3000))
    assert document.text.startswith("The form")
