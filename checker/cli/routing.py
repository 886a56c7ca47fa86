"""The command that takes one case through the documents."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.documents import settled
from checker.cli.options import (
    PAGES,
    chosen,
    output_options,
    own_rules,
    reading_options,
    user_cache,
)
from checker.cli.root import main
from checker.cli.terminal import deliver, look, progress_bar


@main.declared("Look at documents")
@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--case",
    "words",
    required=True,
    metavar="TEXT",
    help="The child's case in a sentence, or a name: gang-exploitation, partner-abuse, "
    "missing-exploited, county-lines, school-assault.",
)
@output_options(PAGES)
@reading_options
def route(
    folder: Path,
    words: str,
    form: str | None,
    output: Path | None,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Take one child's case through a folder, step by step.

    Shows what each document answers, where they disagree, and where the
    practitioner is left without an answer.
    """
    from checker.assessing import assess
    from checker.reporting import walk as reports
    from checker.walk import read_case, walk

    case = read_case(words)
    with progress_bar(quiet) as progress:
        assessment = assess(
            folder,
            password=password,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    assessment = settled(assessment, folder, None)
    walked = walk(assessment, case)
    form = chosen(form, output, PAGES)
    if form == "text":
        deliver(reports.text.render(walked, look(output)), output, quiet)
    elif form == "json":
        deliver(reports.json_report.render(walked), output, quiet)
    else:
        deliver(reports.html.render(walked, assessment), output, quiet)
