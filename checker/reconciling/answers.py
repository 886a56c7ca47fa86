"""Answers: who does a thing, and whether it is done, where two sentences speak of the same thing.

Two documents that answer one question differently seldom do so in the same
words. Sentences are brought together by what they speak of
(:mod:`checker.reconciling.likeness`), and then held against each other: other
people and bodies named for it, or a denial here and none there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from checker.model import BlockKind, Issue
from checker.reconciling.facts import Area, Span, own_voice
from checker.reconciling.likeness import Likeness, ideas
from checker.reconciling.normalise import Found, fold
from checker.reconciling.topics import issues_in

Actor = frozenset[str]
"""A person's or a body's name, reduced to the words that tell it from others."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of a thing: the thing's ideas, who is named, whether it denies.

    ``closed`` when it leaves nobody else ("only the police nominate").
    """

    span: Span
    ideas: frozenset[str]
    actors: frozenset[Actor]
    shown: str
    denied: bool
    closed: bool
    issues: frozenset[Issue]


_HEAD = (
    r"(?:Director|Head|Manager|Officer|Member|Commissioner|Worker|Lead|(?:Chief )?Superintendent"
    r"|(?:Chief )?Inspector|Sergeant|Chair|Co-?ordinator|Board|Partnership|Group|Sub-?[Gg]roup"
    r"|Committee"
    r"|Executive|Services?|Team|Panel|Council|Cabinet|Forum|Scrutineer|Advis[eo]r|Advocate|Unit"
    r"|Desk"
    r"|Hub|Nurse|Analyst|Trust|Constabulary|Partners|Authority|Alliance|Network|Collaborative"
    r"|Commission|Office|Department|Directorate|Task ?[Ff]orce|Assembly|Governors?|Mayor|Principal"
    r"|Chief Constable|Leader)"
)
_ACTOR = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z][\w’'&-]*\s+(?:(?:of|for|and|the|on)\s+)*){{0,6}}{_HEAD}"
    r"(?:\s+(?:of|for"
    r"|,)\s+(?:the\s+)?(?:[A-Z][\w’'&-]*)(?:\s+(?:and\s+)?[A-Z][\w’'&-]*)*)?)(?![\w-])"
    r"|\b(?i:(?:independent|lay) (?:chair|scrutineer|person)|police analyst|performance team"
    r"|(?:lead |delegated )?safeguarding partners|team manager|service manager|head ?teacher"
    r"|(?:detective )?(?:chief )?(?:inspector|superintendent|sergeant)"
    r"|the police(?!\s+(?:[a-z]+ing|analyst|officers?))"
    r"|(?:children['’]s )?social care|children['’]s services|probation|youth justice service"
    r"|social worker|referrers?|DSL|designated safeguarding lead|public health"
    r"|(?:lead|cabinet|portfolio|executive) (?:member|holder)|leader of the council"
    r"|chief (?:executive|constable|nurse)|(?:elected )?mayor|head of service"
    r"|principal social worker"
    r"|corporate director|trust board|governing body)\b"
)
_EMPTY = frozenset(
    {"the", "of", "for", "and", "on", "a", "an", "local", "its", "our", "county", "borough", "s"}
)
_DENIES = re.compile(
    r"\b(?:not|no|never|nor|neither|cannot|without|none|nobody|rather than|instead of|no longer)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\bnot (?:only|just|merely)\b|\bno (?:later|more|fewer|less)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:only|solely|exclusively|nobody else|no one else)\b", re.IGNORECASE)


def statements(
    area: Area,
    document: str,
    cue: re.Pattern[str],
    about: Callable[[Span], Iterable[str]] = lambda _: (),
    cut: Callable[[str], Sequence[Found[str]]] = lambda _: (),
) -> list[Statement]:
    """The document's sentences and rows that a cue picks out, in its own voice.

    What a sentence speaks of is told by its words without the names of people.

    :param about: what else it speaks of, such as the keys of meetings.
    :param cut: other names to leave out of its words.
    """
    found = []
    for span in area.sentences(document):
        text = f"{_titles(span)} {span.text}".strip()
        if not cue.search(text) or not own_voice(span):
            continue
        actors = {m.group(): _reduced(m.group()) for m in _ACTOR.finditer(span.text)}
        rest = text
        for name in reversed(cut(text)):
            rest = f"{rest[: name.start]} {rest[name.end :]}"
        for actor in actors:
            rest = rest.replace(actor, " ")
        stem = f"{span.passage.stem} {rest}"
        found.append(
            Statement(
                span,
                ideas(stem) | frozenset(about(span)),
                frozenset(filter(None, actors.values())),
                next(iter(actors), ""),
                denies(span.text),
                closes(span.text),
                _issues(area, span, stem),
            )
        )
    return found


_ITSELF = re.compile(r"\bthis (?:strategy|protocol|procedure|policy|guidance|plan|work)\b", re.I)


def _issues(area: Area, span: Span, text: str) -> frozenset[Issue]:
    """What the sentence is about, as far as its words tell."""
    own = area.issue(span.document)
    return issues_in(text) | (frozenset({own}) if own and _ITSELF.search(text) else frozenset())


def _titles(span: Span) -> str:
    """The titles of the columns of a row: they say what its cells are."""
    passage = span.passage
    table = passage.kind is BlockKind.TABLE_ROW and passage.header != passage.cells
    return " ".join(passage.header) if table else ""


def _reduced(name: str) -> Actor:
    words = (word.removesuffix("s") for word in fold(name).replace("’s", "").split())
    # "the safeguarding partners" are the Safeguarding Children Partnership
    return frozenset("partnership" if word == "partner" else word for word in words) - _EMPTY


def denies(text: str) -> bool:
    """Whether a sentence denies something."""
    return bool(_DENIES.search(_BUT.sub(" ", text)))


def closes(text: str) -> bool:
    """Whether a sentence leaves nobody else."""
    return bool(_CLOSES.search(_BUT.sub(" ", text)))


def actors_in(text: str) -> list[tuple[str, Actor]]:
    """The people and bodies that a text names, as written and reduced, in order."""
    found = [(m.group(), _reduced(m.group())) for m in _ACTOR.finditer(text)]
    return [(shown, actor) for shown, actor in found if actor]


def others(ours: frozenset[Actor], theirs: frozenset[Actor]) -> bool:
    """Whether two sides name people, of whom none can be the same."""
    first, second = ours - theirs, theirs - ours
    return bool(first and second) and not any(_alike(a, b) for a, b in product(first, second))


def other_people(one: Statement, two: Statement) -> bool:
    """Whether two statements name people for a thing, of whom none can be the same."""
    return others(one.actors, two.actors)


def _alike(one: Actor, two: Actor) -> bool:
    return one <= two or two <= one or 2 * len(one & two) >= len(one | two)


def one_denies(one: Statement, two: Statement) -> bool:
    """Whether one statement denies or closes what the other leaves open."""
    return one.denied != two.denied or one.closed != two.closed


def clashes(
    likeness: Likeness,
    ours: Sequence[Statement],
    theirs: Sequence[Statement],
    differ: Callable[[Statement, Statement], bool],
    least: float,
) -> Iterator[tuple[Statement, Statement]]:
    """Statements of two documents on the same thing that differ."""
    one_side, other_side = ([(s, s.ideas) for s in side] for side in (ours, theirs))
    for one, two in likeness.pairs(one_side, other_side, least):
        apart = one.issues and two.issues and not one.issues & two.issues
        if not apart and differ(one, two):
            yield one, two
