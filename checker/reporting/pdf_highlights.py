"""Puts highlights with notes into a copy of a PDF, and leaves everything else as it is.

Each highlight brings its own appearance, so that every viewer and printer shows
the same; its words stay legible in black and white, since it only tints them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from checker.errors import SensecheckError
from checker.reading import Box, Placed
from checker.reporting.comments_part import AUTHOR

TINT = (1.0, 0.87, 0.42)
"""Red, green and blue of the highlight, which is multiplied with what it covers."""

SIGN = 18.0
"""Size in points of the sign of a remark that has no words of its own."""

MARGIN = 12.0
"""Points between that sign and the page's edges."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A remark with the boxes of its words, line by line.

    Without boxes the remark stands as a sign on the first page. ``lines`` are
    its paragraphs.
    """

    boxes: tuple[Placed, ...]
    lines: tuple[str, ...]


def annotated(pdf: bytes, highlights: Sequence[Highlight], name: str) -> bytes:
    """The PDF with highlights; the same input gives the same bytes.

    :param name: what to call the file in a message.
    :raises SensecheckError: it is encrypted, or signed.
    """
    with _opened(pdf, name) as document:
        for number, highlight in enumerate(highlights, 1):
            _add(document, highlight, number)
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def refuse_protected(pdf: bytes, name: str) -> None:
    """Refuse what :func:`annotated` would, before any work is done for it."""
    _opened(pdf, name).close()


def _opened(pdf: bytes, name: str) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError:
        raise SensecheckError("draft-encrypted", path=name) from None
    except pikepdf.PdfError:
        raise SensecheckError("damaged", path=name) from None
    if document.is_encrypted:
        raise SensecheckError("draft-encrypted", path=name)
    if _is_signed(document):
        raise SensecheckError("draft-signed", path=name)
    return document


def _is_signed(document: pikepdf.Pdf) -> bool:
    """Whether a field of it holds a signature."""
    form = document.Root.get("/AcroForm")
    fields = list(form.get("/Fields", ())) if form is not None else []
    for field in fields:  # it grows by the fields inside fields
        if field.get("/FT") == Name.Sig and "/V" in field:
            return True
        fields.extend(field.get("/Kids", ()))
    return False


def _add(document: pikepdf.Pdf, highlight: Highlight, number: int) -> None:
    """Put one remark on each of the pages that its words are on."""
    if not highlight.boxes:
        shown = _Shown(document.pages[0])
        sign = (MARGIN, MARGIN, MARGIN + SIGN, MARGIN + SIGN)
        _annotation(document, 0, "/Text", [shown.corners(sign)], highlight, number)
    for page, boxes in groupby(highlight.boxes, key=lambda placed: placed[0]):
        shown = _Shown(document.pages[page - 1])
        quads = [shown.corners(box) for _, box in boxes]
        _annotation(document, page - 1, "/Highlight", quads, highlight, number)


class _Shown:
    """A page's way from points as it is shown to its own coordinates."""

    def __init__(self, page: pikepdf.Page) -> None:
        crop, media = (_sides(box) for box in (page.cropbox, page.mediabox))
        self.left, self.bottom = (max(pair) for pair in zip(crop[:2], media[:2], strict=True))
        self.right, self.top = (min(pair) for pair in zip(crop[2:], media[2:], strict=True))
        self.quarter = _rotation(page.obj) // 90 % 4

    def corners(self, box: Box) -> list[tuple[float, float]]:
        """The box's corners as a highlight wants them: upper two, lower two, left first."""
        left, top, right, bottom = box
        return [self._point(x, y) for y in (top, bottom) for x in (left, right)]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 0:
            return self.left + x, self.top - y
        if self.quarter == 1:
            return self.left + y, self.bottom + x
        if self.quarter == 2:
            return self.right - x, self.bottom + y
        return self.right - y, self.top - x


def _annotation(
    document: pikepdf.Pdf,
    page: int,
    kind: str,
    quads: Sequence[Sequence[tuple[float, float]]],
    highlight: Highlight,
    number: int,
) -> None:
    xs = [x for quad in quads for x, _ in quad]
    ys = [y for quad in quads for _, y in quad]
    rectangle = Array([_short(v) for v in (min(xs), min(ys), max(xs), max(ys))])
    text = "\n".join(highlight.lines)
    identity = hashlib.sha256(f"{number} {page} {text}".encode()).hexdigest()[:16]
    entry = Dictionary(
        Type=Name.Annot,
        Subtype=Name(kind),
        Rect=rectangle,
        T=String(AUTHOR),
        Subj=String(highlight.lines[0]),
        Contents=String(text),
        NM=String(f"sensecheck-{identity}"),
        C=Array(list(TINT)),
        F=4,  # it is printed
        P=document.pages[page].obj,
        AP=Dictionary(N=_appearance(document, rectangle, quads, kind)),
    )
    if kind == "/Highlight":
        entry.QuadPoints = Array([_short(v) for quad in quads for point in quad for v in point])
    else:
        entry.Name = Name.Note
    if "/Annots" not in document.pages[page]:
        document.pages[page].Annots = document.make_indirect(Array())
    document.pages[page].Annots.append(document.make_indirect(entry))


def _appearance(
    document: pikepdf.Pdf,
    rectangle: Array,
    quads: Sequence[Sequence[tuple[float, float]]],
    kind: str,
) -> pikepdf.Object:
    """How it looks: each box filled; the sign of a remark without words has a border too."""
    drawn = ["/Tint gs", "{} {} {} rg".format(*TINT)]
    if kind == "/Text":
        drawn.append("0.2 w 0 0 0 RG")
    for upper_left, upper_right, lower_left, lower_right in quads:
        outline = (upper_left, upper_right, lower_right, lower_left)
        path = " ".join(
            f"{_short(x)} {_short(y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(outline)
        )
        drawn.append(f"{path} {'b' if kind == '/Text' else 'h f'}")
    stream = document.make_stream("\n".join(drawn).encode())
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = rectangle
    stream.Resources = Dictionary(
        ExtGState=Dictionary(Tint=Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
    )
    return stream


def _rotation(node: pikepdf.Object) -> int:
    """A page's own rotation, or what it has from the groups of pages that it is in."""
    while "/Rotate" not in node and "/Parent" in node:
        node = node.Parent
    return int(node.get("/Rotate", 0))


def _sides(box: Array) -> tuple[float, float, float, float]:
    """A page's box as left, bottom, right, top, whichever corners it is given by."""
    (x0, y0, x1, y1) = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _short(value: float) -> float:
    return round(value, 2)
