"""Zip archives: every document under its own name, and nothing outside their place."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from checker.errors import UnreadableDocument
from checker.reading import opened_archives, read
from checker.settings import Settings

from .making import SETTINGS, paragraph, word


def archive(path: Path, **files: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def names(path: Path, settings: Settings = SETTINGS) -> list[tuple[str, str]]:
    with opened_archives([path], settings) as files:
        return [(f.name, f.error.code if f.error else "") for f in files]


def test_documents_are_read_under_their_archive_s_name(tmp_path: Path) -> None:
    inner = word(tmp_path / "cse.docx", paragraph("Words of the protocol."))
    path = archive(
        tmp_path / "area.zip",
        **{
            "cse.docx": inner.read_bytes(),
            "sub/missing.txt": "Words about missing children.",
            "__MACOSX/._cse.docx": "x",
            ".hidden": "x",
            "area.yaml": "area: Bexford",
        },
    )
    with opened_archives([inner, path], SETTINGS) as files:
        read_names = [(f.name, read(f.path, SETTINGS).text) for f in files]
    assert read_names == [
        ("cse.docx", "Words of the protocol."),
        ("area.zip/cse.docx", "Words of the protocol."),
        ("area.zip/sub/missing.txt", "Words about missing children."),
    ]
    assert not files[1].path.exists()


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/../evil.txt"]
)
def test_no_name_leads_out_of_the_scratch_folder(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", **{name: "Words that wander."})
    before = sorted(tmp_path.rglob("*"))
    with opened_archives([path], SETTINGS) as files:
        (file,) = files
        assert file.path.read_text() == "Words that wander."
        assert ".." not in file.name
        assert file.path.name == "evil.txt"
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_in_an_archive_is_said_and_not_opened(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", **{"a.txt": "Some words."})
    path = archive(
        tmp_path / "outer.zip", **{"inner.zip": inner.read_bytes(), "b.txt": "Other words."}
    )
    assert names(path) == [("outer.zip/b.txt", ""), ("outer.zip/inner.zip", "archive-nested")]


def test_limits(tmp_path: Path) -> None:
    bomb = archive(tmp_path / "bomb.zip", **{"a.txt": "x" * 3_000_000, "b.txt": "More words."})
    assert names(bomb, Settings(max_unpacked_mb=1)) == [("bomb.zip/a.txt", "too-large")]
    many = archive(tmp_path / "many.zip", **{f"{n}.txt": "Some words." for n in range(4)})
    assert names(many, Settings(max_archive_files=3)) == [("many.zip", "too-large")]


def test_a_directory_that_lies_about_sizes_is_not_believed(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.txt": "x" * 3_000_000})
    data = bytearray(path.read_bytes())
    size = (3_000_000).to_bytes(4, "little")
    at = data.rindex(size)
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    ((_, code),) = names(path, Settings(max_unpacked_mb=1))
    assert code in {"damaged", ""}, "no more than the ten bytes it claims is written"


def test_protected_empty_and_broken_archives(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.txt": "Some words."})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    assert names(tmp_path / "locked.zip") == [("locked.zip/a.txt", "archive-protected")]
    assert names(archive(tmp_path / "none.zip", **{".x": ""})) == [("none.zip", "archive-empty")]
    (tmp_path / "cut.zip").write_bytes(path.read_bytes()[:40])
    assert names(tmp_path / "cut.zip") == [("cut.zip", "damaged")]


def test_an_archive_is_no_single_document(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.txt": "Some words."})
    with pytest.raises(UnreadableDocument) as caught:
        read(path, SETTINGS)
    assert caught.value.code == "archive-given"


def with_entries(count: int, *, zip64: bool = False, comment: bytes = b"") -> bytes:
    """An archive that is nothing but a list of so many files that are not there."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, *[0] * 8, 7, *[0] * 6)
    listed = b"".join(entry + b".%06d" % number for number in range(count))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(listed), 0, len(comment))
    if zip64:
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 1, 0, len(comment))
        long = (0, count, count, len(listed), 0)
        record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, *long)
        end = record + struct.pack("<4sLQL", b"PK\6\7", 0, len(listed), 1) + end
    return listed + end + comment


@pytest.mark.parametrize("how", [{}, {"zip64": True}, {"comment": b"Made by hand."}])
def test_a_list_of_contents_without_end_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: dict[str, object]
) -> None:
    """A million entries in 53 MB would take half a gigabyte and twenty seconds to list."""
    small = with_entries(3, **how)
    with zipfile.ZipFile(io.BytesIO(small)) as known:
        assert len(known.namelist()) == 3
    (tmp_path / "small.zip").write_bytes(small)
    assert names(tmp_path / "small.zip") == [("small.zip", "archive-empty")]
    (tmp_path / "a.zip").write_bytes(with_entries(50_000, **how))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert names(tmp_path / "a.zip") == [("a.zip", "unsafe")]
