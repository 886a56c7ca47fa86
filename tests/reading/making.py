"""Makes the files that the tests read: Word by python-docx and raw XML, PDF by hand."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from checker.model import Document
from checker.reading.parsers import parse
from checker.settings import Settings

SETTINGS = Settings()


def read(path: Path, password: str | None = None) -> Document:
    """A document read in this process, where a failure shows its place."""
    return parse(path, SETTINGS, password)


def outline(document: Document) -> list[tuple[str, str, str]]:
    """(kind, label, text) of each block."""
    return [(b.kind.value, b.label, b.text) for b in document.blocks]


def places(document: Document) -> list[tuple[object, ...]]:
    """All of a block that does not depend on the file's format."""
    return [
        (b.kind, b.label, b.text, b.cells, b.header, b.location.section, b.location.paragraph)
        for b in document.blocks
    ]


def check_offsets(document: Document) -> None:
    """The promise that every other room builds on."""
    assert document.text == "\n".join(block.text for block in document.blocks)
    for block in document.blocks:
        assert document.text[block.location.start : block.location.end] == block.text


# Word


def xml(text: str) -> Any:
    """An element of WordprocessingML; {ns} stands for the namespaces."""
    spaces = nsdecls("w", "r", "m") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(text.replace("{ns}", spaces))


def word(path: Path, *body: str) -> Path:
    """A Word file whose body is these pieces of XML."""
    document = docx.Document()
    for piece in body:
        document.element.body.insert(len(document.element.body) - 1, xml(piece))
    document.save(str(path))
    return path


def paragraph(text: str, properties: str = "") -> str:
    """A plain paragraph as XML."""
    return (
        f"<w:p {{ns}}><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def as_pdf(*paths: Path) -> list[Path]:
    """These Word or web files as PDF beside them, through LibreOffice."""
    return converted("pdf", *paths)


def converted(suffix: str, *paths: Path) -> list[Path]:
    """These office files in another format beside them, through LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = paths[0].parent
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", suffix, "--outdir", str(folder)),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [path.with_suffix(f".{suffix}") for path in paths]


# PDF

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, entries: str = "") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def pdf(path: Path, *objects: bytes | str) -> Path:
    """A PDF file of these objects, numbered from 1; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, item in enumerate(objects, start=1):
        offsets.append(len(data))
        content = item.encode("latin-1") if isinstance(item, str) else item
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    path.write_bytes(data + f"startxref\n{start}\n%%EOF\n".encode())
    return path


def one_page(path: Path, content: bytes, resources: str = "", *more: bytes | str) -> Path:
    """A PDF of one page with this content; ``more`` are objects from number 5 on."""
    return pdf(
        path,
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << {resources or f'/Font << /F1 {FONT} >>'} >> >>",
        stream(content),
        *more,
    )


def several_pages(path: Path, *contents: bytes) -> Path:
    """A PDF with a page for each content."""
    numbers = range(4, 4 + 2 * len(contents), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects: list[bytes | str] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        FONT,
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            stream(content),
        ]
    return pdf(path, *objects)


def lines_of_text(*lines: str) -> bytes:
    """Content that prints these lines under each other."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    return f"BT /F1 11 Tf 14 TL 72 760 Td\n{shown}ET".encode("latin-1")


def filled_form(path: Path, typed: str) -> Path:
    """A PDF of one page with a line of text and a form field that holds what was typed."""
    box = "/Type /Annot /Rect [72 600 400 620] /F 4"
    look = stream(
        f"BT /F1 11 Tf 2 6 Td ({typed}) Tj ET".encode("latin-1"),
        f"/Type /XObject /Subtype /Form /BBox [0 0 328 20] /Resources << /Font << /F1 {FONT} >> >>",
    )
    return pdf(
        path,
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] "
        f"/Resources << /Font << /F1 {FONT} >> >> >>",
        stream(lines_of_text("Notes of the interview with the child")),
        f"<< {box} /Subtype /Widget /FT /Tx /T (notes) /V ({typed}) /AP << /N 6 0 R >> >>",
        look,
    )
