"""What the text reports share: a page of a given width, with or without colour."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from checker.model import Evidence, Outcome, Severity
from checker.reporting.wording import OUTCOMES, SEVERITIES, Mark, place

LONGEST_QUOTE = 600
"""Characters of a quote that a text report prints; the other reports print all."""

STYLES: dict[Outcome | Severity, str] = {
    Outcome.MET: "green",
    Outcome.PARTLY: "yellow",
    Outcome.CONTRADICTED: "bold red",
    Outcome.NOT_ADDRESSED: "default",
    Outcome.NOT_APPLICABLE: "dim",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "default",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Where the text goes: its width in columns, and what the terminal can show.

    ``ascii`` is for terminals that cannot draw signs and lines.
    """

    width: int = 80
    colour: bool = False
    ascii: bool = False


def clean(text: str) -> str:
    """A document's words on one line, without anything that could steer a terminal."""
    visible = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c
        for c in text
        if unicodedata.category(c) not in {"Cf", "Cs", "Co"} or c == "\u200c"
    )
    return " ".join(visible.split())


class Sheet:
    """A text report in the making; :meth:`text` gives what was put on it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=look.width,
            force_terminal=look.colour,
            color_system="standard" if look.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """Everything so far, without spaces at the ends of lines."""
        lines = (line.rstrip() for line in self._out.getvalue().splitlines())
        written = "\n".join(lines).strip("\n") + "\n"
        return _ascii(written) if self.look.ascii else written

    def put(self, item: RenderableType, indent: int = 0) -> None:
        """Add a paragraph or a table."""
        self._console.print(Padding(item, (0, 0, 0, indent)) if indent else item)

    def line(self, words: str = "", style: str = "", indent: int = 0) -> None:
        """Add a paragraph of plain words, wrapped."""
        self.put(Text(words, style=style, overflow="fold"), indent)

    def heading(self, words: str) -> None:
        """Add a heading, with a line of space above and its underline."""
        self.line()
        self.line(words, "bold")
        self.line("─" * min(len(words), self.look.width), "dim")

    def sign(self, of: Outcome | Severity) -> str:
        """The sign for an outcome or a severity that this terminal can draw."""
        mark: Mark = OUTCOMES[of] if isinstance(of, Outcome) else SEVERITIES[of]
        return mark.ascii if self.look.ascii else mark.sign

    def marked(self, of: Outcome | Severity, words: str) -> Text:
        """A sign with its words, coloured where there is colour."""
        return Text(f"{self.sign(of)} {words}", style=STYLES[of])

    def table(self, headers: Sequence[str], first: int) -> Table:
        """A table whose first column takes ``first`` characters and holds the row's name."""
        table = Table(
            box=box.ASCII_DOUBLE_HEAD if self.look.ascii else box.SIMPLE_HEAD,
            padding=0,
            pad_edge=False,
            show_edge=False,
            header_style="bold",
        )
        for at, header in enumerate(headers):
            table.add_column(header, overflow="fold", width=None if at else first)
        return table

    def quote(self, evidence: Evidence, lead: str, indent: int) -> None:
        """Add a quote under the line that says where it stands."""
        words = clean(evidence.quote)
        if len(words) > LONGEST_QUOTE:
            words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        self.line(f"{lead}{clean(place(evidence.location))}:", "dim", indent)
        self.line(f"“{words}”", "", indent + 2)


def _ascii(text: str) -> str:
    """Plain ASCII for what this project draws; a document's other letters lose accents or go."""
    table = str.maketrans(
        {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "─": "-"}
        | {"×": "x", "•": "*", "≥": ">="}
    )
    return unicodedata.normalize("NFKD", text.translate(table)).encode("ascii", "ignore").decode()
