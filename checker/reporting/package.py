"""Zipped packages (Word, Excel) whose bytes depend on what is in them alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date that every part is given, the first that a zip file can hold."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of parts, in their order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells on which system it was made
            package.writestr(entry, content)
    return written.getvalue()


def repacked(package: bytes, without: Collection[str] = ()) -> bytes:
    """The same parts with fixed dates; some are left out, with what refers to them."""
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        parts = {name: read.read(name) for name in read.namelist() if name not in without}
    for name in without:
        reference = rb'<Relationship [^>]*Target="' + re.escape(name).encode() + rb'"[^>]*/>'
        parts["_rels/.rels"] = re.sub(reference, b"", parts["_rels/.rels"])
    return packed(parts)
