"""Commands about what is kept between runs."""

from __future__ import annotations

import click

from checker.cli.root import main


@main.declared("What is kept")
@click.group("cache")
def cache_group() -> None:
    """Show or clear what is kept so that a second run is quick.

    It holds the words of documents, drafts among them, and is for you alone.
    """


@cache_group.command("show")
def show() -> None:
    """Say where the cache lies and how much is in it."""
    from checker.cache import SWITCH, opened

    cache = opened()
    if cache is None:
        click.echo(f"Nothing is kept: {SWITCH} is off.")
        return
    click.echo(cache.folder)
    for held in cache.held():
        click.echo(f"{held.kind:<14}{held.entries:>10,} entries{held.size / 1e6:>10,.1f} MB")


@cache_group.command("clear")
def clear() -> None:
    """Throw away everything that is kept."""
    from checker.cache import SWITCH, opened
    from checker.errors import SensecheckError

    cache = opened()
    if cache is None:
        click.echo(f"Nothing is kept: {SWITCH} is off.")
        return
    try:
        cache.clear()
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise SensecheckError("cache-stuck", path=cache.folder, cause=cause) from None
    click.echo(f"Cleared: {cache.folder}")
