"""Commands that say how often Sensecheck is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.options import (
    PAGES,
    chosen,
    files_argument,
    output_options,
    reading_options,
    rule_book,
    rules_option,
)
from checker.cli.root import main
from checker.cli.shell import CriteriaList
from checker.cli.terminal import deliver, look, progress_bar, save

if TYPE_CHECKING:
    from checker.reporting import Look


@main.declared("How often it is right")
@click.group()
def evaluate() -> None:
    """Measure against labelled passages, or areas with a known truth."""


@evaluate.command("passages", cls=CriteriaList)
@files_argument
@click.option("--criteria", multiple=True, metavar="ID...", help="Only these criteria.")
@click.option(
    "--predictions",
    metavar="FILE.jsonl",
    type=click.Path(path_type=Path),
    help="Also write the answer to every passage, one JSON object a line.",
)
@output_options(PAGES[:2])
@rules_option
def evaluate_passages(
    files: tuple[Path, ...],
    criteria: tuple[str, ...],
    predictions: Path | None,
    form: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Judge labelled passages (JSON Lines) and count what is right."""
    import json

    from checker import evaluating
    from checker.judging import Judge, StanceModel
    from checker.reporting import figures

    judge = Judge(rule_book(folders), StanceModel())
    evaluation = evaluating.evaluate_passages(files, judge, criteria)
    if predictions is not None:
        lines = (json.dumps(p, ensure_ascii=False) for p in evaluation.predictions())
        save(predictions, "".join(line + "\n" for line in lines))
    deliver(measured(evaluation.as_json(), figures.render_passages, form, output), output, True)


@evaluate.command("areas")
@click.argument(
    "areas", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path)
)
@output_options(PAGES[:2])
@reading_options
def evaluate_areas(
    areas: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Assess area folders and hold the result against their truth.json."""
    from checker import evaluating
    from checker.assessing import assess
    from checker.judging import StanceModel
    from checker.reporting import figures

    rules, model = rule_book(folders), StanceModel()
    with progress_bar(quiet) as progress:
        evaluation = evaluating.evaluate_areas(
            areas,
            lambda folder: assess(
                folder, password=password, rules=rules, model=model, progress=progress
            ),
        )
    deliver(measured(evaluation.as_json(), figures.render_areas, form, output), output, quiet)


def measured(
    figures: dict[str, Any],
    as_text: Callable[[dict[str, Any], Look], str],
    form: str | None,
    output: Path | None,
) -> str:
    """An evaluation's figures in the format asked for."""
    if chosen(form, output, PAGES[:2]) == "json":
        import json

        return json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
    return as_text(figures, look(output))
