"""The documents in a folder, and what each is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from checker.errors import SensecheckError

_NOT_DOCUMENTS = frozenset({"area.yaml", "area.yml", "truth.json"})


def find_documents(folder: Path) -> tuple[Path, ...]:
    """The files of an area's folder, sorted by name, also those that cannot be read.

    Hidden files, Word's lock files (``~$...``), area.yaml and truth.json are
    not among them.

    :raises SensecheckError: the folder is missing, or is a file.
    """
    if not folder.exists():
        raise SensecheckError("folder-missing", path=folder)
    if not folder.is_dir():
        raise SensecheckError("folder-is-file", path=folder)
    return tuple(sorted(path for path in folder.iterdir() if _is_document(path)))


def _is_document(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and path.name.lower() not in _NOT_DOCUMENTS


def slug(name: str) -> str:
    """A name in small letters, figures and hyphens; never empty.

    >>> slug("CSE Protocol (v2)")
    'cse-protocol-v2'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "document"


def identifier(path: Path) -> str:
    """The document's id: its stem's slug, with the suffix where another file shares it.

    Files that still share one ("a b.pdf" and "a-b.pdf") are counted in the
    order of their names.
    """
    own = slug(path.stem)
    siblings = [p for p in sorted(path.parent.iterdir()) if _is_document(p)]
    same = [p for p in siblings if slug(p.stem) == own]
    if len(same) < 2:
        return own
    own = f"{own}-{slug(path.suffix)}"
    alike = [p.name for p in same if slug(p.suffix) == slug(path.suffix)]
    position = alike.index(path.name) if path.name in alike else 0
    return f"{own}-{position + 1}" if position else own
