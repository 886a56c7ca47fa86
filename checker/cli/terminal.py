"""What the terminal can show, and how results and progress get there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.errors import MESSAGES, SensecheckError

if TYPE_CHECKING:
    from checker.assessing import Progress
    from checker.reporting import Look

WIDEST = 110
"""Columns a text report takes at most, so that lines stay readable on a wide terminal."""

SIGNS = "✓◐✗○–▲◆▽─×“”…"
"""What a terminal has to be able to draw, or else plain ASCII is written."""


FORCE = "checker.force"
"""Under this name the command's context keeps whether ``--force`` was given."""


_GIVEN = ("file", "files", "folder", "path", "draft", "siblings", "beside", "old", "new", "root")
"""The parameters of commands that name documents, or folders of them."""


def save(output: Path, content: str | bytes) -> None:
    """Write a file; one that is there already is replaced only with ``--force``.

    A document that was read is never replaced; a file that would be read as one
    the next time is pointed out.
    """
    from checker.reporting import write

    context = click.get_current_context()
    force = context.meta.get(FORCE, False)
    if force and output.is_file() and output.resolve() in _documents(context):
        raise SensecheckError("output-is-source", path=output)
    write(output, content, force=force)
    if not context.params.get("quiet") and output.resolve() in _documents(context):
        click.echo(MESSAGES["note-output-among-documents"].format(path=output), err=True)


def _documents(context: click.Context) -> Iterator[Path]:
    """The documents that a command was given, by themselves or in folders."""
    from checker.reading import ARCHIVES, FORMATS, find_documents

    for name in _GIVEN:
        given = context.params.get(name) or ()
        for path in given if isinstance(given, tuple) else (given,):
            found = find_documents(path) if path.is_dir() else (path,)
            yield from (p.resolve() for p in found if p.suffix.lower() in {*FORMATS, *ARCHIVES})


def deliver(content: str | bytes, output: Path | None, quiet: bool) -> None:
    """Write a result to its file, or to the terminal in whatever letters that has.

    :raises SensecheckError: it is no text, and no file was named for it.
    """
    if output is not None:
        save(output, content)
        if not quiet:
            click.echo(f"Written to {output}", err=True)
        return
    if isinstance(content, bytes):
        raise SensecheckError("output-needed")
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(content.encode(encoding, "replace").decode(encoding), nl=False, color=True)


def look(output: Path | None = None) -> Look:
    """The look of a text report: what this terminal can show, or plain for a file."""
    from checker.reporting import Look

    if output is not None:
        return Look()
    encoding = sys.stdout.encoding or "utf-8"
    try:
        SIGNS.encode(encoding)
        plain = False
    except UnicodeEncodeError:
        plain = True
    if not sys.stdout.isatty():
        return Look(ascii=plain)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return Look(max(width, 40), colour="NO_COLOR" not in os.environ, ascii=plain)


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on standard error, where someone can see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(stage: str, done: int, total: int, name: str) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage.capitalize(), name="")
            bar.update(tasks[stage], completed=done, total=total, name=name)

        yield told
