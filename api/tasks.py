"""What the worker does: each task is given the job, and hands back what is to be kept of it.

A task tells how far it is through :meth:`Desk.told`, which ends it when the job was
stopped meanwhile. What it hands back is written when the job ends, and only
if the run still holds it.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api import exports, jobs, own_criteria, reports
from api.assessments import pack
from api.checked import Shelf
from api.papers import FIELDS
from api.progress import Progress
from api.settings import ServiceSettings
from api.store import Area, Export, Job, JobKind, Paper, Result, Store, Trial, Version
from api.trials import Flagged, Learnt, TrialReport
from api.wording import unread_words
from checker.assessing import assess
from checker.errors import MESSAGES, UnreadableDocument
from checker.judging import (
    CriterionRules,
    Judge,
    RuleBook,
    StanceModel,
    load_rules,
    run_examples,
)
from checker.model import Unread
from checker.passages import describe, split
from checker.reading import read
from checker.settings import Settings

Keep = Callable[[Session], None]
"""Writes down what came of a job, in the transaction that ends it."""


def be_patient(seconds: int) -> None:
    """End the process if it says nothing for so long; 0 is for ever.

    What is stuck in one long match of a pattern hears no thread and no exception;
    the system's own alarm ends it. Then it counts as a job that takes its worker down.
    """
    if hasattr(signal, "SIGALRM"):  # everywhere but on Windows
        signal.alarm(seconds)


class Desk:
    """What every task works with; the rules and the model are loaded when they are first needed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._judges: tuple[RuleBook, StanceModel] | None = None

    @property
    def judges(self) -> tuple[RuleBook, StanceModel]:
        """The shipped rules, and the model."""
        self._judges = self._judges or (load_rules(), StanceModel())
        return self._judges

    def told(self, job: Job, progress: Progress) -> None:
        """Write down how far a job has come, and be patient for as long again.

        :raises jobs.Stopped: the job is not this run's any more.
        """
        be_patient(ServiceSettings.from_environment().max_step_minutes * 60)
        jobs.told(self.store, job, progress.record())

    def laid_out(self, job: Job) -> list[tuple[Version, Path]]:
        """The job's documents in a folder under their names, with an area.yaml beside them."""
        folder = self.store.work / job.id
        folder.mkdir(parents=True)
        with self.store.reading() as session:
            versions = _versions(session, job.versions)
            area = session.get(Area, job.area_id)
            if area is None:
                raise jobs.Stopped
            given: dict[str, object] = {}
            laid_out = []
            for version in versions:
                path = _free(folder / version.name)
                shutil.copyfile(self.store.contents.path(version.sha256), path)
                given[path.name] = version.corrections
                laid_out.append((version, path))
            session.expunge_all()
        saying = {"area": area.name, "documents": given}
        (folder / "area.yaml").write_text(yaml.safe_dump(saying, allow_unicode=True), "utf-8")
        return laid_out


def read_documents(desk: Desk, job: Job) -> None:
    """Tell what each new document is; that is kept at once, document by document."""
    progress = Progress(total=len(job.versions))
    for at, (version, path) in enumerate(desk.laid_out(job)):
        if version.is_read:  # by a run that did not come to its end
            continue
        progress.heard("reading", at, len(job.versions), path.name)
        desk.told(job, progress)
        detected, unsure, problem = None, [], ""
        try:
            document = describe(read(path, Settings.from_environment()))
        except UnreadableDocument as error:
            problem = unread_words(error)
        else:
            known = {key: getattr(document.profile, key, None) for key in FIELDS}
            known["date"] = document.profile.approved
            detected = {key: fact.value for key, fact in known.items() if fact is not None}
            unsure = [k for k, fact in known.items() if fact and fact.needs_person]
        with desk.store.writing() as session:
            row = session.get(Version, version.id)
            if row is not None:
                row.detected, row.unsure, row.problem = detected, unsure, problem


def check(desk: Desk, job: Job) -> Keep:
    """Assess the documents, with what people say of them, by the area's own criteria too."""
    laid_out = desk.laid_out(job)
    progress = Progress()

    def heard(stage: str, done: int, total: int, name: str) -> None:
        progress.heard(stage, done, total, name)
        desk.told(job, progress)

    rules, model = desk.judges
    own, left_out = _own(desk.store, job)
    folder = desk.store.work / job.id
    assessment = assess(folder, rules=rules.with_own(own), model=model, progress=heard)
    versions = {path.name: version for version, path in laid_out}
    assessment = replace(
        assessment,
        unread=tuple(
            Unread(item.path, versions[item.path].problem or item.reason)
            for item in assessment.unread
        ),
        notes=(*left_out, *assessment.notes),
    )
    found = {document.id: versions[document.path] for document in assessment.documents}

    def keep(session: Session) -> None:
        numbers = select(func.max(Result.number)).where(Result.area_id == job.area_id)
        session.add(
            Result(
                job_id=job.id,
                area_id=job.area_id,
                number=(session.scalar(numbers) or 0) + 1,
                papers={identity: version.paper_id for identity, version in found.items()},
                versions={identity: version.id for identity, version in found.items()},
                content=pack(assessment),
            )
        )

    return keep


def _own(store: Store, job: Job) -> tuple[list[CriterionRules], list[str]]:
    """The criteria that the area keeps, and a note for each that cannot be used any more."""
    with store.reading() as session:
        area = session.get(Area, job.area_id)
        kept = own_criteria.kept(session, area) if area else []
        session.expunge_all()
    read_ = {criterion.key: own_criteria.read_again(criterion) for criterion in kept}
    left_out = [MESSAGES["criterion-left-out"].format(id=key) for key, c in read_.items() if not c]
    return [criterion for criterion in read_.values() if criterion], left_out


def try_out(desk: Desk, job: Job) -> Keep:
    """Try a criterion of the area's own: on its examples, its passages, the documents."""
    progress = Progress()

    def told(stage: str, at: int, name: str = "") -> None:
        progress.heard(stage, at, len(job.versions), name)
        desk.told(job, progress)

    told("learning", 0)
    with desk.store.reading() as session:
        trial = session.get(Trial, job.id)
        if trial is None:
            raise jobs.Stopped
        criterion = own_criteria.parse(trial.criterion.content)
    rules, model = desk.judges
    judge = Judge(rules.with_own([criterion]), model)
    learner = judge.learner(criterion)
    flagged, unread = [], []
    for at, (version, path) in enumerate(desk.laid_out(job)):
        told("judging", at, path.name)
        try:
            document = describe(read(path, Settings.from_environment()), version.corrections)
        except UnreadableDocument as error:
            unread.append(unread_words(error))
            continue
        (verdict,) = judge.judge(document, split(document), [criterion]).verdicts
        name = document.title or version.name
        flagged.append(Flagged(paper_id=version.paper_id, name=name, verdict=verdict))
    report = TrialReport(
        examples=run_examples(criterion),
        learnt=Learnt.of(learner.trial) if learner else None,
        documents=tuple(flagged),
        unread=tuple(unread),
    )

    def keep(session: Session) -> None:
        row = session.get(Trial, job.id)
        if row is not None:
            row.content = report.model_dump(mode="json")
            others = select(Trial.job_id).where(
                Trial.criterion_id == row.criterion_id, Trial.job_id != job.id
            )
            session.execute(delete(Job).where(Job.id.in_(others)))

    return keep


def export(desk: Desk, job: Job) -> Keep:
    """Make a report on a check, or a copy of a document with remarks."""
    progress = Progress()

    def told(stage: str) -> None:
        progress.heard(stage, 0, 1, "")
        desk.told(job, progress)

    told("gathering")
    with desk.store.reading() as session:
        asked, area = session.get(Export, job.id), session.get(Area, job.area_id)
        if asked is None or area is None:
            raise jobs.Stopped
        found = Shelf().take(session, area, asked.check_id, blind=asked.blind)
        version = None
        if asked.paper_id is not None:
            paper = session.get(Paper, asked.paper_id)
            version = paper.current if paper else None
        session.expunge_all()
    told("writing")
    if version is not None:
        file = reports.with_remarks(desk.store, version, found)
    else:
        file = reports.find(asked.report).file(found)

    def keep(session: Session) -> None:
        row = session.get(Export, job.id)
        if row is not None:
            row.content, row.suffix, row.state = file.content, file.suffix, found.state
            exports.expire(session)

    return keep


TASKS: dict[JobKind, Callable[[Desk, Job], Keep | None]] = {
    JobKind.READ: read_documents,
    JobKind.CHECK: check,
    JobKind.TRY: try_out,
    JobKind.EXPORT: export,
}
"""What is done for each kind of job."""


def _versions(session: Session, ids: Sequence[str]) -> list[Version]:
    """The versions of these ids, in their order; those that were deleted since are left out."""
    found = {v.id: v for v in session.scalars(select(Version).where(Version.id.in_(ids)))}
    return [found[identity] for identity in ids if identity in found]


def _free(path: Path) -> Path:
    """The path, or one beside it where another document is called the same."""
    number, place = 2, path
    while place.exists():
        place = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return place
