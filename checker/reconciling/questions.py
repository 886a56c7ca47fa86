"""What a criterion asks, in the words of an inconsistency: "Do the documents agree that …?"."""

from __future__ import annotations

_CLAIMS = {
    "sense-check/safeguarding-response": (
        "a young person who harms is owed a safeguarding response because they are a child"
    ),
    "sense-check/differs-from-adults": (
        "young people who harm are dealt with differently from adults"
    ),
    "sense-check/linked-procedures": "cases are shared with the other procedures and panels",
    "sense-check/social-care-thresholds": (
        "children's social care decides, by its thresholds, about harm of this kind"
    ),
    "sense-check/environment": (
        "peer groups, schools and places are worked with, and not the child alone"
    ),
    "sense-check/victim-perpetrator-overlap": (
        "the same young person may have been harmed and have harmed others"
    ),
    "sense-check/sixteen-seventeen": "16 and 17 year olds have a response of their own",
    "audit/adult-only-perpetrator": "those who harm children may themselves be under 18",
    "audit/grooming-coercion": "children are groomed, pressured or coerced",
    "audit/boys-as-victims": "boys and young men are victims as well",
    "audit/governance": "one named body is accountable",
    "audit/warning-signs": "there is a list of warning signs to act on",
    "language/choice-framing": "being exploited is never a child's choice",
    "language/victim-blaming": "words that blame a child for being harmed are not used",
}

WITHIN_ONE = frozenset(
    {
        "sense-check/sixteen-seventeen",
        "audit/governance",
        "audit/warning-signs",
        "currency/superseded-guidance",
        "style/readability",
    }
)
"""Criteria on which one document's failing is not a disagreement with its sibling.

Two bodies accountable in one document, lists of signs and stale editions are
compared as facts, by modules of their own.
"""


def claim(criterion: str) -> str:
    """The clause that meets a criterion: "boys and young men are victims as well".

    A criterion of somebody's own pack has its name for want of a clause.
    """
    return _CLAIMS.get(criterion) or f"“{criterion.rpartition('/')[2].replace('-', ' ')}” is met"
