"""Where a page leads to what it names: in a report, to another place in the same page."""

from __future__ import annotations

from checker.reporting.page import anchor


class Links:
    """Addresses within one page; whoever has several pages overrides them."""

    def answer(self, document: str, criterion: str) -> str:
        """A document's answer to a criterion."""
        return f"#{anchor('v', document, criterion)}"

    def pair(self, first: str, second: str) -> str:
        """What two documents disagree about."""
        return f"#{anchor('pair', first, second)}"

    def inconsistency(self, identity: str) -> str:
        """One inconsistency."""
        return f"#{anchor('i', identity)}"

    def criterion(self, criterion: str) -> str:
        """What a criterion asks, and why."""
        return f"#{anchor('c', criterion)}"

    def document(self, document: str) -> str:
        """What is known of a document."""
        return f"#{anchor('d', document)}"
