"""Commands about the criteria and their rules."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.options import rule_book, rules_option
from checker.cli.root import main
from checker.cli.terminal import deliver, look


@main.declared("Rules")
@click.group()
def rules() -> None:
    """List the criteria, or show one with its rules."""


@rules.command("list")
@rules_option
def list_rules(folders: tuple[Path, ...]) -> None:
    """List every criterion."""
    from checker.reporting import rules_text

    deliver(rules_text.render_list(rule_book(folders).criteria, look()), None, quiet=True)


@rules.command("show")
@click.argument("criterion", metavar="ID")
@rules_option
def show_rule(criterion: str, folders: tuple[Path, ...]) -> None:
    """Show a criterion with its rules and their examples."""
    from checker.reporting import rules_text

    rules = rule_book(folders)
    deliver(rules_text.render_rules(rules.criterion(criterion), look()), None, quiet=True)
