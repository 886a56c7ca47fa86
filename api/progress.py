"""How far a job has come, document by document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_STEPS = {"learning": 5, "gathering": 10, "writing": 30, "comparing": 95}
"""How much is done, in per cent, in stages that are not counted by documents."""


@dataclass(slots=True)
class Progress:
    """What the library tells as it goes: the stage, and the files that are through with it.

    ``total`` is the number of documents; ``name`` the one being worked on.
    """

    stage: str = ""
    total: int = 0
    name: str = ""
    read: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)

    def heard(self, stage: str, done: int, total: int, name: str) -> None:
        """Take in what the library tells; a name that is left behind is done."""
        through = {"reading": self.read, "judging": self.judged}
        if self.name and self.stage in through and (stage, name) != (self.stage, self.name):
            through[self.stage].append(self.name)
        self.stage, self.name = stage, name
        if stage == "reading" or not self.total:
            self.total = total

    def record(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {
            "stage": self.stage,
            "total": self.total,
            "name": self.name,
            "read": list(self.read),
            "judged": list(self.judged),
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Progress:
        """From what the store keeps; empty before anything was told."""
        return cls(**record) if record else cls()

    def of_file(self, name: str) -> tuple[str, str]:
        """Whether a file was read and judged: each "done", "now" or "waiting"."""
        return self._step("reading", self.read, name), self._step("judging", self.judged, name)

    @property
    def comparing(self) -> str:
        """Whether the documents are compared: "now" or "waiting"."""
        return "now" if self.stage == "comparing" else "waiting"

    @property
    def percent(self) -> int:
        """How much is done, from 0 to 100; judging takes most of the time."""
        if self.stage in _STEPS:
            return _STEPS[self.stage]
        if not self.total:
            return 0
        if not self.read:  # what is only judged, or only written
            return round(95 * len(self.judged) / self.total)
        return round(20 * len(self.read) / self.total + 75 * len(self.judged) / self.total)

    def _step(self, stage: str, through: list[str], name: str) -> str:
        if name in through:
            return "done"
        return "now" if (self.stage, self.name) == (stage, name) else "waiting"
