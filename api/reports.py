"""The reports that can be taken away, each by the name in its address."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from api.checked import Checked
from api.refusals import Refusal
from api.store import Store, Version
from checker.model import Assessment
from checker.reporting import FORMATS

_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".sarif": "application/sarif+json",
    ".xml": "application/xml",
    ".qdc": "application/xml",
    ".qdpx": "application/zip",
    ".yaml": "application/yaml",
}


REMARKS = "remarks"
"""What a copy of a document with remarks is called among reports."""

REMARKS_PACE = 2.1
"""What such a copy takes, as reports do: see :class:`Report`."""

LONGEST = 1.0
"""Seconds that a request may take to make a report; what takes longer is made by the worker."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its suffix and its content."""

    suffix: str
    content: bytes

    @property
    def media_type(self) -> str:
        """What HTTP calls its kind."""
        return _TYPES[self.suffix]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: for whom it is, what it is, and how it is made.

    ``pace`` is what it takes for 10,000 words of documents, in seconds: measured on
    a busy machine of two cores with the sample area of Eastmere, whose five
    documents have 12,060.
    """

    group: str
    title: str
    about: str
    suffix: str
    render: Callable[[Assessment], str | bytes]
    pace: float

    def takes_long(self, checked: Checked) -> bool:
        """Whether it is for the worker to make; LibreOffice takes seconds to begin with."""
        words = sum(document.words for document in checked.assessment.documents)
        return self.suffix == ".pdf" or self.pace * words > LONGEST * 10_000

    @property
    def stem(self) -> str:
        """What its file is called after the area."""
        return self.title.partition(" (")[0].lower()

    @property
    def media_type(self) -> str:
        """What HTTP calls its kind."""
        return _TYPES[self.suffix]

    def file(self, checked: Checked) -> File:
        """The report on a check with its decisions; it is made once, as long as they stay."""
        name = f"report {self.title}"
        made = checked.made.get(name)
        if not isinstance(made, bytes):
            drawn = self.render(checked.assessment)
            made = checked.made[name] = drawn.encode() if isinstance(drawn, str) else drawn
        return File(self.suffix, made)


def _word(assessment: Assessment) -> bytes:
    from checker.reporting import briefing, paper_docx

    return paper_docx.render(briefing.render(assessment))


def _pdf(assessment: Assessment) -> bytes:
    from checker.reporting import briefing, office, paper_docx

    paper = briefing.render(assessment)
    return office.to_pdf(paper_docx.render(paper), paper.created)


def _page(assessment: Assessment) -> str:
    from checker.reporting import briefing, paper_html

    return paper_html.render(briefing.render(assessment))


MEETING, REFERENCE, PROGRAMS = "For your meeting", "For reference", "For other programs"

REPORTS: dict[str, Report] = {
    "briefing-word": Report(
        MEETING,
        "Board paper (Word)",
        "What the documents share, where they differ and what to agree, to edit and send out.",
        ".docx",
        _word,
        2.3,
    ),
    "briefing-pdf": Report(
        MEETING, "Board paper (PDF)", "The same paper, to print or attach.", ".pdf", _pdf, 11.0
    ),
    "briefing-page": Report(
        MEETING,
        "Board paper (web page)",
        "The same paper, to open in a browser.",
        ".html",
        _page,
        0.2,
    ),
    "report": Report(
        REFERENCE,
        "Full report (web page)",
        "Both tables, every finding and all evidence in one file.",
        ".html",
        FORMATS["html"].render,
        0.5,
    ),
    "workbook": Report(
        REFERENCE,
        "Workbook (Excel)",
        "Both tables, findings and evidence, to sort and filter.",
        ".xlsx",
        FORMATS["xlsx"].render,
        0.8,
    ),
    "text": Report(
        REFERENCE,
        "Plain text",
        "Both tables and every finding.",
        ".txt",
        FORMATS["text"].render,
        0.4,
    ),
    "csv": Report(
        PROGRAMS,
        "CSV",
        "A row for every quote of every finding.",
        ".csv",
        FORMATS["csv"].render,
        0.05,
    ),
    "json": Report(
        PROGRAMS, "JSON", "Everything that was found.", ".json", FORMATS["json"].render, 0.05
    ),
    "sarif": Report(
        PROGRAMS, "SARIF", "For programs that show checks.", ".sarif", FORMATS["sarif"].render, 0.05
    ),
    "junit": Report(
        PROGRAMS, "JUnit", "For programs that run checks.", ".xml", FORMATS["junit"].render, 0.05
    ),
    "qdpx": Report(
        PROGRAMS,
        "REFI-QDA project",
        "For researchers: the documents with every coded passage.",
        ".qdpx",
        FORMATS["qdpx"].render,
        0.05,
    ),
    "qdc": Report(
        PROGRAMS,
        "REFI-QDA codebook",
        "For researchers: the criteria as codes.",
        ".qdc",
        FORMATS["qdc"].render,
        0.05,
    ),
}


def offered() -> dict[str, Report]:
    """The reports that can be made on this machine: a PDF needs LibreOffice."""
    has_office = shutil.which("soffice") or shutil.which("libreoffice")
    return {name: r for name, r in REPORTS.items() if has_office or r.suffix != ".pdf"}


def find(name: str) -> Report:
    """The report of that name.

    :raises Refusal: there is none, or it cannot be made here.
    """
    report = offered().get(name)
    if report is None:
        raise Refusal("page-unknown")
    return report


def takes_remarks(version: Version) -> bool:
    """Whether a copy with remarks can be made of a document."""
    return PurePosixPath(version.name).suffix.lower() in {".docx", ".pdf"} and not version.problem


def remarks_take_long(version: Version, checked: Checked) -> bool:
    """Whether a copy with remarks is for the worker to make."""
    mine = [d for d in checked.assessment.documents if checked.result.versions[d.id] == version.id]
    return REMARKS_PACE * sum(document.words for document in mine) > LONGEST * 10_000


def with_remarks(store: Store, version: Version, checked: Checked) -> File:
    """A copy of a document with remarks at its words.

    :raises Refusal: it is of a kind that takes none.
    :raises SensecheckError: it is protected or signed.
    """
    from checker.reporting import annotating

    if not takes_remarks(version):
        raise Refusal("page-unknown")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / version.name
        shutil.copyfile(store.contents.path(version.sha256), path)
        content, _ = annotating.annotate(path, checked.assessment)
    return File(path.suffix.lower(), content)
