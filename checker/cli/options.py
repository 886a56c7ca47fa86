"""What several commands take and how they choose: files, rule packs, formats."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from checker.cli.terminal import FORCE
from checker.reporting import named

if TYPE_CHECKING:
    from checker.cache import Cache
    from checker.judging import RuleBook
    from checker.model import View

Function = TypeVar("Function", bound=Callable[..., Any])

PAGES = ("text", "json", "html")
"""The formats of what is no assessment: a comparison, or with figures the first two."""

files_argument = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)

rules_option = click.option(
    "--rules",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder of rule packs of your own, beside the shipped ones; may be repeated.",
)

baseline_option = click.option(
    "--baseline",
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="An earlier result, saved as JSON: list and count only what is new since.",
)


def _view(ctx: click.Context, parameter: click.Parameter, value: str) -> View:
    """The chosen view of tracked changes as the engine's own word for it."""
    from checker.model import View

    return View(value)


tracked_option = click.option(
    "--tracked",
    "view",
    callback=_view,
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    show_default=True,
    help="Read Word's tracked changes as accepted, or the text as it was before them.",
)

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a finding of this severity or above.",
)


force_option = click.option(
    "--force",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, value: ctx.meta.update({FORCE: value}),
    help="Replace a file that is there already.",
)


def free_place(ctx: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
    """Refuse an output that is there already before any work is done for it."""
    if path is not None and not ctx.meta.get(FORCE):
        from checker.reporting import keep

        keep(path)
    return path


quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress bar and no remarks.")

password_option = click.option(
    "--password",
    envvar="SENSECHECK_PASSWORD",
    help="Opens protected documents; also read from SENSECHECK_PASSWORD. Never kept.",
)


def reading_options(function: Function) -> Function:
    """The options of every command that reads documents and judges them."""
    for option in (quiet_option, rules_option, password_option):
        function = option(function)
    return function


def output_options(formats: Sequence[str]) -> Callable[[Function], Function]:
    """The options of every command that writes a result."""

    def add(function: Function) -> Function:
        function = force_option(function)
        function = click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            callback=free_place,
            help="Write here instead of to the terminal.",
        )(function)
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            help="How to write it; without this the name given to -o decides, or else text.",
        )(function)

    return add


def rule_book(folders: Sequence[Path]) -> RuleBook:
    """The shipped rule packs, and the user's own beside them."""
    from checker.judging import load_rules

    return load_rules(rule_folders(folders) or None)


def rule_folders(folders: Sequence[Path]) -> list[Path]:
    """The folders of the shipped rule packs and of the user's own; none if there are no others."""
    from checker.data import data_path

    return [data_path("rules"), *folders] if folders else []


def own_rules(folders: Sequence[Path]) -> RuleBook | None:
    """The rule packs with the user's own; None leaves the shipped ones to the engine."""
    return rule_book(folders) if folders else None


def chosen(form: str | None, output: Path | None, formats: Container[str]) -> str:
    """The format: as asked, or as the output's name says if it is among those, or text."""
    asked = form or named(output)
    return asked if asked in formats else "text"


def user_cache() -> Cache | None:
    """The user's cache, None where it is switched off; trouble with it is told at the end."""
    from checker.cache import opened

    cache = opened()
    if cache is not None:
        context = click.get_current_context()
        context.call_on_close(lambda: _told(cache, quiet=bool(context.params.get("quiet"))))
    return cache


def _told(cache: Cache, *, quiet: bool) -> None:
    from checker.errors import MESSAGES

    cache.close()
    if cache.trouble and not quiet:
        said = MESSAGES["note-cache"].format(path=cache.folder, cause=cache.trouble)
        click.echo(said, err=True)
