"""The command that puts many areas side by side."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.options import (
    force_option,
    quiet_option,
    rule_folders,
    rules_option,
    user_cache,
)
from checker.cli.papers import SECTION, output_option
from checker.cli.root import main
from checker.cli.terminal import deliver, progress_bar

SUFFIXES = (".html", ".xlsx", ".docx", ".json")


@main.declared(SECTION)
@click.command("benchmark")
@click.argument("root", type=click.Path(path_type=Path))
@output_option(SUFFIXES, "Write it here: *.html, *.xlsx, *.docx or *.json.")
@force_option
@click.option(
    "--anonymous",
    is_flag=True,
    help="Without names and words, and no figure that rests on fewer than five areas.",
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    help="Areas to work out at a time; one for each core when not given.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work out the areas on the machines of a Dask scheduler (tcp://…) instead.",
)
@rules_option
@quiet_option
def compare_areas(
    root: Path,
    output: Path,
    anonymous: bool,
    processes: int | None,
    scheduler: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Put many areas side by side: a folder with a folder for each.

    Where the common gaps are, which wording works, what areas share, how years
    and areas differ. Drafts are left out. What was worked out is kept, so that
    the same command goes on where it was interrupted.
    """
    from checker import benchmarking
    from checker.reporting import benchmark as reports

    workers: benchmarking.Workers = benchmarking.Processes(processes)
    if scheduler:
        workers = benchmarking.Cluster(scheduler)
    with progress_bar(quiet) as progress:
        found = benchmarking.benchmark(
            root,
            rules=rule_folders(folders),
            cache=user_cache(),
            workers=workers,
            progress=progress,
        )
    if anonymous:
        hidden = benchmarking.anonymised(found)
        deliver(reports.render_anonymous(hidden, found, output), output, quiet)
    else:
        deliver(reports.render(found, output), output, quiet)
