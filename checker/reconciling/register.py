"""The register: every fact that the documents state, in the typed form that leaves this room."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import facts
from checker.model import Evidence, Issue
from checker.reconciling.ages import RETURN_HOME, age_limits
from checker.reconciling.citations import citations
from checker.reconciling.contacts import contacts
from checker.reconciling.definitions import definitions
from checker.reconciling.doors import routes, written
from checker.reconciling.events import event_words
from checker.reconciling.facts import Area, Span
from checker.reconciling.governance import lines
from checker.reconciling.instruments import uses
from checker.reconciling.levels import POINTS, points
from checker.reconciling.meetings import Described, describe
from checker.reconciling.normalise import durations
from checker.reconciling.timescales import limits


def register(area: Area) -> facts.Facts:
    """What each document states, document by document in reading order."""
    documents = sorted((judged.document for judged in area.documents), key=lambda d: d.order)
    ids = [document.id for document in documents]
    described = {d: describe(area, d) for d in ids}
    return facts.Facts(
        routes=tuple(fact for d in ids for fact in _routes(area, d)),
        contacts=tuple(
            facts.Contact(
                d,
                _said(f.span),
                area.names.display(f.subject),
                f.value.means,
                f.value.shown,
                str(f.value.value),
            )
            for d in ids
            for f in contacts(area, d)
        ),
        panels=tuple(fact for d in ids for fact in _panels(area, d, described[d])),
        timescales=tuple(
            facts.Timescale(d, _said(f.span), event_words(f.subject), f.span.text)
            for d in ids
            for f in limits(area, d)
            if f.subject
        ),
        thresholds=tuple(
            facts.Threshold(d, _said(f.span), POINTS[point], f.value)
            for d in ids
            for point, found in points(area, d).items()
            for f in found
        ),
        definitions=tuple(
            facts.Definition(
                d,
                _said(f.span),
                f.subject,
                tuple(sorted(f.value.editions)),
                tuple(sorted(age.wording() for age in f.value.ages)),
            )
            for d in ids
            for f in definitions(area, d)
        ),
        ages=tuple(
            facts.AgeLimit(d, _said(f.span), _taker(area, f.subject), f.value.wording())
            for d in ids
            for f in age_limits(area, d)
        ),
        tools=tuple(
            facts.RiskTool(
                d, _said(f.span), f.value.shown, f.value.used, f.value.version,
                tuple(sorted(f.value.purposes, key=_order)),
            )
            for d in ids
            for f in uses(area, d)
        ),
        accountability=tuple(
            facts.Accountability(
                d,
                _said(f.span),
                f.value.shown,
                tuple(sorted(f.value.work)),
                area.names.display(f.subject) if f.subject else "",
            )
            for d in ids
            for f in lines(area, d)
        ),
        citations=tuple(fact for d in ids for fact in _citations(area, d)),
    )  # fmt: skip


_PAST = re.compile(r"\b(?:past|last|previous)\s*$", re.IGNORECASE)
"""Before a length of time that has gone by, and is no limit."""


def _said(span: Span) -> Evidence:
    """The sentence that the words stand in, with its place."""
    sentence = span.sentence()
    return Evidence(span.document, sentence.text.strip(), sentence.location)


def _routes(area: Area, document: str) -> Iterator[facts.ReferralRoute]:
    for fact in routes(area, document):
        text = fact.span.text
        within = [d for d in durations(text) if not _PAST.search(text[: d.start])]
        yield facts.ReferralRoute(
            document,
            _said(fact.span),
            tuple(sorted(fact.value.triggers, key=_order)),
            _names(area, fact.value.recipients),
            _names(area, fact.value.excluded),
            fact.value.only,
            text[within[0].start : within[0].end] if within else "",
        )


def _panels(area: Area, document: str, said: Described) -> Iterator[facts.Panel]:
    leads: dict[str, set[tuple[Issue, Issue]]] = {}
    for claim in said.leads:
        for pair in claim.value:
            first, second = sorted(pair, key=_order)
            leads.setdefault(claim.subject, set()).add((first, second))
    for key in sorted({*said.uses, *said.ended, *said.frequency, *said.chair, *leads}):
        places = [
            *(f.span for f in (said.frequency.get(key), said.chair.get(key)) if f),
            *(claim.span for claim in said.leads if claim.subject == key),
            *said.ended.get(key, ()),
            *said.uses.get(key, ()),
        ]
        often, chair = said.frequency.get(key), said.chair.get(key)
        yield facts.Panel(
            document,
            _said(places[0]),
            area.names.display(key),
            often.span.text if often else "",
            chair.value if chair else "",
            tuple(sorted(leads.get(key, ()), key=lambda pair: [_order(issue) for issue in pair])),
            key in said.ended,
            area.names.display(said.successor[key]) if key in said.successor else "",
        )


def _citations(area: Area, document: str) -> Iterator[facts.Citation]:
    for fact in citations(area, document):
        yield facts.Citation(
            document, _said(fact.span), fact.subject, fact.value.function, fact.value.place
        )


def _order(issue: Issue) -> int:
    return list(Issue).index(issue)


def _taker(area: Area, key: str) -> str:
    return key if key == RETURN_HOME else area.names.display(key)


def _names(area: Area, keys: frozenset[str]) -> tuple[str, ...]:
    return tuple(written(area, key) for key in sorted(keys))
