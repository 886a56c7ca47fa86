"""The assessment as an Excel workbook: both matrices, findings, facts, evidence.

Words of a document are written as text whatever they begin with, and marked so
that they stay text when someone edits the cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.facts import Fact
from checker.findings import Finding, FindingKind, findings
from checker.model import Assessment, Document, Evidence, Outcome, Severity
from checker.passages import date_words
from checker.reporting.cells import Cell, Column, Row
from checker.reporting.fact_lists import fact_lists
from checker.reporting.sheet import clean
from checker.reporting.sheets import Sheets
from checker.reporting.wording import (
    OUTCOMES,
    SEVERITIES,
    STANCES,
    VOICES,
    area_of,
    file_name,
    in_order,
    labels,
    pack_of,
    place,
    sentence,
)

KINDS = {
    FindingKind.STATEMENT: "Statement against a question",
    FindingKind.INCONSISTENCY: "Inconsistency",
    FindingKind.GAP: "Gap",
}


def render(assessment: Assessment, home: str = "") -> bytes:
    """The workbook; the same assessment gives the same bytes.

    :param home: the way from the workbook's folder to the documents', for the
        links to them; without it there are none.
    """
    return _Book(assessment, home).written()


class _Book(Sheets):
    def __init__(self, assessment: Assessment, home: str) -> None:
        self.assessment = assessment
        self.home = home
        self.documents = in_order(assessment.documents)
        self.by_id = {d.id: d for d in self.documents}
        self.labels = labels(self.documents)
        self.findings = findings(assessment)
        title = f"Sensecheck: {clean(area_of(assessment))}".rstrip(": ")
        super().__init__(title, assessment.manifest)

    def written(self) -> bytes:
        evidence = self._evidence_rows()
        found = [self._finding(f) for f in self.findings]
        self._about()
        self._criteria_matrix({key: row for row, (key, _) in reversed([*enumerate(evidence, 1)])})
        if len(self.documents) > 1:
            self._pairs_matrix()
        self.listing("Findings", _FINDINGS, found)
        for name, columns, rows in fact_lists(self.assessment.facts, self._states, self.labels):
            self.listing(name, columns, rows)
        self.listing("Evidence", _EVIDENCE, [row for _, row in evidence])
        return self.closed()

    # Sheets

    def _about(self) -> None:
        """What the workbook is, the documents, and what the signs mean."""
        manifest = self.assessment.manifest
        rows = [
            (
                Cell(d.name),
                Cell(d.issue.wording if d.issue else "not known"),
                Cell(d.kind.value if d.kind else "not known"),
                Cell(date_words(d.date)),
                Cell(self.labels[d.id]),
                Cell(file_name(d), self._file(d)),
            )
            for d in self.documents
        ]
        sheet = self.listing("About", _DOCUMENTS, rows)
        notes = [
            *(u.reason for u in self.assessment.unread),
            *(
                f"{self.labels[d.id]}, read with care: {w}"
                for d in self.documents
                for w in d.extraction.warnings
            ),
            *self.assessment.notes,
            *(f"{m.sign} {m.word}: {m.meaning}" for m in OUTCOMES.values()),
            *(f"{m.sign} {m.word} severity: {m.meaning}" for m in SEVERITIES.values()),
            "“Check” means that a person has to read it before anyone relies on it.",
            f"Made by Sensecheck {manifest.version}, rules {manifest.rules[:12]}, "
            f"model {manifest.model_name} {manifest.model_sha256[:12]}.",
        ]
        for row, note in enumerate(notes, len(rows) + 2):
            self.put(sheet, row, 0, Cell(note), wrap=False)

    def _criteria_matrix(self, first: Mapping[tuple[str, str], int]) -> None:
        """Documents across, criteria down; a cell leads to its first evidence."""
        named = (Column(self.labels[d.id], 18) for d in self.documents)
        columns = (Column("Group", 22), Column("Question", 44), *named)
        rows = []
        for criterion in self.assessment.criteria:
            row = [Cell(pack_of(criterion.id)), Cell(f"{criterion.title}. {criterion.asks}")]
            for document in self.documents:
                verdict = self.assessment.verdict(document.id, criterion.id)
                if verdict is None:
                    row.append(Cell(""))
                    continue
                mark = OUTCOMES[verdict.outcome]
                check = " (check)" if verdict.needs_review else ""
                at = first.get((document.id, criterion.id))
                link = f"internal:'Evidence'!A{at + 1}" if at else ""
                row.append(Cell(f"{mark.sign} {mark.word}{check}", link, verdict.outcome))
            rows.append(tuple(row))
        self.listing("Documents × criteria", columns, rows, frozen=2)

    def _pairs_matrix(self) -> None:
        """Documents by documents; a cell leads to the pair's first finding."""
        columns = (Column("Document", 34), *(Column(self.labels[d.id], 27) for d in self.documents))
        at = {}
        for row, finding in reversed([*enumerate(self.findings, 2)]):
            if finding.kind is FindingKind.INCONSISTENCY:
                at[frozenset(finding.documents)] = row
        rows = []
        for one in self.documents:
            cells = [Cell(one.name)]
            for other in self.documents:
                found = self.assessment.between(one.id, other.id)
                if not found:
                    cells.append(Cell("—" if one.id == other.id else "none"))
                    continue
                counts = Counter(i.severity for i in found)
                worst = max(counts, key=lambda s: s.rank)
                words = ", ".join(f"{counts[s]} {s.value}" for s in Severity if counts[s])
                link = f"internal:'Findings'!A{at[frozenset((one.id, other.id))]}"
                cells.append(Cell(f"{SEVERITIES[worst].sign} {words}", link, worst))
            rows.append(tuple(cells))
        self.listing("Documents × documents", columns, rows, frozen=1)

    def _finding(self, finding: Finding) -> Row:
        mark = SEVERITIES[finding.severity]
        sides: list[Cell] = []
        for document in dict.fromkeys(finding.documents):
            quotes = [e for e in finding.evidence if e.document == document]
            sides += self._side(self.by_id[document], quotes)
        sides += [Cell("")] * (6 - len(sides))
        return (
            Cell(f"{mark.sign} {mark.word}", ground=finding.severity),
            Cell(KINDS[finding.kind] + (" (check)" if finding.needs_review else "")),
            Cell(finding.title),
            Cell(finding.summary),
            Cell(finding.advice),
            *sides,
            Cell(finding.key),
        )

    def _side(self, document: Document, quotes: Sequence[Evidence]) -> list[Cell]:
        """A document's name, its words and their places; several are numbered."""
        said = [f"“{clean(e.quote)}”" for e in quotes] or ["No words on it were found."]
        places = [clean(place(e.location)) for e in quotes]
        page = quotes[0].location.page if quotes else None
        return [
            Cell(self.labels[document.id], self._file(document, page)),
            Cell("\n".join(_numbered(said))),
            Cell("\n".join(_numbered(places))),
        ]

    def _evidence_rows(self) -> list[tuple[tuple[str, str], Row]]:
        """Every passage that a verdict rests on, then those that came close, by cell."""
        rows = []
        for document in self.documents:
            for criterion in self.assessment.criteria:
                verdict = self.assessment.verdict(document.id, criterion.id)
                if verdict is None or verdict.outcome is Outcome.NOT_APPLICABLE:
                    continue
                mark = OUTCOMES[verdict.outcome]
                lead = (
                    Cell(self.labels[document.id]),
                    Cell(criterion.title),
                    Cell(f"{mark.sign} {mark.word}", ground=verdict.outcome),
                )
                key = (document.id, criterion.id)
                for item in (*verdict.evidence, *verdict.near_misses):
                    rows.append((key, (*lead, *self._passage(document, item))))
                if not (verdict.evidence or verdict.near_misses):
                    blank = (Cell(""),) * (len(_EVIDENCE) - 4)
                    rows.append((key, (*lead, Cell(verdict.reason), *blank)))
        return rows

    def _passage(self, document: Document, item: Evidence) -> Row:
        where = item.location
        counts = STANCES[item.stance] if item.stance else ""
        if item.why_not:
            counts = f"Does not count: {item.why_not}"
        return (
            Cell(f"“{item.quote}”"),
            Cell(counts),
            Cell(sentence(VOICES[item.assertion])),
            Cell(where.section),
            Cell(where.paragraph),
            Cell(str(where.page or ""), self._file(document, where.page)),
            Cell(item.rule),
            Cell(f"{item.score:.0%}"),
            Cell(sentence(item.note)),
        )

    def _states(self, fact: Fact) -> Cell:
        """The document that states a fact, leading to its file."""
        page = fact.evidence.location.page
        return Cell(self.labels[fact.document], self._file(self.by_id[fact.document], page))

    def _file(self, document: Document, page: int | None = None) -> str:
        """The link to a document's file, at a page where it has pages."""
        if not self.home:
            return ""
        at = f"#page={page}" if page and document.path.lower().endswith(".pdf") else ""
        return f"external:{self.home}/{file_name(document)}{at}"


_DOCUMENTS = (
    Column("Document", 46),
    Column("About", 28),
    Column("Kind", 16),
    Column("Date", 18),
    Column("Called", 12),
    Column("File", 44),
)
_FINDINGS = (
    Column("Severity", 10),
    Column("Kind", 14),
    Column("About", 20),
    Column("Question or reason", 40),
    Column("Line to agree, or what to say instead", 36),
    Column("Document", 9),
    Column("Its words", 46),
    Column("Place", 22),
    Column("Other document", 9),
    Column("Its words", 46),
    Column("Place", 22),
    Column("Id", 18),
)
_EVIDENCE = (
    Column("Document", 12),
    Column("Question", 30),
    Column("Answer", 18),
    Column("Passage", 70),
    Column("How it counts", 30),
    Column("Voice", 24),
    Column("Section", 28),
    Column("Paragraph", 14),
    Column("Page", 8),
    Column("Rule", 30),
    Column("Score", 8),
    Column("Note", 36),
)


def _numbered(items: Sequence[str]) -> list[str]:
    if len(items) < 2:
        return list(items)
    return [f"{at}. {item}" for at, item in enumerate(items, 1)]
