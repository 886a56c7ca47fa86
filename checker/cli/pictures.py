"""The command that draws."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.documents import settled
from checker.cli.options import force_option, own_rules, reading_options, user_cache
from checker.cli.root import main
from checker.cli.terminal import progress_bar, save


@main.declared("Look at documents")
@click.command("pictures")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to write to; it is made where there is none.",
)
@force_option
@reading_options
def draw(
    folder: Path, output: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> None:
    """Draw a folder: heatmap, citation graph and referral flow charts.

    Each as SVG and PNG, with a text that says the same.
    """
    from checker.assessing import assess
    from checker.reporting import pictures

    with progress_bar(quiet) as progress:
        assessment = assess(
            folder,
            password=password,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    for picture in pictures.pictures(settled(assessment, folder, None)):
        place = output / picture.name
        save(place.with_suffix(".svg"), picture.svg)
        save(place.with_suffix(".png"), pictures.png(picture.svg))
        save(place.with_suffix(".txt"), "\n".join((picture.title, "", *picture.words)) + "\n")
        if not quiet:
            click.echo(f"{place}.svg, .png and .txt", err=True)
