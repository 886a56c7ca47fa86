"""The commands: parse, call, show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from checker import __version__
from checker.cli.shell import Commands, CriteriaList
from checker.cli.terminal import deliver, look, progress_bar

if TYPE_CHECKING:
    from checker.judging import RuleBook
    from checker.model import Assessment
    from checker.reporting import Look

Function = TypeVar("Function", bound=Callable[..., Any])

FORMATS = ("text", "json", "html")


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

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 when there is a finding of this severity or above.",
)


def reading_options(function: Function) -> Function:
    """The options of every command that reads documents."""
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="No progress bar and no remarks."),
        rules_option,
        click.option(
            "--password",
            envvar="SENSECHECK_PASSWORD",
            help="Opens protected documents; also read from SENSECHECK_PASSWORD. Never kept.",
        ),
    ):
        function = option(function)
    return function


def output_options(formats: Sequence[str]) -> Callable[[Function], Function]:
    """The options of every command that writes a result."""

    def add(function: Function) -> Function:
        function = click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Write here instead of to the terminal.",
        )(function)
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            help="How to write it; without this the name given to -o decides, or else text.",
        )(function)

    return add


@main.declared("Look at documents")
@click.command()
@files_argument
@output_options(FORMATS)
@fail_on_option
@reading_options
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    fail_on: str,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Check documents one by one, criterion by criterion.

    Several files are also compared with each other.
    """
    from checker.assessing import assess_files

    with progress_bar(quiet) as progress:
        assessment = assess_files(
            files, password=password, rules=own_rules(folders), progress=progress
        )
    deliver(rendered(assessment, chosen(form, output), output, checking=True), output, quiet)
    ctx.exit(exit_code(assessment, fail_on))


@main.declared("Look at documents")
@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@output_options(FORMATS)
@click.option(
    "--report",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Also write the HTML report here; the terminal then shows the matrices alone.",
)
@fail_on_option
@reading_options
@click.pass_context
def matrix(
    ctx: click.Context,
    folder: Path,
    form: str | None,
    output: Path | None,
    report: Path | None,
    fail_on: str,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Check and compare all documents of a folder: both matrices."""
    from checker.assessing import assess

    with progress_bar(quiet) as progress:
        assessment = assess(folder, password=password, rules=own_rules(folders), progress=progress)
    form = chosen(form, output)
    if report is not None:
        from checker.reporting import html, write

        write(report, html.render(assessment))
    deliver(rendered(assessment, form, output, matrices_only=report is not None), output, quiet)
    if report is not None:
        click.echo(f"\nThe whole report, with every quote: {report}", err=form != "text")
    ctx.exit(exit_code(assessment, fail_on))


@main.declared("Look at documents")
@click.command()
@click.argument("criterion")
@click.argument("path", required=False, metavar="[FILE|FOLDER]", type=click.Path(path_type=Path))
@reading_options
def explain(
    criterion: str,
    path: Path | None,
    password: str | None,
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
            assessment = assess(path, password=password, rules=rules, progress=progress)
        else:
            assessment = assess_files([path], password=password, rules=rules, progress=progress)
    deliver("\n" + text.render_answers(assessment, criterion, look()), None, quiet)


@main.declared("Rules")
@click.group()
def rules() -> None:
    """List the criteria, or show one with its rules."""


@rules.command("list")
@rules_option
def list_rules(folders: tuple[Path, ...]) -> None:
    """List every criterion."""
    from checker.reporting import rules_text

    deliver(rules_text.render_list(rule_book(folders).criteria, look()), None, quiet=True)


@rules.command("show")
@click.argument("criterion", metavar="ID")
@rules_option
def show_rule(criterion: str, folders: tuple[Path, ...]) -> None:
    """Show a criterion with its rules and their examples."""
    from checker.reporting import rules_text

    rules = rule_book(folders)
    deliver(rules_text.render_rules(rules.criterion(criterion), look()), None, quiet=True)


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
@output_options(FORMATS[:2])
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
    from checker.reporting import figures, write

    judge = Judge(rule_book(folders), StanceModel())
    evaluation = evaluating.evaluate_passages(files, judge, criteria)
    if predictions is not None:
        lines = (json.dumps(p, ensure_ascii=False) for p in evaluation.predictions())
        write(predictions, "".join(line + "\n" for line in lines))
    deliver(measured(evaluation.as_json(), figures.render_passages, form, output), output, True)


@evaluate.command("areas")
@click.argument(
    "areas", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path)
)
@output_options(FORMATS[:2])
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


def rule_book(folders: Sequence[Path]) -> RuleBook:
    """The shipped rule packs, and the user's own beside them."""
    from checker.data import data_path
    from checker.judging import load_rules

    return load_rules([data_path("rules"), *folders] if folders else None)


def own_rules(folders: Sequence[Path]) -> RuleBook | None:
    """The rule packs with the user's own; None leaves the shipped ones to the engine."""
    return rule_book(folders) if folders else None


def chosen(form: str | None, output: Path | None) -> str:
    """The format: as asked, or as the output's name says, or text."""
    if form is not None:
        return form
    suffix = output.suffix.lower().lstrip(".") if output is not None else ""
    return {"json": "json", "html": "html", "htm": "html"}.get(suffix, "text")


def rendered(
    assessment: Assessment,
    form: str,
    output: Path | None,
    *,
    checking: bool = False,
    matrices_only: bool = False,
) -> str:
    """The assessment in the format asked for."""
    if form == "json":
        from checker.reporting import json_report

        return json_report.render(assessment)
    if form == "html":
        from checker.reporting import html

        return html.render(assessment)
    from checker.reporting import text

    shape = look(output)
    if checking:
        return text.render_check(assessment, shape)
    return text.render(assessment, shape, with_findings=not matrices_only)


def measured(
    figures: dict[str, Any],
    as_text: Callable[[dict[str, Any], Look], str],
    form: str | None,
    output: Path | None,
) -> str:
    """An evaluation's figures in the format asked for."""
    if chosen(form, output) == "json":
        import json

        return json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
    return as_text(figures, look(output))


def exit_code(assessment: Assessment, fail_on: str) -> int:
    """1 when a finding reaches the level, else 0."""
    if fail_on == "never":
        return 0
    from checker.model import Severity
    from checker.reporting import reaching

    return 1 if reaching(assessment, Severity(fail_on)) else 0
