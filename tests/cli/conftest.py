"""The command line, run in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from checker.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command; the result has exit_code, stdout and stderr."""

    def invoke(*args: object) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], prog_name="sensecheck")

    return invoke
