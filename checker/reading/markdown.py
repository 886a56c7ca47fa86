"""Markdown, by markdown-it-py (CommonMark with tables), and its notes ("[^1]")."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Reading
from checker.reading.headings import mark_headings
from checker.reading.labels import BULLET
from checker.reading.sources import Sourced, joined
from checker.reading.tables import Row, table_drafts
from checker.reading.text import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>['\"]?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
"""Tags, and comments, scripts and styles with what is in them."""

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*)$")
_CITED = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")


def read_markdown(path: Path) -> Reading:
    """Read a Markdown file; front matter gives the title and is no text."""
    text = decode(path.read_bytes())
    title = ""
    if found := _FRONT_MATTER.match(text):
        named = _TITLE.search(found["fields"])
        title = named["title"] if named else ""
        text = text[found.end() :]
    return Reading(tuple(mark_headings(markdown_drafts(text))), title=title)


def markdown_drafts(text: str) -> list[Draft]:
    """The blocks of Markdown text in order."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    body, notes = _without_notes(text)
    texts = {
        name: " ".join(draft.text for draft in _Tokens(parser.parse(note), {}).drafts)
        for name, note in notes.items()
    }
    return _Tokens(parser.parse(body), texts).drafts


def _without_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its notes, and each note's text by its name.

    A note goes on with the lines that are set in under it. What looks like one
    in a block of code is none.
    """
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    fence, name = "", ""
    for line in text.split("\n"):
        if name and (not line.strip() or line.startswith(("    ", "\t"))):
            notes[name].append(line.strip())
            continue
        name = ""
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        found = None if fence else _NOTE.match(line)
        if found and found["name"] not in notes:
            name = found["name"]
            notes[name] = [found["text"]]
            kept.append("")
        else:
            kept.append(line)
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in notes.items()}


class _Tokens:
    """Follows the open lists, headings and tables while the tokens go by.

    A note stands after the block, or the table, that cites it first.
    """

    def __init__(self, tokens: list[Token], notes: dict[str, str]) -> None:
        self.drafts: list[Draft] = []
        self._notes = notes
        self._cited: list[str] = []
        self._placed = 0
        self._lists: list[str] = []
        self._marker = ""
        self._heading = 0
        self._rows: list[list[Sourced]] = []
        self._in_table = False
        for token in tokens:
            self._take(token)
        self._cited += [name for name in notes if name not in self._cited]
        self._place_notes()

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(kind)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            ordered = self._lists[-1] == "ordered_list_open"
            self._marker = f"{token.info}." if ordered else BULLET
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "table_open":
            self._rows, self._in_table = [], True
        elif kind == "tr_open":
            self._rows.append([])
        elif kind == "table_close":
            self.drafts += table_drafts(
                [
                    Row(tuple(cell.text for cell in cells), index == 0, sources=tuple(cells))
                    for index, cells in enumerate(self._rows)
                ]
            )
            self._in_table = False
            self._place_notes()
        elif kind == "inline":
            self._inline(token)
        elif kind in {"fence", "code_block", "html_block"}:
            text = _MARKUP.sub(" ", token.content) if kind == "html_block" else token.content
            self.drafts.append(Draft(text))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        words = self._words(children)
        if self._in_table:
            self._rows[-1].append(words)
            return
        if self._heading:
            self.drafts.append(words.draft(BlockKind.HEADING, level=self._heading))
        else:
            kind = BlockKind.LIST_ITEM if self._marker else BlockKind.PARAGRAPH
            depth = max(len(self._lists) - 1, 0)
            look = Look(bold=_all_bold(children))
            self.drafts.append(words.draft(kind, self._marker, depth, look))
            self._marker = ""
        self._place_notes()

    def _words(self, children: list[Token]) -> Sourced:
        """The words of a block, with its links, and without the marks of notes."""
        pieces: list[Sourced] = []
        target = ""
        for token in children:
            if token.type == "link_open":
                target = str(token.attrGet("href") or "")
            elif token.type == "link_close":
                target = ""
            elif token.type in {"softbreak", "hardbreak"}:
                pieces.append(Sourced("\n"))
            elif token.type != "html_inline":
                cites = token.type == "text"
                text = _CITED.sub(self._cite, token.content) if cites else token.content
                pieces.append(Sourced(text, links=((0, len(text), target),) if target else ()))
        return joined(pieces)

    def _cite(self, found: re.Match[str]) -> str:
        """Nothing in place of a note's mark; what marks no note stays."""
        name = found["name"]
        if name not in self._notes:
            return found[0]
        if name not in self._cited:
            self._cited.append(name)
        return ""

    def _place_notes(self) -> None:
        """The notes cited since the last, under the numbers they are shown with."""
        for number, name in enumerate(self._cited[self._placed :], start=self._placed + 1):
            self.drafts.append(Draft(self._notes[name], BlockKind.FOOTNOTE, str(number)))
        self._placed = len(self._cited)


def _all_bold(children: list[Token]) -> bool:
    """Whether every word of a line is strong, as a heading in disguise is."""
    strong = 0
    words = False
    for token in children:
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        if token.content.strip():
            words = True
            if not strong:
                return False
    return words
