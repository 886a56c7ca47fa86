"""Older and open office files (.doc, .odt, .rtf), turned into Word's present one by LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from checker.errors import UnreadableDocument
from checker.settings import Settings

_SHARE_OF_TIME = 0.8
"""Of the time that a document may take; the rest is for reading what came out."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""No macros, no active content, nothing fetched from elsewhere."""


def as_docx(path: Path, data: bytes, settings: Settings) -> bytes:
    """The content as a Word file (.docx).

    LibreOffice runs headless with a profile of its own, within the limits of
    this process; it says nothing when it fails, so its output is looked for.

    :param data: the file's content, without a password.
    :raises UnreadableDocument: office-missing, office-failed, too-slow.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocument("office-missing", path=path.name)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / f"source{path.suffix.lower()}"
        source.write_bytes(data)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nologo"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")),
            str(source),
        ]
        try:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", ""), "HOME": scratch, "TMPDIR": scratch},
                timeout=settings.max_seconds * _SHARE_OF_TIME,
                check=False,
            )
        except subprocess.TimeoutExpired:
            limit = f"{settings.max_seconds} seconds"
            raise UnreadableDocument("too-slow", path=path.name, limit=limit) from None
        converted = folder / "out" / "source.docx"
        if not converted.is_file():
            raise UnreadableDocument("office-failed", path=path.name)
        return converted.read_bytes()
