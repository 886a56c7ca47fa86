"""Headings told by how they look, where no style names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look
from checker.reading.labels import Form, depth, form_of, split
from checker.reading.wording import contents_entry, tidy

_LARGER = 0.9
"""Points by which a heading exceeds the body; less is rounding (measured on office files)."""
_TITLE_RATIO = 1.25
_MAX_WORDS = 18
_COLUMNS = 2
"""A line with more gaps than its label needs is a row of a list."""
_LONG_PARAGRAPH = 20
_TELLING = 3
"""Words of a clause that no other document's title block would print by chance."""
_CLAUSE_END = re.compile(r"[,:;(]| [-–—] ")
_SENTENCE_ENDS = (".", ":", ";", "?", "!")
_PLACEHOLDER = re.compile(
    r"|microsoft (?:word|powerpoint)\b.*|untitled.*|(?:word )?document ?\d*|slide ?1"
    r"|.*\.(?:docx?|pdf|rtf|odt|pptx?|html?)",
    re.IGNORECASE,
)
"""What programs put where a title should be."""
_CONTENTS = {"contents", "table of contents", "list of contents"}


def mark_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Turn the paragraphs that look like headings into headings, and give them levels.

    A heading is larger than the body, or bold throughout, or numbered in
    capitals; it is short and does not end as a sentence does. The lines of the
    title block, before the first section, are not headings. Drafts that are
    headings already keep their level and lend it to others of the same look.
    """
    body = _body_size(drafts)
    first = _first_section(drafts, body)
    found = [
        replace(draft, kind=BlockKind.HEADING, level=0)
        if index >= first and _looks_like_heading(draft, body)
        else draft
        for index, draft in enumerate(drafts)
    ]
    return _with_levels(_without_trailing(found), body)


def title_of(drafts: Sequence[Draft], stated: str) -> str:
    """The document's title: what the title block prints largest, before its first section.

    :param stated: the title in the file's properties, often left over from
        another file; it is taken where it says more of the same, where its own
        first clause is printed in the title block (under the name of a board
        and the date of its meeting, say), or where the document prints none.
    """
    body = _body_size(drafts)
    block: list[Draft] = []
    for draft in drafts:
        if draft.kind is not BlockKind.PARAGRAPH or draft.label:
            break
        block.append(draft)
    largest = max(block, key=lambda draft: draft.look.size, default=None)
    printed = ""
    if largest is not None and largest.look.size > body * _TITLE_RATIO:
        printed = tidy(largest.text)
    if _PLACEHOLDER.fullmatch(stated.strip()):
        return printed
    if stated.casefold().startswith(printed.casefold()):
        return stated
    clause = _CLAUSE_END.split(stated.casefold(), maxsplit=1)[0]
    there = any(tidy(draft.text).casefold().startswith(clause) for draft in block)
    return stated if there and len(clause.split()) >= _TELLING else printed


def _body_size(drafts: Sequence[Draft]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        if draft.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            sizes[draft.look.size] += len(draft.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _looks_like_heading(draft: Draft, body: float) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH or draft.look.boxed:
        return False
    if contents_entry(draft.text) is not None:
        return False
    label = draft.label or split(draft.text, heading=True).label
    form = form_of(label)
    words = tidy(draft.text)
    if form is Form.BULLET or not any(c.isalpha() for c in words):
        return False
    if draft.text.strip().count("\t") >= _COLUMNS:
        return False
    if len(words.split()) > _MAX_WORDS or words.endswith((".", ";", ",")):
        return False
    if draft.look.size >= body + _LARGER:
        return True
    numbered = form in {Form.DECIMAL, Form.PLAIN, Form.NAMED}
    if draft.look.bold and draft.look.size >= body - _LARGER:
        return numbered or (words[0].isupper() and not words.endswith(":"))
    return numbered and words.isupper() and len(words) > 4


def _first_section(drafts: Sequence[Draft], body: float) -> int:
    """The index at which the title block ends.

    It ends at the first heading by style, at a contents list, at a numbered
    heading, or at the first list item or long paragraph; a heading right above
    that one belongs to it, unless it opens the document. Who prepared it for
    whom may be long too, but ends without a stop.
    """
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING or draft.kind is BlockKind.TABLE_ROW:
            return index
        looks = _looks_like_heading(draft, body)
        if looks and tidy(draft.text).rstrip(":").lower() in _CONTENTS:
            return index
        if looks and (draft.label or split(draft.text, heading=True).label):
            return index
        if contents_entry(draft.text) is not None:
            return index
        words = tidy(draft.text)
        long = len(words.split()) > _LONG_PARAGRAPH and words.endswith(_SENTENCE_ENDS)
        if draft.label or split(draft.text).label or long:
            above = index - 1
            return above if above > 0 and _looks_like_heading(drafts[above], body) else index
    return len(drafts)


def _without_trailing(drafts: Sequence[Draft]) -> list[Draft]:
    """A heading by look with nothing under it is the document's last line, not a heading."""
    found = list(drafts)
    for index in range(len(found) - 1, -1, -1):
        draft = found[index]
        if draft.kind is not BlockKind.HEADING or draft.level or _numbered_level(draft):
            break
        found[index] = replace(draft, kind=BlockKind.PARAGRAPH)
    return found


def _with_levels(drafts: Sequence[Draft], body: float) -> list[Draft]:
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    levels: dict[tuple[float, bool], int] = {}
    for draft in headings:
        known = draft.level or _numbered_level(draft)
        # Capitals alone are a look that the body has too.
        distinct = draft.level or draft.look.bold or draft.look.size >= body + _LARGER
        if known and distinct:
            levels.setdefault(_class(draft.look), known)
    for look in sorted({_class(draft.look) for draft in headings}, reverse=True):
        if look not in levels:
            # Where sizes are not known, what is only bold stands under the marked headings.
            above = [level for other, level in levels.items() if other > look or not look[0]]
            below = [level for other, level in levels.items() if other < look and look[0]]
            levels[look] = min([max(above, default=0) + 1, *below])
    return [
        replace(draft, level=draft.level or _numbered_level(draft) or levels[_class(draft.look)])
        if draft.kind is BlockKind.HEADING
        else draft
        for draft in drafts
    ]


def _numbered_level(draft: Draft) -> int:
    label = draft.label or split(draft.text, heading=True).label
    return depth(label)


def _class(look: Look) -> tuple[float, bool]:
    """Looks that a reader takes for the same: sizes to the half point."""
    return round(look.size * 2) / 2, look.bold
