"""Lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

Number = Annotated[int, Query(ge=1, le=10_000)]
"""Which page of a list is asked for, from 1 on."""

SIZE = 50
"""Rows on a page of a list."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list of ``total`` things, ``size`` on each; beyond the last is the last.

    >>> Part.of(120, 9), Part.of(120, 3).offset, Part.of(0, 1).pages
    (Part(total=120, page=3, size=50), 100, 1)
    """

    total: int
    page: int
    size: int = SIZE

    @classmethod
    def of(cls, total: int, page: int, size: int = SIZE) -> Part:
        """The page that is asked for, or the last."""
        return cls(total, min(page, cls(total, 1, size).pages), size)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many things stand on the pages before."""
        return (self.page - 1) * self.size

    @property
    def slice(self) -> slice:
        """What stands on this page."""
        return slice(self.offset, self.offset + self.size)

    @property
    def words(self) -> str:
        """For a title: ", page 2 of 3", or nothing where there is only one."""
        return f", page {self.page} of {self.pages}" if self.pages > 1 else ""
