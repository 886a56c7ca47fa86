"""Who may do what: every route says what it needs, or the service does not start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from api.store import Role

Function = TypeVar("Function", bound=Callable[..., object])


class Right(StrEnum):
    """What a route needs. The first few are about no area, the others about the one it names."""

    OPEN = "open"  # nothing: for everyone
    USE = "use"  # to be let in at all
    ACCOUNT = "account"  # to have an account of one's own
    CREATE = "create"  # to make areas
    ADMINISTER = "administer"  # to look after accounts
    BENCHMARK = "benchmark"  # to see an area's numbers
    READ = "read"  # to see an area's documents, and what was found in them
    REVIEW = "review"  # to decide on findings
    OWN = "own"  # to change what documents there are, to sign off, to delete
    PEOPLE = "people"  # to say who is what in an area


OF_AN_AREA = {Right.BENCHMARK, Right.READ, Right.REVIEW, Right.OWN, Right.PEOPLE}

OF_ROLES: dict[Role, frozenset[Right]] = {
    Role.STEERING: frozenset({Right.BENCHMARK}),
    Role.READER: frozenset({Right.BENCHMARK, Right.READ}),
    Role.REVIEWER: frozenset({Right.BENCHMARK, Right.READ, Right.REVIEW}),
    Role.OWNER: frozenset(OF_AN_AREA),
}
"""What each role may do in its area."""

_LOCAL = frozenset({Right.USE, Right.CREATE, Right.BENCHMARK, Right.READ, Right.REVIEW, Right.OWN})
_SIGNED_IN = frozenset({Right.USE, Right.ACCOUNT})
_ADMINISTRATOR = frozenset({Right.CREATE, Right.ADMINISTER, Right.PEOPLE})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: in local mode whoever holds the token, else someone with an account.

    ``role`` is what she is in the area that she asks for.
    """

    account: str | None = None
    name: str = ""
    administrator: bool = False
    role: Role | None = None

    @property
    def local(self) -> bool:
        """Whether there are no accounts: all is done by whoever sits at this machine."""
        return self.account is None

    @property
    def rights(self) -> frozenset[Right]:
        """What she may do; an administrator as such sees no document of any area."""
        if self.local:
            return _LOCAL
        rights = _SIGNED_IN | (_ADMINISTRATOR if self.administrator else frozenset())
        return rights | (OF_ROLES[self.role] if self.role else frozenset())


def needs(right: Right) -> Callable[[Function], Function]:
    """Say what a route needs."""

    def mark(function: Function) -> Function:
        function.right = right  # type: ignore[attr-defined]
        return function

    return mark


def needed(endpoint: object) -> Right | None:
    """What a route says that it needs."""
    return getattr(endpoint, "right", None)
