"""Older and open office files through LibreOffice, and what is said where it is not there."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from checker.errors import UnreadableDocument
from checker.model import View
from checker.reading import read as read_apart
from checker.reading import runs
from checker.reading.parsers import parse
from checker.settings import Settings

from .making import SETTINGS, outline, word
from .test_torture_word import change, run

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document in every office format."""
    folder = tmp_path_factory.mktemp("office")
    document = docx.Document()
    document.add_heading("Missing children protocol", 1)
    document.add_paragraph("Staff tell the police at once.")
    document.add_paragraph("Call the hub.", style="List Bullet")
    table = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(table._cells, ("Who", "When", "Hub", "24 hours"), strict=True):
        cell.text = text
    # LibreOffice loses a table with nothing after it when it writes .doc.
    document.add_paragraph("The end of it.")
    document.save(str(folder / "a.docx"))
    for kind in ("doc", "odt", "rtf"):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                *("--convert-to", kind, "--outdir", str(folder), str(folder / "a.docx")),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder


@needs_office
@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf"])
def test_every_office_format_says_the_same(files: Path, suffix: str) -> None:
    found = read_apart(files / f"a{suffix}", SETTINGS)
    assert outline(found) == outline(read_apart(files / "a.docx", SETTINGS))
    assert found.path == f"a{suffix}"
    assert runs(files / f"a{suffix}", SETTINGS).spans(0, 99) == ()


@needs_office
def test_a_file_that_libreoffice_cannot_open(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(UnreadableDocument) as caught:
        read_apart(path, SETTINGS)
    assert caught.value.code in {"office-failed", "damaged"}
    assert "old.doc" in str(caught.value)


def test_without_libreoffice_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.rtf"
    path.write_bytes(rb"{\rtf1 Some words of text.}")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument, match="needs LibreOffice") as caught:
        parse(path, SETTINGS)
    assert caught.value.code == "office-missing"


@needs_office
def test_a_conversion_has_to_end_in_time(files: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        parse(files / "a.odt", Settings(max_seconds=0))
    assert caught.value.code == "too-slow"


def protected(path: Path, password: str) -> Path:
    """A Word file behind a password, as Word itself keeps it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = path.with_name("plain.docx")
    word(
        plain, f"<w:p {{ns}}>{run('All words behind ')}{change('ins', 'Ann', run('a lock.'))}</w:p>"
    )
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(password, file)
    return path


def test_a_password_opens_a_word_file(tmp_path: Path) -> None:
    path = protected(tmp_path / "a.docx", "kestrel")
    assert read_apart(path, SETTINGS, "kestrel").text == "All words behind a lock."
    assert read_apart(path, SETTINGS, "kestrel", View.ORIGINAL).text == "All words behind"
    assert runs(path, SETTINGS, "kestrel").spans(0, 5)[0].part == "word/document.xml"


@pytest.mark.parametrize(
    ("password", "code"), [(None, "encrypted"), ("", "encrypted"), ("wrong", "password-wrong")]
)
def test_a_protected_word_file_without_its_password(
    tmp_path: Path, password: str | None, code: str
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_apart(protected(tmp_path / "a.docx", "kestrel"), SETTINGS, password)
    assert caught.value.code == code
    assert "wrong" not in str(caught.value)
