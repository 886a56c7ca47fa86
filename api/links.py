"""The addresses of the pages."""

from __future__ import annotations

from urllib.parse import quote

from checker.reporting import Links


class AreaLinks(Links):
    """Addresses within an area; what a report shows further down has a page of its own here."""

    def __init__(self, area_id: str) -> None:
        self.home = f"/areas/{area_id}"

    def to(self, *parts: str | int) -> str:
        """A page of the area."""
        return "/".join((self.home, *(quote(str(part), safe="") for part in parts)))

    def answer(self, document: str, criterion: str) -> str:
        """A document's answer to a criterion."""
        return self.to("answers", document, *criterion.split("/"))

    def pair(self, first: str, second: str) -> str:
        """What two documents disagree about."""
        return self.to("pairs", first, second)

    def inconsistency(self, identity: str) -> str:
        """One inconsistency, by the key of its finding."""
        return self.to("inconsistencies", identity)

    def criterion(self, criterion: str) -> str:
        """What a criterion asks, and why."""
        return self.to("criteria", *criterion.split("/"))

    def document(self, document: str) -> str:
        """A document's text with what was found in it."""
        return self.to("texts", document)
