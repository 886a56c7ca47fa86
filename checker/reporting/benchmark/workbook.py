"""The benchmark as an Excel workbook: for filtering, and for a chart of one's own."""

from __future__ import annotations

from checker.benchmarking import ANSWERS, Anonymous, Benchmark, Reach
from checker.model import Manifest, Outcome, Severity
from checker.reporting.benchmark.wording import (
    HIDDEN,
    REACHES,
    READING,
    cell,
    difference,
    eras_heads,
    holders,
    severities,
    share,
    short_share,
    verdict_on,
)
from checker.reporting.cells import Cell, Column
from checker.reporting.sheets import Sheets
from checker.reporting.wording import OUTCOMES, TYPES, pack_of, plural

_GROUNDS = {
    Reach.ALL: Outcome.MET,
    Reach.MOST: Outcome.NOT_APPLICABLE,
    Reach.SOME: Outcome.PARTLY,
    Reach.NONE: Outcome.NOT_ADDRESSED,
}
"""The ground that a cell of the heatmap stands on."""


def render(benchmark: Benchmark) -> bytes:
    """The workbook; the same benchmark gives the same bytes."""
    book = Sheets("Sensecheck: areas side by side", benchmark.manifest)
    _about(book, benchmark)
    _heatmap(book, benchmark)
    _criteria(book, benchmark)
    _examples(book, benchmark)
    _types(book, benchmark)
    _shared(book, benchmark)
    _eras(book, benchmark)
    _renewed(book, benchmark)
    _years(book, benchmark)
    _alike(book, benchmark)
    return book.closed()


def render_anonymous(anonymous: Anonymous, manifest: Manifest) -> bytes:
    """The workbook without names."""
    book = Sheets("Sensecheck: areas side by side, without names", manifest)
    book.listing(
        f"Criteria ({anonymous.areas} areas)",
        (
            Column("Criterion", 44),
            *(Column(f"Areas where {word} meet it", 18) for word, _ in REACHES.values()),
            Column("Areas where one is against it", 18),
        ),
        [
            (
                Cell(row.criterion.title),
                *(Cell(_number(row.areas[reach])) for reach in REACHES),
                Cell(_number(row.against)),
            )
            for row in anonymous.rows
        ],
    )
    book.listing(
        "Inconsistencies",
        (Column("Type", 30), Column("Areas with", 18), Column("Areas without", 18)),
        [
            (Cell(TYPES[row.type][0]), Cell(_number(row.having)), Cell(_number(row.without)))
            for row in anonymous.types
        ],
    )
    return book.closed()


def _number(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _about(book: Sheets, benchmark: Benchmark) -> None:
    rows = []
    for area in benchmark.areas:
        years = sorted(paper.year for paper in area.papers if paper.year)
        rows.append(
            (
                Cell(area.name),
                Cell(str(len(area.papers))),
                Cell(str(sum(paper.published for paper in area.papers))),
                Cell(str(area.drafts)),
                Cell(f"{years[0]} to {years[-1]}" if years else "no dates"),
                Cell("\n".join(area.unread)),
            )
        )
    sheet = book.listing("About", _AREAS, rows)
    manifest = benchmark.manifest
    notes = [
        *(f"{out.folder} was left out: {out.reason}" for out in benchmark.left_out),
        *benchmark.notes,
        *READING,
        f"Made by Sensecheck {manifest.version}, rules {manifest.rules[:12]}, "
        f"model {manifest.model_name} {manifest.model_sha256[:12]}.",
    ]
    for row, note in enumerate(notes, len(rows) + 2):
        book.put(sheet, row, 0, Cell(note), wrap=False)


def _heatmap(book: Sheets, benchmark: Benchmark) -> None:
    rows = []
    for area in benchmark.areas:
        cells = [benchmark.cell(area, criterion.id) for criterion in benchmark.criteria]
        rows.append(
            (
                Cell(area.name),
                *(Cell(cell(c), ground=_GROUNDS[c.reach] if c.reach else None) for c in cells),
            )
        )
    columns = (Column("Area", 24), *(Column(c.title, 14) for c in benchmark.criteria))
    book.listing("Areas × criteria", columns, rows, frozen=1)


def _criteria(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(pack_of(row.criterion.id)),
            Cell(f"{row.criterion.title}. {row.criterion.asks}"),
            *(Cell(str(row.documents[answer])) for answer in ANSWERS),
            Cell(share(row.met)),
            *(Cell(str(row.areas[reach])) for reach in REACHES),
            Cell(str(row.against.count)),
            Cell(str(row.wordings)),
            Cell(str(row.to_check)),
        )
        for row in benchmark.rows
    ]
    columns = (
        Column("Group", 20),
        Column("Criterion", 50),
        *(Column(f"Documents: {OUTCOMES[answer].word}", 14) for answer in ANSWERS),
        Column("Documents that meet it", 32),
        *(Column(f"Areas: {word} of the documents", 14) for word, _ in REACHES.values()),
        Column("Areas with one against", 14),
        Column("Separate wordings", 12),
        Column("To check", 10),
    )
    book.listing("Criteria", columns, rows, frozen=2)


def _examples(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(criterion.title),
            Cell(f"“{example.quote}”"),
            Cell(area.name),
            Cell(example.paper),
            Cell(example.where),
        )
        for criterion in benchmark.criteria
        for area, example in benchmark.examples(criterion.id)
    ]
    columns = (
        Column("Criterion", 30),
        Column("Words that meet it", 80),
        Column("Area", 22),
        Column("Document", 36),
        Column("Where", 30),
    )
    book.listing("Wording that works", columns, rows)


def _types(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(TYPES[row.type][0]),
            Cell(TYPES[row.type][1]),
            Cell(share(row.areas)),
            Cell(str(row.count)),
            *(Cell(str(row.by_severity[severity])) for severity in Severity),
            Cell(severities(row)),
        )
        for row in benchmark.types
    ]
    columns = (
        Column("Type", 22),
        Column("What it means", 44),
        Column("Areas that have it", 32),
        Column("In all", 8),
        *(Column(severity.value.capitalize(), 8) for severity in Severity),
        Column("By severity", 30),
    )
    book.listing("Inconsistencies", columns, rows)


def _shared(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(str(len(family.areas))),
            Cell(holders(family)),
            Cell(family.text),
            Cell(f"{family.source}, {family.paper}" if family.text else ""),
        )
        for family in benchmark.families
    ]
    columns = (
        Column("Areas", 8),
        Column("Which", 44),
        Column("Text, where a published document has it", 90),
        Column("Quoted from", 36),
    )
    book.listing("Shared text", columns, rows)


def _eras(book: Sheets, benchmark: Benchmark) -> None:
    eras = benchmark.eras
    if eras is None:
        return
    rows = [
        (
            Cell(criterion.title),
            Cell(short_share(eras.met[criterion.id].before)),
            Cell(short_share(eras.met[criterion.id].since)),
            Cell(difference(eras.met[criterion.id])),
            Cell(verdict_on(eras.met[criterion.id])),
        )
        for criterion in benchmark.criteria
    ]
    columns = (
        Column("Criterion", 50),
        *(Column(head, 24) for head in eras_heads(eras)),
        Column("Difference", 36),
        Column("Met later", 14),
    )
    book.listing("Earlier and later", columns, rows, frozen=1)


def _renewed(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(row.criterion.title),
            Cell(f"{row.gained.count} of {row.gained.total}"),
            Cell(f"{row.lost.count} of {row.lost.total}"),
        )
        for row in benchmark.renewed
    ]
    columns = (
        Column("Criterion", 50),
        Column("Newly met, of those whose older version did not", 30),
        Column("No longer met, of those whose older version did", 30),
    )
    if rows:
        book.listing("New versions", columns, rows, frozen=1)


def _years(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(str(year.year)),
            Cell(str(year.papers)),
            Cell(share(year.met)),
            Cell(share(year.against)),
            *(
                Cell(f"{year.by_criterion[c.id].count}/{year.by_criterion[c.id].total}")
                for c in benchmark.criteria
            ),
        )
        for year in benchmark.years
    ]
    columns = (
        Column("Year", 8),
        Column("Documents", 11),
        Column("Answers that are met", 32),
        Column("Answers against", 32),
        *(Column(c.title, 14) for c in benchmark.criteria),
    )
    book.listing("Years", columns, rows, frozen=1)


def _alike(book: Sheets, benchmark: Benchmark) -> None:
    rows = [
        (
            Cell(area.name),
            Cell(like.other),
            Cell(f"{like.same.count} of {like.same.total}"),
            Cell(plural(like.texts, "passage")),
        )
        for area in benchmark.areas
        for like in benchmark.likeness[area.folder]
    ]
    columns = (
        Column("Area", 24),
        Column("Similar area", 24),
        Column("Answers alike", 16),
        Column("Shared", 16),
    )
    book.listing("Similar areas", columns, rows)


_AREAS = (
    Column("Area", 26),
    Column("Documents", 11),
    Column("Published", 11),
    Column("Drafts left out", 15),
    Column("Years", 16),
    Column("Not read", 60),
)
