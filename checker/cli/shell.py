"""How commands behave as a program: help in sections, one sentence for every failure."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from checker.errors import MESSAGES, SensecheckError

AnyCommand = TypeVar("AnyCommand", bound=click.Command)


class Commands(click.Group):
    """The commands in sections; every failure is one sentence and an exit code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections: dict[str, str] = {}

    def declared(self, section: str) -> Callable[[AnyCommand], AnyCommand]:
        """Add a command, and list it in this section of the help."""

        def put(command: AnyCommand) -> AnyCommand:
            assert command.name is not None
            self.add_command(command)
            self.sections[command.name] = section
            return command

        return put

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under their sections, in the order of declaration."""
        for section in dict.fromkeys(self.sections.values()):
            names = [name for name, of in self.sections.items() if of == section]
            with formatter.section(section):
                formatter.write_dl(
                    [(name, self.commands[name].get_short_help_str(limit=70)) for name in names]
                )

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn what went wrong into a sentence."""
        try:
            return super().invoke(ctx)
        except SensecheckError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            # Whoever read the output has seen enough; Python must not complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            cause = f"{type(error).__name__}: {error}".rstrip(": ")
            raise click.ClickException(MESSAGES["unexpected"].format(cause=cause)) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run as a program: one sentence on standard error, and the exit codes above."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, False, **extra)
        except click.Abort:
            click.echo("Interrupted.", err=True)
            sys.exit(130)
        except click.ClickException as error:
            click.echo(f"Error: {error.format_message()}", err=True)
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)


class CriteriaList(click.Command):
    """A command whose ``--criteria`` takes several ids after it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write "--criteria a b" as "--criteria a --criteria b"."""
        spread: list[str] = []
        taking = False
        for arg in args:
            if taking and spread[-1] != "--criteria":
                taking = re.fullmatch(r"[\w-]+/[\w-]+", arg) is not None
                if taking:
                    spread.append("--criteria")
            taking = taking or arg == "--criteria"
            spread.append(arg)
        return super().parse_args(ctx, spread)
