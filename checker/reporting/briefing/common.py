"""What the documents have in common: priorities that are evident, and messages that are shared."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Criterion, Outcome
from checker.reconciling import claim
from checker.reporting.briefing.material import (
    Material,
    Message,
    capital,
    heading,
    merits,
    paragraph,
)
from checker.reporting.paper import Block, Bullets, Paragraph, Run, strong, words
from checker.reporting.wording import listed

PRIORITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Children who harm are children first, and are to be protected as well as stopped.",
        (
            "sense-check/safeguarding-response",
            "sense-check/victim-perpetrator-overlap",
            "sense-check/differs-from-adults",
            "sense-check/sixteen-seventeen",
        ),
    ),
    (
        "Abuse is to be recognised early, whoever the child is and whoever does the harm.",
        (
            "audit/warning-signs",
            "audit/grooming-coercion",
            "audit/boys-as-victims",
            "audit/adult-only-perpetrator",
        ),
    ),
    (
        "Agencies are to share what they know, refer and assess by known routes.",
        (
            "sense-check/linked-procedures",
            "sense-check/social-care-thresholds",
            "audit/governance",
        ),
    ),
    (
        "The places and groups where harm happens are to be made safer.",
        ("sense-check/environment",),
    ),
    (
        "Children are to be written about without blame.",
        ("language/choice-framing", "language/victim-blaming"),
    ),
)
"""What an area can hold to be a priority, and the criteria that tell whether it does."""

SHOWN = 3
"""Quotes that a consistent message is shown with; the appendix has the rest."""


def priorities(material: Material) -> Iterator[Block]:
    """What most of the documents show to be a priority."""
    yield heading("Strategic priorities evident")
    issues = [d.issue.wording for d in material.documents if d.issue]
    items = [
        words(
            strong("Abuse that children and young people experience is a priority. "),
            f"The documents set out responses to {listed(list(dict.fromkeys(issues)))}."
            if issues
            else "The documents set out how to respond to it.",
        )
    ]
    for priority, criteria in PRIORITIES:
        evident = [
            m
            for c in criteria
            if (m := material.messages.get(c)) and m.met and len(m.met) * 2 > len(m.asked)
        ]
        if evident:
            said = [f"{_how_many(material, m)} that {claim(m.criterion.id)}" for m in evident]
            items.append(words(strong(f"{priority} "), f"{capital('; '.join(said))}."))
    yield Paragraph(
        words("The following are evident from the documents read:"),
        keep=True,
    )
    yield Bullets(tuple(items))


def consistent(material: Material) -> Iterator[Block]:
    """What several documents say and none denies; then what most say and some deny."""
    yield heading("Consistent messages")
    strengths = _strengths(material)
    divided = [
        m
        for m in material.messages.values()
        if m.denied and len(m.met) * 2 > len(m.asked) > 1 and _is_said(m.criterion)
    ]
    if not strengths and not divided:
        yield paragraph("No message was found that two documents share and none denies.")
        return
    if strengths:
        yield paragraph(
            "These strengths are shared, and the documents can be brought together on them."
        )
    for message in strengths:
        rest = [v for v in message.asked if v not in message.met]
        tail = ""
        if rest:
            left_out = listed([material.short[v.document] for v in rest])
            tail = f" It is less clear in {left_out}, or not said there."
        yield from _shared(material, message, f"{_claimed(material, message)}.{tail}")
    if divided:
        yield Paragraph(
            words(
                "Most documents also say the following. One or more say the contrary, so that "
                "each comes back under ",
                Run("Messages in need of clarification", target="clarify"),
                ".",
            )
        )
    for message in divided:
        denying = [v for v in message.asked if v.outcome is Outcome.CONTRADICTED]
        yield from _shared(
            material,
            message,
            f"{_claimed(material, message)}; "
            f"{listed([material.short[v.document] for v in denying])} "
            f"{'says' if len(denying) == 1 else 'say'} the contrary.",
        )


def _strengths(material: Material) -> list[Message]:
    """What several documents say and none denies; what all say comes first."""
    found = [
        m
        for m in material.messages.values()
        if len(m.met) > 1 and not m.denied and _is_said(m.criterion)
    ]
    return sorted(found, key=lambda m: (len(m.met) < len(m.asked), -len(m.met)))


def _how_many(material: Material, message: Message) -> str:
    """Who says so: "all 5 documents say", "4 of the 5 documents say", "one says"."""
    met, asked = len(message.met), len(message.asked)
    if asked == 1:
        return f"{material.short[message.met[0].document]} says"
    return f"all {asked} documents say" if met == asked else f"{met} of {asked} documents say"


def _claimed(material: Material, message: Message) -> str:
    return capital(f"{_how_many(material, message)} that {claim(message.criterion.id)}")


def _shared(material: Material, message: Message, told: str) -> Iterator[Block]:
    yield Paragraph(words(strong(f"{message.criterion.title}. "), told), keep=True)
    best = [max(e, key=lambda e: e.score) for v in message.met if (e := merits(v))]
    for evidence in sorted(best, key=lambda e: -e.score)[:SHOWN]:
        yield material.quote(evidence)


def _is_said(criterion: Criterion) -> bool:
    """Whether it asks what a document says, and not how current or readable it is."""
    return criterion.id.partition("/")[0] not in {"currency", "style"}
