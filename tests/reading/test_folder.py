"""Which files of a folder are documents, and what they are called."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import SensecheckError
from checker.reading import FORMATS, find_documents
from checker.reading.folder import identifier, slug


def test_documents_are_found_in_order(tmp_path: Path) -> None:
    names = ["b.pdf", "a.docx", "old.doc", "area.yaml", "truth.json", ".hidden.pdf", "~$a.docx"]
    names += ["Thumbs.db", "desktop.ini"]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "folder.pdf").mkdir()
    assert [path.name for path in find_documents(tmp_path)] == ["a.docx", "b.pdf", "old.doc"]


def test_missing_folder_and_file(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError) as caught:
        find_documents(tmp_path / "none")
    assert caught.value.code == "folder-missing"
    (tmp_path / "a.pdf").touch()
    with pytest.raises(SensecheckError) as caught:
        find_documents(tmp_path / "a.pdf")
    assert caught.value.code == "folder-is-file"


def test_a_link_that_leads_nowhere_is_still_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx").symlink_to(tmp_path / "gone.docx")
    assert [path.name for path in find_documents(tmp_path)] == ["a.docx"]


@pytest.mark.parametrize("refused", ["is_dir", "iterdir"])
def test_a_folder_that_may_not_be_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    # Permissions are no obstacle to the administrator, who may run the tests.
    monkeypatch.setattr(Path, refused, forbidden)
    with pytest.raises(SensecheckError, match=r"cannot be opened .permission denied") as caught:
        find_documents(tmp_path)
    assert caught.value.code == "file-unreadable"


def test_files_of_a_folder_that_may_only_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").touch()
    entered = Path.is_dir
    monkeypatch.setattr(
        Path, "is_dir", lambda path: entered(path) if path == tmp_path else forbidden(path)
    )
    assert [path.name for path in find_documents(tmp_path)] == ["a.docx"]


def forbidden(path: Path) -> bool:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_formats_are_suffixes() -> None:
    office = {".docx", ".doc", ".odt", ".rtf"}
    assert {".pdf", *office, ".md", ".html", ".htm", ".txt"} == set(FORMATS)


def test_ids_differ_within_a_folder(tmp_path: Path) -> None:
    names = ["CSE Protocol.pdf", "cse-protocol.docx", "cse_protocol.pdf", "Gangs.pdf"]
    for name in names:
        (tmp_path / name).touch()
    assert [identifier(tmp_path / name) for name in names] == [
        "cse-protocol-pdf", "cse-protocol-docx", "cse-protocol-pdf-2", "gangs",
    ]  # fmt: skip


@given(st.text(max_size=30))
def test_slug_is_plain_and_never_empty(name: str) -> None:
    found = slug(name)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
