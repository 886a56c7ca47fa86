"""Commands for those who revise: compare versions, set findings aside, sign off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.options import (
    PAGES,
    chosen,
    force_option,
    free_place,
    output_options,
    own_rules,
    reading_options,
    user_cache,
)
from checker.cli.root import main
from checker.cli.terminal import deliver, look, progress_bar

if TYPE_CHECKING:
    from checker.model import Assessment

folder_argument = click.argument("folder", type=click.Path(path_type=Path))

by_option = click.option("--by", required=True, metavar="NAME", help="Who decides.")

date_option = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the decision; today when not given.",
)


@main.declared("Revise")
@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@output_options(PAGES)
@reading_options
def compare(
    old: Path,
    new: Path,
    form: str | None,
    output: Path | None,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Compare two versions of a document or of a folder.

    Shows which findings are resolved, which remain and which are new, which
    answers changed and through which words.
    """
    from checker import revising
    from checker.reporting import comparison as reports

    before = _assessed(old, password, folders, quiet)
    after = _assessed(new, password, folders, quiet)
    found = revising.compare(before, after)
    form = chosen(form, output, PAGES)
    if form == "text":
        deliver(reports.text.render(found, look(output)), output, quiet)
    else:
        report = reports.json_report if form == "json" else reports.html
        deliver(report.render(found), output, quiet)


@main.declared("Revise")
@click.group()
def review() -> None:
    """List open findings, or set some aside with a reason.

    What is set aside is kept in sensecheck-review.yaml beside the documents; remove
    an entry from it to raise its finding again.
    """


@review.command("list")
@folder_argument
@reading_options
def list_findings(
    folder: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> None:
    """List the findings that are open, each with its id."""
    from checker.reporting import reviews

    assessment = _reviewed(folder, password, folders, quiet)
    deliver(reviews.render_open(assessment, look()), None, quiet)


@review.command("dismiss")
@folder_argument
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--reason", required=True, help="Why it is not a finding, in a sentence.")
@by_option
@date_option
@reading_options
def dismiss(
    folder: Path,
    ids: tuple[str, ...],
    reason: str,
    by: str,
    day: date | None,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Set findings aside, so that they are counted no more."""
    from checker import revising
    from checker.errors import SensecheckError
    from checker.reporting import write

    if not (reason.strip() and by.strip()):
        raise SensecheckError("dismissal-blank")
    ids = tuple(dict.fromkeys(ids))
    dismissals = list(revising.read_dismissals(folder))
    assessment = _reviewed(folder, password, folders, quiet)
    by_id = {point.id: point for point in revising.points(assessment)}
    for identity in ids:
        if identity not in by_id:
            raise SensecheckError("finding-unknown", id=identity)
        dismissals.append(
            revising.Dismissal.of(
                by_id[identity],
                assessment,
                reason=reason.strip(),
                author=by.strip(),
                date=_iso(day),
            )
        )
    write(folder / revising.REVIEW_FILE, revising.write_dismissals(dismissals), force=True)
    click.echo(f"{len(ids)} set aside in {folder / revising.REVIEW_FILE}.", err=True)


@main.declared("Revise")
@click.command("sign-off")
@folder_argument
@by_option
@click.option("--role", default="", help="In what role she or he signs.")
@date_option
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    callback=free_place,
    help="Where to write the sheet.",
)
@force_option
@reading_options
def sign_off(
    folder: Path,
    by: str,
    role: str,
    day: date | None,
    output: Path,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Write the sign-off sheet of a folder.

    Says which versions (by hash), judged by which rules and model, with what
    accepted and what dismissed, by whom.
    """
    from checker import revising
    from checker.reporting import sign_off as report

    assessment = _reviewed(folder, password, folders, quiet)
    dismissals = revising.read_dismissals(folder)
    sheet = revising.sign_off(assessment, dismissals, by=by, role=role, date=_iso(day))
    deliver(report.render(sheet, assessment), output, quiet)


def _assessed(
    path: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> Assessment:
    """A folder or a file, assessed."""
    from checker.assessing import assess, assess_files

    rules = own_rules(folders)
    with progress_bar(quiet) as progress:
        if path.is_dir():
            return assess(
                path, password=password, rules=rules, cache=user_cache(), progress=progress
            )
        return assess_files(
            [path], password=password, rules=rules, cache=user_cache(), progress=progress
        )


def _reviewed(
    folder: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> Assessment:
    """A folder, assessed, without what was set aside."""
    from checker import revising

    dismissals = revising.read_dismissals(folder)
    assessment = _assessed(folder, password, folders, quiet)
    return revising.without_dismissed(assessment, dismissals)


def _iso(day: date | None) -> str:
    return (day or date.today()).strftime("%Y-%m-%d")
