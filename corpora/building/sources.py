"""Reads the Markdown in which the sample areas are written (README.md describes it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADING = re.compile(r"(#{1,3}) (?:(\d+(?:\.\d+)*\.?) )?(.+)")
NUMBERED = re.compile(r"(\d+(?:\.\d+)+\.?|\d+\.) (.+)")
BULLET = re.compile(r"( *)- (.+)")
LETTERED = re.compile(r"( *)(\([a-z]+\)) (.+)")
FOOTNOTE_MARK = re.compile(r"\[\^(\w+)\]")
FOOTNOTE = re.compile(r"\[\^(\w+)\]: (.+)")
RULE_BETWEEN_ROWS = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
COMMANDS = {r"\title", r"\contents", r"\pagebreak"}
FIELDS = {"file", "title", "area", "issue", "kind", "date", "numbering"}


class SourceError(Exception):
    """A source breaks the conventions; the message names the file and the line."""


@dataclass(frozen=True)
class Block:
    """One piece of a source.

    `kind` is heading, paragraph, bullet, lettered, table, box, or a command without its backslash.
    `level` is a heading's level or a list item's nesting, from 1. `lines` are a title block's or a
    box's lines; `rows` a table's, header first.
    """

    kind: str
    text: str = ""
    label: str = ""
    level: int = 1
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """A source file: its front matter, its blocks in order and its footnotes by mark."""

    path: Path
    fields: dict[str, str]
    blocks: tuple[Block, ...]
    footnotes: dict[str, str]

    @property
    def file(self) -> str:
        """The name of the document to build."""
        return self.fields["file"]

    @property
    def automatic(self) -> bool:
        """Whether Word is to count the numbers itself."""
        return self.fields["numbering"] == "automatic"

    @property
    def headings(self) -> tuple[Block, ...]:
        """The headings in order."""
        return tuple(block for block in self.blocks if block.kind == "heading")


def read_source(path: Path) -> Source:
    """Reads one source. Raises SourceError for anything that the conventions do not know."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise SourceError(f"{path}:1: the source must begin with front matter between two ---")
    end = lines.index("---", 1)
    fields = {}
    for number, line in enumerate(lines[1:end], start=2):
        name, colon, value = line.partition(": ")
        if not colon:
            raise SourceError(f"{path}:{number}: {line!r} is not 'name: value'")
        fields[name] = value.strip()
    if missing := FIELDS - fields.keys():
        raise SourceError(f"{path}:1: the front matter lacks {', '.join(sorted(missing))}")
    body = list(enumerate(lines[end + 1 :], start=end + 2))
    footnotes = {m[1]: m[2] for _, line in body if (m := FOOTNOTE.fullmatch(line))}
    for number, line in body:
        if unknown := set(FOOTNOTE_MARK.findall(line)) - footnotes.keys():
            raise SourceError(f"{path}:{number}: no footnote [^{unknown.pop()}] is given")
    source = Source(path, fields, tuple(_blocks(path, body)), footnotes)
    if source.automatic:
        _check_numbers_are_words_own(source)
    return source


def _blocks(path: Path, body: list[tuple[int, str]]) -> Iterator[Block]:
    """The blocks of a source's numbered lines."""
    position = 0

    def run(prefix: str) -> list[str]:
        """The lines from `position` on that begin with `prefix`, consumed."""
        nonlocal position
        start = position
        while position < len(body) and body[position][1].startswith(prefix):
            position += 1
        return [line for _, line in body[start:position]]

    while position < len(body):
        number, line = body[position]
        if line.startswith("!!"):
            yield Block("box", lines=tuple(text[2:].strip() for text in run("!!")))
        elif line.startswith("|"):
            rows = [
                tuple(cell.strip() for cell in row.strip().strip("|").split("|"))
                for row in run("|")
                if not RULE_BETWEEN_ROWS.fullmatch(row.strip())
            ]
            if len({len(row) for row in rows}) != 1:
                raise SourceError(f"{path}:{number}: the table's rows differ in length")
            yield Block("table", rows=tuple(rows))
        elif line == r"\title":
            position += 1
            while position < len(body) and not body[position][1]:
                position += 1
            yield Block("title", lines=tuple(text[1:].strip() for text in run(">")))
        else:
            position += 1
            if line.strip() and not FOOTNOTE.fullmatch(line):
                yield _single(path, number, line)


def _single(path: Path, number: int, line: str) -> Block:
    """The block that one line makes."""
    if line in COMMANDS:
        return Block(line[1:])
    if match := HEADING.fullmatch(line):
        return Block("heading", match[3], match[2] or "", len(match[1]))
    if match := BULLET.fullmatch(line):
        return Block("bullet", match[2], level=len(match[1]) // 2 + 1)
    if match := LETTERED.fullmatch(line):
        return Block("lettered", match[3], match[2], len(match[1]) // 2 + 1)
    if match := NUMBERED.fullmatch(line):
        return Block("paragraph", match[2], match[1])
    if line[0] in r"\#>" or line != line.strip():
        raise SourceError(f"{path}:{number}: {line[:40]!r} is none of the known constructs")
    return Block("paragraph", line)


def _check_numbers_are_words_own(source: Source) -> None:
    """Raises SourceError where Word, counting by itself, would print another label."""
    counts: list[int] = []
    letter = 0
    for block in source.blocks:
        letter = letter + 1 if block.kind == "lettered" else 0
        expected = f"({chr(ord('a') + letter - 1)})"
        if block.kind in {"heading", "paragraph"} and block.label:
            depth = len(block.label.rstrip(".").split("."))
            counts = [*counts[:depth], *[0] * (depth - len(counts))]
            counts[-1] += 1
            expected = ".".join(map(str, counts))
        if block.label and block.label != expected:
            raise SourceError(
                f"{source.path}: numbering is automatic, and Word would print {expected} "
                f"where the source has {block.label}"
            )
