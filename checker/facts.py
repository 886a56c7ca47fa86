"""What documents state, as typed facts: routes, contacts, panels, timescales and the rest.

Each fact is what one document says in its own voice, with the words it comes
from. Facts are what :mod:`checker.reconciling` compares; reports list them and
draw the map and the flow chart from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the assessment carries the facts, and they carry its evidence
    from checker.model import Evidence, Issue


@dataclass(frozen=True, slots=True)
class Fact:
    """What all facts have: the document that states it (its id) and the words."""

    document: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReferralRoute(Fact):
    """Where a concern about the issues goes first.

    ``recipients`` are the bodies told to be reached, ``excluded`` those told not
    to be; ``only`` when the document leaves no other first step; ``within`` the
    limit in the same sentence, as written.
    """

    issues: tuple[Issue, ...]
    recipients: tuple[str, ...]
    excluded: tuple[str, ...]
    only: bool
    within: str


@dataclass(frozen=True, slots=True)
class Contact(Fact):
    """One way to reach a body: telephone, fax, e-mail or hours.

    ``value`` is as written; ``same_as`` is equal for two ways of writing one number.
    """

    body: str
    means: str
    value: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Panel(Fact):
    """A multi-agency meeting as one document describes it.

    ``frequency`` and ``chair`` are as written, empty where not said. ``leads``
    are the pairs of issues for which it is to lead where they come together;
    ``ended`` when the document says that it no longer meets, ``successor`` what
    took its place.
    """

    name: str
    frequency: str
    chair: str
    leads: tuple[tuple[Issue, Issue], ...]
    ended: bool
    successor: str


@dataclass(frozen=True, slots=True)
class Timescale(Fact):
    """The limit for an event, as written."""

    event: str
    limit: str


@dataclass(frozen=True, slots=True)
class Threshold(Fact):
    """The level of a scale at which something stands: section 47 at level 4."""

    step: str
    level: int


@dataclass(frozen=True, slots=True)
class Definition(Fact):
    """A term that the document defines; ``editions`` are years of national definitions."""

    term: str
    editions: tuple[str, ...]
    ages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgeLimit(Fact):
    """The ages that a body or a step takes, in words."""

    taker: str
    ages: str


@dataclass(frozen=True, slots=True)
class RiskTool(Fact):
    """A tool that the document uses, or refuses to use, and for what."""

    name: str
    used: bool
    version: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Accountability(Fact):
    """Who is accountable for what, or who reports to whom.

    ``body`` is the one that answers; ``work`` what it is accountable for, or
    ``reporting`` the body that reports to it.
    """

    body: str
    work: tuple[str, ...]
    reporting: str


@dataclass(frozen=True, slots=True)
class Citation(Fact):
    """That the document names a sibling (by id).

    ``function`` when the reader is to do something with it, and not only to
    know of it; ``place`` is the part of it that is named ("section 12").
    """

    cites: str
    function: bool
    place: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a set of documents states, each sort in reading order."""

    routes: tuple[ReferralRoute, ...] = ()
    contacts: tuple[Contact, ...] = ()
    panels: tuple[Panel, ...] = ()
    timescales: tuple[Timescale, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    definitions: tuple[Definition, ...] = ()
    ages: tuple[AgeLimit, ...] = ()
    tools: tuple[RiskTool, ...] = ()
    accountability: tuple[Accountability, ...] = ()
    citations: tuple[Citation, ...] = ()
