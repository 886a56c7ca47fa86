"""Whatever a file does to its parser, it is one document not read."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import UnreadableDocument
from checker.reading import read, sandbox
from checker.settings import Settings

from .making import (
    SETTINGS,
    check_offsets,
    lines_of_text,
    one_page,
    paragraph,
    pdf,
    stream,
    word,
)
from .making import read as read_here

FIXTURES = Path(__file__).parent / "fixtures"


def refusal(path: Path, limits: Settings = SETTINGS, password: str | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits, password)
    assert path.name in str(caught.value)
    return caught.value.code


def test_the_child_gives_the_whole_document(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("4.1 The panel meets monthly."))
    document = read(path, SETTINGS)
    assert document == read_here(path)
    check_offsets(document)


def test_the_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever takes the child over finds no password of the database in its environment."""
    for name in ("PASSWORD", "DATABASE", "OIDC_SECRET"):
        monkeypatch.setenv(f"SENSECHECK_{name}", "hush")
    assert "hush" not in sandbox._environment(str(tmp_path)).values()


def test_missing_empty_and_unknown_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.pdf") == "file-missing"
    (tmp_path / "empty.pdf").touch()
    assert refusal(tmp_path / "empty.pdf") == "file-empty"
    (tmp_path / "a.xls").write_text("words")
    assert refusal(tmp_path / "a.xls") == "format-unknown"
    (tmp_path / "folder.pdf").mkdir()
    assert refusal(tmp_path / "folder.pdf") == "file-unreadable"


def test_link_that_leads_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "a.docx"
    link.symlink_to(tmp_path / "gone.docx")
    with pytest.raises(UnreadableDocument, match=r"a\.docx cannot be opened .*link"):
        read(link, SETTINGS)


def test_a_name_that_is_no_text_can_be_written_down(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"l\xe9gal.txt")
    try:
        path.write_text("The panel meets each month.")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert read(path, SETTINGS).path == "l\ufffdgal.txt"
    path.write_bytes(b"")
    with pytest.raises(UnreadableDocument, match=r"l\ufffdgal\.txt is empty"):
        read(path, SETTINGS)


def test_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words " * 200_000)
    assert refusal(tmp_path / "a.txt", Settings(max_file_mb=1)) == "too-large"


def test_pages_over_the_limit(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", lines_of_text("Some words are here"))
    assert refusal(path, Settings(max_pages=0)) == "too-large"


def test_words_over_the_limit(tmp_path: Path) -> None:
    """A text file of many megabytes reads in a moment and would be judged for hours."""
    path = tmp_path / "a.txt"
    path.write_text("Some words are here. " * 3, "utf-8")
    assert refusal(path, Settings(max_words=11)) == "too-large"
    assert read(path, Settings(max_words=12)).words == 12


def test_protected_pdf_needs_its_password() -> None:
    path = FIXTURES / "protected.pdf"
    assert refusal(path) == "encrypted"
    assert refusal(path, password="wrong") == "password-wrong"
    assert "kept from strangers" in read(path, SETTINGS, "open sesame").text


def test_scan_is_named_as_one(tmp_path: Path) -> None:
    picture = stream(
        b"\x80" * 10_000,
        "/Type /XObject /Subtype /Image /Width 100 /Height 100 "
        "/ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    path = one_page(tmp_path / "a.pdf", content, "/XObject << /I 5 0 R >>", picture)
    assert refusal(path) == "scanned"


def test_text_layer_without_a_reading_is_garbled(tmp_path: Path) -> None:
    names = " ".join(f"/g{number}" for number in range(32, 127))
    font = (
        "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Secret "
        f"/Encoding << /Differences [32 {names}] >> >> >>"
    )
    content = lines_of_text(*["The panel meets monthly and decides upon each case"] * 20)
    path = one_page(tmp_path / "a.pdf", content, font)
    assert refusal(path) == "garbled"


def test_page_without_text_or_pictures(tmp_path: Path) -> None:
    assert refusal(one_page(tmp_path / "a.pdf", b"0 0 m")) == "no-text"


def test_time_is_limited(tmp_path: Path) -> None:
    lines = lines_of_text(*(f"{n % 10} words on a line of the page" for n in range(60_000)))
    path = one_page(tmp_path / "a.pdf", lines)
    started = time.monotonic()
    assert refusal(path, Settings(max_seconds=1)) == "too-slow"
    assert time.monotonic() - started < 5


def test_memory_is_limited(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", b" " * 600_000_000)
    assert refusal(path, Settings(max_memory_mb=400)) in {"reader-crashed", "no-text", "damaged"}


def test_forms_that_draw_themselves_without_end(tmp_path: Path) -> None:
    depth = 40
    forms = [
        stream(
            b"/X Do " * 10,
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            f"/Resources << /XObject << /X {6 + number} 0 R >> >>",
        )
        for number in range(depth)
    ]
    last = stream(b"0 0 m", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    path = one_page(tmp_path / "a.pdf", b"/X Do", "/XObject << /X 5 0 R >>", *forms, last)
    started = time.monotonic()
    assert refusal(path, Settings(max_seconds=3)) in {
        "no-text", "too-slow", "reader-crashed", "damaged",
    }  # fmt: skip
    assert time.monotonic() - started < 8


def test_page_tree_that_holds_itself(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 >>",
    )
    assert refusal(path, Settings(max_seconds=3)) in {"damaged", "too-large", "no-text", "too-slow"}


@pytest.fixture(scope="module")
def wholes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("wholes")
    lines = lines_of_text("4.1 The panel meets monthly.", "4.2 It decides upon each case.")
    return {
        ".pdf": one_page(folder / "a.pdf", lines).read_bytes(),
        ".docx": word(folder / "a.docx", paragraph("4.1 The panel meets.")).read_bytes(),
    }


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    suffix=st.sampled_from([".pdf", ".docx"]),
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=8),
)
def test_flipped_bytes_give_text_or_one_sentence(
    wholes: dict[str, bytes], tmp_path: Path, suffix: str, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(wholes[suffix])
    for position, change in flips:
        data[position % len(data)] ^= change
    path = tmp_path / f"flipped{suffix}"
    path.write_bytes(data)
    with contextlib.suppress(UnreadableDocument):
        check_offsets(read(path, SETTINGS))


def test_settings_reach_the_child(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words. " * 10)
    limits = dataclasses.replace(SETTINGS, max_unpacked_mb=0)
    assert refusal(tmp_path / "a.txt", limits) == "too-large"
