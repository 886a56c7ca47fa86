"""Citations: siblings that do not name each other, and places cited that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import (
    BlockKind,
    Document,
    Inconsistency,
    InconsistencyType,
    Passage,
    Severity,
    Zone,
)
from checker.reconciling.facts import Area, Fact, sentences_of, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.siblings import Siblings
from checker.reconciling.topics import body_issues

_TYPE = InconsistencyType.CROSS_REFERENCE
_CRITERION = "sense-check/linked-procedures"


@dataclass(frozen=True, slots=True)
class Citation:
    """That a document names a sibling.

    ``function`` says whether the reader is to do something with it (follow,
    tell, refer), and not only to know of it; ``operative`` whether the words
    stand in the text and not in a list of titles. ``place`` is the part of the
    sibling that is named ("section 12"), ``heading`` what it is called there.
    """

    function: bool
    operative: bool
    place: str = ""
    heading: str = ""


def find(area: Area) -> Iterator[Inconsistency]:
    """Citations that are missing, go one way only, or lead nowhere."""
    given = {j.document.id: citations(area, j.document.id) for j in area.documents}
    yield from _dangling(area, given)
    for first, second in area.pairs():
        one, two = first.document, second.document
        if one.issue is None or two.issue is None or one.issue is two.issue:
            continue
        # where several documents share an issue, to name one of them is to name the issue
        out = [f for f in given[one.id] if area.issue(f.subject) is two.issue]
        back = [f for f in given[two.id] if area.issue(f.subject) is one.issue]
        if not out and not back:
            if not (_names_its_panel(area, one, two) or _names_its_panel(area, two, one)):
                yield _missing(area, one, two)
        elif not (out and back):
            cited = [f for f in out or back if f.subject == (two.id if out else one.id)]
            # a title in a list of things to read sends nobody anywhere
            if any(f.value.operative for f in cited):
                yield _one_way(area, cited, two if out else one)


def _names_its_panel(area: Area, one: Document, two: Document) -> bool:
    """Whether a document names a panel or co-ordinator of the other's issue: a way between them."""
    return any(
        two.issue in body_issues(name.value) and one.issue not in body_issues(name.value)
        for sentence in area.sentences(one.id)
        for name in area.names.mentions(one.id, sentence.text)
    )


# --- who names whom ----------------------------------------------------------------------

_FUNCTION = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|appl(?:y|ies|ied)|used?|refer(?:s|red|ral)?|tells?|told|informs?"
    r"|informed|notif(?:y|ies|ied)|completed?|completes|under|in accordance with|in line with"
    r"|as (?:described|set out|provided) in|dealt with|leads?|joins?|sends?|sent|govern(?:s|ed)"
    r"|triggers?|compl(?:y|ies)|opens?|starts?|invoke[sd]?)\b",
    re.IGNORECASE,
)
_TO_READ = re.compile(
    r"\b(?:read (?:with|alongside|together|in conjunction)|see also|(?:further|more) information"
    r"|links will be made)\b",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\b(?:(?:need|shall|must|should|do|does|is|are|will|may) not|nothing in"
    r"|no (?:question|need|reason|link))\b",
    re.IGNORECASE,
)


_SORTS = r"(?:procedures|policies|protocols|documents|chapters|strategies|guidance|pathways|papers)"
_LISTED = re.compile(
    rf"\b(?:related|linked|associated|other|relevant|connected|companion|sister)\b[\w ,-]{{0,30}}?"
    rf"\b{_SORTS}\b|\blinks? (?:to|with) other\b|\bsee also\b|\bread (?:with|alongside)\b",
    re.IGNORECASE,
)
"""A heading, stem or column of sibling documents, where a subject alone is a title."""
_LISTS = re.compile(
    rf"\s*(?:other|related|linked|associated|relevant|see also|companion)[\w -]{{0,20}}?"
    rf"(?:{_SORTS})?\s*(?::|are\b|include\b)",
    re.IGNORECASE,
)
"""A sentence that is such a list: "Other procedures: CSE, HSB, gangs"."""


@told_once
def citations(area: Area, document: str) -> Iterator[Fact[Citation]]:
    """The siblings that a document names, each by its id as subject."""
    siblings = Siblings(j.document for j in area.documents if j.document.id != document)
    for passage in area.get(document).passages:
        if passage.zone is Zone.CONTENTS:
            continue
        for sentence in sentences_of(passage):
            text = sentence.text
            function = passage.zone.operative and _is_function(passage, text)
            listed = _LISTED.search(" ".join((passage.heading, passage.stem, *passage.header)))
            for name in siblings.named(text, in_list=bool(listed) or bool(_LISTS.match(text))):
                place, heading = _place(text, name.start, name.end)
                yield Fact(
                    name.value,
                    Citation(function, passage.zone.operative, place, heading),
                    sentence.within(name.start, name.end),
                )


def _is_function(passage: Passage, text: str) -> bool:
    around = " ".join((passage.stem, *passage.header, text))
    if _TO_READ.search(around) or _RULED_OUT.search(around):
        return False
    return bool(_FUNCTION.search(around))


# --- places in a sibling -----------------------------------------------------------------

_PLACE = (
    r"(?P<place>(?:sections?|paragraphs?|paras?\.?|parts?|rules?|chapter|appendix|annex"
    r"|schedule)\s+"
    r"(?:\d+(?:\.\d+)*|[A-Z](?![\w'’])))(?:(?:,|\s+and|\s+to)\s+\d+(?:\.\d+)*)*"
)
_PLACE_BEFORE = re.compile(
    rf"\b{_PLACE}(?:,?\s*\(?[\"“‘']?(?P<heading>[A-Z][^()\"”]{{3,60}}?)[\"”’']?\))?,?\s+"
    r"(?:of|in|to|from|at)\s+(?:(?:the|our|that|its)\s+)?(?:\w+['’]s?\s+)?$",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(
    rf"[\s,(]{{1,3}}{_PLACE}(?:\s*\([\"“‘']?(?P<heading>[^()\"”]{{4,60}})[\"”’']?\))?",
    re.IGNORECASE,
)
_PLACE_OF_THAT = re.compile(
    rf"\b{_PLACE}(?:\s*\((?P<heading>[^()]{{4,60}})\))?,?\s+(?:of|in|to|at)\s+"
    r"(?:that|the same) (?:procedure|protocol|policy|strategy|guidance|chapter|document)",
    re.IGNORECASE,
)


def _place(text: str, start: int, end: int) -> tuple[str, str]:
    """The part of the sibling that is named beside ``text[start:end]``, and its heading."""
    for match in (
        _PLACE_BEFORE.search(text[:start]),
        _PLACE_AFTER.match(text[end:]),
        _PLACE_OF_THAT.search(text[end:]),
    ):
        if match:
            return match["place"], (match["heading"] or "").strip()
    return "", ""


def _exists(document: Document, place: str, heading: str) -> bool:
    """Whether the document has the place, and calls it by something like the heading."""
    sort, number = place.split()
    entries = [
        (block, f"{block.label.strip('.()')} {block.text}".strip()) for block in document.blocks
    ]
    if sort.casefold() in {"appendix", "annex", "schedule"}:
        entry = re.compile(rf"(?:appendix|annex|schedule)\s+{number}(?!\w)", re.IGNORECASE)
        here = [title for _, title in entries if entry.match(title)]
    else:
        entry = re.compile(
            rf"(?:(?:section|part|chapter|paragraph|rule)\s+)?{re.escape(number)}(?!\w)",
            re.IGNORECASE,
        )
        numbered = [(b, t) for b, t in entries if b.kind is BlockKind.HEADING or b.label]
        here = [title for _, title in numbered if entry.match(title)]
        exact = re.compile(entry.pattern + r"(?!\.\d)", re.IGNORECASE)
        named = [t for b, t in numbered if b.kind is BlockKind.HEADING and exact.match(t)]
        here = named if heading and named else here
    if not heading or not here:
        return bool(here)
    return any(_words(heading) & _words(title) for title in here)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3}


# --- what is reported --------------------------------------------------------------------


def _dangling(
    area: Area, given: Mapping[str, tuple[Fact[Citation], ...]]
) -> Iterator[Inconsistency]:
    for document in sorted(given):
        seen: set[tuple[str, str]] = set()
        for fact in given[document]:
            cited = area.get(fact.subject).document
            place = fact.value.place
            if not place or (cited.id, place) in seen:
                continue
            if _exists(cited, place, fact.value.heading):
                continue
            seen.add((cited.id, place))
            name, other = area.name(document), area.name(cited.id)
            yield inconsistency(
                _TYPE,
                {document: [fact.span], cited.id: []},
                severity=Severity.MEDIUM,
                summary=(
                    f"Where is {place} of {other}, to which {name} sends the reader? "
                    "There is no such place in it."
                ),
                suggestion=f"Agree which part of {other} is meant, and name it in {name}.",
            )


def _one_way(area: Area, out: list[Fact[Citation]], silent: Document) -> Inconsistency:
    best = min(out, key=lambda f: (not f.value.function, not f.value.operative))
    name, other = area.name(best.document), area.name(silent.id)
    does = "sends the reader to" if best.value.function else "names"
    return inconsistency(
        _TYPE,
        {best.document: [best.span], silent.id: []},
        severity=Severity.MEDIUM if best.value.function else Severity.LOW,
        summary=f"Should {other} name {name}? {name} {does} it, and is not named there.",
        suggestion=(
            f"Agree what {other} says of {name}: "
            "when it is followed, who is told and which panel leads."
        ),
        criterion=_CRITERION,
    )


def _missing(area: Area, one: Document, two: Document) -> Inconsistency:
    first, second = area.name(one.id), area.name(two.id)
    return inconsistency(
        _TYPE,
        {one.id: [], two.id: []},
        severity=Severity.LOW,
        summary=(
            f"Where do {first} and {second} meet? Neither names the other, "
            "so a child whom both concern has no route between them."
        ),
        suggestion=(
            f"Agree how {first} and {second} join: "
            "when the other is followed, who is told and which panel leads."
        ),
        criterion=_CRITERION,
    )
