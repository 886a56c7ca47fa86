from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from checker.errors import SensecheckError
from checker.reporting.writing import write


def test_writes_and_makes_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "new" / "report.txt", "é\n")
    assert (tmp_path / "new" / "report.txt").read_bytes() == "é\n".encode()


def test_writes_bytes_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "r", b"PK\r\n\xff")
    assert (tmp_path / "r").read_bytes() == b"PK\r\n\xff"


def test_replaces_only_by_force_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write(tmp_path / "r", "one")
    with pytest.raises(SensecheckError, match=r"r is there already .* --force"):
        write(tmp_path / "r", "two")
    assert (tmp_path / "r").read_text() == "one"
    write(tmp_path / "r", "two", force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]
    assert (tmp_path / "r").read_text() == "two"


def test_an_empty_file_gives_way(tmp_path: Path) -> None:
    """Programs make one to keep a name; nothing is lost with it."""
    (tmp_path / "r").touch()
    write(tmp_path / "r", "one")
    assert (tmp_path / "r").read_text() == "one"


def test_others_may_read_it_as_they_may_other_files(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write(tmp_path / "r", "")
    assert (tmp_path / "r").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SensecheckError, match="cannot be written"):
        write(tmp_path / "folder", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_what_stood_there_survives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "r", "old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SensecheckError, match="no space left"):
        write(tmp_path / "r", "new", force=True)
    assert (tmp_path / "r").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "no space left on device"),
        (OSError(30, "Read-only file system"), "read-only file system"),
        (PermissionError(13, "Permission denied"), "close it if another program has it open"),
    ],
)
def test_a_full_disk_or_a_file_that_is_open_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    class Failing(io.BytesIO):
        def write(self, data: object) -> int:
            raise error

    def opened(handle: int, mode: str) -> io.BytesIO:
        os.close(handle)
        return Failing()

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(SensecheckError, match=said):
        write(tmp_path / "r", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="for root no folder is read-only")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SensecheckError, match="permission denied"):
        write(tmp_path / "r", "x")


def test_a_device_or_a_pipe_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    """Renaming over /dev/null or /dev/stdout would take it from the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, "one")
    assert os.read(reader, 10) == b"one"
    os.close(reader)
    assert pipe.is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("r")
    write(tmp_path / "link", "one")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "r").read_text() == "one"


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    write(tmp_path / ("é" * 125 + ".txt"), "one")
    assert [len(p.name.encode()) for p in tmp_path.iterdir()] == [254]
