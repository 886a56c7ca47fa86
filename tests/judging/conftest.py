"""Small documents and packs for the tests of the judging room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.judging.examples import example_document
from checker.judging.kinds import KINDS, Example, Rule
from checker.judging.match import Match
from checker.model import Document, Passage
from checker.passages import passage_from_text, split

CRITERION = """\
id: house/{name}
title: A title
asks: Is it asked?
why: Because of this.
instead: Say that.
source: {{title: A report, date: "2016", confirmed: true}}
status: stable
since: 1.0.0
severity: low
rules:
{rules}
"""

RULE = """\
  - id: a-rule
    kind: pattern
    terms: [lifestyle choice]
    stance: {asserted: contradicts, rejected: meets}
    examples: {fires: It is a lifestyle choice., silent: It is a choice.}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes a criterion into a pack called "house" and gives the folder of packs."""

    def write(
        text: str | None = None,
        name: str = "one",
        rules: str = RULE,
        change: tuple[str, str] = ("", ""),
    ) -> Path:
        folder = tmp_path / "house"
        folder.mkdir(exist_ok=True)
        text = text if text is not None else CRITERION.format(name=name, rules=rules)
        if change[0]:
            assert change[0] in text
            text = text.replace(*change, 1)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return write


def rule(kind: str, context: dict[str, Any] | None = None, **fields: Any) -> Rule:
    """A rule of that kind, as a pack would give it."""
    given = {"id": "tried", "kind": kind, "examples": {}, **fields}
    return KINDS[kind].model_validate(given, context={"criterion": "house/one", **(context or {})})


def found(rule: Rule, text: str, **around: str) -> list[Match]:
    """What a rule finds in a single passage."""
    return list(rule.find(None, [passage_from_text(text, **around)]))


def document(text: str, date: str = "") -> tuple[Document, tuple[Passage, ...]]:
    """A small document in the form of a rule's examples, with its passages."""
    made = example_document(Example(text=text, date=date))
    return made, split(made)
