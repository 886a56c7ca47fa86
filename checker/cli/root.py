"""The program itself, to which every command is added."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checker import __version__
from checker.cli.shell import Commands
from checker.settings import PREFIX


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help="Print the trace when something goes wrong inside.")
@click.option(
    "--model",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Another stance model, as `make train MODEL=...` writes it, for the command.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, debug: bool, model: Path | None) -> None:
    """Read an area's safeguarding documents side by side.

    Shows, with the words themselves, where each document answers the sense-check
    questions on peer-on-peer abuse and where two documents disagree. Nothing
    leaves this machine.
    """
    if model is not None:
        # The environment is where settings are kept: what the command starts reads them as well.
        os.environ[f"{PREFIX}MODEL"] = str(model)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
