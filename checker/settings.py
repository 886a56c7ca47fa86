"""The settings, each declared once with its default and its help."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import Any, Self

from checker.errors import SensecheckError

PREFIX = "SENSECHECK_"


@dataclass(frozen=True)
class Limits:
    """What can be set. An environment variable ``SENSECHECK_<NAME>`` sets each."""

    @classmethod
    def from_environment(cls) -> Self:
        """The defaults, with what the environment says instead.

        :raises SensecheckError: a value that is not a number.
        """
        given: dict[str, Any] = {}
        standard = cls()
        for item in fields(cls):
            name = PREFIX + item.name.upper()
            value = os.environ.get(name)
            if value is not None:
                try:
                    given[item.name] = type(getattr(standard, item.name))(value)
                except ValueError:
                    raise SensecheckError("setting-malformed", name=name, value=value) from None
        return cls(**given)


@dataclass(frozen=True)
class Settings(Limits):
    """Limits of a run, and the model that judges."""

    max_file_mb: int = field(
        default=100, metadata={"help": "largest file that is opened, in megabytes"}
    )
    max_pages: int = field(
        default=2000, metadata={"help": "most pages that are read of one document"}
    )
    max_seconds: int = field(
        default=60, metadata={"help": "longest time one document may take to read, in seconds"}
    )
    max_memory_mb: int = field(
        default=3072,
        metadata={"help": "most memory that reading one document may take, in megabytes"},
    )
    max_unpacked_mb: int = field(
        default=300,
        metadata={"help": "largest unpacked size of a Word file or a zip archive, in megabytes"},
    )
    max_archive_files: int = field(
        default=200, metadata={"help": "most documents that are read of one zip archive"}
    )
    max_words: int = field(
        default=400_000, metadata={"help": "most words of one document that are judged"}
    )
    min_quality: float = field(
        default=0.6,
        metadata={"help": "below this quality of extraction (0 to 1) every verdict needs a person"},
    )
    model: str = field(
        default="",
        metadata={"help": "folder of another stance model, as `--model` names it; empty for ours"},
    )
