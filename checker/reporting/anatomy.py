"""How a document was read, for a person to check by eye: as a page, as text, for programs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from itertools import pairwise
from typing import Any

import jinja2
from markupsafe import Markup

from checker.model import Block, BlockKind, Comment, Document, Particular, Passage, Zone
from checker.passages import split, zones_of
from checker.reporting.json_report import document_record
from checker.reporting.sheet import Look, Sheet, clean
from checker.reporting.wording import plural

SCHEMA = "sensecheck.reading/1"

ZONES: dict[Zone, str] = {
    Zone.TITLE: "title page",
    Zone.BODY: "text",
    Zone.CONTACTS: "contacts",
    Zone.DEFINITIONS: "definitions",
    Zone.INDICATORS: "warning signs",
    Zone.CONTENTS: "contents list",
    Zone.BIBLIOGRAPHY: "bibliography",
    Zone.LEGISLATION: "list of statutes",
    Zone.AMENDMENTS: "amendments",
    Zone.ATTENDANCE: "list of people",
}
"""What each zone is called."""

_COLOURS = {
    Zone.BODY: "", Zone.TITLE: "magenta", Zone.CONTACTS: "green", Zone.DEFINITIONS: "blue",
    Zone.INDICATORS: "yellow",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block in which nothing begins or ends.

    ``passage`` counts the passages of the document, None outside of them;
    ``remarks`` are the numbers of the comments on it; ``target`` stands after
    the last stretch of a link, ``linked`` on each of them.
    """

    text: str
    passage: int | None
    linked: bool
    target: str
    remarks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A block as it is shown: its zone, its pieces and its stem where it has one."""

    block: Block
    zone: Zone
    pieces: tuple[Piece, ...]
    stem: str

    @property
    def place(self) -> str:
        """Page and paragraph, as a citation names them."""
        page = f"page {self.block.location.page}" if self.block.location.page else ""
        return ", ".join(part for part in (page, self.block.location.paragraph) if part)


def rows(document: Document) -> tuple[Row, ...]:
    """The document's blocks with their zones and passages, in order."""
    passages = split(document)
    at = 0
    found = []
    for block, zone in zip(document.blocks, zones_of(document), strict=True):
        mine: list[tuple[int, Passage]] = []
        while at < len(passages) and passages[at].location.start < block.location.end:
            mine.append((at, passages[at]))
            at += 1
        stem = mine[0][1].stem if mine else ""
        found.append(Row(block, zone, tuple(_pieces(block, mine, document.comments)), stem))
    return tuple(found)


def _pieces(
    block: Block, passages: Sequence[tuple[int, Passage]], comments: Sequence[Comment]
) -> Iterator[Piece]:
    start = block.location.start
    spans = [(p.location.start - start, p.location.end - start, n) for n, p in passages]
    remarks = [
        (c.start - start, c.end - start, n)
        for n, c in enumerate(comments, 1)
        if c.start is not None and c.end is not None
    ]
    length = len(block.text)
    edges = {0, length}
    for first, last, _ in (*spans, *remarks, *block.links):
        edges |= {min(max(first, 0), length), min(max(last, 0), length)}
    cuts = sorted(edges)
    for first, last in pairwise(cuts):
        link = next((s for s in block.links if s[0] <= first < s[1]), None)
        yield Piece(
            block.text[first:last],
            next((n for a, b, n in spans if a <= first < b), None),
            link is not None,
            link[2] if link and link[1] == last else "",
            tuple(n for a, b, n in remarks if a <= first < b),
        )


def facts(document: Document) -> list[tuple[str, Particular]]:
    """What is known of the document, by name."""
    return [
        (item.name.replace("_", " ").capitalize(), getattr(document.profile, item.name))
        for item in fields(document.profile)
    ]


def render_html(document: Document) -> str:
    """One page without script, network or other files."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("checker.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (files("checker.reporting") / "templates" / "anatomy.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    shown = rows(document)
    present = {row.zone for row in shown}
    return environment.get_template("anatomy.html.j2").render(
        document=document,
        rows=shown,
        facts=facts(document),
        zones=[(zone, words) for zone, words in ZONES.items() if zone in present],
        passages=len(split(document)),
        heading=BlockKind.HEADING,
        table_row=BlockKind.TABLE_ROW,
        plural=plural,
        zone_words=ZONES,
        style=Markup(style),
        style_hash=f"sha256-{digest}",
    )


def render_text(document: Document, look: Look) -> str:
    """The same for a terminal."""
    sheet = Sheet(look)
    sheet.line(clean(document.name), "bold")
    pages = f", {plural(document.pages, 'page')}" if document.pages is not None else ""
    sheet.line(f"{clean(document.path)}: {plural(document.words, 'word')}{pages}", "dim")
    sheet.line(f"Read with quality {document.extraction.quality:.0%}.")
    for warning in document.extraction.warnings:
        sheet.line(clean(warning), "yellow")
    sheet.heading("What it is")
    for name, fact in facts(document):
        if fact.value:
            doubt = " (needs a person)" if fact.needs_person else ""
            sheet.line(f"{name}: {clean(fact.value)}{doubt}")
    sheet.heading("What is in it")
    for row in rows(document):
        block = row.block
        place = f"[{ZONES[row.zone]}; {block.kind.value}; {row.place or 'no place'}]"
        sheet.line(clean(place), "dim")
        words = f"{block.label} {block.text}" if block.label else block.text
        style = "bold" if block.kind is BlockKind.HEADING else _COLOURS.get(row.zone, "dim")
        sheet.line(clean(words), style, 2 + 2 * (block.kind is BlockKind.LIST_ITEM))
        for first, last, target in block.links:
            sheet.line(f"{clean(block.text[first:last])} -> {clean(target)}", "dim", 4)
    if document.comments:
        sheet.heading("Comments in the margin")
        for comment in document.comments:
            words = document.text[comment.start : comment.end] if comment.start is not None else ""
            sheet.line(f"{clean(comment.author)}: {clean(comment.text)}")
            sheet.line(f"on “{clean(words)}”" if words else "on no words", "dim", 2)
    if document.margins:
        sheet.heading("Headers and footers")
        for margin in document.margins:
            sheet.line(f"{margin.kind}: {clean(margin.text)}")
    return sheet.text()


def render_json(document: Document) -> str:
    """The same for programs: the document's record, its blocks and its passages."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "document": document_record(document),
        "margins": [{"kind": m.kind, "text": m.text} for m in document.margins],
        "blocks": [_block(row) for row in rows(document)],
        "passages": [
            {
                "start": p.location.start,
                "end": p.location.end,
                "zone": p.zone.value,
                "text": p.text,
                "stem": p.stem,
                "headings": list(p.headings),
            }
            for p in split(document)
        ],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _block(row: Row) -> dict[str, Any]:
    block = row.block
    return {
        "kind": block.kind.value,
        "zone": row.zone.value,
        "label": block.label,
        "level": block.level,
        "text": block.text,
        "start": block.location.start,
        "end": block.location.end,
        "page": block.location.page,
        "box": list(block.location.box) if block.location.box else None,
        "section": block.location.section,
        "paragraph": block.location.paragraph,
        "cells": list(block.cells),
        "header": list(block.header),
        "stem": row.stem,
        "links": [{"start": a, "end": b, "target": target} for a, b, target in block.links],
    }
