"""The benchmark as a paper for a steering group, set in Word."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from checker.benchmarking import Anonymous, Benchmark, Difference
from checker.model import Manifest
from checker.passages import date_words
from checker.reporting import paper_docx
from checker.reporting.benchmark.wording import (
    ANONYMOUS,
    ERAS,
    REACHES,
    READING,
    RENEWED,
    bundle,
    cell,
    copied,
    counted,
    difference,
    eras_heads,
    in_short,
    severities,
    share,
    short_share,
    solvers,
)
from checker.reporting.page import anchor
from checker.reporting.paper import (
    Block,
    Box,
    Bullets,
    Contents,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    strong,
    words,
)
from checker.reporting.wording import TYPES, plural

AT_ONCE = 5
"""Criteria in one table of areas at most, so that their titles fit a page across."""

TEXTS = 8
"""Shared texts that are quoted."""


def render(benchmark: Benchmark) -> bytes:
    """The Word file."""
    parts = (_head, _areas, _criteria, _examples, _types, _shared, _eras, _renewed, _years, _method)
    blocks = tuple(block for part in parts for block in part(benchmark))
    lead = "Where the common gaps are, which wording works, and who has already solved it."
    return paper_docx.render(_paper(benchmark.manifest, lead, blocks))


def render_anonymous(anonymous: Anonymous, manifest: Manifest) -> bytes:
    """The Word file without names."""
    lead = "Where the common gaps are, without names."
    return paper_docx.render(_paper(manifest, lead, tuple(_anonymous(anonymous, manifest))))


def _paper(manifest: Manifest, lead: str, blocks: tuple[Block, ...]) -> Paper:
    return Paper(
        "Peer-on-peer abuse: areas side by side",
        f"Benchmark, {date_words(manifest.created[:10])}",
        lead,
        manifest.created,
        f"Sensecheck {manifest.version}",
        blocks,
    )


def _head(benchmark: Benchmark) -> Iterator[Block]:
    yield Box("In short", (Bullets(tuple(words(said) for said in in_short(benchmark))),))
    warnings = [f"{out.folder} was left out: {out.reason}" for out in benchmark.left_out]
    warnings += benchmark.notes
    if warnings:
        yield Bullets(tuple(words(said) for said in warnings))
    yield Contents()


def _areas(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("Areas and criteria")
    yield Paragraph(
        words(
            "Documents of the area that meet the criterion, of those it is asked of; after ✗ how "
            "many speak against it. Areas stand in the order of the alphabet."
        )
    )
    count = len(benchmark.criteria)
    each = ceil(count / max(1, ceil(count / AT_ONCE)))
    for first in range(0, count, each or 1):
        some = benchmark.criteria[first : first + each]
        yield Table(
            f"Areas and criteria, {first + 1} to {first + len(some)}",
            "For each area and criterion how many documents meet it and how many are against it.",
            ("Area", *(c.title for c in some)),
            tuple(
                (words(area.name), *(words(cell(benchmark.cell(area, c.id))) for c in some))
                for area in benchmark.areas
            ),
            (20, *(80 // len(some) for _ in some)),
        )


def _criteria(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("Criterion by criterion")
    yield Table(
        "Criteria over all documents",
        "How many documents meet each criterion, how many areas have one against it, in how many "
        "separate wordings it is met, and how many answers somebody has to check.",
        (
            "Criterion",
            "Documents that meet it",
            "Areas with one against",
            "Separate wordings",
            "To check",
        ),
        tuple(
            (
                words(row.criterion.title),
                words(share(row.met)),
                words(f"{row.against.count} of {row.against.total}"),
                words(str(row.wordings)),
                words(f"{row.to_check} of {row.met.total}"),
            )
            for row in benchmark.rows
        ),
        (32, 30, 13, 12, 13),
    )


def _examples(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("Wording that works")
    yield Paragraph(
        words(
            "From documents that say of themselves that they were approved or published; each of "
            "another area, no two of them one text. Judge them before you borrow them. Above them, "
            "where every document of an area meets the criterion: whom to ask how it was done."
        )
    )
    for criterion in benchmark.criteria:
        found = benchmark.examples(criterion.id)
        where = solvers(benchmark, criterion.id)
        if found or where:
            yield _heading(criterion.title, 2)
            yield Paragraph(words(f"{criterion.asks} {where}".rstrip()), keep=bool(found))
            for area, example in found:
                yield Quote(example.quote, f"{area.name}, {example.paper}")


def _types(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("Common inconsistencies")
    if not benchmark.types:
        yield Paragraph(words("None was found."))
        return
    yield Table(
        "Inconsistencies between documents of one area",
        "In how many areas each type occurs, and how many there are by severity.",
        ("Type", "Areas", "By severity"),
        tuple(
            (
                words(strong(TYPES[row.type][0]), f": {TYPES[row.type][1]}"),
                words(share(row.areas)),
                words(severities(row)),
            )
            for row in benchmark.types
        ),
        (44, 32, 24),
    )


def _shared(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("Shared text")
    if not benchmark.families:
        yield Paragraph(words("No passage was found in more than one area."))
        return
    yield Paragraph(
        words(
            f"{copied(benchmark)} that are long enough to be compared stand almost word for word, "
            "names and figures aside, in another area too. The most widespread, one for each "
            "group of areas:"
        )
    )
    for shared in benchmark.bundles[:TEXTS]:
        where = plural(len(shared.family.areas), "area") + bundle(shared)
        if shared.family.text:
            yield Quote(shared.family.text, where.rstrip("."))
        else:
            yield Paragraph(words(where))


def _eras(benchmark: Benchmark) -> Iterator[Block]:
    eras = benchmark.eras
    if eras is None:
        return
    yield _heading("Later documents beside earlier ones")
    yield Paragraph(words(ERAS))
    yield Table(
        "Documents that meet each criterion, earlier and later",
        "For each criterion the share of earlier and of later documents that meet it, and the "
        "difference with its range.",
        ("Criterion", *eras_heads(eras), "Difference"),
        tuple(
            (
                words(criterion.title),
                words(short_share(eras.met[criterion.id].before)),
                words(short_share(eras.met[criterion.id].since)),
                words(_difference(eras.met[criterion.id])),
            )
            for criterion in benchmark.criteria
        ),
        (34, 16, 16, 34),
    )


def _difference(of: Difference) -> str | Run:
    return strong(difference(of)) if of.sure else difference(of)


def _renewed(benchmark: Benchmark) -> Iterator[Block]:
    if not benchmark.renewals:
        return
    yield _heading("New versions beside old ones")
    yield Paragraph(words(f"{RENEWED} There are {plural(benchmark.renewals, 'such document')}."))
    yield Table(
        "What changed when documents were renewed",
        "For each criterion how many renewed documents meet it newly, and how many no longer.",
        ("Criterion", "Newly met, of those that did not", "No longer met, of those that did"),
        tuple(
            (
                words(row.criterion.title),
                words(counted(row.gained)),
                words(counted(row.lost)),
            )
            for row in benchmark.renewed
        ),
        (40, 30, 30),
    )


def _years(benchmark: Benchmark) -> Iterator[Block]:
    if len(benchmark.years) < 2:
        return
    yield _heading("Year by year")
    yield Paragraph(
        words(
            "By the year of the documents. A year of few documents says little by itself, and the "
            "answers of one document are not independent."
        )
    )
    yield Table(
        "Answers by the year of the document",
        "For each year the number of documents, and the shares of answers met and against.",
        ("Year", "Documents", "Answers that are met", "Answers against"),
        tuple(
            (
                words(str(year.year)),
                words(str(year.papers)),
                words(short_share(year.met)),
                words(short_share(year.against)),
            )
            for year in benchmark.years
        ),
        (20, 20, 30, 30),
    )


def _method(benchmark: Benchmark) -> Iterator[Block]:
    yield _heading("How to read this")
    yield Bullets(tuple(words(said) for said in READING))
    yield Paragraph(words(_made_by(benchmark.manifest)))


def _made_by(manifest: Manifest) -> str:
    return (
        f"Made by Sensecheck {manifest.version}, rules {manifest.rules[:12]}, model "
        f"{manifest.model_name} {manifest.model_sha256[:12]}."
    )


def _anonymous(anonymous: Anonymous, manifest: Manifest) -> Iterator[Block]:
    def said(number: int | None) -> str:
        return "·" if number is None else str(number)

    yield Paragraph(words(f"{anonymous.areas} areas, without names. {ANONYMOUS[0]}"))
    yield Paragraph(words(ANONYMOUS[1]))
    yield _heading("Criteria")
    yield Table(
        "In how many areas the documents meet each criterion",
        "For each criterion the areas in which all, most, some or none of the documents meet it.",
        ("Criterion", *(word.capitalize() for word, _ in REACHES.values()), "One against"),
        tuple(
            (
                words(row.criterion.title),
                *(words(said(row.areas[reach])) for reach in REACHES),
                words(said(row.against)),
            )
            for row in anonymous.rows
        ),
        (30, 14, 14, 14, 14, 14),
    )
    yield _heading("Inconsistencies")
    yield Table(
        "In how many areas documents disagree with each other",
        "For each type the areas that have it and those that do not.",
        ("Type", "Areas with", "Areas without"),
        tuple(
            (words(TYPES[row.type][0]), words(said(row.having)), words(said(row.without)))
            for row in anonymous.types
        ),
        (50, 25, 25),
    )
    yield Paragraph(words(f"{READING[1]} {_made_by(manifest)}"))


def _heading(text: str, level: int = 1) -> Heading:
    return Heading(text, level, anchor("benchmark", text))
