"""Commands that read documents and judge them: check, matrix, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.options import (
    baseline_option,
    chosen,
    fail_on_option,
    files_argument,
    free_place,
    output_options,
    own_rules,
    reading_options,
    rule_book,
    tracked_option,
    user_cache,
)
from checker.cli.root import main
from checker.cli.terminal import deliver, look, progress_bar, save
from checker.reporting import FORMATS

if TYPE_CHECKING:
    from checker.model import Assessment, View


@main.declared("Look at documents")
@click.command()
@files_argument
@output_options(tuple(FORMATS))
@fail_on_option
@baseline_option
@tracked_option
@reading_options
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    fail_on: str,
    baseline: Path | None,
    password: str | None,
    view: View,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Check documents one by one, criterion by criterion.

    Several files are also compared with each other.
    """
    from checker.assessing import assess_files

    with progress_bar(quiet) as progress:
        assessment = assess_files(
            files,
            password=password,
            view=view,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    assessment = settled(assessment, files[0].parent, baseline)
    deliver(
        rendered(assessment, chosen(form, output, FORMATS), output, checking=True), output, quiet
    )
    ctx.exit(exit_code(assessment, fail_on))


@main.declared("Look at documents")
@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@output_options(tuple(FORMATS))
@click.option(
    "--report",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    callback=free_place,
    help="Also write the HTML report here; the terminal then shows the matrices alone.",
)
@click.option(
    "--reference",
    metavar="NAME",
    help="Compare the others with this file of the folder alone, such as the thresholds document.",
)
@fail_on_option
@baseline_option
@tracked_option
@reading_options
@click.pass_context
def matrix(
    ctx: click.Context,
    folder: Path,
    form: str | None,
    output: Path | None,
    report: Path | None,
    reference: str | None,
    fail_on: str,
    baseline: Path | None,
    password: str | None,
    view: View,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Check and compare all documents of a folder: both matrices."""
    from checker.assessing import assess

    with progress_bar(quiet) as progress:
        assessment = assess(
            folder,
            password=password,
            view=view,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    assessment = settled(assessment, folder, baseline)
    if reference is not None:
        from checker.revising import against

        assessment = against(assessment, reference)
    form = chosen(form, output, FORMATS)
    if report is not None:
        from checker.reporting import html

        save(report, html.render(assessment))
    deliver(rendered(assessment, form, output, matrices_only=report is not None), output, quiet)
    if report is not None:
        click.echo(f"\nThe whole report, with every quote: {report}", err=form != "text")
    ctx.exit(exit_code(assessment, fail_on))


@main.declared("Look at documents")
@click.command()
@click.argument("criterion")
@click.argument("path", required=False, metavar="[FILE|FOLDER]", type=click.Path(path_type=Path))
@tracked_option
@reading_options
def explain(
    criterion: str,
    path: Path | None,
    password: str | None,
    view: View,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Explain a criterion, or a document's answer to it.

    With a document or a folder: the answer, the words it rests on, how much was
    searched, and what came close and why it did not count.
    """
    from checker.assessing import assess, assess_files
    from checker.reporting import text

    rules = rule_book(folders)
    asked = rules.criterion(criterion).described
    deliver(text.render_criterion(asked, look()), None, quiet)
    if path is None:
        return
    with progress_bar(quiet) as progress:
        if path.is_dir():
            assessment = assess(
                path,
                password=password,
                view=view,
                rules=rules,
                cache=user_cache(),
                progress=progress,
            )
        else:
            assessment = assess_files(
                [path],
                password=password,
                view=view,
                rules=rules,
                cache=user_cache(),
                progress=progress,
            )
    deliver("\n" + text.render_answers(assessment, criterion, look()), None, quiet)


def rendered(
    assessment: Assessment,
    form: str,
    output: Path | None,
    *,
    checking: bool = False,
    matrices_only: bool = False,
) -> str | bytes:
    """The assessment in the format asked for."""
    if form != "text":
        return FORMATS[form].render(assessment)
    from checker.reporting import text

    shape = look(output)
    if checking:
        return text.render_check(assessment, shape)
    return text.render(assessment, shape, with_findings=not matrices_only)


def settled(assessment: Assessment, folder: Path, baseline: Path | None) -> Assessment:
    """The assessment without what people set aside, and with what is known marked."""
    from checker import revising

    assessment = revising.without_dismissed(assessment, revising.read_dismissals(folder))
    if baseline is None:
        return assessment
    return revising.known_since(assessment, revising.read_baseline(baseline))


def exit_code(assessment: Assessment, fail_on: str) -> int:
    """1 when a finding reaches the level, else 0."""
    if fail_on == "never":
        return 0
    from checker.findings import reaching
    from checker.model import Severity

    return 1 if reaching(assessment, Severity(fail_on)) else 0
