"""Which files of a folder are documents, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import SensecheckError
from checker.reading import FORMATS, find_documents
from checker.reading.folder import identifier, slug


def test_documents_are_found_in_order(tmp_path: Path) -> None:
    names = ["b.pdf", "a.docx", "old.doc", "area.yaml", "truth.json", ".hidden.pdf", "~$a.docx"]
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


def test_formats_are_suffixes() -> None:
    assert {".pdf", ".docx", ".md", ".html", ".htm", ".txt"} == set(FORMATS)


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
