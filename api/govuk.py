"""Fetches the GOV.UK Design System's style and makes it one that anyone may use.

``python -m api.govuk`` writes static/govuk-frontend.css anew. The fonts and the
crest belong to GOV.UK, so neither is in it: the text is in Arial, and nothing
in the file leads to another file.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "6.6.0"
RESULT = Path(__file__).parent / "static" / "govuk-frontend.css"
SHA256 = "38c366f82ccbe088e4aecb12e64f450755b673161c521b5e70a962bec5b9f4f3"
"""Of the file as it is kept."""

_MEMBER = "package/dist/govuk/govuk-frontend.min.css"
_HEAD = (
    f"/* govuk-frontend {VERSION}, Copyright (c) 2017 Crown Copyright (Government Digital Service),"
    " MIT licence: see govuk-frontend.LICENCE.txt."
    " Changed by api/govuk.py: no fonts, no images. */\n"
)


def adapted(css: str) -> str:
    """The style without its fonts and images."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*", "", css)
    css = re.sub(r"url\([^)]*\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)
    return _HEAD + css.strip() + "\n"


def fetch() -> str:
    """The style as its makers publish it, through npm's own client."""
    with tempfile.TemporaryDirectory() as folder:
        package = f"govuk-frontend@{VERSION}"
        subprocess.run(["npm", "pack", package], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            file = archive.extractfile(_MEMBER)
            assert file is not None
            return file.read().decode()


if __name__ == "__main__":
    RESULT.write_text(adapted(fetch()), "utf-8")
    print(hashlib.sha256(RESULT.read_bytes()).hexdigest())
