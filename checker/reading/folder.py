"""The documents in a folder, and what each is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from checker.errors import SensecheckError, UnreadableDocument

_NOT_DOCUMENTS = frozenset({
    "area.yaml", "area.yml", "sensecheck-review.yaml", "truth.json", "thumbs.db", "desktop.ini",
})  # fmt: skip
"""Sensecheck's own files, and those that Windows leaves in folders."""


def find_documents(folder: Path) -> tuple[Path, ...]:
    """The files of an area's folder, sorted by name, also those that cannot be read.

    Hidden files, Word's lock files (``~$...``), area.yaml, truth.json and what
    Windows leaves in folders are not among them; a link that leads nowhere is,
    since someone meant a document to be there.

    :raises SensecheckError: the folder is missing, is a file, or may not be looked into.
    """
    return tuple(path for path in _entries(folder) if _is_document(path))


def find_folders(folder: Path) -> tuple[Path, ...]:
    """The folders in an area's folder, sorted by name; hidden ones are not among them.

    :raises SensecheckError: as :func:`find_documents`.
    """
    return tuple(p for p in _entries(folder) if _is_folder(p) and not p.name.startswith("."))


def _entries(folder: Path) -> list[Path]:
    try:
        if folder.is_dir():
            return sorted(folder.iterdir())
        raise SensecheckError(
            "folder-is-file" if folder.exists() else "folder-missing", path=folder
        )
    except OSError as error:
        raise unopened(folder, error) from None


def unopened(path: Path, error: OSError) -> UnreadableDocument:
    """The system would not let a path be looked at, in a sentence."""
    cause = (error.strerror or "it cannot be opened").lower()
    return UnreadableDocument("file-unreadable", path=path, cause=cause)


def _is_document(path: Path) -> bool:
    return is_document_name(path.name) and not _is_folder(path)


def is_document_name(name: str) -> bool:
    """Whether a file of this name can be meant as a document."""
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_DOCUMENTS


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may be listed, but not looked at; reading it will say so
        return False


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
