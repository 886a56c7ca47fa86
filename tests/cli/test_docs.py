"""Everything a user can type is documented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from pathlib import Path

import click
import pytest

from checker.cli import main
from checker.settings import PREFIX, Settings

DOCS = Path(__file__).parents[2] / "docs"


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    if group is main:
        yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(main, "sensecheck"))


def section(page: str, command: str) -> str:
    """The part of the page under a command's heading."""
    if command == "sensecheck":
        return page.partition("\n## ")[0]
    _, _, rest = page.partition(f"### `{command} ")
    if not rest:
        _, _, rest = page.partition(f"### `{command}`")
    return rest.partition("\n#")[0]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_documented(path: str) -> None:
    command = COMMANDS[path]
    text = section((DOCS / "commands.md").read_text("utf-8"), path)
    assert text, f"docs/commands.md has no heading for {path}"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            names = [name for name in parameter.opts if f"`{name}" in text or f"{name} " in text]
            assert names, f"docs/commands.md says nothing of {parameter.opts} of {path}"


def test_every_command_has_a_place_in_the_help() -> None:
    assert set(main.sections) == set(main.commands)


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda f: f.name)
def test_every_setting_is_documented(setting: Field[object]) -> None:
    page = (DOCS / "settings.md").read_text("utf-8")
    row = f"| `{PREFIX}{setting.name.upper()}` | {setting.default} | {setting.metadata['help']} |"
    assert row in page
