"""A file is what its name says, and is opened only when that is safe."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import docx
import pytest

from checker.errors import UnreadableDocument
from checker.reading.formats import Package
from checker.settings import Settings

from .making import SETTINGS, lines_of_text, one_page, paragraph, read, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(path: Path) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.pdf", b"Not a PDF at all, but some words.", "format-mismatch", "looks like text"),
        ("a.docx", b"%PDF-1.7\n", "format-mismatch", "looks like a PDF"),
        ("a.docx", b"{\\rtf1 words}", "format-mismatch", "rich text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "format-mismatch", ".doc"),
        ("a.docx", b"PK\x03\x04 cut short", "damaged", "fresh copy"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "format-mismatch", "PNG picture"),
        ("a.md", b"\xff\xd8\xff\xe0\0", "format-mismatch", "JPEG picture"),
        ("a.txt", b"words\0and\0zeros", "format-mismatch", "something else"),
        ("a.xlsx", b"words", "format-unknown", ".docx"),
    ],
)
def test_wrong_content_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = refusal(path)
    assert error.code == code
    assert words in str(error)
    assert name in str(error)


@pytest.mark.parametrize(("folder", "words"), [("xl", "spreadsheet"), ("ppt", "presentation")])
def test_other_office_files(tmp_path: Path, folder: str, words: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/main.xml", "<x/>")
    assert words in str(refusal(path))


def test_a_web_page_may_be_called_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<html><body>Some plain words</body></html>")
    assert "Some plain words" in read(path).text


def replaced(path: Path, part: str, content: bytes) -> Path:
    """The Word file with one part's content replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, content if name == part else data)
    return path


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prologue",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE x []>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_document_type_is_refused(tmp_path: Path, prologue: str, encoding: str) -> None:
    path = word(tmp_path / "a.docx", paragraph("Some words."))
    inside = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    body = f"<w:document xmlns:w='{W}'><w:body>{inside}</w:body></w:document>"
    content = f'<?xml version="1.0" encoding="{encoding}"?>{prologue}{body}'.encode(encoding)
    assert refusal(replaced(path, "word/document.xml", content)).code == "unsafe"


def test_bomb_is_told_by_its_ratio(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Some words."))
    assert refusal(replaced(path, "word/document.xml", b" " * 20_000_000)).code == "unsafe"


def test_many_parts_are_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Some words."))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"word/media/{number}", b"")
    assert refusal(path).code == "unsafe"


def test_declared_size_over_the_limit(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Some words."))
    replaced(path, "docProps/app.xml", bytes(range(256)) * 12_000)
    with pytest.raises(UnreadableDocument) as caught:
        Package(path, Settings(max_unpacked_mb=2))
    assert caught.value.code == "too-large"
    assert "max_unpacked_mb" in str(caught.value)


def test_a_lying_directory_does_not_help_a_bomb(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Some words."))
    size = 3_000_000
    replaced(path, "word/document.xml", b"<" + b" " * (size - 1))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", size), struct.pack("<I", 1000)))
    package = Package(path, Settings(max_unpacked_mb=2))
    with pytest.raises(UnreadableDocument) as caught:
        package.read("word/document.xml")
    assert caught.value.code in {"too-large", "damaged"}


def test_cut_short_word_files_are_damaged(tmp_path: Path) -> None:
    whole = word(tmp_path / "whole.docx", paragraph("Some words that are here.")).read_bytes()
    path = tmp_path / "a.docx"
    for share in range(5, 100, 5):
        path.write_bytes(whole[: len(whole) * share // 100])
        assert refusal(path).code == "damaged"


def outcome(path: Path) -> str:
    """The text that a file gives, or the code of its refusal."""
    try:
        return read(path).text
    except UnreadableDocument as error:
        return error.code


def test_cut_short_pdf_files_say_so_or_give_text(tmp_path: Path) -> None:
    whole = one_page(
        tmp_path / "whole.pdf", lines_of_text("Words that are here to stay")
    ).read_bytes()
    path = tmp_path / "a.pdf"
    for share in range(5, 100, 5):
        path.write_bytes(whole[: len(whole) * share // 100])
        assert outcome(path) in {"damaged", "no-text", "Words that are here to stay"}


def test_word_file_without_a_document_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(path).code == "damaged"


def test_names_of_parts_do_not_depend_on_case(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    package = Package(tmp_path / "a.docx", SETTINGS)
    assert "WORD/Document.XML" in package
    assert package.read("WORD/Document.XML") == package.read("word/document.xml")
