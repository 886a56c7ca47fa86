"""The assessment as one HTML file: no network, no other file, readable without script."""

from __future__ import annotations

from collections import Counter

from checker.findings import Finding, FindingKind, findings, shared_ground
from checker.model import Assessment, Severity
from checker.reporting.links import Links
from checker.reporting.marked import marked
from checker.reporting.page import embedded, render_page
from checker.reporting.pictures import Picture, citation_graph, flow, meeting_map
from checker.reporting.view import View
from checker.reporting.wording import TYPES, area_of

QUOTES_OPEN = 2
"""Pieces of evidence shown for a verdict before the rest is folded away."""


def render(assessment: Assessment) -> str:
    """The whole report as HTML text."""
    return render_page(
        "report.html.j2",
        _Page(assessment).context(),
        script="report.js",
        QUOTES_OPEN=QUOTES_OPEN,
        version=assessment.manifest.version,
    )


class _Page(View):
    """What the template is given, made from the assessment alone."""

    links = Links()

    def context(self) -> dict[str, object]:
        return {
            "assessment": self.assessment,
            "area": area_of(self.assessment),
            "view": self,
            "documents": self.documents,
            "names": self.names,
            "packs": self.packs,
            "cell": self.cell,
            "disagreeing": [p for p in self.pairs.values() if p.inconsistencies],
            "around": self.around,
            "sides": self.sides,
            "links": self.links,
            "target": self.target,
            "types": self._types(),
            "serious": self._serious(),
            "common": shared_ground(self.assessment),
            "counts": self._counts(),
            "marked": lambda document: marked(self.assessment, document, self.links),
            "pictures": self._pictures(),
            "embedded": embedded,
        }

    def _pictures(self) -> list[Picture]:
        """The drawings that say more than the tables above them."""
        found = []
        if self.assessment.facts.routes:
            found.append(flow(self.assessment))
        if len(self.documents) > 1 and self.assessment.facts.panels:
            found.append(meeting_map(self.assessment))
        if len(self.documents) > 1 and self.assessment.facts.citations:
            found.append(citation_graph(self.assessment))
        return found

    def target(self, finding: Finding) -> str:
        """Where a finding is shown in full."""
        if finding.kind is FindingKind.INCONSISTENCY:
            return self.links.inconsistency(finding.key)
        return self.links.answer(*finding.key.split(" ", 1))

    def _serious(self) -> list[tuple[Finding, int]]:
        """Of each kind of finding of high severity the first, and how many more there are."""
        by_title: dict[str, list[Finding]] = {}
        for finding in findings(self.assessment):
            if finding.severity is Severity.HIGH and finding.kind is not FindingKind.GAP:
                by_title.setdefault(finding.title, []).append(finding)
        return [(first, len(more)) for first, *more in by_title.values()]

    def _types(self) -> list[tuple[str, str, str, dict[Severity, int]]]:
        """Each type that occurs: its id, name, meaning, and count by severity."""
        counts = Counter((i.type, i.severity) for i in self.assessment.disagreements)
        return [
            (type_.value, *TYPES[type_], {s: counts[type_, s] for s in Severity})
            for type_ in TYPES
            if any(counts[type_, s] for s in Severity)
        ]

    def _counts(self) -> dict[str, int]:
        kinds = Counter(finding.kind for finding in findings(self.assessment))
        return {
            "against": kinds[FindingKind.STATEMENT],
            "gaps": kinds[FindingKind.GAP],
            "review": sum(v.needs_review for v in self.assessment.verdicts),
            "inconsistencies": len(self.assessment.disagreements),
            "high": sum(i.severity is Severity.HIGH for i in self.assessment.disagreements),
        }
