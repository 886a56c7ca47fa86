"""Every rule carries its tests: they run here."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.data import data_path
from checker.judging import CriterionRules, load_rules
from checker.judging.examples import failures
from checker.judging.kinds import Currency, Meaning, Rule
from checker.model import AssertionStatus, Stance
from judging.conftest import document

BOOK = load_rules(preview=True)
RULES = [rule for criterion in BOOK.criteria for rule in criterion.rules]
NEEDED = ("fires", "silent", "negation_trap", "quotation_trap")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_does_what_its_examples_say(rule: Rule) -> None:
    assert list(failures(rule)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_carries_its_examples(rule: Rule) -> None:
    if isinstance(rule, Meaning):
        assert all(4 <= len(texts) <= 6 for texts in rule.exemplars.values())
        assert set(rule.exemplars) == set(Stance)
        return
    needed = NEEDED if rule.trapped else NEEDED[:2]
    assert [name for name in needed if not getattr(rule.examples, name)] == []


@pytest.mark.parametrize("criterion", BOOK.criteria, ids=lambda c: c.id)
def test_a_criterion_can_find_both_stances(criterion: CriterionRules) -> None:
    """A criterion about stance has rules for and against it; others say which they lack."""
    one_sided = {"audit/warning-signs", "style/readability", "currency/superseded-guidance"}
    if criterion.id not in one_sided:
        stances = {
            example.stance or rule.stance_of(AssertionStatus.ASSERTED)
            for rule in criterion.rules
            for example in rule.examples.fires
        }
        assert stances >= {Stance.MEETS, Stance.CONTRADICTS, Stance.MENTIONS_ONLY}
        assert criterion.exemplars


def test_a_broken_example_is_reported() -> None:
    rule = BOOK.criterion("language/victim-blaming").rules[0]
    examples = rule.examples.model_copy(
        update={
            "fires": rule.examples.silent,
            "silent": rule.examples.fires,
            "negation_trap": rule.examples.fires,
        }
    )
    told = list(failures(rule.model_copy(update={"examples": examples})))
    assert any("does not find" in line for line in told)
    assert any("finds contradicts" in line for line in told)
    assert any("is trapped" in line for line in told)


CURRENCY = BOOK.criterion("currency/superseded-guidance").rules[0]
assert isinstance(CURRENCY, Currency)


@pytest.mark.parametrize("row", CURRENCY.rows, ids=lambda row: row.id)
def test_a_row_of_the_dated_tables_finds_its_example(row: object) -> None:
    made, passages = document(f"# 2 Framework\n{row.example}", "2030-01")  # type: ignore[attr-defined]
    stances = {
        match.rule.rpartition("/")[2]: match.stance for match in CURRENCY.find(made, passages)
    }
    confirmed = Stance.CONTRADICTS if row.confirmed else Stance.MENTIONS_ONLY  # type: ignore[attr-defined]
    assert stances.get(row.id) is confirmed  # type: ignore[attr-defined]


def test_ids_of_rows_are_not_used_twice() -> None:
    ids = [row.id for row in CURRENCY.rows]
    assert len(ids) == len(set(ids))


def test_every_table_is_read_by_a_rule() -> None:
    tables = {path.stem for path in Path(data_path("rules")).rglob("tables/*.yaml")}
    assert tables == set(CURRENCY.tables)
