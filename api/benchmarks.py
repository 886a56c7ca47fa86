"""Areas in numbers beside each other: no word, title or name of any document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from api.checked import Checked
from api.store import Area
from checker.model import Outcome, Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One area's numbers.

    ``met`` and ``asked`` are numbers of documents by criterion; ``inconsistencies``
    numbers by severity; ``review`` how many answers a person has still to check;
    ``titles`` are the criteria's.
    """

    id: str
    name: str
    checked: datetime
    documents: int
    met: dict[str, int]
    asked: dict[str, int]
    inconsistencies: dict[str, int]
    review: int
    titles: dict[str, str]


def row(area: Area, checked: Checked) -> Row:
    """The numbers of an area's check, with what people decided."""
    assessment = checked.assessment
    verdicts = [v for v in assessment.verdicts if v.outcome is not Outcome.NOT_APPLICABLE]
    severities = Counter(item.severity.value for item in assessment.inconsistencies)
    return Row(
        area.id,
        area.name,
        checked.result.created,
        len(assessment.documents),
        dict(Counter(v.criterion for v in verdicts if v.outcome is Outcome.MET)),
        dict(Counter(v.criterion for v in verdicts)),
        {severity.value: severities[severity.value] for severity in Severity},
        sum(verdict.needs_review for verdict in verdicts),
        {criterion.id: criterion.title for criterion in assessment.criteria},
    )
