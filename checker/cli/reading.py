"""The command that shows how a document is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.options import (
    PAGES,
    chosen,
    output_options,
    password_option,
    quiet_option,
    tracked_option,
)
from checker.cli.root import main
from checker.cli.terminal import deliver, look

if TYPE_CHECKING:
    from checker.model import View


@main.declared("Look at documents")
@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@output_options(PAGES)
@tracked_option
@password_option
@quiet_option
def read(
    file: Path,
    form: str | None,
    output: Path | None,
    view: View,
    password: str | None,
    quiet: bool,
) -> None:
    """Show how a document is read: structure, zones, places, links, comments.

    Nothing is judged: it is for a person to check that all words are there, and
    in their places.
    """
    from checker import reading
    from checker.passages import describe
    from checker.reporting import anatomy
    from checker.settings import Settings

    document = describe(reading.read(file, Settings.from_environment(), password, view))
    form = chosen(form, output, PAGES)
    if form == "html":
        shown = anatomy.render_html(document)
    elif form == "json":
        shown = anatomy.render_json(document)
    else:
        shown = anatomy.render_text(document, look(output))
    deliver(shown, output, quiet)
