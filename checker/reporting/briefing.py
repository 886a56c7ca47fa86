"""The briefing: a board paper in the form of Appendix P of the MsUnderstood report.

Introduction, priorities, consistent messages, messages to clarify, next steps,
the five sense-check questions; then the method and all evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import (
    Assessment,
    Criterion,
    Document,
    Evidence,
    InconsistencyType,
    Outcome,
    Severity,
    Stance,
    Verdict,
)
from checker.reconciling import claim, short_names
from checker.reporting.findings import shared_ground
from checker.reporting.paper import (
    Block,
    Box,
    Bullets,
    Contents,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    Words,
    strong,
    words,
)
from checker.reporting.points import Point, points
from checker.reporting.sheet import clean
from checker.reporting.wording import (
    OUTCOMES,
    SEVERITIES,
    STANCES,
    area_of,
    file_name,
    in_order,
    labels,
    listed,
    month_words,
    place,
    plural,
    sentence,
)

QUESTIONS = (
    "sense-check/safeguarding-response",
    "sense-check/differs-from-adults",
    "sense-check/linked-procedures",
    "sense-check/social-care-thresholds",
    "sense-check/environment",
)
"""The five sense-check questions of Appendix P, next step 4, a to e."""

PRIORITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Children who harm are children first, and are to be protected as well as stopped.",
        (
            "sense-check/safeguarding-response",
            "sense-check/victim-perpetrator-overlap",
            "sense-check/differs-from-adults",
            "sense-check/sixteen-seventeen",
        ),
    ),
    (
        "Abuse is to be recognised early, whoever the child is and whoever does the harm.",
        (
            "audit/warning-signs",
            "audit/grooming-coercion",
            "audit/boys-as-victims",
            "audit/adult-only-perpetrator",
        ),
    ),
    (
        "Agencies are to share what they know, refer and assess by known routes.",
        (
            "sense-check/linked-procedures",
            "sense-check/social-care-thresholds",
            "audit/governance",
        ),
    ),
    (
        "The places and groups where harm happens are to be made safer.",
        ("sense-check/environment",),
    ),
    (
        "Children are to be written about without blame.",
        ("language/choice-framing", "language/victim-blaming"),
    ),
)
"""What an area can hold to be a priority, and the criteria that tell whether it does."""

SHOWN = 3
"""Quotes that a consistent message is shown with; the appendix has the rest."""

COLUMNS = 6
"""Documents that fit side by side on a page."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def render(assessment: Assessment) -> Paper:
    """The briefing on an assessment, before it has a format."""
    return _Briefing(assessment).paper()


@dataclass(frozen=True, slots=True)
class _Message:
    """A criterion, with the documents that meet it and those asked of it."""

    criterion: Criterion
    met: tuple[Verdict, ...]
    asked: tuple[Verdict, ...]

    @property
    def denied(self) -> bool:
        return any(v.outcome is Outcome.CONTRADICTED for v in self.asked)


class _Briefing:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.area = clean(area_of(assessment))
        self.documents = in_order(assessment.documents)
        self.short = {k: clean(n) for k, n in short_names(assessment.documents).items()}
        self.labels = labels(self.documents)
        self.points = points(assessment)
        self.criteria = {c.id: c for c in assessment.criteria}
        self.messages = {c.id: self._message(c) for c in assessment.criteria}

    def paper(self) -> Paper:
        subject = "Coordinating strategic documents on peer-on-peer abuse"
        made = month_words(self.assessment.manifest.created[:10])
        return Paper(
            f"{subject}: {self.area}" if self.area else subject,
            f"Briefing, {made}",
            "What the area's documents agree on, where they differ, and lines to agree.",
            self.assessment.manifest.created,
            f"Sensecheck {self.assessment.manifest.version}",
            tuple(
                block
                for part in (
                    self._introduction,
                    self._priorities,
                    self._consistent,
                    self._to_clarify,
                    self._next_steps,
                    self._sense_check,
                    self._method,
                    self._appendix,
                )
                for block in part()
            ),
        )

    # Introduction

    def _introduction(self) -> Iterator[Block]:
        yield _heading("Introduction")
        many = len(self.documents) > 1
        yield _paragraph(
            "Children are harmed by other children as well as by adults: in relationships, by "
            "sexual exploitation, by harmful sexual behaviour and by violence in groups. This is "
            "called peer-on-peer abuse. One child is often known under more than one of these "
            "names, and then the people who help have to follow several documents at once."
        )
        yield _paragraph(
            f"This paper puts {_number(len(self.documents), 'document')}"
            f"{' of ' + self.area if self.area else ''} "
            f"{'side by side' if many else 'to the same questions'}. It says what "
            f"{'they have' if many else 'it has'} in common with good practice, where "
            f"{'their messages differ' if many else 'its message is not clear'}, and what could "
            "be agreed. It is for those who own and approve the documents."
        )
        yield Box("In short", tuple(self._in_short()))
        yield Contents()
        yield from self._documents_read()

    def _in_short(self) -> Iterator[Paragraph | Bullets]:
        common = shared_ground(self.assessment)
        total = len(self.messages)
        items: list[Words] = []
        if len(self.documents) > 1:
            shared = (
                f"On {_in_words(len(common))} of {total} questions every document gives the answer "
                "that good practice asks for."
                if common
                else f"On none of {total} questions do all documents yet give the same good answer."
            )
            items.append(words(strong("What is shared. "), shared))
            grave = [p for p in self.points if p.severity is Severity.HIGH]
            differ = f"Their messages differ on {plural(len(self.points), 'point')}."
            if grave:
                differ += (
                    f" On {len(grave)} of them a child may be sent the wrong way or blamed: "
                    f"{self._gravest(grave)}."
                )
            items.append(words(strong("What differs. "), differ))
        against = [v for v in self.assessment.verdicts if v.outcome is Outcome.CONTRADICTED]
        gaps = [v for v in self.assessment.verdicts if v.outcome is Outcome.NOT_ADDRESSED]
        items.append(
            words(
                strong("What each document says. "),
                f"{plural(len(against), 'answer')} {_be(len(against))} against what good practice "
                f"asks; to {plural(len(gaps), 'question')} no answer was found.",
            )
        )
        asked = "Agree one line on each point" if self.points else "Read the answers"
        items.append(
            words(
                strong("What is asked. "),
                f"{asked} (",
                Run("Next steps", target="next-steps"),
                "), and put the five questions (",
                Run("The five sense-check questions", target="sense-check"),
                ") to every new draft.",
            )
        )
        yield Bullets(tuple(items))
        yield _paragraph(
            "A computer program found these passages; it does not decide anything. Every quote "
            "has its place beside it, to be read in the document before anyone acts on it."
        )

    def _gravest(self, grave: Sequence[Point]) -> str:
        """What the points of most weight are about, as a list in a sentence."""
        kinds = Counter(_SUBJECTS[p.type] for p in grave)
        return listed([f"{subject} ({count})" for subject, count in kinds.items()])

    def _documents_read(self) -> Iterator[Block]:
        yield _heading("Documents read", 2)
        rows = tuple(
            (
                words(strong(clean(d.name))),
                words(d.issue.wording.capitalize() if d.issue else "Not known"),
                words(d.kind.value.capitalize() if d.kind else "Not known"),
                words(month_words(d.date) or "Not stated"),
                words(f"{self.labels[d.id]} ({clean(file_name(d))})"),
            )
            for d in self.documents
        )
        yield Table(
            "Documents read",
            "For each document its title, subject, kind, date and file.",
            ("Document", "About", "Kind", "Date", "In tables called (file)"),
            rows,
            (30, 18, 12, 14, 26),
        )
        warnings = [
            words(strong(f"{self.short[d.id]}: "), sentence(clean(w)))
            for d in self.documents
            for w in d.extraction.warnings
        ]
        unread = [words(clean(u.reason)) for u in self.assessment.unread]
        notes = [words(clean(n)) for n in self.assessment.notes]
        for lead, items in (
            ("These could not be read, so nothing in this paper speaks of them:", unread),
            ("These were hard to read, so that something may be missing:", warnings),
            ("Before you rely on this paper:", notes),
        ):
            if items:
                yield Paragraph(words(lead), keep=True)
                yield Bullets(tuple(items))

    # What the documents share

    def _priorities(self) -> Iterator[Block]:
        yield _heading("Strategic priorities evident")
        issues = [d.issue.wording for d in self.documents if d.issue]
        items = [
            words(
                strong("Abuse that children and young people experience is a priority. "),
                f"The documents set out responses to {listed(list(dict.fromkeys(issues)))}."
                if issues
                else "The documents set out how to respond to it.",
            )
        ]
        for priority, criteria in PRIORITIES:
            evident = [
                m
                for c in criteria
                if (m := self.messages.get(c)) and m.met and len(m.met) * 2 > len(m.asked)
            ]
            if evident:
                said = [f"{self._how_many(m)} that {claim(m.criterion.id)}" for m in evident]
                items.append(words(strong(f"{priority} "), f"{_capital('; '.join(said))}."))
        yield Paragraph(
            words("The following are evident from the documents read:"),
            keep=True,
        )
        yield Bullets(tuple(items))

    def _how_many(self, message: _Message) -> str:
        """Who says so: "all 5 documents say", "4 of the 5 documents say", "one says"."""
        met, asked = len(message.met), len(message.asked)
        if asked == 1:
            return f"{self.short[message.met[0].document]} says"
        return f"all {asked} documents say" if met == asked else f"{met} of {asked} documents say"

    def _strengths(self) -> list[_Message]:
        """What several documents say and none denies; what all say comes first."""
        found = [
            m
            for m in self.messages.values()
            if len(m.met) > 1 and not m.denied and _is_said(m.criterion)
        ]
        return sorted(found, key=lambda m: (len(m.met) < len(m.asked), -len(m.met)))

    def _consistent(self) -> Iterator[Block]:
        yield _heading("Consistent messages")
        strengths = self._strengths()
        divided = [
            m
            for m in self.messages.values()
            if m.denied and len(m.met) * 2 > len(m.asked) > 1 and _is_said(m.criterion)
        ]
        if not strengths and not divided:
            yield _paragraph("No message was found that two documents share and none denies.")
            return
        if strengths:
            yield _paragraph(
                "These strengths are shared, and the documents can be brought together on them."
            )
        for message in strengths:
            rest = [v for v in message.asked if v not in message.met]
            tail = ""
            if rest:
                left_out = listed([self.short[v.document] for v in rest])
                tail = f" It is less clear in {left_out}, or not said there."
            yield from self._shared(message, f"{self._claimed(message)}.{tail}")
        if divided:
            yield Paragraph(
                words(
                    "Most documents also say the following. One or more say the contrary, so that "
                    "each comes back under ",
                    Run("Messages in need of clarification", target="clarify"),
                    ".",
                )
            )
        for message in divided:
            denying = [v for v in message.asked if v.outcome is Outcome.CONTRADICTED]
            yield from self._shared(
                message,
                f"{self._claimed(message)}; "
                f"{listed([self.short[v.document] for v in denying])} "
                f"{'says' if len(denying) == 1 else 'say'} the contrary.",
            )

    def _claimed(self, message: _Message) -> str:
        return _capital(f"{self._how_many(message)} that {claim(message.criterion.id)}")

    def _shared(self, message: _Message, told: str) -> Iterator[Block]:
        yield Paragraph(words(strong(f"{message.criterion.title}. "), told), keep=True)
        best = [max(e, key=lambda e: e.score) for v in message.met if (e := _for(v))]
        for evidence in sorted(best, key=lambda e: -e.score)[:SHOWN]:
            yield self._quote(evidence)

    # What they do not share

    def _to_clarify(self) -> Iterator[Block]:
        yield Heading("Messages in need of clarification", 1, "clarify")
        if len(self.documents) < 2:
            yield _paragraph("One document was read, so there is none to compare it with.")
            return
        if not self.points:
            yield _paragraph("No point was found on which two documents differ.")
            return
        yield _paragraph(
            f"{_capital(plural(len(self.points), 'point'))} can be put as questions. Each stands "
            "with the words of both sides and the places where they can be found. Which side is "
            "right is for the people who own the documents."
        )
        for severity in Severity:
            group = [p for p in self.points if p.severity is severity]
            if group:
                yield Heading(_GROUPS[severity], 2, f"clarify-{severity.value}")
            for point in group:
                yield from self._point(point)

    def _point(self, point: Point) -> Iterator[Block]:
        yield Heading(f"Point {point.number}: {point.title}", 3, f"point-{point.number}")
        for question in point.questions:
            yield Paragraph(words(clean(question)), keep=True)
        sides = [e for evidence in point.sides.values() for e in evidence]
        against = [e for e in sides if e.stance is Stance.CONTRADICTS]
        if against and len(against) < len(sides):
            yield Paragraph(words("The contrary is said here:"), keep=True)
            yield from (self._quote(e) for e in against)
            yield Paragraph(words("It is said here:"), keep=True)
            sides = [
                max(others, key=lambda e: e.score)
                for evidence in point.sides.values()
                if (others := [e for e in evidence if e not in against])
            ]
        yield from (self._quote(e) for e in sides)
        for line in point.lines:
            yield Paragraph(words(strong("Line to agree: "), clean(line)))

    # What follows

    def _next_steps(self) -> Iterator[Block]:
        yield Heading("Next steps", 1, "next-steps")
        yield _paragraph(
            "The lines below are suggestions. The last two columns are for the meeting."
        )
        if self.points:
            yield _heading("Lines to agree between the documents", 2)
            yield Table(
                "Lines to agree between the documents",
                "For each point the line to agree, the documents concerned, and room for who "
                "does it and by when.",
                ("Point", "Line to agree", "Documents", "Who", "By when"),
                tuple(
                    (
                        words(Run(str(p.number), strong=True, target=f"point-{p.number}")),
                        words(" ".join(clean(line) for line in p.lines)),
                        words(listed([self.labels[d] for d in p.sides])),
                        words(""),
                        words(""),
                    )
                    for p in self.points
                ),
                (8, 48, 18, 14, 12),
            )
        yield _heading("Changes within one document", 2)
        rows = tuple(self._changes())
        if rows:
            yield Table(
                "Changes within one document",
                "For each question the documents whose answer is missing, partial or contrary, "
                "and what to say instead.",
                ("Question", "Documents", "What to say instead"),
                rows,
                (28, 30, 42),
            )
        else:
            yield _paragraph("Every question has the answer that good practice asks for.")
        yield _heading("New procedures, protocols and strategies", 2)
        yield _paragraph("Any that are produced could be sense-checked with five questions:")
        yield Bullets(
            tuple(
                words(strong(f"{letter}. "), c.asks)
                for letter, c in zip("abcde", self._five(), strict=False)
            )
        )

    def _changes(self) -> Iterator[tuple[Words, ...]]:
        for criterion in self.criteria.values():
            by_outcome = {
                outcome: [
                    self.labels[v.document]
                    for v in self.messages[criterion.id].asked
                    if v.outcome is outcome
                ]
                for outcome in (Outcome.CONTRADICTED, Outcome.NOT_ADDRESSED, Outcome.PARTLY)
            }
            parts = [f"{OUTCOMES[o].word}: {listed(d)}" for o, d in by_outcome.items() if d]
            if parts:
                yield (
                    words(strong(criterion.title)),
                    words(_capital("; ".join(parts)) + "."),
                    words(clean(criterion.instead)),
                )

    def _five(self) -> list[Criterion]:
        return [self.criteria[c] for c in QUESTIONS if c in self.criteria]

    def _sense_check(self) -> Iterator[Block]:
        yield Heading("The five sense-check questions", 1, "sense-check")
        five = self._five()
        if not five:
            yield _paragraph("None of the five questions was put to these documents.")
            return
        yield _paragraph(
            "The answers of each document, with the words they rest on. “Check” means that the "
            "program was not sure enough, and a person has to."
        )
        yield from self._matrix("The five questions at a glance", five)
        for document in self.documents:
            yield _heading(self.short[document.id], 2, f"questions-{document.id}")
            yield Table(
                f"The five questions: {self.short[document.id]}",
                "For each question the document's answer and the words that it rests on.",
                ("Question", "Answer", "Words it rests on"),
                tuple(
                    (
                        words(strong(f"{letter}. "), criterion.asks),
                        self._answer(verdict),
                        self._rests_on(verdict),
                    )
                    for letter, criterion in zip("abcde", five, strict=False)
                    if (verdict := self.assessment.verdict(document.id, criterion.id))
                ),
                (32, 18, 50),
            )

    def _matrix(self, caption: str, criteria: Sequence[Criterion]) -> Iterator[Block]:
        """Questions down, documents across; as many tables as the documents need."""
        for at in range(0, len(self.documents), COLUMNS):
            group = self.documents[at : at + COLUMNS]
            more = f" ({at + 1} to {at + len(group)})" if len(self.documents) > COLUMNS else ""
            yield Table(
                caption + more,
                "For each question, one to a row, the answer of each document, one to a column.",
                ("Question", *(self.labels[d.id] for d in group)),
                tuple(
                    (
                        words(strong(c.title)),
                        *(
                            self._answer(self.assessment.verdict(d.id, c.id), short=True)
                            for d in group
                        ),
                    )
                    for c in criteria
                ),
                (28, *(12 for _ in group)),
            )

    def _answer(self, verdict: Verdict | None, *, short: bool = False) -> Words:
        if verdict is None:
            return words("")
        mark = OUTCOMES[verdict.outcome]
        check = " (check)" if verdict.needs_review else ""
        return words(f"{mark.sign} {mark.short if short else mark.word}{check}")

    def _rests_on(self, verdict: Verdict) -> Words:
        against = [e for e in verdict.evidence if e.stance is Stance.CONTRADICTS]
        best = against if verdict.outcome is Outcome.CONTRADICTED else list(verdict.evidence)
        if not best:
            return words(verdict.reason or "No words were found.")
        return words(f"“{clean(best[0].quote)}” ({clean(place(best[0].location))})")

    # Method and evidence

    def _method(self) -> Iterator[Block]:
        manifest = self.assessment.manifest
        review = sum(v.needs_review for v in self.assessment.verdicts)
        asked = sum(v.outcome is not Outcome.NOT_APPLICABLE for v in self.assessment.verdicts)
        yield _heading("Method and limits")
        yield _paragraph(
            f"Sensecheck, a computer program, read the documents on one machine and sent nothing "
            f"away. It put {plural(len(self.criteria), 'question')} to each: those of the "
            "MsUnderstood programme (University of Bedfordshire) on peer-on-peer abuse, and others "
            "on wording, on law and guidance, and on how easy the text is to read. For each "
            "answer it looks at who is speaking: a view that is reported, quoted or rejected does "
            "not count as the document's own."
        )
        yield Bullets(
            (
                words(
                    strong("It reads words, not practice. "),
                    "A good sentence does not show that it is followed, and a missing one does "
                    "not show that nothing is done.",
                ),
                words(
                    strong("It makes mistakes. "),
                    f"{review} of {plural(asked, 'answer')} {_be(review)} marked for a person to "
                    "check. The others are to be read in their place too.",
                ),
                words(
                    strong("It knows only what it was given. "),
                    "“Not addressed” means that the words were not found in these files.",
                ),
                words(
                    strong("Weight. "),
                    f"High: {SEVERITIES[Severity.HIGH].meaning}. Medium: "
                    f"{SEVERITIES[Severity.MEDIUM].meaning}. Low: "
                    f"{SEVERITIES[Severity.LOW].meaning}.",
                ),
            )
        )
        yield _paragraph(
            f"To make this paper again: Sensecheck {manifest.version}, rules "
            f"{manifest.rules[:12]}, model {manifest.model_name} {manifest.model_sha256[:12]}, "
            f"and the files named under ",
            Run("Documents read", target="documents-read"),
            ".",
        )

    def _appendix(self) -> Iterator[Block]:
        yield _heading("Appendix: all evidence")
        yield _heading("Every answer", 2)
        yield from self._matrix("Every answer of every document", list(self.criteria.values()))
        yield Paragraph(words("The signs mean:"), keep=True)
        yield Bullets(
            tuple(
                words(
                    strong(f"{m.sign} {m.short}"),
                    f"{f' ({m.word})' if m.word != m.short else ''}: {m.meaning}.",
                )
                for m in OUTCOMES.values()
            )
        )
        for document in self.documents:
            yield _heading(f"Evidence in {self.short[document.id]}", 2, f"evidence-{document.id}")
            yield Table(
                f"Evidence: {self.short[document.id]}",
                "For each question the answer, and each passage it rests on with its place.",
                ("Question", "Answer", "Passage", "Place"),
                tuple(self._evidence_rows(document)),
                (20, 16, 42, 22),
            )
        yield _paragraph("This is the end of the paper.")

    def _evidence_rows(self, document: Document) -> Iterator[tuple[Words, ...]]:
        for criterion in self.criteria.values():
            verdict = self.assessment.verdict(document.id, criterion.id)
            if verdict is None or verdict.outcome is Outcome.NOT_APPLICABLE:
                continue
            title, answer = words(strong(criterion.title)), self._answer(verdict)
            if not verdict.evidence:
                yield title, answer, words(verdict.reason or "No words were found."), words("–")
            for e in verdict.evidence:
                stance = f" {STANCES[e.stance]}." if e.stance else ""
                yield (
                    title,
                    answer,
                    words(f"“{clean(e.quote)}”{stance}"),
                    words(_capital(clean(place(e.location)))),
                )

    # Shared

    def _message(self, criterion: Criterion) -> _Message:
        asked = tuple(
            v
            for d in self.documents
            if (v := self.assessment.verdict(d.id, criterion.id))
            and v.outcome is not Outcome.NOT_APPLICABLE
        )
        return _Message(criterion, tuple(v for v in asked if v.outcome is Outcome.MET), asked)

    def _quote(self, evidence: Evidence) -> Quote:
        return Quote(
            clean(evidence.quote),
            f"{self.short[evidence.document]}, {clean(place(evidence.location))}",
        )


_GROUPS = {
    Severity.HIGH: "A child may be sent the wrong way or blamed",
    Severity.MEDIUM: "Practitioners get different messages",
    Severity.LOW: "Worth tidying up",
}

_SUBJECTS: dict[InconsistencyType, str] = {
    InconsistencyType.STANCE: "what is said of children",
    InconsistencyType.UNEVEN_RECOGNITION: "what is left out",
    InconsistencyType.REFERRAL_ROUTE: "where a concern goes first",
    InconsistencyType.PANEL: "which meeting leads",
    InconsistencyType.TIMESCALE: "how soon something has to be done",
    InconsistencyType.THRESHOLD: "when help begins",
    InconsistencyType.DEFINITION: "what a term means",
    InconsistencyType.TERMINOLOGY: "what a thing is called",
    InconsistencyType.AGE_RANGE: "which ages are meant",
    InconsistencyType.RISK_TOOL: "which checklist is used",
    InconsistencyType.GOVERNANCE: "who is accountable",
    InconsistencyType.CROSS_REFERENCE: "how documents refer to each other",
    InconsistencyType.CURRENCY: "which law or guidance is followed",
}
"""What a point of each type is about, for a reader who has not met the types."""


def _heading(text: str, level: int = 1, anchor: str = "") -> Heading:
    return Heading(text, level, anchor or text.lower().replace(":", "").replace(" ", "-"))


def _paragraph(*parts: str | Run) -> Paragraph:
    return Paragraph(words(*parts))


def _for(verdict: Verdict) -> list[Evidence]:
    return [e for e in verdict.evidence if e.stance is Stance.MEETS]


def _is_said(criterion: Criterion) -> bool:
    """Whether it asks what a document says, and not how current or readable it is."""
    return criterion.id.partition("/")[0] not in {"currency", "style"}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(count: int, noun: str) -> str:
    """A small count in words: "five documents"."""
    return f"{_in_words(count)} {noun if count == 1 else noun + 's'}"


def _in_words(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
