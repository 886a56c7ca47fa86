"""The forms in which an assessment can be written, each by its name.

A renderer is imported when its format is asked for, since each brings a
library of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from checker.model import Assessment


@dataclass(frozen=True, slots=True)
class Format:
    """A form of report.

    ``module`` has a ``render(assessment)`` that gives text, or bytes where
    ``binary`` says so; a file whose name ends in one of ``suffixes`` is meant
    to be of this form.
    """

    module: str
    suffixes: tuple[str, ...]
    binary: bool = False

    def render(self, assessment: Assessment) -> str | bytes:
        """The assessment in this form."""
        module = import_module(f"checker.reporting.{self.module}")
        return cast("str | bytes", module.render(assessment))


FORMATS: dict[str, Format] = {
    "text": Format("text", (".txt",)),
    "json": Format("json_report", (".json",)),
    "html": Format("html", (".html", ".htm")),
    "xlsx": Format("workbook", (".xlsx",), binary=True),
    "csv": Format("table", (".csv",)),
    "sarif": Format("sarif", (".sarif",)),
    "junit": Format("junit", (".xml",)),
    "qdc": Format("refi.codebook", (".qdc",)),
    "qdpx": Format("refi.project", (".qdpx",), binary=True),
}


def named(path: Path | None) -> str:
    """The format that a file's name asks for; text where it asks for none."""
    suffix = path.suffix.lower() if path is not None else ""
    return next((name for name, form in FORMATS.items() if suffix in form.suffixes), "text")
