from __future__ import annotations

from checker.judging import load_rules
from checker.reporting import rules_text


def test_list_names_every_criterion_within_80_columns() -> None:
    criteria = load_rules().criteria
    report = rules_text.render_list(criteria)
    for criterion in criteria:
        assert criterion.id in report
    assert max(map(len, report.splitlines())) <= 80


def test_page_shows_every_rule_with_its_examples() -> None:
    for criterion in load_rules().criteria:
        report = " ".join(rules_text.render_rules(criterion).split())
        assert " ".join(criterion.asks.split()) in report
        for rule in criterion.rules:
            assert f"Rule {rule.id} ({rule.kind})" in report
            for example in rule.examples.fires:
                assert " ".join(example.text.split()) in report
