"""The command that starts the service."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from checker.cli.root import main
from checker.errors import SensecheckError


@main.declared("Work in the browser")
@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port on this machine; 8613, or a free one, when not given.",
)
@click.option(
    "--data",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where everything is kept; your own application data when not given.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, but do not open it.")
def serve(port: int | None, data: Path | None, no_browser: bool) -> None:
    """Check documents in the browser, on this machine alone.

    Opens a page to upload an area's documents, check them, decide on the
    findings and take the reports away. Runs until it is interrupted (Ctrl+C).
    """
    try:
        import api

        run = api.serve
    except ImportError as error:
        raise SensecheckError("serve-missing", cause=f"there is no {error.name}") from None
    run(data or standard_folder(), port, browser=not no_browser, told=announce)


def announce(address: str) -> None:
    """Say where the page is."""
    click.echo(f"Sensecheck runs at {address}")
    click.echo("Only this machine can reach it. To end it, press Ctrl+C.", err=True)


def standard_folder() -> Path:
    """Where programs keep a user's data on this system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Sensecheck"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Sensecheck"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "sensecheck"
