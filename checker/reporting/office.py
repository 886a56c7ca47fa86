"""Word files as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

import pikepdf

from checker.errors import SensecheckError

PATIENCE = 120
"""Seconds that LibreOffice may take."""

_FILTER = {"UseTaggedPDF": True, "PDFUACompliance": True, "ExportBookmarks": True}
_DATES = re.compile(rb"(<xmp:(CreateDate|ModifyDate|MetadataDate)>)[^<]*")


def to_pdf(word: bytes, created: str) -> bytes:
    """A Word file as a tagged PDF with bookmarks; the same file gives the same bytes.

    :param created: the ISO time that the PDF is to carry.
    :raises SensecheckError: LibreOffice is missing, or made nothing.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SensecheckError("pdf-office-missing")
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "paper.docx", Path(folder) / "paper.pdf"
        source.write_bytes(word)
        options = json.dumps(
            {k: {"type": "boolean", "value": str(v).lower()} for k, v in _FILTER.items()}
        )
        command = [
            program,
            # A profile of its own: one that is open elsewhere would swallow the work silently.
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{options}",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(
                command,
                capture_output=True,
                timeout=PATIENCE,
                check=True,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired:
            raise SensecheckError("pdf-office-failed", cause=f"it took over {PATIENCE} s") from None
        except (OSError, subprocess.CalledProcessError) as error:
            raise SensecheckError("pdf-office-failed", cause=str(error)) from None
        # It returns 0 even where it wrote nothing.
        if not made.is_file():
            raise SensecheckError("pdf-office-failed", cause="it wrote nothing")
        return _dated(made.read_bytes(), created)


def _dated(pdf: bytes, created: str) -> bytes:
    """The PDF with the time and the identifier that depend on nothing but its content."""
    moment = datetime.fromisoformat(created)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stamp = f"D:{moment:%Y%m%d%H%M%S}Z"
        document.docinfo["/CreationDate"] = pikepdf.String(stamp)
        if "/Metadata" in document.Root:
            metadata = document.Root.Metadata
            when = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
            metadata.write(_DATES.sub(lambda m: m[1] + when, metadata.read_bytes()))
        for identifier in ("/ID", "/DocChecksum"):  # made of the clock
            if identifier in document.trailer:
                del document.trailer[identifier]
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()
