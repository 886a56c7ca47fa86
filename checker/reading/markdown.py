"""Markdown, by markdown-it-py (CommonMark with tables)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Reading
from checker.reading.headings import mark_headings
from checker.reading.labels import BULLET
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
    return _Tokens(parser.parse(text)).drafts


class _Tokens:
    """Follows the open lists, headings and tables while the tokens go by."""

    def __init__(self, tokens: list[Token]) -> None:
        self.drafts: list[Draft] = []
        self._lists: list[str] = []
        self._marker = ""
        self._heading = 0
        self._rows: list[list[str]] = []
        self._in_table = False
        for token in tokens:
            self._take(token)

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
            rows = [Row(tuple(cells), index == 0) for index, cells in enumerate(self._rows)]
            self.drafts += table_drafts(rows)
            self._in_table = False
        elif kind == "inline":
            self._inline(token)
        elif kind in {"fence", "code_block", "html_block"}:
            text = _MARKUP.sub(" ", token.content) if kind == "html_block" else token.content
            self.drafts.append(Draft(text))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        text = "".join(map(_words, children))
        if self._in_table:
            self._rows[-1].append(text)
        elif self._heading:
            self.drafts.append(Draft(text, BlockKind.HEADING, level=self._heading))
        else:
            kind = BlockKind.LIST_ITEM if self._marker else BlockKind.PARAGRAPH
            depth = max(len(self._lists) - 1, 0)
            look = Look(bold=_all_bold(children))
            self.drafts.append(Draft(text, kind, self._marker, depth, look=look))
            self._marker = ""


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "html_inline":
        return ""
    return token.content


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
