from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from checker.errors import SensecheckError
from checker.model import Assessment
from checker.reporting import briefing, office, paper_docx

installed = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
CREATED = "2026-01-02T03:04:05+00:00"


@installed
def test_pdf_is_tagged_titled_and_the_same_each_time(
    assessment: Assessment, tmp_path: Path
) -> None:
    word = paper_docx.render(briefing.render(assessment))
    made = office.to_pdf(word, CREATED)
    assert office.to_pdf(word, CREATED) == made
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title).startswith("Coordinating strategic documents")
        with document.open_outline() as outline:
            assert [entry.title for entry in outline.root][:2] == [
                "1 Introduction",
                "2 Strategic priorities evident",
            ]
    if shutil.which("pdfinfo"):
        path = tmp_path / "b.pdf"
        path.write_bytes(made)
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        assert "Tagged:          yes" in told


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SensecheckError, match="save it as PDF from Word"):
        office.to_pdf(b"", CREATED)


@installed
def test_a_file_that_libreoffice_cannot_open_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrote_nothing(*args: object, **options: object) -> None:
        """As LibreOffice does, which returns 0 all the same."""

    monkeypatch.setattr(subprocess, "run", wrote_nothing)
    with pytest.raises(SensecheckError, match="could not make a PDF"):
        office.to_pdf(b"", CREATED)
