"""Made-up areas in any number, for load: real Word and PDF files, varied as real ones are.

    PYTHONPATH=tests python -m benchmarks.load FOLDER --areas 33 --documents 5

Every document grows from one of a building sample area: names, panels, telephone
numbers, limits and dates are its own area's, some paragraphs come from other areas'
documents on the issue, some are left out, and every third area has taken one document
over from a neighbour with nothing changed but the names. Some are drafts. Some areas
have kept an older version of their first document, with fewer paragraphs (``--older``
says of how many areas in a hundred). The same seed gives the same areas.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

CORPORA = Path(__file__).parents[2] / "corpora"
sys.path.insert(0, str(CORPORA))

from build_areas import convert  # noqa: E402
from building.documents import build_word  # noqa: E402
from building.sources import Block, Source, read_source  # noqa: E402

BUILDING = ("calderwick", "eastmere", "kestrel-bay", "port-ansley")
"""The areas that may be built upon; the others are kept for reporting."""

ISSUES = ("cse", "dv", "gangs", "hsb", "missing")
WORDS_A_PAGE = 420
TAKEN_FROM_OTHERS, LEFT_OUT, DRAFTS = 0.2, 0.1, 0.1
NEW_SINCE = 0.3
"""Share of a document's paragraphs that its older version lacks."""

PDF_EVERY = 3
"""Every so manieth document is a PDF; LibreOffice makes these, which takes its time."""

_FIRST = ("Ash", "Birk", "Cold", "Dun", "Elm", "Fen", "Gorse", "Hazel", "Kings", "Lang", "Marl",
          "Nether", "Oak", "Pen", "Raven", "Stan", "Thorn", "Under", "Wal", "Yar")  # fmt: skip
_LAST = ("bourne", "bury", "combe", "den", "field", "gate", "ham", "hurst", "ley", "mere",
         "minster", "ridge", "stead", "ton", "wick", "worth")  # fmt: skip
_PANELS = ("Multi-Agency Child Exploitation Panel", "Vulnerable Adolescents Panel",
           "Contextual Safeguarding Panel", "Adolescent Risk Meeting",
           "Missing and Exploited Panel", "Safer Young Lives Panel")  # fmt: skip
_PANEL = re.compile(r"\b(?:[A-Z][\w-]+ )+(?:Panel|Meeting)\b")
_TELEPHONE = re.compile(r"\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b")
_LIMIT = re.compile(r"\b(?:24|48|72) hours\b|\b(?:one|two|three|five) working days?\b")
_LIMITS = ("24 hours", "48 hours", "72 hours", "one working day", "two working days")
_OLD = re.compile("|".join(name.replace("-", " ") for name in BUILDING), re.IGNORECASE)
_STATUS = re.compile(r"^(?:Approved|Adopted|Agreed|Issued|Published)\b.*", re.MULTILINE)


@dataclass(frozen=True)
class Area:
    """A made-up area: its folder and what its documents have in common."""

    folder: str
    name: str
    panel: str
    telephone: str


def names(number: int) -> list[str]:
    """So many different names of places, always the same."""
    every = [first + last for last in _LAST for first in _FIRST]
    random.Random(33).shuffle(every)
    if number > len(every):
        every += [f"{side} {name}" for side in ("North", "South") for name in every]
    return every[:number]


def sources(number: int, documents: int, pages: int, seed: int = 2016) -> Iterator[Source]:
    """The sources of every document of so many areas, area by area."""
    known = {
        (area, issue): read_source(CORPORA / "sources" / area / f"{issue}.md")
        for area in BUILDING
        for issue in ISSUES
    }
    before: dict[str, Source] = {}
    for at, name in enumerate(names(number)):
        chance = random.Random(f"{seed} {name}")
        area = Area(
            re.sub(r"\W+", "-", name.lower()),
            name,
            chance.choice(_PANELS),
            f"01632 960{chance.randrange(1000):03}",
        )
        made: dict[str, Source] = {}
        for index, issue in enumerate(islice(cycle(ISSUES), documents)):
            source = known[chance.choice(BUILDING), issue]
            taken_over = at % 3 == 1 and index == 0 and issue in before
            if taken_over:
                source = before[issue]
            else:
                others = [known[other, issue] for other in BUILDING]
                source = _varied(source, others, pages, chance)
            made.setdefault(issue, source)
            yield _named(source, area, issue, index, chance)
        before = made


def generate(
    folder: Path, areas: int, documents: int, pages: int = 8, seed: int = 2016, older: int = 0
) -> None:
    """Write the areas, a folder each; every third document is a PDF."""
    waiting: dict[Path, bytes] = {}
    for at, source in enumerate(sources(areas, documents, pages, seed)):
        chance = random.Random(f"{seed} {source.path.parent} older")
        if at % documents == 0 and 100 * chance.random() < older:
            before = _older(source, chance)
            target = folder / source.path.parent.name / before.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(build_word(before))
        target = folder / source.path.parent.name / source.file
        target.parent.mkdir(parents=True, exist_ok=True)
        word = build_word(source)
        if at % PDF_EVERY == 0:
            waiting[target.with_suffix(".pdf")] = word
        else:
            target.write_bytes(word)
        if len(waiting) == 20:
            _write_pdfs(waiting)
            waiting = {}
    _write_pdfs(waiting)


def _write_pdfs(waiting: dict[Path, bytes]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        drafts = {f"{number}.docx": word for number, word in enumerate(waiting.values())}
        for target, made in zip(waiting, convert(drafts, Path(scratch)), strict=True):
            target.write_bytes(made.read_bytes())


def _varied(source: Source, others: list[Source], pages: int, chance: random.Random) -> Source:
    """A source with other paragraphs in places, and as long as was asked."""
    blocks: list[Block] = []
    spare = [b for other in others for b in other.blocks if _plain(b)]
    for block in source.blocks:
        if _plain(block):
            if chance.random() < LEFT_OUT:
                continue
            if chance.random() < TAKEN_FROM_OTHERS:
                block = replace(block, text=chance.choice(spare).text)
        blocks.append(block)
    last = sum(1 for b in blocks if b.kind == "heading" and b.level == 1)
    words = sum(len(b.text.split()) for b in blocks)
    while words < pages * WORDS_A_PAGE:
        last += 1
        blocks.append(Block("heading", f"Practice guidance, part {last}", str(last)))
        for number, block in enumerate(chance.sample(spare, 12), 1):
            blocks.append(replace(block, label=f"{last}.{number}"))
            words += len(block.text.split())
    return replace(source, blocks=tuple(blocks), fields={**source.fields, "numbering": "typed"})


def _older(source: Source, chance: random.Random) -> Source:
    """What a document was some years before: paragraphs of it were not written yet."""
    year = source.fields["date"][:4]
    earlier = str(int(year) - chance.randint(3, 6))

    def before(text: str) -> str:
        return _STATUS.sub(f"Approved: June {earlier}", text)

    blocks = tuple(
        replace(block, text=before(block.text), lines=tuple(map(before, block.lines)))
        for block in source.blocks
        if not _plain(block) or chance.random() > NEW_SINCE
    )
    fields = {name: before(value) for name, value in source.fields.items()}
    fields |= {"date": f"{earlier}-06", "file": f"{source.path.stem}-{earlier}.docx"}
    return replace(source, blocks=blocks, fields=fields)


def _plain(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > 80 and "[^" not in block.text


def _named(source: Source, area: Area, issue: str, index: int, chance: random.Random) -> Source:
    """The source as the area's own: its names, panel, telephone numbers, limits and date."""
    year = chance.randint(2012, 2024)
    limit = chance.choice(_LIMITS)
    draft = chance.random() < DRAFTS

    def own(text: str) -> str:
        text = _OLD.sub(area.name, text)
        text = _PANEL.sub(area.panel, text)
        text = _TELEPHONE.sub(area.telephone, text)
        text = _LIMIT.sub(lambda m: limit if chance.random() < 0.5 else m.group(), text)
        text = _STATUS.sub("Status: Draft" if draft else f"Approved: June {year}", text)
        return re.sub(r"\b(?:19|20)\d\d\b", str(year), text) if "Version" in text else text

    blocks = tuple(
        replace(
            block,
            text=own(block.text),
            lines=tuple(map(own, block.lines)),
            rows=tuple(tuple(map(own, row)) for row in block.rows),
        )
        for block in source.blocks
    )
    fields = {name: own(value) for name, value in source.fields.items()}
    fields |= {"file": f"{issue}-{index + 1}.docx", "area": area.name, "date": f"{year}-06"}
    return replace(source, path=Path(area.folder) / f"{issue}.md", fields=fields, blocks=blocks)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--areas", type=int, default=33)
    asked.add_argument("--documents", type=int, default=5)
    asked.add_argument("--pages", type=int, default=8)
    asked.add_argument("--seed", type=int, default=2016)
    asked.add_argument("--older", type=int, default=0)
    generate(**vars(asked.parse_args()))
