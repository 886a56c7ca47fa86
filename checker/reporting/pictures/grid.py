"""A grid with a column for each document: its head, its rows, and cells with a word on a ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.model import Assessment, Document
from checker.reporting.pictures.svg import LEADING, SIZE, Canvas, wrap
from checker.reporting.wording import in_order, labels

PALE = ' stroke="#b1b4b6" stroke-width="0.6"'
"""The frame of an ordinary cell."""

_LEFT, _TALL, _KEY = 12.0, 34.0, 24.0


@dataclass(slots=True)
class Grid:
    """A grid under way.

    ``name`` and ``cell`` are the widths of a row's name and of a cell, ``y`` where the next
    thing is put.
    """

    canvas: Canvas
    documents: Sequence[Document]
    name: float
    cell: float
    y: float = _LEFT

    @classmethod
    def begun(
        cls, assessment: Assessment, title: str, said: Sequence[str], name: float, cell: float
    ) -> Grid:
        """The title, and the documents' names over their columns.

        :param said: the picture in sentences.
        """
        documents = in_order(assessment.documents)
        grid = cls(Canvas(title, " ".join(said)), documents, name, cell)
        grid.canvas.text(_LEFT, grid.y, title, size=17, bold=True)
        grid.y += 17 * LEADING + 12
        names = labels(documents)
        for at, document in enumerate(documents):
            middle = grid._column(at) + cell / 2
            grid.canvas.text(middle, grid.y, names[document.id], bold=True, middle=True)
        grid.y += SIZE * LEADING + 6
        return grid

    def row(self, name: str, draw: Callable[[Document, float, float, float], None]) -> None:
        """A row.

        :param draw: is called as draw(document, x, y, tall) for each document.
        """
        lines = wrap(name, self.name - 12)
        tall = max(_TALL, len(lines) * SIZE * LEADING + 4)
        for number, line in enumerate(lines):
            top = self.y + (tall - len(lines) * SIZE * LEADING) / 2
            self.canvas.text(_LEFT, top + number * SIZE * LEADING, line)
        for at, document in enumerate(self.documents):
            draw(document, self._column(at), self.y, tall)
        self.y += tall + 2

    def box(
        self,
        x: float,
        y: float,
        tall: float,
        word: str,
        look: tuple[str, str],
        *,
        frame: str = PALE,
        bold: bool = False,
    ) -> None:
        """A cell: a word on a ground.

        :param look: the colours of ground and letters.
        """
        ground, ink = look
        self.canvas.shape(
            f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{self.cell - 2:.1f}" height="{tall:.1f}"'
            f' fill="{ground}"{frame}/>',
            x + self.cell,
            y + tall,
        )
        top = y + (tall - SIZE * 1.2) / 2
        self.canvas.text(x + self.cell / 2, top, word, middle=True, fill=ink, size=12, bold=bold)

    def key(self, draw: Callable[[float, float, float], None], meaning: str, fill: str) -> None:
        """A line of the legend: a cell, and what it means."""
        draw(_LEFT, self.y, _KEY)
        self.canvas.text(_LEFT + self.cell + 8, self.y + 5, meaning, size=11, fill=fill)
        self.y += 28

    def _column(self, at: int) -> float:
        return _LEFT + self.name + at * self.cell
