"""Commands that write what people take to their meetings: briefing, workbook, annotate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.documents import settled
from checker.cli.options import force_option, free_place, own_rules, reading_options, user_cache
from checker.cli.root import main
from checker.cli.terminal import deliver, progress_bar
from checker.errors import SensecheckError

if TYPE_CHECKING:
    from checker.model import Assessment

SECTION = "Take to a meeting"

folder_argument = click.argument("folder", type=click.Path(path_type=Path))


def output_option(suffixes: tuple[str, ...], purpose: str) -> Callable[..., Callable[..., None]]:
    """The output that a command cannot do without; its name says the format."""

    def named(ctx: click.Context, option: click.Parameter, path: Path) -> Path:
        if path.suffix.lower() not in suffixes:
            formats = " or ".join(f"*{suffix}" for suffix in suffixes)
            raise SensecheckError("output-suffix", path=path, formats=formats)
        free_place(ctx, option, path)
        return path

    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        type=click.Path(path_type=Path),
        callback=named,
        help=purpose,
    )


@main.declared(SECTION)
@click.command()
@folder_argument
@output_option((".docx", ".pdf", ".html"), "Write it here: *.docx, *.pdf or *.html.")
@force_option
@reading_options
def briefing(
    folder: Path, output: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> None:
    """Write a board paper on a folder.

    What the documents share, where they differ, next steps and all evidence: as
    a Word document, a PDF (by LibreOffice, where that is installed) or a page.
    """
    from checker.reporting import briefing as content
    from checker.reporting import office, paper_docx, paper_html

    assessment = assessed(folder, password, folders, quiet)
    paper = content.render(assessment)
    if output.suffix.lower() == ".html":
        deliver(paper_html.render(paper), output, quiet)
        return
    word = paper_docx.render(paper)
    if output.suffix.lower() == ".pdf":
        deliver(office.to_pdf(word, paper.created), output, quiet)
        return
    deliver(word, output, quiet)


@main.declared(SECTION)
@click.command()
@folder_argument
@output_option((".xlsx",), "Write it here: *.xlsx.")
@force_option
@reading_options
def workbook(
    folder: Path, output: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> None:
    """Write an Excel workbook on a folder.

    Both matrices, every finding and all evidence, with filters and links.
    """
    import os

    from checker.reporting import workbook as content

    assessment = assessed(folder, password, folders, quiet)
    home = Path(os.path.relpath(folder.resolve(), output.parent.resolve())).as_posix()
    deliver(content.render(assessment, home), output, quiet)


@main.declared(SECTION)
@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("siblings", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--with",
    "beside",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Compare the draft with the documents of this folder.",
)
@output_option((".docx", ".pdf"), "Write the copy here; its name ends as the draft's does.")
@force_option
@reading_options
def annotate(
    draft: Path,
    siblings: tuple[Path, ...],
    beside: Path | None,
    output: Path,
    password: str | None,
    folders: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Write a copy of a draft with remarks at its words.

    A Word document gets comments, a PDF highlights with notes: what the words
    speak against, how they differ from the sibling documents, what to say
    instead. The draft itself is never changed.
    """
    from checker.assessing import assess_files
    from checker.reporting import annotating

    suffix = draft.suffix.lower()
    if suffix not in (".docx", ".pdf"):
        raise SensecheckError("draft-format", path=draft)
    if output.suffix.lower() != suffix:
        raise SensecheckError("output-suffix", path=output, formats=f"*{suffix}")
    if output.resolve() == draft.resolve():
        raise SensecheckError("output-is-source", path=output)
    with progress_bar(quiet) as progress:
        assessment = assess_files(
            [draft, *siblings, *neighbours(draft, beside)],
            password=password,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    copy, remarks = annotating.annotate(draft, settled(assessment, beside or draft.parent, None))
    deliver(copy, output, quiet)
    if not quiet:
        click.echo(f"Remarks: {remarks}", err=True)


def neighbours(draft: Path, folder: Path | None) -> list[Path]:
    """The documents of a folder but for the draft itself, or a copy of it."""
    if folder is None:
        return []
    from checker.reading import find_documents

    found = [path for path in find_documents(folder) if path.resolve() != draft.resolve()]
    if not draft.is_file():
        return found
    content = draft.read_bytes()
    return [path for path in found if path.read_bytes() != content]


def assessed(
    folder: Path, password: str | None, folders: tuple[Path, ...], quiet: bool
) -> Assessment:
    """The assessment of a folder, without what people set aside, and with a progress bar."""
    from checker.assessing import assess

    with progress_bar(quiet) as progress:
        assessment = assess(
            folder,
            password=password,
            rules=own_rules(folders),
            cache=user_cache(),
            progress=progress,
        )
    return settled(assessment, folder, None)
