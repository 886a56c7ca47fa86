"""When a document was approved: the day of this version, not of its review."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Block, BlockKind, Zone

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)\b(?!\d)|(?:(?P<day>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?: of)? )?(?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:20)?\d\d)|(?P<from>(?:19|20)\d\d)\s?(?:[-–—/]"
    r"|to)\s?(?:(?:19|20)?\d\d)\b|(?P<bare>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_LABELS: tuple[tuple[int | None, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(words, re.IGNORECASE))
    for rank, words in (
        # None: a date that is not this version's.
        (
            None,
            r"\b(?:for review|to be reviewed|next review|review(?: date| due| by)?\s*[:|]"
            r"|review due|review (?:date|by|in|annually)|due for|revision by|expir\w+|valid (?:to"
            r"|until)|replac\w+|supersed\w+|previous\w*|first (?:issued|published|approved|agreed)"
            r"|original\w*|printed|draft)",
        ),
        (
            0,
            r"\b(?:approv\w+|ratif\w+|agreed|adopted|endorsed|signed off|sign-off|authori[sz]ed)\b",
        ),
        (
            1,
            r"\b(?:issued?|published|publication|effective|in force|implement\w+|launched|revised"
            r"|(?:last )?(?:updated|reviewed|amended)|date of (?:this )?(?:issue|version|document)"
            r"|dated?)\b",
        ),
        (2, r"\b(?:version|edition|v)\b"),
    )
)
_UNLABELLED = 3
_PERIOD = 4
_HISTORY = 5
_BREAK = re.compile(r"(?<=[^\W\d])\.\s|\n")


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """A date with its rank: 0 for one that is called the approval's, 5 for the vaguest."""

    rank: int
    iso: str


_REVIEW = re.compile(
    r"\b(?:(?:next |date (?:of|for) (?:next )?)?review(?: date| due(?: date)?| by| in| on)?"
    r"|due for review|to be reviewed|revision (?:by|due)|expir\w+(?: date)?|valid (?:to|until))"
    r"(?: (?:by|in|on|is|due|before|date))*\s*[:|–-]?\s*(?:(?:no later than|before|by|in|on) )?$",
    re.IGNORECASE,
)
"""What stands right before the day by which a document is to be reviewed."""
_YEARS = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)\s?(?:[-–—/]|to)\s?(?P<last>(?:19|20)?\d\d)\b(?![-/]\d)"
)
_MOST_YEARS = 10
_LAST = re.compile(r"\b(?:last|previous|annual|after|every)\b[^.:|]*$", re.IGNORECASE)


def review_date(line: str) -> tuple[str, int, int] | None:
    """(ISO date, start, end) of the day in a line on which a review is due, if it names one."""
    for match in _DATE.finditer(line):
        before = _REVIEW.search(line[: match.start()])
        iso = _iso(match)
        if before and iso and not match["from"] and not _LAST.search(line[: before.start()]):
            return iso, before.start(), match.end()
    return None


def period(text: str) -> tuple[str, int, int] | None:
    """("2015/2018", start, end) where a text names the years it is for, if it does."""
    for match in _YEARS.finditer(text):
        first, last = match["first"], match["last"]
        last = first[: 4 - len(last)] + last
        if 0 < int(last) - int(first) <= _MOST_YEARS:
            return f"{first}/{last}", match.start(), match.end()
    return None


def mentions(line: str, iso: str) -> tuple[int, int] | None:
    """(start, end) of the words in a line that name this very day."""
    for match in _DATE.finditer(line):
        if _iso(match) == iso:
            return match.start(), match.end()
    return None


def date_words(date: str) -> str:
    """A date in words: "2014-09" is September 2014, "2014-09-03" is 3 September 2014."""
    year, month, day, *_ = (*date.split("-"), "", "")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return date
    words = f"{_NAMES[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day.isdigit() else words


def iso_date(words: str) -> str:
    """The date that someone wrote, in ISO form ("2014", "2014-09", "2014-09-03"); "" if it is none.

    >>> iso_date("3 Sept 2014"), iso_date("03/09/2014"), iso_date("9/2014"), iso_date("31/02/2014")
    ('2014-09-03', '2014-09-03', '2014-09', '')
    """
    written = " ".join(words.split())
    match = _DATE.fullmatch(written)
    month = re.fullmatch(r"(\d{1,2})[/.]((?:19|20)\d\d)", written)
    iso = _iso(match) if match and not match["from"] else ""
    if month:
        iso = f"{month[2]}-{int(month[1]):02}"
    try:
        datetime.date.fromisoformat(iso + "-01" * (2 - iso.count("-")))
    except ValueError:
        return ""
    return iso


def approval_date(
    blocks: Sequence[Block], zones: Sequence[Zone], title: str, file_name: str
) -> str:
    """The approval of this version as ISO date ("2014-09-12", "2014-09", "2014"); "" if unknown.

    Read from the title page, the notes on versions, the title and at last the
    file's name. Of several approvals the latest counts.
    """
    found: list[_Found] = []
    for block, zone in zip(blocks, zones, strict=True):
        if zone is Zone.TITLE or _is_control(block):
            found += _in_line(_line(block), in_history=False)
        elif zone is Zone.AMENDMENTS:
            found += _in_line(_line(block), in_history=True)
    found += [f for f in _in_line(title, in_history=False) if f.rank >= _PERIOD]
    if not found:
        found += _in_line(re.sub(r"[_]+", " ", file_name), in_history=False)
        found += [_Found(_HISTORY, y) for y in re.findall(r"(?<!\d)20[012]\d(?!\d)", file_name)]
    if not found:
        return ""
    best = min(found).rank
    return max(f.iso for f in found if f.rank == best)


def _is_control(block: Block) -> bool:
    """Whether a short row or line of a control table or a colophon names an approval."""
    return (
        block.kind is not BlockKind.HEADING
        and len(block.text.split()) <= 16
        and bool(
            re.match(
                r"(?:date |this \w+ was )?(?:of )?(?:last )?(?:approv|ratif|adopted|agreed by"
                r"|published|issue date|updated|date of issue|date approved)",
                block.text,
                re.IGNORECASE,
            )
        )
    )


def _line(block: Block) -> str:
    """The block's text; each cell of a table row is led by its column's header."""
    if block.header and len(block.header) == len(block.cells) and block.header != block.cells:
        pairs = zip(block.header, block.cells, strict=True)
        return "\n".join(f"{name}: {cell}" for name, cell in pairs)
    return block.text


def _in_line(text: str, *, in_history: bool) -> Iterator[_Found]:
    """The dates of a line, each with the nearest label before it in its sentence."""
    for match in _DATE.finditer(text):
        breaks = [b.end() for b in _BREAK.finditer(text, 0, match.start())]
        before = text[breaks[-1] if breaks else 0 : match.start()]
        label = _label(before)
        iso = _iso(match)
        if label == "other" or not iso:
            continue
        if in_history:
            # A history names many dates; years in it belong to the guidance it cites.
            if match["bare"] is None and match["from"] is None:
                yield _Found(0 if label == 0 else _HISTORY, iso)
        elif match["from"]:
            yield _Found(_PERIOD, iso)
        elif match["bare"]:
            if isinstance(label, int):
                yield _Found(label, iso)
        else:
            yield _Found(label if isinstance(label, int) else _UNLABELLED, iso)


def _label(before: str) -> int | str | None:
    """The rank of the last label in the words before a date; "other" where it is not ours."""
    last: tuple[int, int | str] | None = None
    for rank, pattern in _LABELS:
        for match in pattern.finditer(before):
            if last is None or match.end() > last[0]:
                last = (match.end(), "other" if rank is None else rank)
    return last[1] if last else None


def _iso(match: re.Match[str]) -> str:
    """The date in ISO form; "" where it cannot be one."""
    if match["iso"]:
        return match["iso"]
    if match["from"] or match["bare"]:
        return match["from"] or match["bare"]
    if match["month"]:
        year, month = match["year"], _MONTHS.index(match["month"][:3].lower()) + 1
        day = int(match["day"] or 0)
    else:
        year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
        month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and day <= 31):
        return ""
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
