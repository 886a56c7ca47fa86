"""What a terminal is shown follows from what it can show."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from checker.cli.terminal import deliver, look, progress_bar
from checker.reporting.sheet import Look


class Screen(io.TextIOWrapper):
    """A terminal with an encoding."""

    def __init__(self, encoding: str, tty: bool) -> None:
        super().__init__(io.BytesIO(), encoding, write_through=True)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "checker.cli.terminal.shutil.get_terminal_size", lambda: os.terminal_size((200, 50))
    )
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(
    ("encoding", "tty", "shape"),
    [
        ("utf-8", True, Look(110, colour=True)),
        ("utf-8", False, Look(80)),
        ("cp1252", True, Look(110, colour=True, ascii=True)),
        ("ascii", False, Look(80, ascii=True)),
    ],
)
def test_look(monkeypatch: pytest.MonkeyPatch, encoding: str, tty: bool, shape: Look) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(encoding, tty))
    assert look() == shape


@pytest.mark.usefixtures("wide")
def test_no_colour_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen("utf-8", True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert look() == Look(110)


@pytest.mark.usefixtures("wide")
def test_a_file_is_plain_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen("ascii", True))
    assert look(Path("out.txt")) == Look()


def test_letters_a_terminal_lacks_do_not_stop_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen("ascii", False)
    monkeypatch.setattr(sys, "stdout", screen)
    deliver("naïve ✓\n", None, quiet=True)
    assert isinstance(screen.buffer, io.BytesIO)
    assert screen.buffer.getvalue() == b"na?ve ?\n"


def test_progress_is_shown_to_a_person_only(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen("utf-8", True)
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar(quiet=True) as told:
        assert told is None
    with progress_bar(quiet=False) as told:
        assert told is not None
        told("reading", 1, 2, "[red]a.pdf")
        told("reading", 2, 2, "")
    assert isinstance(screen.buffer, io.BytesIO)
    shown = screen.buffer.getvalue().decode()
    assert "Reading" in shown
    assert "2/2" in shown
    monkeypatch.setattr(sys, "stderr", Screen("utf-8", False))
    with progress_bar(quiet=False) as told:
        assert told is None
