"""The program itself, to which every command is added."""

from __future__ import annotations

import click

from checker import __version__
from checker.cli.shell import Commands


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help="Print the trace when something goes wrong inside.")
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, debug: bool) -> None:
    """Read an area's safeguarding documents side by side.

    Shows, with the words themselves, where each document answers the sense-check
    questions on peer-on-peer abuse and where two documents disagree. Nothing
    leaves this machine.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
