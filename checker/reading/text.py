"""Plain text: paragraphs by blank lines, labels and bullets, underlined headings."""

from __future__ import annotations

import re
from pathlib import Path

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Reading
from checker.reading.headings import mark_headings
from checker.reading.labels import Form, follows, split
from checker.reading.wording import contents_entry

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,})\s*$")
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.:)]?|Appendix [A-Z0-9]+:?)\s+[A-Z]")
_REFERRING = frozenset(
    {"section", "sections", "paragraph", "paragraphs", "appendix", "annex", "chapter", "page"}
    | {"part", "level", "step", "see", "and", "or", "to", "of", "in", "at", "under"}
)
"""Before a number at the beginning of a line, these say that it is cited there."""
_MAX_HEADING_WORDS = 12


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows Western.

    Every byte string decodes; line ends become newlines.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path) -> Reading:
    """Read a plain text file."""
    return Reading(tuple(mark_headings(text_drafts(decode(path.read_bytes())))))


def text_drafts(text: str) -> list[Draft]:
    """The paragraphs, list items and headings of plain text."""
    drafts: list[Draft] = []
    for chunk in re.split(r"\n[ \t\f]*\n|\f", text):
        lines = [line for line in chunk.split("\n") if line.strip()]
        pending: list[str] = []
        for line in lines:
            if pending and _UNDERLINE.match(line):
                _give(drafts, pending[:-1])
                drafts.append(Draft(pending[-1], BlockKind.HEADING, level=1 + ("=" not in line)))
                pending = []
            elif _UNDERLINE.match(line):
                continue
            elif pending and _starts_block(line, pending):
                _give(drafts, pending)
                pending = [line]
            else:
                pending.append(line)
        _give(drafts, pending)
    return drafts


def _starts_block(line: str, above: list[str]) -> bool:
    """A label or a bullet after a finished sentence or item; "see section" / "4.1" goes on."""
    if contents_entry(line) is not None:
        return True
    start = split(line)
    if start.form is Form.NONE:
        return False
    if start.form is Form.BULLET or follows(split(above[0]).label, start.label):
        return True
    last = above[-1].split()[-1].lower()
    return last not in _REFERRING and (last[-1] in ".:;,?!" or start.rest[0].isupper())


def _give(drafts: list[Draft], lines: list[str]) -> None:
    if not lines:
        return
    text = "\n".join(lines)
    words = text.split()
    short = len(lines) == 1 and len(words) <= _MAX_HEADING_WORDS
    heading = short and _NUMBERED_HEADING.match(text.strip()) and not text.rstrip().endswith(".")
    indent = len(lines[0]) - len(lines[0].lstrip())
    look = Look(bold=bool(heading))
    drafts.append(Draft(text, level=min(indent // 2, 8), look=look))
