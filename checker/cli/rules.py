"""Commands about the criteria and their rules."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from checker.cli.options import force_option, reading_options, rule_book, rules_option
from checker.cli.root import main
from checker.cli.terminal import deliver, look, progress_bar, save


@main.declared("Rules")
@click.group()
def rules() -> None:
    """List the criteria, show one with its rules, or write one of your own."""


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


@rules.command("new")
@click.argument("criterion", metavar="PACK/NAME")
@click.option(
    "--in",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("own-rules"),
    show_default=True,
    help="The folder of your own packs, for --rules.",
)
@force_option
def new_rule(criterion: str, folder: Path) -> None:
    """Begin a criterion of your own: a working file to write over."""
    from checker.judging import criterion_template

    words = criterion_template(criterion)
    path = folder / f"{criterion}.yaml"
    save(path, words)
    command = f"sensecheck rules test {shlex.quote(str(path))}"
    click.echo(f"{path} is a working example: write over it, then {command}")


@rules.command("test")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_context
def test_rule(ctx: click.Context, file: Path) -> None:
    """Run the examples of a criterion of your own, and say how far it can be trusted."""
    from checker.judging import Judge, StanceModel, load_criterion, load_rules, run_examples
    from checker.reporting import rules_text

    criterion = load_criterion(file)
    examples = run_examples(criterion)
    judge = Judge(load_rules(), StanceModel())
    learner = judge.learner(criterion)
    trial = learner.trial if learner else None
    deliver(rules_text.render_test(criterion, examples, trial, look()), None, quiet=True)
    ctx.exit(any(rule.wrong for rule in examples))


@rules.command("try")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@reading_options
def try_rule(
    file: Path, path: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> None:
    """Show what a criterion of your own finds in a document or a folder."""
    from checker.assessing import assess, assess_files
    from checker.judging import load_criterion
    from checker.reporting import text

    criterion = load_criterion(file)
    rules = rule_book(folders).with_own([criterion])
    with progress_bar(quiet) as progress:
        if path.is_dir():
            assessment = assess(path, password=password, rules=rules, progress=progress)
        else:
            assessment = assess_files([path], password=password, rules=rules, progress=progress)
    deliver(text.render_answers(assessment, criterion.id, look()), None, quiet)
