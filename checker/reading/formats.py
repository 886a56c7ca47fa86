"""What a file really is, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from lxml import etree

from checker.errors import UnreadableDocument
from checker.settings import Settings

FORMATS: tuple[str, ...] = (
    ".pdf", ".docx", ".doc", ".odt", ".rtf", ".md", ".html", ".htm", ".txt",
)  # fmt: skip
"""The suffixes of the files that can be read."""

OFFICE: frozenset[str] = frozenset({".doc", ".odt", ".rtf"})
"""Those that LibreOffice turns into a Word file first."""

_EXPECTED = {
    ".pdf": {"a PDF"},
    ".docx": {"a Word file", "a protected Word file"},
    # Programs have long written rich text, and Word its present format, under .doc.
    ".doc": {"an older Office file (.doc)", "a rich text file (.rtf)", "a Word file"}
    | {"a protected Word file"},
    ".odt": {"an OpenDocument file (.odt)"},
    ".rtf": {"a rich text file (.rtf)"},
}
"""What the content of each may look like; of all others, text."""

_MEGABYTE = 1024 * 1024
_MAX_ENTRIES = 10_000
_MAX_RATIO = 300
_RATIO_FREE = 4 * _MEGABYTE
"""Below this size a part may be packed as tightly as it likes."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN_ZIP = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
_PICTURES = ((b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"))


def listed() -> str:
    """The formats as a message names them."""
    return ", ".join(FORMATS)


def check(path: Path, head: bytes) -> None:
    """Refuse a file whose content is not what its suffix says.

    :param head: the first kilobytes of the file.
    :raises UnreadableDocument: format-unknown, format-mismatch, damaged.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UnreadableDocument("format-unknown", path=path.name, formats=listed())
    found = _content(path, head)
    # A saved web page under .txt or .md is still text that can be read.
    if found not in _EXPECTED.get(suffix, {"text", "a web page"}):
        if found == "a cut-short file":
            raise UnreadableDocument("damaged", path=path.name)
        raise UnreadableDocument("format-mismatch", path=path.name, found=found)


def _content(path: Path, head: bytes) -> str:
    """What the bytes look like, in words for the message."""
    if b"%PDF-" in head[:1024]:
        return "a PDF"
    if head.startswith(OLE):
        return _old_office(path)
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(b"{\\rtf"):
        return "a rich text file (.rtf)"
    for magic, name in _PICTURES:
        if head.startswith(magic):
            return name
    if _is_wide(head):
        return "text"
    if b"\0" in head:
        return "something else than a document"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html)", head, re.IGNORECASE):
        return "a web page"
    return "text"


def _is_wide(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _old_office(path: Path) -> str:
    """Word keeps an encrypted .docx inside the older container."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "a protected Word file"
    return "an older Office file (.doc)"


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except _BROKEN_ZIP:
        return "a cut-short file"
    if "[Content_Types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "a spreadsheet (.xlsx)"
        if any(name.startswith("ppt/") for name in names):
            return "a presentation (.pptx)"
        return "a Word file"
    if "mimetype" in names:
        return "an OpenDocument file (.odt)"
    return "a zip archive"


class Package:
    """A zip whose parts are read within limits, whatever its directory claims.

    :param data: the zip's content, where it is not what the file itself holds.
    :raises UnreadableDocument: damaged, encrypted, unsafe, too-large.
    """

    def __init__(self, path: Path, settings: Settings, data: bytes | None = None) -> None:
        self._name = path.name
        self._left = settings.max_unpacked_mb * _MEGABYTE
        self._limit = f"{settings.max_unpacked_mb} MB unpacked"
        try:
            self._zip = zipfile.ZipFile(path if data is None else io.BytesIO(data))
        except _BROKEN_ZIP:
            raise UnreadableDocument("damaged", path=self._name) from None
        entries = self._zip.infolist()
        if len(entries) > _MAX_ENTRIES:
            raise self._unsafe(f"it holds {len(entries)} parts")
        if sum(entry.file_size for entry in entries) > self._left:
            raise self._too_large()
        for entry in entries:
            packed = max(entry.compress_size, 1)
            if entry.file_size > _RATIO_FREE and entry.file_size / packed > _MAX_RATIO:
                raise self._unsafe("a part of it unpacks to hundreds of times its size")
        self._names = {entry.filename.lower(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """One part's bytes; its name is not case sensitive (ECMA-376 part 2, 6.2.2.3)."""
        entry = self._names[name.lower()]
        if entry.flag_bits & 1:
            raise UnreadableDocument("encrypted", path=self._name)
        try:
            with self._zip.open(entry) as stream:
                return self._drain(stream)
        except (*_BROKEN_ZIP, EOFError, zlib.error):
            raise UnreadableDocument("damaged", path=self._name) from None

    def _drain(self, stream: IO[bytes]) -> bytes:
        pieces = []
        while piece := stream.read(_MEGABYTE):
            self._left -= len(piece)
            if self._left < 0:
                raise self._too_large()
            pieces.append(piece)
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element:
        """One part as XML, with nothing expanded and nothing fetched.

        :raises UnreadableDocument: unsafe (any DTD), damaged.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        data = self.read(name)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            if _declares_type(data):
                raise self._unsafe("it declares its own entities") from None
            raise UnreadableDocument("damaged", path=self._name) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._unsafe("it declares its own entities")
        return root

    def _unsafe(self, cause: str) -> UnreadableDocument:
        return UnreadableDocument("unsafe", path=self._name, cause=cause)

    def _too_large(self) -> UnreadableDocument:
        return UnreadableDocument(
            "too-large", path=self._name, limit=self._limit, setting="max_unpacked_mb"
        )


def _declares_type(data: bytes) -> bool:
    return b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data
