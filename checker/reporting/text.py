"""The assessment as text for a terminal: signs with words, 80 columns, colour optional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from checker.findings import Finding, FindingKind, findings, statement_key
from checker.model import (
    Assessment,
    Criterion,
    Document,
    Inconsistency,
    Outcome,
    Severity,
    Verdict,
)
from checker.reporting.sheet import STYLES, Look, Sheet, clean
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
    plural,
    profile,
    sentence,
)

CELL = 11
"""Columns that one document takes in a matrix: a sign, a word, a question mark, a space."""

NAME = 25
"""Least columns for the name of a criterion; it takes what the documents leave."""

LONGEST_NAME = 44
"""Most columns for the name of a criterion."""

GRAVITY = (
    Outcome.CONTRADICTED,
    Outcome.NOT_ADDRESSED,
    Outcome.PARTLY,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
)
"""The order in which a checked document's answers are shown."""


def render(assessment: Assessment, look: Look | None = None, *, with_findings: bool = True) -> str:
    """Both matrices, then every finding with its quotes and places."""
    sheet = Sheet(look or Look())
    names = labels(in_order(assessment.documents))
    _top(sheet, assessment)
    _documents(sheet, assessment, names)
    for columns in _columns(sheet, assessment):
        _criteria_matrix(sheet, assessment, columns, names)
    _criteria_legend(sheet)
    if len(assessment.documents) > 1:
        for columns in _columns(sheet, assessment):
            _pairs_matrix(sheet, assessment, columns, names)
        _pairs_legend(sheet)
    if with_findings:
        _findings(sheet, assessment, names)
    return sheet.text()


def render_check(assessment: Assessment, look: Look | None = None) -> str:
    """Each document by itself, every criterion with the words its verdict rests on."""
    sheet = Sheet(look or Look())
    names = labels(in_order(assessment.documents))
    _unread(sheet, assessment)
    for document in in_order(assessment.documents):
        _checked(sheet, assessment, document)
    if assessment.disagreements:
        _findings(sheet, assessment, names, kinds=(FindingKind.INCONSISTENCY,))
    return sheet.text()


def render_criterion(criterion: Criterion, look: Look | None = None) -> str:
    """What a criterion asks, why, and what to say instead."""
    sheet = Sheet(look or Look())
    put_criterion(sheet, criterion)
    return sheet.text()


def put_criterion(sheet: Sheet, criterion: Criterion) -> None:
    """Add a criterion's page to a sheet."""
    sheet.line(clean(criterion.title), "bold")
    sheet.line(f"{criterion.id}; {criterion.severity.value} severity", "dim")
    for heading, words in (
        ("What it asks", criterion.asks),
        ("Why it matters", criterion.why),
        ("What to say instead", criterion.instead),
        ("Source", criterion.source),
    ):
        sheet.line()
        sheet.line(heading, "bold")
        sheet.line(clean(words), "", 2)


def render_answers(assessment: Assessment, criterion: str, look: Look | None = None) -> str:
    """Why each document has the answer it has on one criterion, near misses included."""
    sheet = Sheet(look or Look())
    _unread(sheet, assessment)
    for document in in_order(assessment.documents):
        verdict = assessment.verdict(document.id, criterion)
        if verdict is not None:
            sheet.heading(f"{clean(document.name)} ({clean(file_name(document))})")
            _why(sheet, verdict, advice="")
            sheet.line(f"Searched: {plural(verdict.searched, 'passage')}.", "dim", 2)
    names = labels(in_order(assessment.documents))
    shown = [
        f
        for f in findings(assessment)
        for i in assessment.disagreements
        if i.id == f.key and i.criterion == criterion
    ]
    if shown:
        sheet.heading("Between the documents")
        for finding in shown:
            _finding(sheet, finding, names)
    return sheet.text()


def _top(sheet: Sheet, assessment: Assessment) -> None:
    area = clean(area_of(assessment))
    sheet.line(f"Sensecheck: {area}" if area else "Sensecheck", "bold")
    against = sum(f.kind is FindingKind.STATEMENT for f in findings(assessment))
    review = sum(v.needs_review for v in assessment.verdicts)
    severities = Counter(i.severity for i in assessment.disagreements)
    counted = ", ".join(f"{n} {SEVERITIES[s].word}" for s in Severity if (n := severities[s]))
    parts = [plural(len(assessment.documents), "document") + " read"]
    if assessment.unread:
        parts.append(f"{len(assessment.unread)} not read")
    parts.append(f"{plural(against, 'answer')} against a criterion")
    total = plural(len(assessment.disagreements), "inconsistency", "inconsistencies")
    parts.append(f"{total} ({counted})" if counted else total)
    if review:
        parts.append(f"{plural(review, 'answer')} for a person to check")
    sheet.line("; ".join(parts) + ".")


def _documents(sheet: Sheet, assessment: Assessment, names: dict[str, str]) -> None:
    sheet.heading("Documents")
    for document in in_order(assessment.documents):
        sheet.line(f"{names[document.id]}: {clean(document.name)}")
        details = [clean(profile(document))]
        if document.pages is not None:
            details.append(plural(document.pages, "page"))
        details.append(plural(document.words, "word"))
        sheet.line(f"{clean(file_name(document))}; {', '.join(details)}", "dim", 4)
        for warning in document.extraction.warnings:
            sheet.line(f"Read with care: {clean(warning)}", "", 4)
    _unread(sheet, assessment)


def _unread(sheet: Sheet, assessment: Assessment) -> None:
    if assessment.unread:
        sheet.heading("Not read")
        for unread in assessment.unread:
            sheet.line(clean(unread.reason))
    if assessment.notes:
        sheet.heading("Notes")
        for note in assessment.notes:
            sheet.line(clean(note))


def _columns(sheet: Sheet, assessment: Assessment) -> Iterable[Sequence[Document]]:
    """The documents in groups that fit the width side by side."""
    documents = in_order(assessment.documents)
    fit = max(1, (sheet.look.width - NAME) // CELL)
    return [documents[at : at + fit] for at in range(0, len(documents), fit)]


def _criteria_matrix(
    sheet: Sheet, assessment: Assessment, columns: Sequence[Document], names: dict[str, str]
) -> None:
    sheet.heading("Documents × criteria")
    name = min(LONGEST_NAME, sheet.look.width - len(columns) * CELL)
    table = sheet.table(["", *(names[d.id] for d in columns)], name)
    for pack, criteria in groupby(assessment.criteria, key=lambda c: pack_of(c.id)):
        table.add_row(Text(pack, style="bold dim"))
        for criterion in criteria:
            cells = [
                _cell(sheet, assessment.verdict(document.id, criterion.id)) for document in columns
            ]
            table.add_row(Padding(Text(criterion.title), (0, 0, 0, 2)), *cells)
    sheet.put(table)


def _cell(sheet: Sheet, verdict: Verdict | None) -> Text:
    if verdict is None:
        return Text("")
    mark = OUTCOMES[verdict.outcome]
    return sheet.marked(verdict.outcome, mark.short + ("?" if verdict.needs_review else ""))


def _criteria_legend(sheet: Sheet) -> None:
    sheet.line()
    for outcome, mark in OUTCOMES.items():
        word = mark.short if mark.short == mark.word else f"{mark.short} = {mark.word}"
        line = sheet.marked(outcome, word)
        line.append(f": {mark.meaning}", "default")
        sheet.put(line)
    sheet.line("? = a person has to read it before anyone relies on it")


def _pairs_matrix(
    sheet: Sheet, assessment: Assessment, columns: Sequence[Document], names: dict[str, str]
) -> None:
    sheet.heading("Documents × documents: inconsistencies")
    table = sheet.table(["", *(names[d.id] for d in columns)], 9)
    for row in in_order(assessment.documents):
        cells = [
            Text("—" if row.id == d.id else "none", style="dim")
            if not (found := assessment.between(row.id, d.id))
            else _counts(sheet, found)
            for d in columns
        ]
        table.add_row(Text(names[row.id], style="bold"), *cells, end_section=True)
    sheet.put(table)


def _counts(sheet: Sheet, found: Sequence[Inconsistency]) -> Text:
    counts = Counter(i.severity for i in found)
    lines = [
        sheet.marked(severity, f"{counts[severity]} {SEVERITIES[severity].short}")
        for severity in Severity
        if counts[severity]
    ]
    return Text("\n").join(lines)


def _pairs_legend(sheet: Sheet) -> None:
    sheet.line()
    for severity, mark in SEVERITIES.items():
        line = sheet.marked(severity, mark.word)
        line.append(f": {mark.meaning}", "default")
        sheet.put(line)
    sheet.line("Each pair stands in two cells, so that every row can be read by itself.")


def _findings(
    sheet: Sheet,
    assessment: Assessment,
    names: dict[str, str],
    kinds: Sequence[FindingKind] = (FindingKind.STATEMENT, FindingKind.INCONSISTENCY),
) -> None:
    found = findings(assessment)
    shown = [f for f in found if f.kind in kinds]
    for severity, group in groupby(shown, key=lambda f: f.severity):
        sheet.heading(f"{SEVERITIES[severity].word.capitalize()} severity")
        for finding in group:
            _finding(sheet, finding, names)
    gaps = [f for f in found if f.kind is FindingKind.GAP]
    if gaps and FindingKind.STATEMENT in kinds:
        _gaps(sheet, assessment, gaps, names)


def _finding(sheet: Sheet, finding: Finding, names: dict[str, str]) -> None:
    title = f"{clean(finding.title)}: {' and '.join(names[d] for d in finding.documents)}"
    sheet.line()
    sheet.put(sheet.marked(finding.severity, title))
    review = " A person has to check it." if finding.needs_review else ""
    sheet.line(clean(finding.summary) + review, "", 2)
    for document in dict.fromkeys(finding.documents):
        quotes = [e for e in finding.evidence if e.document == document]
        for evidence in quotes:
            sheet.quote(evidence, f"{names[document]}, ", 2)
        if not quotes:
            sheet.line(f"{names[document]}: says nothing on it.", "dim", 2)
    if finding.advice:
        sheet.line(f"Suggested: {clean(finding.advice)}", "italic", 2)


def _gaps(
    sheet: Sheet, assessment: Assessment, gaps: Sequence[Finding], names: dict[str, str]
) -> None:
    """Criteria met in part or not addressed, one line each."""
    sheet.heading("Gaps")
    for title, group in groupby(gaps, key=lambda f: f.title):
        by_outcome: dict[Outcome, list[str]] = {}
        for finding in group:
            document, criterion = finding.key.split(" ", 1)
            verdict = assessment.verdict(document, criterion)
            if verdict is not None:
                by_outcome.setdefault(verdict.outcome, []).append(names[document])
        parts = [
            f"{OUTCOMES[outcome].word} in {', '.join(where)}"
            for outcome, where in sorted(by_outcome.items(), key=lambda item: item[0].value)
        ]
        sheet.line(f"{clean(title)}: {'; '.join(parts)}.")


def _checked(sheet: Sheet, assessment: Assessment, document: Document) -> None:
    sheet.heading(f"{clean(document.name)} ({clean(file_name(document))})")
    sheet.line(f"{clean(profile(document))}; {plural(document.words, 'word')}", "dim")
    for warning in document.extraction.warnings:
        sheet.line(f"Read with care: {clean(warning)}")
    criteria = {c.id: c for c in assessment.criteria}
    mine = [v for v in assessment.verdicts if v.document == document.id]
    order = list(criteria)
    mine.sort(key=lambda v: (GRAVITY.index(v.outcome), order.index(v.criterion)))
    known = assessment.known
    before = [v for v in mine if f"{v.document} {v.criterion}" in known]
    for verdict in mine:
        if verdict.outcome is Outcome.NOT_APPLICABLE or verdict in before:
            continue
        criterion = criteria[verdict.criterion]
        sheet.line()
        sheet.line(f"{clean(criterion.title)} ({criterion.id})", "bold")
        new = tuple(e for e in verdict.evidence if statement_key(verdict, e) not in known)
        advice = "" if verdict.outcome is Outcome.MET else criterion.instead
        _why(sheet, replace(verdict, evidence=new), advice)
    if before:
        titles = ", ".join(criteria[v.criterion].title for v in before)
        sheet.line()
        sheet.line(f"Known already to the baseline: {titles}.", "dim")
    absent = [criteria[v.criterion].title for v in mine if v.outcome is Outcome.NOT_APPLICABLE]
    if absent:
        sheet.line()
        sheet.line(f"Not asked of this kind of document: {', '.join(absent)}.", "dim")


def _why(sheet: Sheet, verdict: Verdict, advice: str) -> None:
    mark = OUTCOMES[verdict.outcome]
    line = Text(f"{sheet.sign(verdict.outcome)} {mark.word}", style=STYLES[verdict.outcome])
    line.append(f", {verdict.confidence:.0%} sure", "default")
    if verdict.needs_review:
        line.append("; a person has to check it", "bold")
    sheet.put(line, 2)
    if verdict.reason:
        sheet.line(clean(verdict.reason), "", 2)
    for evidence in verdict.evidence:
        stance = f"{STANCES[evidence.stance]}, " if evidence.stance else ""
        trace = f"{stance}{VOICES[evidence.assertion]}; {evidence.rule}, {evidence.score:.0%}"
        sheet.quote(evidence, "", 4)
        cue = clean(evidence.cue)
        sheet.line(trace + (f"; decided by “{cue}”" if cue else ""), "dim", 6)
        if evidence.note:
            sheet.line(sentence(clean(evidence.note)), "dim", 6)
    if verdict.near_misses:
        sheet.line("The nearest passages, and why they do not count:", "", 2)
    for miss in verdict.near_misses:
        sheet.quote(miss, "", 4)
        sheet.line(sentence(clean(miss.why_not)), "dim", 6)
    if advice:
        sheet.line(f"Instead: {clean(advice)}", "italic", 2)
