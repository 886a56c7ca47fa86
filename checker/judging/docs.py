"""``python -m checker.judging.docs``: the page of each criterion, made from its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from checker.judging.examples import quotable, what_counts
from checker.judging.kinds import Currency, Pattern, Recurring, Rule
from checker.judging.kinds.signs import Signs
from checker.judging.rulebook import CriterionRules, RuleBook, load_rules
from checker.model import Issue, Kind, Outcome, Stance

FOLDER = Path("docs/criteria")
"""Where the pages are kept, in a checkout."""

SHOWN = 8
"""Examples of each stance on a page."""

_NOTE = "<!-- Made from the rule pack by `python -m checker.judging.docs`: do not edit. -->"

_STANCES = {
    Stance.MEETS: "Meets",
    Stance.CONTRADICTS: "Contradicts",
    Stance.MENTIONS_ONLY: "Mentions only",
}


def pages(book: RuleBook) -> Mapping[str, str]:
    """Every page by its path within :data:`FOLDER`: one for each criterion, and an index."""
    found = {f"{criterion.id}.md": page(criterion) for criterion in book.criteria}
    found["index.md"] = _index(book)
    return found


def page(criterion: CriterionRules) -> str:
    """The page of one criterion, in Markdown."""
    source = criterion.source
    confirmed = "" if source.confirmed else " This source has not been confirmed."
    parts = [
        _NOTE,
        f"# {criterion.title}",
        f"`{criterion.id}` · {criterion.status} · since {criterion.since} · "
        f"severity when contradicted: {criterion.severity} · {_asked_of(criterion)}",
        "## What it asks",
        criterion.asks,
        "## Why it matters",
        criterion.why,
        "## What counts",
        *_what_counts(criterion),
        *_verdicts(criterion),
        "## What to say instead",
        criterion.instead,
        "## Rules",
        *(_rule(rule) for rule in criterion.rules),
        "## Source",
        f"{', '.join(filter(None, (source.title, source.section, source.date)))}.{confirmed}",
    ]
    return "\n\n".join(parts) + "\n"


def _asked_of(criterion: CriterionRules) -> str:
    applies = criterion.applies_to
    issues = (
        "documents of every issue"
        if set(applies.issues) == set(Issue)
        else "documents on " + ", ".join(issue.wording for issue in applies.issues)
    )
    kinds = "" if set(applies.kinds) == set(Kind) else f" ({', '.join(applies.kinds)})"
    return f"asked of {issues}{kinds}"


def _what_counts(criterion: CriterionRules) -> Iterator[str]:
    for stance, texts in what_counts(criterion).items():
        shown = "\n".join(f"- {text}" for text in texts[:SHOWN])
        yield f"**{_STANCES[stance]}**\n\n{shown}"


def _verdicts(criterion: CriterionRules) -> Iterator[str]:
    policy = criterion.verdict
    met = "one statement" if policy.enough == 1 else f"{policy.enough} statements"
    yield (
        f"A document is *{Outcome.CONTRADICTED}* by one statement against it in its own voice; "
        f"otherwise *{Outcome.MET}* by {met}, *{policy.mention}* where the topic is only "
        f"mentioned, and *{policy.silence}* where nothing is found."
    )


def _rule(rule: Rule) -> str:
    lines = [f"### {rule.id}", f"Kind: [{rule.kind}](../../rules.md#{rule.kind})."]
    if not rule.confirmed:
        lines.append("Its basis has not been confirmed in a published source.")
    if isinstance(rule, Pattern):
        if rule.note:
            lines.append(rule.note)
        if rule.decisive:
            lines.append("In the document's own voice it settles the stance by itself.")
        lines.append("Looks for: " + ", ".join(f"`{term}`" for term in rule.terms) + ".")
    elif isinstance(rule, Signs):
        lines.append(
            f"A list of at least {rule.enough} signs that the sibling documents have as well meets "
            "the criterion."
        )
    elif isinstance(rule, Recurring):
        looked_for = ", ".join(f"`{term}`" for term in rule.terms)
        lines.append(rule.note)
        lines.append(f"Looks in at least {rule.enough} passages for: {looked_for}.")
    elif isinstance(rule, Currency):
        rows = ["| Superseded | When | By | Confirmed |", "|---|---|---|---|"]
        rows += [
            f"| {row.thing} | {row.superseded} | {row.by} | {'yes' if row.confirmed else 'no'} |"
            for row in rule.rows
        ]
        lines.append("\n".join(rows))
    elif rule.__doc__:
        lines.append(_prose(rule.__doc__))
    if rule.examples.silent:
        texts = "\n".join(f"- {quotable(example)}" for example in rule.examples.silent)
        lines.append(f"Stays silent on:\n\n{texts}")
    return "\n\n".join(lines)


def _prose(docstring: str) -> str:
    """The paragraphs of a docstring, without the marks that only code readers want."""
    paragraphs = [" ".join(part.split()) for part in docstring.split("\n\n")]
    return "\n\n".join(part.replace("``", "`") for part in paragraphs if ":class:" not in part)


def _index(book: RuleBook) -> str:
    parts = [_NOTE, "# Criteria", "What each document is asked, by pack."]
    for pack, criteria in groupby(book.criteria, key=lambda c: c.pack):
        rows = ["| Criterion | Asks | Status |", "|---|---|---|"]
        rows += [f"| [{c.title}]({c.id}.md) | {c.asks} | {c.status} |" for c in criteria]
        parts += [f"## {pack}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def main(folder: Path = FOLDER) -> None:
    """Write every page, and take away pages of criteria that are gone."""
    wanted = pages(load_rules(preview=True))
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
