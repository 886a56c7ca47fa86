"""Keys: a hash over everything that an answer hangs on."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path


def digest(*parts: object) -> str:
    """One key for several things that JSON can say; the order counts.

    >>> digest("a", 1) == digest("a", 1), digest("ab", 1) == digest("a", "b1")
    (True, False)
    """
    said = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_version(*rooms: str) -> str:
    """A hash of the code of some rooms or modules of the engine ("reading", "model").

    What an older version of the program worked out is so never taken for what this
    one would, also where the version's number was not raised.
    """
    home = Path(__file__).parents[1]
    found = hashlib.sha256()
    for room in rooms:
        folder = home / room
        files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
        for file in files:
            found.update(f"{file.relative_to(home).as_posix()}\0".encode() + file.read_bytes())
    return found.hexdigest()
