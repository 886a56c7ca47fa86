"""Awkward layouts for the PDF reader, printed by Chromium from pages that a person can open.

Every layout is set with paragraphs of a sample area, so that it is known what
has to come out. Run this file to write the pages and the PDFs to a folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[2] / "corpora"
sys.path.insert(0, str(CORPORA))

from building.sources import read_source  # noqa: E402

PARAGRAPHS = tuple(
    block.text.replace("*", "")
    for block in read_source(CORPORA / "sources" / "eastmere" / "gangs.md").blocks
    if block.kind == "paragraph" and len(block.text.split()) > 30 and "[" not in block.text
)[:24]

ITEMS = tuple(
    block.text.replace("*", "")
    for block in read_source(CORPORA / "sources" / "eastmere" / "cse.md").blocks
    if block.kind == "bullet" and len(block.text.split()) > 4 and "[" not in block.text
)[:10]

BASE = "body{font:11pt/1.4 'Liberation Serif',serif} p{margin:0 0 8pt;text-align:justify}"


def _text(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def _page(style: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>Layout</title>"
        f"<style>{BASE}{style}</style></head><body>{body}</body></html>"
    )


_BULLETS = ("•", "▪", "➢", "◦", "–")
_FONTS = ("Liberation Sans", "DejaVu Sans", "Liberation Mono", "DejaVu Serif", "Liberation Serif")

SHORT_ROWS = 60

_SIDEBAR = "Ring the hub on 020 7946 0310. Out of hours ring the duty team on 020 7946 0399."

_SEE_ALSO = "The protocol on missing children, section four, on interviews."
_PULLED = "“Nobody asked me what I wanted to happen.”"

LAYOUTS: dict[str, str] = {
    "two-columns": _page("main{columns:2;column-gap:22pt}", f"<main>{_text()}</main>"),
    "three-columns": _page(
        "@page{size:A4 landscape} main{columns:3;column-gap:20pt}",
        f"<h1>Three columns of text</h1><main>{_text()}</main>",
    ),
    "sidebar": _page(
        "aside{float:right;width:150pt;margin:0 0 10pt 16pt;padding:8pt;background:#dde;"
        "border:1px solid #447;text-align:left}",
        f"{_text(PARAGRAPHS[:3])}<aside><p>{_SIDEBAR}</p></aside>{_text(PARAGRAPHS[3:])}",
    ),
    "two-sidebars": _page(
        "main{display:grid;grid-template-columns:90pt 1fr 90pt;gap:14pt}"
        "aside{font:9pt/1.3 'Liberation Sans'} aside p{text-align:left}",
        f"<main><aside><b>Key point</b><p>{_SIDEBAR}</p></aside><div>{_text(PARAGRAPHS[:4])}</div>"
        f"<aside><b>See also</b><p>{_SEE_ALSO}</p></aside></main>{_text(PARAGRAPHS[4:8])}",
    ),
    "pulled-quotation": _page(
        "aside{float:right;width:160pt;font:italic 16pt/1.2 'Liberation Sans';margin:0 0 8pt 14pt}",
        f"{_text(PARAGRAPHS[:2])}<aside>{_PULLED}</aside>{_text(PARAGRAPHS[2:])}",
    ),
    "cards": _page(
        "main{display:grid;grid-template-columns:1fr 1fr 1fr;gap:10pt} h3{margin:0}"
        "section{border:1px solid #333;padding:6pt;background:#eef;"
        "-webkit-print-color-adjust:exact}",
        "<main>"
        + "".join(
            f"<section><h3>Card {n}</h3><p>{escape(text)}</p></section>"
            for n, text in enumerate(PARAGRAPHS[:6], 1)
        )
        + "</main>",
    ),
    "lists-in-lists": _page(
        "ul{margin:0 0 0 18pt;padding:0}",
        f"<ul><li>{ITEMS[0]}<ul><li>{ITEMS[1]}<ul><li>{ITEMS[2]}</li></ul></li></ul></li>"
        f"<li>{ITEMS[3]}</li></ul>{_text(PARAGRAPHS[:2])}",
    ),
    "drop-caps": _page(
        "p::first-letter{float:left;font-size:34pt;line-height:.9;padding-right:4pt}", _text()
    ),
    "bullets": _page(
        "ul{margin:0 0 8pt 20pt;padding:0}"
        + "".join(
            f".b{n} li{{list-style-type:'{sign}  '}} .b{n} li::marker{{font-family:'{font}'}}"
            for n, (sign, font) in enumerate(zip(_BULLETS, _FONTS, strict=True))
        ),
        "".join(
            f"<p>{escape(PARAGRAPHS[n])}</p><ul class='b{n}'>"
            + "".join(f"<li>{escape(item)}</li>" for item in ITEMS)
            + "</ul>"
            for n in range(5)
        ),
    ),
    "coloured-boxes": _page(
        "section{background:#1d70b8;color:#fff;padding:12pt;margin:0 0 12pt;border-radius:6pt;"
        "-webkit-print-color-adjust:exact} section+section{background:#00703c}",
        "".join(f"<section><p>{escape(text)}</p></section>" for text in PARAGRAPHS),
    ),
    "headers-and-footers": _page(
        "@page{margin:70pt 60pt;@top-center{content:'Northmoor Board - Official Sensitive';"
        "font-size:9pt;border:1px solid #000}@bottom-left{content:'Gangs Protocol v2'}"
        "@bottom-right{content:counter(page)}}",
        _text(),
    ),
    "sideways": _page(
        "@page{size:A4} .turned{writing-mode:vertical-rl;height:240mm}",
        f"{_text(PARAGRAPHS[:6])}<div class='turned' style='break-before:page'>"
        f"{_text(PARAGRAPHS[6:9])}</div>",
    ),
    "flow-chart": _page(
        "@page{size:A3 landscape} .chart{position:relative;height:230mm}"
        ".chart div{position:absolute;width:88mm;border:2px solid #000;padding:4mm}",
        "<div class='chart'>"
        + "".join(
            f"<div style='left:{4 + 120 * (n % 3)}mm;top:{4 + 75 * (n // 3)}mm'>"
            f"{escape(text)}</div>"
            for n, text in enumerate(PARAGRAPHS[:9])
        )
        + "</div>",
    ),
    "form": _page(
        "label{display:block} textarea{width:400pt;height:120pt;border:1px solid #000;"
        "font:11pt/1.4 'Liberation Serif'}",
        f"{_text(PARAGRAPHS[:4])}<label>Name of the child <input value='not given'></label>"
        f"<label>What is known</label><textarea>{escape(PARAGRAPHS[5])}</textarea>",
    ),
    "table-over-pages": _page(
        "table{border-collapse:collapse;width:100%} td,th{border:1px solid #000;padding:4pt;"
        "vertical-align:top} td:last-child{text-align:right} thead{display:table-header-group}",
        "<table><thead><tr><th>Step</th><th>What is done</th><th>Days</th></tr></thead><tbody>"
        + "".join(
            f"<tr><td>Step {n}</td><td>{escape(text)}</td><td>{n * 7}</td></tr>"
            for n, text in enumerate(PARAGRAPHS, 1)
        )
        + "</tbody></table>",
    ),
    "short-rows-over-pages": _page(
        "@page{size:A4 landscape} table{border-collapse:collapse;width:100%}"
        "td,th{border:1px solid #000;padding:4pt;text-align:left}",
        "<table><thead><tr><th>No.</th><th>Action</th><th>Owner</th><th>Time</th></tr></thead>"
        + "".join(
            f"<tr><td>{n}</td><td>Action {n}: hold the assessment of the peer group against what"
            f" partners know, and report</td><td>{'Head of Service' if n % 2 else ''}</td>"
            f"<td>{n} weeks</td></tr>"
            for n in range(1, SHORT_ROWS + 1)
        )
        + "</table>",
    ),
}


def expected(name: str) -> tuple[str, ...]:
    """The paragraphs and items that a layout prints."""
    page = LAYOUTS[name]
    return tuple(text for text in (*PARAGRAPHS, *ITEMS) if escape(text) in page)


def printed(folder: Path) -> dict[str, Path]:
    """Every layout as a PDF in the folder, beside the page it was printed from."""
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    found = {}
    for name, page in LAYOUTS.items():
        source = folder / f"{name}.html"
        source.write_text(page, "utf-8")
        found[name] = source.with_suffix(".pdf")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                f"--user-data-dir={folder / 'profile'}",
                "--no-pdf-header-footer",
                f"--print-to-pdf={found[name]}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return found


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    printed(target)
