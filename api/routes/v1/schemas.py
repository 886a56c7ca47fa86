"""What the API takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field, field_validator

from api.areas import NAME_LIMIT
from api.checked import Item, Standing
from api.own_criteria import report_of
from api.progress import Progress
from api.second_reviews import Compared
from api.store import (
    Area,
    Decision,
    DecisionKind,
    Export,
    Job,
    JobState,
    OwnCriterion,
    Paper,
    Second,
    SignedOff,
    Trial,
    Version,
    keepable,
)
from checker.findings import FindingKind
from checker.judging import Confidence
from checker.model import Evidence, Outcome, Severity
from checker.revising import Agreement, Point

T = TypeVar("T")

Id = Annotated[str, Field(description="an id that the API gave")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="how many to leave out")]
Limit = Annotated[int, Query(ge=1, le=200, description="how many to give at most")]


class Problem(BaseModel):
    """What went wrong: a stable code, and a sentence for a person."""

    code: str
    message: str


class ErrorOut(BaseModel):
    """The shape of every answer that says no."""

    error: Problem


class Page(BaseModel, Generic[T]):
    """Some of a list: ``total`` is how many there are in all."""

    items: list[T]
    total: int
    offset: int
    limit: int


class Given(BaseModel):
    """What a program sends: its text is kept as it is but for what no database keeps."""

    @field_validator("*", mode="before")
    @classmethod
    def _kept(cls, value: Any) -> Any:
        return keepable(value)


class AreaIn(Given):
    """A new area."""

    name: str = Field(min_length=1, max_length=NAME_LIMIT)
    owner: str = Field(default="", description="a login; only where there are accounts")


class AreaOut(BaseModel):
    """An area."""

    id: str
    name: str
    created: datetime

    @classmethod
    def of(cls, area: Area) -> AreaOut:
        """From the store."""
        return cls(id=area.id, name=area.name, created=area.created)


class FactsIn(Given):
    """What a person says a document is; what is left out or empty is as detected."""

    title: str = ""
    issue: str = ""
    kind: str = ""
    date: str = ""


class VersionOut(BaseModel):
    """One file of a document; ``problem`` says why it could not be read."""

    id: str
    number: int
    name: str
    sha256: str
    size: int
    created: datetime
    read: bool
    problem: str
    facts: dict[str, str]
    unsure: list[str]
    corrections: dict[str, str]

    @classmethod
    def of(cls, version: Version) -> VersionOut:
        """From the store."""
        return cls(
            id=version.id,
            number=version.number,
            name=version.name,
            sha256=version.sha256,
            size=version.size,
            created=version.created,
            read=version.is_read,
            problem=version.problem,
            facts=version.facts,
            unsure=version.unsure,
            corrections=version.corrections,
        )


class DocumentOut(BaseModel):
    """A document with its versions, the newest last."""

    id: str
    versions: list[VersionOut]

    @classmethod
    def of(cls, paper: Paper) -> DocumentOut:
        """From the store."""
        return cls(id=paper.id, versions=[VersionOut.of(version) for version in paper.versions])


class IntakeOut(BaseModel):
    """What became of an upload: documents added, there already, and why some were refused."""

    added: list[DocumentOut]
    known: list[DocumentOut]
    refused: list[str]


class ProgressOut(BaseModel):
    """How far a check is: the stage, the document, those that are read and judged."""

    stage: str
    name: str
    total: int
    read: list[str]
    judged: list[str]
    percent: int


class CheckOut(BaseModel):
    """A check; ``number`` counts the area's checks that ended well."""

    id: str
    state: JobState
    number: int | None
    created: datetime
    started: datetime | None
    ended: datetime | None
    problem: str
    progress: ProgressOut

    @classmethod
    def of(cls, job: Job) -> CheckOut:
        """From the store."""
        progress = Progress.of(job.progress)
        return cls(
            id=job.id,
            state=job.standing,
            number=job.result.number if job.result else None,
            created=job.created,
            started=job.started,
            ended=job.ended,
            problem=job.problem,
            progress=ProgressOut(**progress.record(), percent=progress.percent),
        )


class QuoteOut(BaseModel):
    """Words of a document with their place; ``start`` and ``end`` are characters of its text."""

    document: str
    quote: str
    page: int | None
    section: str
    paragraph: str
    start: int
    end: int

    @classmethod
    def of(cls, evidence: Evidence) -> QuoteOut:
        """From the assessment."""
        at = evidence.location
        return cls(
            document=evidence.document,
            quote=evidence.quote,
            page=at.page,
            section=at.section,
            paragraph=at.paragraph,
            start=at.start,
            end=at.end,
        )


AUTHOR = "your name; where there are accounts it is that of yours"


class DecisionIn(Given):
    """A decision on a finding; setting aside and commenting need words, assigning a value."""

    kind: DecisionKind
    words: str = ""
    value: str = Field(default="", description="who is to deal with it")
    author: str = Field(default="", description=AUTHOR)


class AnswerIn(Given):
    """What a document answers to a criterion; another answer than the judged one needs words."""

    outcome: Outcome
    words: str = ""
    against: str = Field(default="", description="the quote that makes it contradicted")
    author: str = Field(default="", description=AUTHOR)


class DecisionOut(BaseModel):
    """A decision that was taken."""

    id: str
    kind: DecisionKind
    value: str
    words: str
    author: str
    created: datetime

    @classmethod
    def of(cls, decision: Decision) -> DecisionOut:
        """From the store."""
        return cls(
            id=decision.id,
            kind=DecisionKind(decision.kind),
            value=decision.value,
            words=decision.words,
            author=decision.author,
            created=decision.created,
        )


class FindingOut(BaseModel):
    """A finding of the newest check, with where it stands."""

    id: str
    kind: FindingKind
    subject: str
    severity: Severity
    standing: Standing
    title: str
    summary: str
    advice: str
    documents: list[str]
    quotes: list[QuoteOut]
    decisions: list[DecisionOut]

    @classmethod
    def of(cls, item: Item) -> FindingOut:
        """From a check."""
        point = item.point
        return cls(
            id=point.id,
            kind=point.kind,
            subject=point.subject,
            severity=point.severity,
            standing=item.standing,
            title=point.title,
            summary=point.summary,
            advice=point.advice,
            documents=list(point.documents),
            quotes=[QuoteOut.of(evidence) for evidence in point.evidence],
            decisions=[DecisionOut.of(decision) for decision in item.decisions],
        )


class AnswerOut(BaseModel):
    """A document's answer to a criterion, with the decision that it rests on."""

    document: str
    criterion: str
    outcome: Outcome
    decision: DecisionOut


class SecondOut(BaseModel):
    """A second review; ``ended`` is null while it is under way."""

    id: str
    check: str
    reviewer: str
    created: datetime
    ended: datetime | None

    @classmethod
    def of(cls, second: Second) -> SecondOut:
        """From the store."""
        return cls(
            id=second.id,
            check=second.job_id,
            reviewer=second.reviewer,
            created=second.created,
            ended=second.ended,
        )


class SharedOut(BaseModel):
    """Agreement on ``count`` items; ``kappa`` is Cohen's, null where chance alone explains it."""

    count: int
    agreed: int
    kappa: float | None

    @classmethod
    def of(cls, found: Agreement) -> SharedOut:
        """From a comparison."""
        return cls(count=found.count, agreed=found.agreed, kappa=found.kappa)


class DifferenceOut(BaseModel):
    """What two reviewers judge otherwise: a finding's id, or a document and a criterion."""

    about: str
    first: DecisionOut
    second: DecisionOut


class ComparedOut(BaseModel):
    """Agreement on all that both judged, and on what either of them coded."""

    every: SharedOut
    coded: SharedOut
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, found: Compared) -> ComparedOut:
        """From a comparison."""
        return cls(
            every=SharedOut.of(found.every),
            coded=SharedOut.of(found.coded),
            differences=[
                DifferenceOut(
                    about=d.about.id if isinstance(d.about, Point) else " ".join(d.about),
                    first=DecisionOut.of(d.first),
                    second=DecisionOut.of(d.second),
                )
                for d in found.differences
            ],
        )


class AgreementOut(BaseModel):
    """How far a second review agrees with the first: on answers, and on findings."""

    answers: ComparedOut
    findings: ComparedOut


class SignOffIn(Given):
    """A sign-off, with the role in which it is signed."""

    author: str = Field(default="", description=AUTHOR)
    role: str


class SignOffOut(BaseModel):
    """A sign-off of a check."""

    id: str
    check: str
    by: str
    role: str
    created: datetime

    @classmethod
    def of(cls, signed: SignedOff) -> SignOffOut:
        """From the store."""
        return cls(
            id=signed.id,
            check=signed.job_id,
            by=signed.by,
            role=signed.role,
            created=signed.created,
        )


class ReportOut(BaseModel):
    """A report that can be fetched by its name."""

    name: str
    title: str
    about: str
    media_type: str
    long: bool = Field(description="whether it has to be asked for, and is made by the worker")


class ExportOut(BaseModel):
    """A report that was asked for; `document` is the one that is to carry remarks."""

    id: str
    report: str
    document: str | None
    check: str
    state: JobState
    created: datetime
    ended: datetime | None
    problem: str
    percent: int

    @classmethod
    def of(cls, export: Export) -> ExportOut:
        """From the store."""
        job = export.job
        return cls(
            id=export.job_id,
            report=export.report,
            document=export.paper_id,
            check=export.check_id,
            state=job.standing,
            created=job.created,
            ended=job.ended,
            problem=job.problem,
            percent=100 if job.standing is JobState.DONE else Progress.of(job.progress).percent,
        )


class CriterionIn(Given):
    """A criterion of an area's own: its text, as `sensecheck rules new` begins it."""

    content: str = Field(description="YAML")
    author: str = Field(default="", description=AUTHOR)


class TriedOut(BaseModel):
    """A rule whose examples were run; `wrong` has a sentence for each that fails."""

    rule: str
    tried: int
    wrong: list[str]


class LearntOut(BaseModel):
    """How each passage was answered by what was learnt from the others, and the class it earns.

    `right` of `tried` passages; `alarms` of `silent` sentences about other things;
    `least` is the lower end of the 95% interval of the share of right ones.
    """

    confidence: Confidence
    right: int
    tried: int
    least: float
    alarms: int
    silent: int


class FlaggedOut(BaseModel):
    """What a criterion would answer for a document; a person has to look where `needs_review`."""

    document: str
    outcome: Outcome
    needs_review: bool
    quotes: list[QuoteOut]


class TrialOut(BaseModel):
    """What became of trying a criterion; the last three are null before it ended well."""

    id: str
    state: JobState
    problem: str
    percent: int
    examples: list[TriedOut] | None
    learnt: LearntOut | None
    documents: list[FlaggedOut] | None

    @classmethod
    def of(cls, trial: Trial) -> TrialOut:
        """From the store."""
        job, report = trial.job, report_of(trial)
        learnt = report.learnt if report else None
        return cls(
            id=job.id,
            state=job.standing,
            problem=job.problem,
            percent=100 if report else Progress.of(job.progress).percent,
            examples=[
                TriedOut(rule=t.rule, tried=t.tried, wrong=list(t.wrong)) for t in report.examples
            ]
            if report
            else None,
            learnt=LearntOut(
                confidence=learnt.confidence,
                least=learnt.answers.least,
                **learnt.model_dump(),
            )
            if learnt
            else None,
            documents=[
                FlaggedOut(
                    document=found.paper_id,
                    outcome=found.verdict.outcome,
                    needs_review=found.verdict.needs_review,
                    quotes=[QuoteOut.of(evidence) for evidence in found.verdict.evidence],
                )
                for found in report.documents
            ]
            if report
            else None,
        )


class CriterionOut(BaseModel):
    """A criterion of an area's own; `kept` says since when checks ask it, null if they do not."""

    id: str
    key: str = Field(description="the id that its text gives it")
    content: str
    author: str
    created: datetime
    changed: datetime
    kept: datetime | None
    trial: TrialOut | None

    @classmethod
    def of(cls, criterion: OwnCriterion, trial: Trial | None) -> CriterionOut:
        """From the store."""
        return cls(
            id=criterion.id,
            key=criterion.key,
            content=criterion.content,
            author=criterion.author,
            created=criterion.created,
            changed=criterion.changed,
            kept=criterion.kept,
            trial=TrialOut.of(trial) if trial else None,
        )


Json = dict[str, Any]
