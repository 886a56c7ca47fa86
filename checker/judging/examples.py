"""Runs the examples that a rule carries: the tests of a rule, and of a user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.judging.kinds import Example, Meaning, Rule
from checker.judging.rulebook import CriterionRules
from checker.model import (
    AssertionStatus,
    Block,
    BlockKind,
    Document,
    Issue,
    Location,
    Passage,
    Stance,
)
from checker.passages import passage_from_text, split


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule whose ``tried`` examples were run; ``wrong`` has a sentence for each that fails."""

    rule: str
    tried: int
    wrong: tuple[str, ...]


_HEADING = re.compile(r"#+\s+(?:(?P<label>\d[\d.]*)\s+)?(?P<words>.+)")


def example_document(example: Example) -> Document:
    """The small document that an example's text is.

    A line is a block: ``# 2 Heading``, ``- list item``, ``a | b`` a table row, else
    a paragraph; blank lines are nothing.
    """
    blocks: list[Block] = []
    position, heading = 0, example.heading
    for line in filter(None, (line.strip() for line in example.text.splitlines())):
        kind, text, label = BlockKind.PARAGRAPH, line, ""
        if match := _HEADING.fullmatch(line):
            kind, text, label = BlockKind.HEADING, match["words"], match["label"] or ""
            heading = f"{label} {text}".strip()
        elif line.startswith("- "):
            kind, text = BlockKind.LIST_ITEM, line[2:]
        elif " | " in line:
            kind = BlockKind.TABLE_ROW
        blocks.append(
            Block(
                kind,
                text,
                Location(position, position + len(text), section=heading, paragraph=heading),
                label=label,
                level=1 if kind is BlockKind.HEADING else 0,
                cells=tuple(text.split(" | ")) if kind is BlockKind.TABLE_ROW else (),
            )
        )
        position += len(text) + 1
    return Document(
        id="example",
        path="example",
        sha256="",
        text="\n".join(block.text for block in blocks),
        blocks=tuple(blocks),
        issue=Issue.CSE,
        date=example.date,
    )


def stances_in(rule: Rule, example: Example) -> set[Stance]:
    """The stances that a rule finds in an example."""
    document: Document | None = None
    passages: Sequence[Passage]
    if rule.whole_documents:
        document = example_document(example)
        passages = split(document)
    else:
        passages = [
            passage_from_text(example.text.strip(), heading=example.heading, stem=example.stem)
        ]
    return {match.stance for match in rule.find(document, passages)}


def run_examples(criterion: CriterionRules) -> tuple[Tried, ...]:
    """What becomes of the examples of each rule that carries any."""
    return tuple(
        Tried(rule.id, len(rule.examples.every), tuple(failures(rule)))
        for rule in criterion.rules
        if not isinstance(rule, Meaning)
    )


def what_counts(criterion: CriterionRules) -> Mapping[Stance, tuple[str, ...]]:
    """Its example sentences and the rules' examples of each stance, each once on one line."""
    found = {}
    for stance in (Stance.MEETS, Stance.CONTRADICTS, Stance.MENTIONS_ONLY):
        texts = [*criterion.exemplars.get(stance, ())]
        for rule in criterion.rules:
            usual = rule.stance_of(AssertionStatus.ASSERTED)
            fires = rule.examples.fires
            texts += [quotable(e) for e in fires if (e.stance or usual) is stance]
        if texts:
            found[stance] = tuple(dict.fromkeys(texts))
    return found


def quotable(example: Example) -> str:
    """An example on one line: without its headings, with the date that it depends on."""
    lines = [line.strip() for line in example.text.strip().splitlines()]
    words = " / ".join(line for line in lines if line and not line.startswith("#"))
    return f"{words} (in a document of {example.date})" if example.date else words


def failures(rule: Rule) -> Iterator[str]:
    """What the rule does wrong on its own examples, a sentence each."""
    usual = rule.stance_of(AssertionStatus.ASSERTED)
    for example in rule.examples.fires:
        wanted = example.stance or usual
        if wanted not in stances_in(rule, example):
            yield f"{rule.name} does not find {wanted} in: {example.text}"
    for example in rule.examples.silent:
        if found := stances_in(rule, example):
            yield f"{rule.name} finds {', '.join(sorted(found))} in: {example.text}"
    for example in (*rule.examples.negation_trap, *rule.examples.quotation_trap):
        found = stances_in(rule, example)
        if example.stance is None and usual in found:
            yield f"{rule.name} is trapped ({usual}) by: {example.text}"
        if example.stance is not None and example.stance not in found:
            yield f"{rule.name} does not find {example.stance} in: {example.text}"
