"""The command line: thin, and quick to start, since everything heavy is imported when used.

Exit codes: 0 nothing at or above the ``--fail-on`` level; 1 findings at or above
it; 2 the input or the options could not be used; 130 interrupted.
"""

# Each module adds its commands, in the order of the help's sections.
# isort: off
from checker.cli import documents, serving, reading, pictures, routing, papers, revising, rules
from checker.cli import benchmarking, evaluating, caching

# isort: on
from checker.cli.root import main

__all__ = [
    "benchmarking",
    "caching",
    "documents",
    "evaluating",
    "main",
    "papers",
    "pictures",
    "reading",
    "revising",
    "routing",
    "rules",
    "serving",
]
