"""A small drawing kit for SVG: boxes, words, arrows, numbered marks.

Every drawing has a title and a description for those who do not see it, uses
attributes and no styles (so that it may stand in a page with a strict policy),
and is legible in black and white: what matters has a shape or a sign of its
own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from checker.reporting.xml_text import allowed

FONT = "DejaVu Sans, Verdana, Arial, sans-serif"

INK = "#0b0c0c"
QUIET = "#484f53"
ALERT = "#9c1c12"
PAPER = "#ffffff"
PANEL = "#f3f4f4"

SIZE = 13.0
"""Points of the type, unless a text is given another size."""

_WIDE = 0.62
"""Width of a character in ems; DejaVu Sans is as wide as any sans serif that may stand for it."""

LEADING = 1.3
"""Distance of lines in ems."""


def wrap(text: str, width: float, size: float = SIZE) -> list[str]:
    """The lines of a text that fit a width in points."""
    characters = max(int(width / (size * _WIDE)), 4)
    return textwrap.wrap(allowed(text), characters) or [""]


def height(lines: Sequence[str], size: float = SIZE) -> float:
    """How high lines of text stand, in points."""
    return len(lines) * size * LEADING


class Canvas:
    """A drawing in the making; the origin is the top left corner, lengths are points."""

    def __init__(self, title: str, description: str) -> None:
        self._title, self._description = allowed(title), allowed(description)
        self._under: list[str] = []
        self._over: list[str] = []
        self._width = self._height = 0.0

    def box(
        self,
        x: float,
        y: float,
        width: float,
        lines: Sequence[str],
        *,
        fill: str = PANEL,
        stroke: str = INK,
        weight: float = 1.0,
        dashed: bool = False,
        round: float = 2.0,  # noqa: A002
        bold_first: bool = True,
        tall: float = 0.0,
    ) -> float:
        """A box with lines of text in it; gives its height.

        :param tall: the least height.
        """
        inner = height(lines) + SIZE * 0.9
        total = max(inner, tall)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self._over.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{total:.1f}"'
            f' rx="{round:.1f}" fill="{fill}" stroke="{stroke}" stroke-width="{weight}"{dash}/>'
        )
        top = y + (total - height(lines)) / 2
        for at, line in enumerate(lines):
            self.text(x + width / 2, top + at * SIZE * LEADING, line, middle=True,
                      bold=bold_first and at == 0)  # fmt: skip
        self._reach(x + width, y + total)
        return total

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        middle: bool = False,
        fill: str = INK,
    ) -> None:
        """A line of text whose top is at ``y``."""
        anchor = ' text-anchor="middle"' if middle else ""
        weight = ' font-weight="bold"' if bold else ""
        self._over.append(
            f'<text x="{x:.1f}" y="{y + size:.1f}" font-size="{size}" fill="{fill}"{anchor}'
            f"{weight}>{escape(allowed(words))}</text>"
        )
        reach = len(words) * size * _WIDE
        self._reach(x + (reach / 2 if middle else reach), y + size * LEADING)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = INK,
        weight: float = 1.3,
        dashed: bool = False,
    ) -> None:
        """A line through points, under everything else."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="6 4"' if dashed else ""
        self._under.append(
            f'<polyline points="{path}" fill="none" stroke="{stroke}"'
            f' stroke-width="{weight}"{dash}/>'
        )

    def head(self, x: float, y: float, *, stroke: str = INK, turn: float = 0.0) -> None:
        """An arrowhead with its tip at the place.

        :param turn: degrees, clockwise, from pointing right.
        """
        self._over.append(
            f'<path d="M-9 -5L0 0L-9 5z" fill="{stroke}"'
            f' transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})"/>'
        )

    def cross(self, x: float, y: float, *, stroke: str = INK) -> None:
        """A cross at the end of a way that is closed."""
        self._over.append(
            f'<path d="M{x - 6:.1f} {y - 6:.1f}L{x + 6:.1f} {y + 6:.1f}'
            f'M{x + 6:.1f} {y - 6:.1f}L{x - 6:.1f} {y + 6:.1f}"'
            f' stroke="{stroke}" stroke-width="2.6" fill="none"/>'
        )

    def mark(self, x: float, y: float, number: int) -> None:
        """A number in a dark disc, its left end at the place and the middle at ``y``."""
        words = str(number)
        radius = 8.5 if len(words) == 1 else 10.5
        self._over.append(
            f'<circle cx="{x + radius:.1f}" cy="{y:.1f}" r="{radius}" fill="{ALERT}"/>'
        )
        self.text(x + radius, y - 7.6, words, size=11, bold=True, middle=True, fill=PAPER)

    def shape(self, element: str, x: float = 0.0, y: float = 0.0) -> None:
        """Any other element, under all that is there and will be; (x, y) is its far corner."""
        self._under.insert(0, element)
        self._reach(x, y)

    def svg(self, margin: float = 12.0) -> str:
        """The drawing as SVG text."""
        width, tall = self._width + margin, self._height + margin
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{tall:.0f}"'
            f' viewBox="0 0 {width:.0f} {tall:.0f}" role="img" font-family="{FONT}">\n'
            f"<title>{escape(self._title)}</title>\n<desc>{escape(self._description)}</desc>\n"
            f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
            + "\n".join((*self._under, *self._over))
            + "\n</svg>\n"
        )

    def _reach(self, x: float, y: float) -> None:
        self._width, self._height = max(self._width, x), max(self._height, y)


def png(svg: str, scale: float = 2.0) -> bytes:
    """The drawing as a PNG, at two pixels a point unless another scale is given.

    The letters come with mermaidx, so that no font has to be installed.
    """
    import mermaidx.raster

    return bytes(mermaidx.raster.render_png(svg, scale=scale, background="#ffffff"))
