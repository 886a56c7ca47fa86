"""Zip archives of documents: each document as a file of its own, for as long as it is read."""

from __future__ import annotations

import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import UnreadableDocument, writable
from checker.reading.folder import is_document_name
from checker.settings import Settings

ARCHIVES: tuple[str, ...] = (".zip",)
"""The suffixes of the archives whose documents are read."""

_MEGABYTE = 1024 * 1024
_MAX_NAME = 150
_MAX_LISTED = 2 * _MEGABYTE
_TAIL = 22 + 65_535 + 76  # the end, the longest comment, the longer end of large archives
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document to read: its file, and the name that a report shows for it.

    ``error`` says why there is no file, where that is known already.
    """

    path: Path
    name: str
    error: UnreadableDocument | None = None


@contextmanager
def opened_archives(paths: Iterable[Path], settings: Settings) -> Iterator[tuple[Opened, ...]]:
    """The documents of these paths; those of archives lie in a scratch folder meanwhile.

    A document of an archive is named "archive.zip/folder/name.docx". Its file's
    own place in the scratch folder does not depend on the names in the archive,
    so that none can lead out of it. Archives in archives are not opened.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        found: list[Opened] = []
        for index, path in enumerate(paths):
            if path.suffix.lower() in ARCHIVES and path.is_file():
                found += _documents(path, Path(scratch) / str(index), settings)
            else:
                found.append(Opened(path, path.name))
        yield tuple(found)


def _documents(path: Path, folder: Path, settings: Settings) -> Iterator[Opened]:
    try:
        if _listed(path) > _MAX_LISTED:
            cause = "its list of contents has no end"
            raise UnreadableDocument("unsafe", path=path.name, cause=cause)
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, path, folder, settings)
    except UnreadableDocument as error:
        yield Opened(path, path.name, error)
    except _BROKEN:
        yield Opened(path, path.name, UnreadableDocument("damaged", path=path.name))


def _listed(path: Path) -> int:
    """How many bytes an archive's list of contents has, which is held in memory when it is opened.

    Looked for where :mod:`zipfile` looks for it; 0 where it finds none either.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = len(tail) - 22
    if not tail[at:].startswith(b"PK\5\6") or tail[-2:] != b"\0\0":
        at = tail.rfind(b"PK\5\6")
    sizes = [tail[at + 12 : at + 16]] if at >= 0 else []
    if at >= 76 and tail[at - 76 :].startswith(b"PK\6\6"):
        sizes.append(tail[at - 36 : at - 28])
    return max((int.from_bytes(size, "little") for size in sizes), default=0)


def _members(
    archive: zipfile.ZipFile, path: Path, folder: Path, settings: Settings
) -> Iterator[Opened]:
    entries = [entry for entry in archive.infolist() if _is_document(entry)]
    if not entries:
        raise UnreadableDocument("archive-empty", path=path.name)
    if len(entries) > settings.max_archive_files:
        raise UnreadableDocument(
            "too-large",
            path=path.name,
            limit=f"{settings.max_archive_files} documents",
            setting="max_archive_files",
        )
    left = settings.max_unpacked_mb * _MEGABYTE
    for index, entry in enumerate(sorted(entries, key=lambda e: e.filename)):
        inner = _parts(entry.filename)
        shown = writable("/".join((path.name, *inner)))
        target = folder / str(index) / _file_name(inner[-1])
        try:
            left = _unpack(archive, entry, target, shown, left, settings)
        except UnreadableDocument as error:
            yield Opened(path, shown, error)
            if error.code == "too-large":
                return
        except (*_BROKEN, RuntimeError):
            yield Opened(path, shown, UnreadableDocument("damaged", path=shown))
        else:
            yield Opened(target, shown)


def _is_document(entry: zipfile.ZipInfo) -> bool:
    parts = _parts(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return bool(parts) and not entry.is_dir() and not hidden and is_document_name(parts[-1])


def _parts(name: str) -> tuple[str, ...]:
    """The folders and the name of an entry, without what would lead elsewhere."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return tuple(part for part in parts if part not in {"/", "..", "."})


def _file_name(name: str) -> str:
    """A name that any file system takes, with its suffix."""
    inner = Path(name)
    stem = "".join(c for c in inner.stem if c.isprintable() and c not in '/:*?"<>|')
    return f"{stem[:_MAX_NAME] or 'document'}{inner.suffix[:10]}"


def _unpack(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    shown: str,
    left: int,
    settings: Settings,
) -> int:
    """Write one document out; how many bytes may still be unpacked, whatever the zip claims.

    :raises UnreadableDocument: archive-nested, archive-protected, too-large.
    """
    if target.suffix.lower() in ARCHIVES:
        raise UnreadableDocument("archive-nested", path=shown)
    if entry.flag_bits & 1:
        raise UnreadableDocument("archive-protected", path=shown)
    target.parent.mkdir(parents=True)
    with archive.open(entry) as packed, target.open("wb") as file:
        while piece := packed.read(_MEGABYTE):
            left -= len(piece)
            if left < 0:
                limit = f"{settings.max_unpacked_mb} MB unpacked"
                raise UnreadableDocument(
                    "too-large", path=shown, limit=limit, setting="max_unpacked_mb"
                )
            file.write(piece)
    return left
