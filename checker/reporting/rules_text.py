"""Criteria and their rules as text: the list, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from checker.judging import LEAST, Confidence, CriterionRules, Trial, Tried
from checker.model import Issue, Kind
from checker.reporting.sheet import Look, Sheet, clean
from checker.reporting.text import put_criterion

ID = 40
"""Columns for an id in the list."""


def render_list(criteria: Sequence[CriterionRules], look: Look | None = None) -> str:
    """Every criterion, one a row, in the order of the matrix."""
    sheet = Sheet(look or Look())
    table = sheet.table(["id", "title", "severity", "rules"], ID)
    for criterion in criteria:
        table.add_row(
            Text(criterion.id),
            Text(criterion.title),
            criterion.severity.value,
            str(len(criterion.rules)),
        )
    sheet.put(table)
    return sheet.text()


def render_rules(criterion: CriterionRules, look: Look | None = None) -> str:
    """A criterion's page with every rule, its fields and its examples."""
    sheet = Sheet(look or Look())
    put_criterion(sheet, criterion.described)
    sheet.line()
    sheet.line("Asked of", "bold")
    applies = criterion.applies_to
    issues = "every issue" if set(applies.issues) == set(Issue) else ", ".join(applies.issues)
    kinds = (
        "every kind of document" if set(applies.kinds) == set(Kind) else ", ".join(applies.kinds)
    )
    sheet.line(
        f"{issues}; {kinds}. Since version {criterion.since}, {criterion.status.value}.", "", 2
    )
    for rule in criterion.rules:
        sheet.heading(f"Rule {rule.id} ({rule.kind})")
        fields = rule.model_dump(
            mode="json", exclude={"id", "kind", "examples"}, exclude_defaults=True
        )
        for name, value in fields.items():
            sheet.line(f"{name}: {_words(value)}")
        examples = rule.examples.model_dump(exclude_defaults=True)
        for name in examples:
            sheet.line(f"{name.replace('_', ' ')}:", "bold")
            for example in getattr(rule.examples, name):
                sheet.line(f"“{clean(example.text)}”", "", 2)
    return sheet.text()


def render_test(
    criterion: CriterionRules,
    examples: Sequence[Tried],
    trial: Trial | None,
    look: Look | None = None,
) -> str:
    """What became of a criterion's examples, and how far what it learnt can be trusted.

    :param examples: what became of them, rule by rule.
    :param trial: how the sentences were answered; None where they are too few to learn from.
    """
    sheet = Sheet(look or Look())
    sheet.line(f"{clean(criterion.title)} ({criterion.id})", "bold")
    for rule in examples:
        wrong = f"{len(rule.wrong)} of {rule.tried} examples go wrong"
        sheet.line(f"{rule.rule}: {wrong if rule.wrong else 'every example is right'}")
        for sentence in rule.wrong:
            sheet.line(clean(sentence), "", 2)
    if trial is None:
        sheet.line(f"Sentences to learn from: {TOO_FEW}")
    else:
        sheet.line(learnt_words(trial))
        sheet.line(f"Confidence: {trial.confidence.value}. {CONFIDENCES[trial.confidence]}")
    return sheet.text()


CONFIDENCES = {
    Confidence.TESTED: "It decides by itself.",
    Confidence.FAIR: "What it finds is left to a person; more sentences would help.",
    Confidence.WEAK: "What it finds is left to a person, and the stance is a guess.",
}
"""What each class of a criterion that was learnt means for its findings."""

TOO_FEW = (
    f"fewer than {LEAST}, or of one stance only. Passages are compared with them and left to a "
    "person."
)
"""What is said of sentences that nothing is learnt from."""


def learnt_words(trial: Trial) -> str:
    """How sentences were answered by what was learnt from the others."""
    return (
        f"Learnt from {trial.tried} sentences: {trial.right} are answered right by what was "
        f"learnt from the others (at least {trial.least:.0%}), and {trial.alarms} of "
        f"{trial.silent} sentences about other things are taken for its own."
    )


def _words(value: Any) -> str:
    """A rule's field on one line: lists with commas, tables with their keys."""
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key} {_words(item)}" for key, item in value.items())
    return clean(str(value))
