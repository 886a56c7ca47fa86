"""Feeds the readers with what atheris thinks up, and stops at anything but text or one sentence.

atheris is not among the test requirements: it has wheels for Linux only. Install
it by hand and give each kind a quarter of an hour or more, from the folder "tests"::

    pip install atheris
    python -m reading.fuzzing docx FOLDER -max_total_time=900 -timeout=25

The folder keeps what reached new code, so that a later run goes on from there; put
some small files of the kind there first. ``docx`` takes the parts of a Word file one
after the other (:func:`parts_of`), ``html``, ``md``, ``txt``, ``pdf`` and ``zip`` take files.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path

import atheris
from lxml import etree

with atheris.instrument_imports(include=["checker.reading"]):
    from checker.reading import archives, html, markdown, ocr, parsers, pdf, text  # noqa: F401
    from checker.reading import docx as _docx  # noqa: F401

from checker.errors import UnreadableDocument
from checker.model import View
from checker.settings import Settings

from .making import check_offsets

SETTINGS = Settings(max_unpacked_mb=20, max_pages=100, max_words=200_000)
PARTS = ("document", "styles", "numbering", "footnotes", "endnotes", "comments", "header1")
BETWEEN = b"\n=====\n"
_LONGEST = 60_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_VALUES = ("", "0", "1", "-1", "9", "99999999", "true", "off", "auto", "restart", "x", "decimal")


def parts_of(path: Path) -> bytes:
    """A Word file as the input that it would be."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        return BETWEEN.join(
            package.read(f"word/{part}.xml") if f"word/{part}.xml" in names else b""
            for part in PARTS
        )


def _packed(data: bytes, path: Path) -> None:
    """Writes an input's parts as a Word file."""
    found = dict(zip(PARTS, data.split(BETWEEN), strict=False))
    kinds = {part: part.rstrip("0123456789") for part in PARTS}
    kinds["document"] = "officeDocument"

    def relations(parts: list[str], folder: str) -> str:
        return (
            f'<Relationships xmlns="{_RELATED}">'
            + "".join(
                f'<Relationship Id="r{part}" Type="{_OFFICE}/{kinds[part]}"'
                f' Target="{folder}{part}.xml"/>'
                for part in parts
            )
            + "</Relationships>"
        )

    others = [part for part in PARTS[1:] if found.get(part)]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", relations(["document"], "word/"))
        package.writestr("word/_rels/document.xml.rels", relations(others, ""))
        for part, content in found.items():
            if content:
                package.writestr(f"word/{part}.xml", content)


def _read(path: Path, view: View = View.ACCEPTED) -> None:
    try:
        check_offsets(parsers.parse(path, SETTINGS, None, view))
    except UnreadableDocument as error:
        if path.name not in str(error):
            raise AssertionError(f"{error} does not name its file") from error


def _one_word_file(data: bytes, folder: Path) -> None:
    path = folder / "a.docx"
    _packed(data, path)
    view = tuple(View)[len(data) % 2]
    _read(path, view)
    with suppress(UnreadableDocument):
        parsers.parse_runs(path, SETTINGS, None, view).spans(0, _LONGEST)


def _one_file(suffix: str) -> Callable[[bytes, Path], None]:
    def read(data: bytes, folder: Path) -> None:
        path = folder / f"a.{suffix}"
        path.write_bytes(data)
        _read(path)

    return read


def _one_archive(data: bytes, folder: Path) -> None:
    for suffix in ("zip", "docx"):
        path = folder / f"a.{suffix}"
        path.write_bytes(data)
        with archives.opened_archives([path], SETTINGS) as opened:
            for item in opened:
                if item.error is None and item.path.suffix in {".docx", ".txt", ".html", ".md"}:
                    _read(item.path)


# Mutations that keep the shape: most changed bytes would only be "damaged".


def _changed_tree(root: etree._Element, chance: random.Random) -> None:
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(6):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None and len(etree.tostring(one)) < _LONGEST // 4:
            parent.insert(chance.randrange(len(parent) + 1), deepcopy(one))
        case 2 if len(etree.tostring(one)) < _LONGEST // 4:
            other.insert(chance.randrange(len(other) + 1), deepcopy(one))
        case 3:
            one.tag = other.tag
        case 4 if one.attrib:
            one.attrib[chance.choice(list(one.attrib))] = chance.choice(_VALUES)
        case _:
            one.text = chance.choice(["", " ", "1.1\t", "(a) ", "12", "\u00ad", "i.", None])


def _mutated_xml(data: bytes, most: int, seed: int) -> bytes:
    chance = random.Random(seed)
    parts = data.split(BETWEEN)
    at = 0 if chance.random() < 0.6 else chance.randrange(len(parts))
    try:
        root = etree.fromstring(parts[at], etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return atheris.Mutate(data, most)
    for _ in range(chance.randrange(1, 4)):
        with suppress(ValueError):  # an element may not be put into itself
            _changed_tree(root, chance)
    parts[at] = etree.tostring(root)
    changed = BETWEEN.join(parts)
    return changed if len(changed) <= most else data


def _mutated_page(data: bytes, most: int, seed: int) -> bytes:
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return atheris.Mutate(data, most)
    try:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return atheris.Mutate(data, most)
    for _ in range(chance.randrange(1, 4)):
        with suppress(ValueError):
            _changed_tree(root, chance)
    changed = etree.tostring(root, method="html")
    return changed if len(changed) <= most else data


def _mutated_pdf(data: bytes, most: int, seed: int) -> bytes:
    """Other numbers: places, sizes, references, lengths."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return atheris.Mutate(data, most)
    found = list(re.finditer(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", data))
    for at in sorted(chance.sample(found, min(len(found), chance.randrange(1, 5))), key=_start)[
        ::-1
    ]:
        value = float(at[0])
        other = chance.choice([0, -value, value + 1, value * 2, value / 3, 1e9, 11, 90, 595])
        data = data[: at.start()] + f"{other:g}".encode() + data[at.end() :]
    return data if len(data) <= most else data[:most]


def _start(found: re.Match[bytes]) -> int:
    return found.start()


_READERS: dict[str, Callable[[bytes, Path], None]] = {
    "docx": _one_word_file,
    "zip": _one_archive,
    **{suffix: _one_file(suffix) for suffix in ("html", "md", "txt", "pdf")},
}
_MUTATORS = {"docx": _mutated_xml, "html": _mutated_page, "pdf": _mutated_pdf}


def main() -> None:
    """Fuzzes the kind that the first argument names; the rest are libFuzzer's."""
    kind = sys.argv.pop(1)
    reader = _READERS[kind]
    ocr.available = lambda: False  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as scratch:
        atheris.Setup(
            [*sys.argv, f"-max_len={_LONGEST}"],
            lambda data: reader(data, Path(scratch)),
            custom_mutator=_MUTATORS.get(kind),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
