"""What is kept of an area: small enough that hundreds fit, and no draft's word in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.assessing import Older
from checker.benchmarking.prints import Prints, print_of
from checker.model import (
    Assessment,
    Document,
    InconsistencyType,
    Issue,
    Outcome,
    Severity,
    Stance,
    Verdict,
)
from checker.passages import split

OWN = -1
"""The wording of an answer that no passage long enough to compare gives."""

_SHORTEST, _LONGEST = 60, 600
"""Letters of a quote that is short enough to be read, and long enough to be used."""

_RELEASED = re.compile(
    r"\b(?:final|approved|adopted|agreed|published|issued|ratified|endorsed|signed off)\b"
    r"|\bdate of (?:approval|issue|publication)\b",
    re.IGNORECASE,
)
_BEFORE = 120
"""Letters before the day of approval in which it may stand what happened on it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A document's answer to a criterion; ``wording`` is the row of the print it rests on."""

    criterion: str
    outcome: Outcome
    needs_review: bool
    wording: int = OWN


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that counts: any but a draft, or one under review or superseded.

    ``published`` says that by its own words it is final or was approved; only then
    is it ever quoted. ``year`` is that of its date, None where it has none.
    """

    name: str
    issue: Issue | None
    year: int | None
    published: bool
    words: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Words that meet a criterion, of a published document."""

    criterion: str
    paper: str
    quote: str
    where: str
    score: float
    wording: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What a document's older version answered to a criterion, and what it answers now."""

    criterion: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Renewal:
    """A document that counts, held against its older version; years are those of their dates."""

    issue: Issue | None
    before: int | None
    after: int | None
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Disagreements:
    """How many inconsistencies of a type and severity an area has."""

    type: InconsistencyType
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """An area as the benchmark sees it.

    ``drafts`` is how many documents were left out as drafts, under review or superseded;
    ``unread`` are the sentences that say why files could not be read.
    """

    name: str
    folder: str
    papers: tuple[Paper, ...]
    drafts: int
    unread: tuple[str, ...]
    disagreements: tuple[Disagreements, ...]
    examples: tuple[Example, ...]
    renewals: tuple[Renewal, ...] = ()

    def answers(self, criterion: str) -> list[Answer]:
        """The documents' answers to a criterion, but for those it is not asked of."""
        return [
            answer
            for paper in self.papers
            for answer in paper.answers
            if answer.criterion == criterion and answer.outcome is not Outcome.NOT_APPLICABLE
        ]


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of an area that can be compared: each document's name, text and print.

    A text is "" where its document may not be quoted.
    """

    papers: tuple[str, ...]
    texts: tuple[str, ...]
    prints: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Summarised:
    """A summary, and the passages that are only looked up."""

    area: AreaSummary
    passages: Passages


def summarised(
    assessment: Assessment,
    folder: str,
    older: Sequence[Older] = (),
    published: Callable[[Document], bool] | None = None,
) -> Summarised:
    """What is kept of an area's assessment.

    :param older: the versions that came before some of its documents.
    :param published: says which documents may be quoted; their own words do when not given.
    """
    may_quote = published or says_published
    counted = [d for d in assessment.documents if _counts(d)]
    verdicts: dict[str, list[Verdict]] = {d.id: [] for d in counted}
    for verdict in assessment.verdicts:
        if verdict.document in verdicts:
            verdicts[verdict.document].append(verdict)
    papers: list[Paper] = []
    examples: list[Example] = []
    names: list[str] = []
    texts: list[str] = []
    shown: list[str] = []
    for document in counted:
        rows = {}
        quoted = may_quote(document)
        for passage in split(document):
            if passage.zone.operative:
                rows[passage.location.start] = len(texts)
                names.append(document.name)
                texts.append(passage.text)
                shown.append(passage.text if quoted else "")
        answers = verdicts[document.id]
        papers.append(
            Paper(
                document.name,
                document.issue,
                _year(document),
                quoted,
                document.words,
                tuple(
                    Answer(v.criterion, v.outcome, v.needs_review, _wording(v, rows))
                    for v in answers
                ),
            )
        )
        if quoted:
            examples += _examples(document, answers, rows)
    kept = set(verdicts)
    found = Counter(
        (i.type, i.severity) for i in assessment.inconsistencies if set(i.documents) <= kept
    )
    prints: Prints = print_of(texts)
    told = [document.area for document in counted if document.area]
    return Summarised(
        AreaSummary(
            Counter(told).most_common(1)[0][0] if told else folder,
            folder,
            tuple(papers),
            len(assessment.documents) - len(counted),
            tuple(unread.reason for unread in assessment.unread),
            tuple(Disagreements(*key, count) for key, count in sorted(found.items())),
            tuple(examples),
            tuple(_renewals(counted, verdicts, older)),
        ),
        Passages(tuple(names), tuple(shown), tuple(tuple(row) for row in prints.tolist())),
    )


def _counts(document: Document) -> bool:
    return not _is_draft(document) and document.profile.status.value != "superseded"


def _is_draft(document: Document) -> bool:
    status = document.profile.status.value
    return "draft" in status or status == "under review"


def _year(document: Document) -> int | None:
    return int(document.date[:4]) if document.date[:4].isdigit() else None


def _renewals(
    counted: Sequence[Document], verdicts: Mapping[str, Sequence[Verdict]], older: Sequence[Older]
) -> Iterator[Renewal]:
    """Each document beside the latest of its older versions; a draft is no version."""
    for document in counted:
        before = [o for o in older if o.newer == document.id and not _is_draft(o.document)]
        if not before:
            continue
        last = max(before, key=lambda o: (o.document.date, o.document.profile.version.value))
        answers = {v.criterion: v.outcome for v in last.verdicts}
        yield Renewal(
            document.issue,
            _year(last.document),
            _year(document),
            tuple(
                Turn(v.criterion, answers[v.criterion], v.outcome)
                for v in verdicts[document.id]
                if Outcome.NOT_APPLICABLE not in {v.outcome, answers.get(v.criterion, v.outcome)}
                and v.criterion in answers
            ),
        )


def says_published(document: Document) -> bool:
    """Whether its own words say so: its status, or the words before the day of approval."""
    profile = document.profile
    if _RELEASED.search(profile.status.value):
        return True
    place = profile.approved.location
    if not profile.approved.value or place is None:
        return False
    before = document.text[max(0, place.start - _BEFORE) : place.start]
    return _RELEASED.search(before.rpartition("\n")[2]) is not None


def _wording(verdict: Verdict, rows: dict[int, int]) -> int:
    """The row of the first passage that meets the criterion."""
    if verdict.outcome is not Outcome.MET:
        return OWN
    for evidence in verdict.evidence:
        if evidence.stance is Stance.MEETS:
            return rows.get(evidence.location.start, OWN)
    return OWN


_SHOWN_AT_ITS_WORST = frozenset({"style/readability"})
"""Criteria whose evidence is what is hardest in a document, also where it meets them."""


def _whole(quote: str) -> bool:
    """Whether the words can stand by themselves: whole sentences, neither short nor long."""
    sentences = quote[:1].isupper() and quote.endswith((".", ".”", '."'))
    return sentences and _SHORTEST <= len(quote) <= _LONGEST


def _examples(
    document: Document, verdicts: Sequence[Verdict], rows: dict[int, int]
) -> list[Example]:
    """The best words of a document for each criterion that it surely meets."""
    found = []
    for verdict in verdicts:
        if verdict.outcome is not Outcome.MET or verdict.needs_review:
            continue
        if verdict.criterion in _SHOWN_AT_ITS_WORST:
            continue
        for evidence in verdict.evidence:
            if evidence.stance is Stance.MEETS and _whole(evidence.quote):
                place = evidence.location
                where = place.section or (f"page {place.page}" if place.page else "")
                row = rows.get(place.start, OWN)
                found.append(
                    Example(
                        verdict.criterion, document.name, evidence.quote, where, evidence.score, row
                    )
                )
                break
    return found
