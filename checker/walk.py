"""One child's case taken through the documents, step by step, as a practitioner would go.

Each step is a question that she has (where does this go first, how soon, which
panel, who leads), with what every document of the case answers, where the answers
part, and where there is none. The answers are the facts of the assessment, and
the partings its inconsistencies: nothing is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from checker.errors import SensecheckError
from checker.model import Assessment, Document, Evidence, Inconsistency, InconsistencyType, Issue
from checker.reconciling import fold, issues_in

PRESETS = {
    "gang-exploitation": (
        "gang-associated sexual exploitation by a 15-year-old with harmful sexual behaviour"
    ),
    "partner-abuse": "a 16-year-old abused by a partner who is 17 and harms her sexually",
    "missing-exploited": "a 14-year-old who keeps going missing and is sexually exploited",
    "county-lines": "a 15-year-old exploited through county lines who goes missing from care",
    "school-assault": "harmful sexual behaviour by a 13-year-old towards another pupil",
}
"""Cases with a name, each of issues that meet in one child."""


@dataclass(frozen=True, slots=True)
class Case:
    """A child's case: its words, the issues in it, and the child's age where it is said."""

    words: str
    issues: tuple[Issue, ...]
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one document (its id) answers, and the words that say so."""

    document: str
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Step:
    """A question, the answers, where they part, and what nobody answers.

    ``otherwise`` is what is said where there is nothing of these.
    """

    question: str
    answers: tuple[Answer, ...] = ()
    partings: tuple[Inconsistency, ...] = ()
    gaps: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """A case and its steps through the documents that are about it."""

    case: Case
    documents: tuple[Document, ...]
    steps: tuple[Step, ...] = field(default=())


def read_case(words: str) -> Case:
    """The case of a preset's name, or of a description in a sentence.

    :raises SensecheckError: no issue can be told from the words.
    """
    words = PRESETS.get(words.strip().casefold(), words.strip())
    issues = tuple(sorted(issues_in(words), key=list(Issue).index))
    if not issues:
        raise SensecheckError("case-unclear", case=words, presets=", ".join(PRESETS))
    age = re.search(r"\b(\d{1,2})[- ]year|\baged (\d{1,2})\b", words)
    return Case(words, issues, int(age[1] or age[2]) if age else None)


def walk(assessment: Assessment, case: Case) -> Walk:
    """Take the case through the documents on its issues; those on others are left out."""
    documents = tuple(
        sorted((d for d in assessment.documents if d.issue in case.issues), key=lambda d: d.order)
    )
    walker = _Walker(assessment, case, documents)
    return Walk(case, documents, tuple(step() for step in walker.steps()))


@dataclass(slots=True)
class _Walker:
    assessment: Assessment
    case: Case
    documents: tuple[Document, ...]
    taken_to: list[str] = field(default_factory=list)
    """The bodies that the steps so far lead to, as the documents write them."""

    def steps(self) -> tuple[Callable[[], Step], ...]:
        return (
            self._documents,
            self._first,
            self._reached,
            self._soon,
            self._tool,
            self._panel,
            self._lead,
            self._age,
            self._onward,
            self._accountable,
        )

    def _documents(self) -> Step:
        covered = {document.issue for document in self.documents}
        gaps = [
            f"No document is about {issue.wording}."
            for issue in self.case.issues
            if issue not in covered
        ]
        return Step(
            "Which documents are about this child?",
            gaps=tuple(gaps),
            otherwise="Every issue of the case has a document.",
        )

    def _first(self) -> Step:
        answers = []
        for route in self.assessment.facts.routes:
            if not self._ours(route.document) or not set(route.issues) & set(self.case.issues):
                continue
            about = [i.wording for i in route.issues if i in self.case.issues]
            words = f"{_and(about)}: to {_and(route.recipients)}"
            words += f", and not to {_and(route.excluded)}" if route.excluded else ""
            words += f", {route.within}" if route.within else ""
            answers.append(Answer(route.document, words, route.evidence))
            self.taken_to += route.recipients
        gaps = self._silent(answers, "does not say where a concern goes first")
        return self._step(
            "Where does the concern go first?", answers, gaps, InconsistencyType.REFERRAL_ROUTE
        )

    def _reached(self) -> Step:
        wanted = {fold(body): body for body in self.taken_to}
        answers = [
            Answer(c.document, f"{c.body}: {c.means} {c.value}", c.evidence)
            for c in self.assessment.facts.contacts
            if self._ours(c.document) and fold(c.body) in wanted
        ]
        given = {fold(c.body) for c in self.assessment.facts.contacts if self._ours(c.document)}
        gaps = [
            f"None of them says how to reach {body}."
            for key, body in sorted(wanted.items())
            if key not in given
        ]
        return self._step("How is that reached?", answers, gaps, InconsistencyType.REFERRAL_ROUTE)

    def _soon(self) -> Step:
        events = [*_LIMITS, *(event for i in self.case.issues for event in _LIMITS_OF.get(i, ()))]
        answers = [
            Answer(t.document, f"{t.event}: {t.limit}", t.evidence)
            for t in self.assessment.facts.timescales
            if self._ours(t.document) and t.event.partition(":")[0] in events
        ]
        stated = {answer.words.partition(":")[0] for answer in answers}
        gaps = [f"No limit is given for {event}." for event in events if event not in stated]
        return self._step("How soon?", answers, gaps, InconsistencyType.TIMESCALE)

    def _tool(self) -> Step:
        answers = []
        for tool in self.assessment.facts.tools:
            if self._ours(tool.document) and set(tool.issues) & set(self.case.issues):
                # an edition is a part of the name ("AIM3"), a version is not
                version = "" if tool.version.isdigit() else tool.version
                words = f"{tool.name} ({version} version)" if version else tool.name
                words += "" if tool.used else ": not to be used"
                answers.append(Answer(tool.document, words, tool.evidence))
        gaps = self._silent(answers, "names no tool to assess with")
        return self._step("Which tool is used?", answers, gaps, InconsistencyType.RISK_TOOL)

    def _panel(self) -> Step:
        answers = []
        for panel in self.assessment.facts.panels:
            if not self._ours(panel.document):
                continue
            if panel.ended:
                after = f"; {panel.successor} has taken its place" if panel.successor else ""
                words = f"{panel.name} no longer meets{after}"
            else:
                chair = f"chair: {panel.chair}" if panel.chair else ""
                how = ", ".join(filter(None, (panel.frequency, chair)))
                words = panel.name + (f" ({how})" if how else "")
                self.taken_to.append(panel.name)
            answers.append(Answer(panel.document, words, panel.evidence))
        gaps = self._silent(answers, "names no panel")
        return self._step(
            "Which panel hears about the child?", answers, gaps, InconsistencyType.PANEL
        )

    def _lead(self) -> Step:
        question = "Who leads where the issues come together?"
        pairs = [frozenset(pair) for pair in combinations(self.case.issues, 2)]
        if not pairs:
            return Step(question, otherwise="The case is about one issue only.")
        answers, led = [], set()
        for panel in self.assessment.facts.panels:
            held = [pair for pair in map(frozenset, panel.leads) if pair in pairs]
            if self._ours(panel.document) and held:
                led.update(held)
                about = "; ".join(_pair(pair) for pair in held)
                answers.append(Answer(panel.document, f"{panel.name}: {about}", panel.evidence))
        gaps = [
            f"No document says which panel leads where {_pair(pair)} come together."
            for pair in pairs
            if pair not in led
        ]
        return self._step(question, answers, gaps, InconsistencyType.PANEL)

    def _age(self) -> Step:
        question = "Is the child of an age that these take?"
        if self.case.age is None:
            return Step(question, gaps=("The case does not say how old the child is.",))
        bodies = {fold(body) for body in self.taken_to}
        limits = [
            limit
            for limit in self.assessment.facts.ages
            if self._ours(limit.document)
            and (fold(limit.taker) in bodies or limit.taker == "return home interview")
        ]
        answers = [Answer(x.document, f"{x.taker}: {x.ages}", x.evidence) for x in limits]
        gaps = [
            f"{self._name(x.document)} leaves a child of {self.case.age} out of "
            f"{x.taker} ({x.ages})."
            for x in limits
            if not _takes(x.ages, self.case.age)
        ]
        return self._step(question, answers, gaps, InconsistencyType.AGE_RANGE)

    def _onward(self) -> Step:
        answers, told = [], set()
        ids = {document.id for document in self.documents}
        for cited in self.assessment.facts.citations:
            pair = cited.document, cited.cites
            if cited.cites not in ids or not self._ours(cited.document) or pair in told:
                continue
            told.add(pair)
            does = "sends the reader to" if cited.function else "names"
            part = f", {cited.place}" if cited.place else ""
            words = f"{does} {self._name(cited.cites)}{part}"
            answers.append(Answer(cited.document, words, cited.evidence))
        gaps = [
            f"{self._name(one.id)} does not name {self._name(two.id)}."
            for one in self.documents
            for two in self.documents
            if one.issue is not two.issue and (one.id, two.id) not in told
        ]
        return self._step(
            "Does each document send the reader on to the others?",
            answers,
            gaps,
            InconsistencyType.CROSS_REFERENCE,
        )

    def _accountable(self) -> Step:
        work = {issue.wording for issue in self.case.issues}
        answers = [
            Answer(a.document, f"{a.body}, for {_and(sorted(set(a.work) & work))}", a.evidence)
            for a in self.assessment.facts.accountability
            if self._ours(a.document) and set(a.work) & work
        ]
        said = {w for a in self.assessment.facts.accountability for w in a.work}
        gaps = [
            f"No document says who is accountable for {issue.wording}."
            for issue in self.case.issues
            if issue.wording not in said
        ]
        return self._step("Who is accountable?", answers, gaps, InconsistencyType.GOVERNANCE)

    # --- what the steps share ---

    def _ours(self, document: str) -> bool:
        return any(d.id == document for d in self.documents)

    def _name(self, document: str) -> str:
        return self.assessment.document(document).name

    def _silent(self, answers: Sequence[Answer], what: str) -> list[str]:
        """A gap for each document of the case that answers nothing."""
        heard = {answer.document for answer in answers}
        return [
            f"{document.name} {what}." for document in self.documents if document.id not in heard
        ]

    def _step(
        self,
        question: str,
        answers: Iterable[Answer],
        gaps: Iterable[str],
        type: InconsistencyType,  # noqa: A002
    ) -> Step:
        """A step, with the inconsistencies of its type that the answers' words stand in."""
        given = tuple(_once(answers))
        places = {(a.document, a.evidence.location.start) for a in given}
        partings = tuple(
            item
            for item in self.assessment.inconsistencies
            if item.type is type
            and all(map(self._ours, item.documents))
            and any((e.document, e.location.start) in places for e in item.evidence)
        )
        return Step(question, given, partings, tuple(gaps))


_LIMITS = ("deciding on a referral", "the written referral after a call", "the strategy discussion")
"""Limits that every case needs, as the facts call their events."""
_LIMITS_OF = {
    Issue.MISSING: ("the return home interview",),
    Issue.HSB: ("the AIM assessment",),
    Issue.DV: ("the IDVA's first contact",),
}


def _once(answers: Iterable[Answer]) -> Iterator[Answer]:
    """Each answer once for a document, in the order of the documents."""
    told: set[tuple[str, str]] = set()
    for answer in answers:
        if (answer.document, answer.words) not in told:
            told.add((answer.document, answer.words))
            yield answer


def _takes(words: str, age: int) -> bool:
    """Whether the ages of a fact ("10 to 17", "16 and over", "up to 17") take in an age."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if words.startswith("up to"):
        return age <= numbers[0]
    if words.endswith("and over"):
        return age >= numbers[0]
    return numbers[0] <= age <= numbers[-1]


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)


def _pair(pair: frozenset[Issue]) -> str:
    return _and([issue.wording for issue in sorted(pair, key=list(Issue).index)])
