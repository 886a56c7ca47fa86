"""The drawn lines of a PDF page, and the cells that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from checker.reading.drafts import Box
from checker.reading.glyphs import Placing

_THIN = 3.0
"""Points: a filled shape no thicker than this is a line."""
_SHORTEST = 6.0
_MAX_EDGES = 20_000
_SNAP = 3.0
_WHITE, _CLEAR = 250, 5
"""Of 255: fills paler than the one, or more transparent than the other, are not seen."""
_MIN_RULES = 3
_MIN_RULE = 100.0
_MAX_STRIP = 150.0
"""A table of level lines has three or more, so long in points and so close together."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies; otherwise it stands."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a page, its coloured areas, its dots, and how much of it is pictures.

    ``dots`` are small shapes: browsers draw the bullets of a list, the second level's hollow.
    """

    edges: tuple[Edge, ...]
    areas: tuple[Box, ...]
    dots: tuple[Box, ...]
    picture_share: float


def drawing(page: Any, place: Placing) -> Drawing:
    """Everything drawn on a page that can be part of a table or a box."""
    edges: list[Edge] = []
    areas: list[Box] = []
    dots: list[Box] = []
    pictures = 0.0
    page_area = max(place.width * place.height, 1.0)
    for raw, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += _area(_bounds(raw, matrix, place)) / page_area
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(edges) < _MAX_EDGES:
            stroked, filled = _painting(raw)
            if not stroked and not filled:
                continue
            bounds = _bounds(raw, matrix, place)
            if _is_dot(bounds) and len(dots) < _MAX_EDGES:
                dots.append(bounds)
                continue
            for shape in _shapes(raw, matrix, place):
                _take(shape, stroked, filled, edges, areas)
    sheet = 0.9 * page_area
    return Drawing(
        tuple(edges),
        tuple(area for area in areas if _area(area) < sheet),
        tuple(dots),
        min(pictures, 1.0),
    )


def _is_dot(box: Box) -> bool:
    """Whether a shape is as small and as wide as high, as a bullet is."""
    width, height = box[2] - box[0], box[3] - box[1]
    return 1.5 <= width <= 8 and 1.5 <= height <= 8 and 0.7 <= width / height <= 1.4


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """The page's objects, those inside forms with the form's matrix."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for index in range(count):
        raw = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(raw) == pdfium.FPDF_PAGEOBJ_FORM:
            matrix = _matrix(raw)
            for inner in range(pdfium.FPDFFormObj_CountObjects(raw)):
                yield pdfium.FPDFFormObj_GetObject(raw, inner), matrix
        else:
            yield raw, _IDENTITY


def _matrix(raw: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _through(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(raw: Any, matrix: Matrix, place: Placing) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(
        raw, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    )
    return _boxed([(left.value, bottom.value), (right.value, top.value)], matrix, place)


def _boxed(points: list[tuple[float, float]], matrix: Matrix, place: Placing) -> Box:
    moved = [_through(point, matrix) for point in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return place(min(xs), max(ys), max(xs), min(ys))


def _painting(raw: Any) -> tuple[bool, bool]:
    """Whether a path is stroked, and whether it is filled with anything but white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value:
        return bool(stroke.value), False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(
        raw, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    white = min(red.value, green.value, blue.value) >= _WHITE
    return bool(stroke.value), not white and alpha.value > _CLEAR


def _shapes(raw: Any, matrix: Matrix, place: Placing) -> Iterator[list[tuple[float, float]]]:
    """The path's pieces, each as its corner points on the page; curves are left out."""
    own = _matrix(raw)
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(raw), _MAX_EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        shown_x, shown_y = _through(_through((x.value, y.value), own), matrix)
        left, top, _, _ = place(shown_x, shown_y, shown_x, shown_y)
        points.append((left, top))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _take(
    points: list[tuple[float, float]],
    stroked: bool,
    filled: bool,
    edges: list[Edge],
    areas: list[Box],
) -> None:
    """Sort one piece of a path: a line, a thin bar, or a rectangle with four sides."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= _THIN:
        if max(width, height) >= _SHORTEST:
            middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if width >= height:
                edges.append(Edge(box[0], middle_y, box[2], middle_y))
            else:
                edges.append(Edge(middle_x, box[1], middle_x, box[3]))
        return
    if filled:
        areas.append(box)
    if stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            straight = abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1
            if straight and max(abs(x0 - x1), abs(y0 - y1)) >= _SHORTEST:
                edges.append(Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def grids(drawn: Drawing) -> list[list[Box]]:
    """The cells that the lines close, one list for each table or box.

    The geometry is pdfplumber's (its table finder), fed with pdfium's lines.
    Coloured areas with nothing drawn around them are boxes of one cell.
    """
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
    )

    sides = [*drawn.edges, *(edge for area in drawn.areas for edge in _sides(area))]
    if len(sides) < 4 or len({edge.horizontal for edge in sides}) < 2:
        return []
    crossings = edges_to_intersections(_merged(sides), _SNAP, _SNAP)
    cells = intersections_to_cells(crossings)
    tables = [list(table) for table in cells_to_tables(cells)]
    # pdfplumber drops what has one cell; to a reader it is a box.
    joined = {cell for table in tables for cell in table}
    return [*tables, *([cell] for cell in cells if cell not in joined)]


def ruled_bands(drawn: Drawing) -> list[list[Box]]:
    """The strips between level lines of one width: rows, if the text is in columns.

    The strip above the first line is among them, since many tables begin
    without one.
    """
    level = [edge for edge in drawn.edges if edge.horizontal]
    if len(level) < _MIN_RULES:
        return []
    lines = sorted(
        (round(line["x0"]), round(line["x1"]), line["top"])
        for line in _merged(level)
        if line["x1"] - line["x0"] >= _MIN_RULE
    )
    groups: list[list[tuple[float, float, float]]] = []
    for line in lines:
        if groups and groups[-1][-1][:2] == line[:2] and line[2] - groups[-1][-1][2] <= _MAX_STRIP:
            groups[-1].append(line)
        else:
            groups.append([line])
    bands = []
    for group in groups:
        if len(group) >= _MIN_RULES:
            x0, x1, top = group[0]
            first = (x0, top - (group[1][2] - top), x1, top)
            strips = [(x0, upper[2], x1, lower[2]) for upper, lower in pairwise(group)]
            bands.append([first, *strips])
    return bands


def _merged(edges: Sequence[Edge]) -> list[dict[str, Any]]:
    """The edges as pdfplumber's, those in one line joined."""
    from pdfplumber.table import merge_edges

    lines = [
        {
            "x0": edge.x0, "x1": edge.x1, "top": edge.top, "bottom": edge.bottom,
            "width": edge.x1 - edge.x0, "height": edge.bottom - edge.top,
            "orientation": "h" if edge.horizontal else "v", "object_type": "line",
        }
        for edge in edges
    ]  # fmt: skip
    merged: list[dict[str, Any]] = merge_edges(lines, _SNAP, _SNAP, _SNAP, _SNAP)
    return merged


def _sides(area: Box) -> tuple[Edge, ...]:
    x0, top, x1, bottom = area
    return (
        Edge(x0, top, x1, top),
        Edge(x0, bottom, x1, bottom),
        Edge(x0, top, x0, bottom),
        Edge(x1, top, x1, bottom),
    )
