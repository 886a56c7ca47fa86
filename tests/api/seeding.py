"""An area that was checked, from an assessment made by hand; and small documents."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reporting.conftest import handmade

from api import areas, exports, jobs, own_criteria, papers
from api.assessments import pack
from api.checked import By, load
from api.criterion_forms import CriterionForm
from api.papers import Upload
from api.settings import ServiceSettings
from api.store import Area, JobState, OwnCriterion, Result, Store
from api.store.tables import now
from api.trials import Flagged, Learnt, TrialReport
from checker.judging import Tried
from checker.model import Assessment

LIMITS = ServiceSettings()


@dataclass(frozen=True)
class Seeded:
    """The ids of an area that was checked."""

    area: str
    check: str
    papers: dict[str, str]


def documents() -> dict[str, bytes]:
    """Three short documents that disagree, one of them against a criterion."""
    return {
        "cse-strategy.md": (
            b"# Eastmere Child Sexual Exploitation Strategy\n\nApproved March 2018.\n\n"
            b"## 1 Principles\n\n1.1 Exploitation is never a lifestyle choice by a child.\n\n"
            b"1.2 Ring the Multi-Agency Safeguarding Hub (MASH) on 020 7946 0310 within 24 hours.\n"
        ),
        "gangs-protocol.md": (
            b"# Eastmere Gangs Protocol\n\nApproved September 2014.\n\n"
            b"## 1 Aims\n\n1.1 For many, the gang is a lifestyle choice and they know the risk.\n\n"
            b"1.2 Ring the Multi-Agency Safeguarding Hub (MASH) on 020 7946 0301 within three days."
            b"\n"
        ),
        "missing-children.md": (
            b"# Eastmere Missing Children Procedure\n\nApproved October 2022.\n\n"
            b"## 1 What to do\n\n1.1 A child who is missing may be a victim of exploitation.\n"
        ),
    }


def seed(store: Store, assessment: Assessment | None = None, name: str = "Eastmere") -> Seeded:
    """An area whose documents were read and checked."""
    assessment = assessment or handmade()
    with store.writing() as session:
        area = areas.create(session, name)
        given = [Upload(d.path, BytesIO(d.text.encode())) for d in assessment.documents]
        intake = papers.take_in(session, store, area, given, LIMITS)
        for version, document in zip(intake.added, assessment.documents, strict=True):
            version.detected = {
                "title": document.title,
                "issue": document.issue.value if document.issue else "",
                "kind": document.kind.value if document.kind else "",
                "date": document.date,
            }
        job = jobs.ask_check(session, area)
        add_result(session, job, assessment, intake.added)
        by_name = {version.name: version.paper_id for version in intake.added}
        return Seeded(area.id, job.id, by_name)


def add_result(session, job, assessment, versions, number=1):
    """End a job with an assessment."""
    by_name = {version.name: version for version in versions}
    found = {d.id: by_name[d.path] for d in assessment.documents}
    job.state, job.started, job.ended = JobState.DONE.value, now(), now()
    session.add(
        Result(
            job_id=job.id,
            area_id=job.area_id,
            number=number,
            papers={identity: version.paper_id for identity, version in found.items()},
            versions={identity: version.id for identity, version in found.items()},
            content=pack(assessment),
        )
    )


def criterion_form() -> CriterionForm:
    """A question of one's own, with passages for each stance."""
    return CriterionForm(
        title="Private fostering",
        asks="Is private fostering recognised as a place of risk?",
        why="A child who lives with strangers may be hidden from every service.",
        instead="Say who is told when a child is found to be privately fostered.",
        source="Our board's audit",
        date="2024",
        meets=(
            "The council is told within a week when a child lives with people who are no relatives."
            "\nHealth visitors ask who looks after the child and pass on any private arrangement."
            "\nA private fostering arrangement that comes to light is visited within seven days."
            "\nSchools check who signs for a pupil and report carers who are not family."
        ),
        contradicts=(
            "Where a child stays with friends of the family, no notification is needed."
            "\nPrivate arrangements between parents are not a matter for this protocol."
        ),
        mentions=(
            "The number of privately fostered children is reported every year."
            "\nPrivate fostering is defined in the Children Act 1989."
        ),
    )


def add_criterion(store: Store, area_id: str) -> str:
    """A criterion of an area's own that was tried; its id."""
    with store.writing() as session:
        area = session.get(Area, area_id)
        content = criterion_form().as_yaml()
        criterion, _ = own_criteria.add(session, area, content, By("Ada"), LIMITS)
    tried(store, criterion.id)
    return criterion.id


def tried(store: Store, criterion_id: str, wrong: tuple[str, ...] = ()) -> None:
    """Try a criterion, as if a worker had done it."""
    with store.writing() as session:
        criterion = session.get(OwnCriterion, criterion_id)
        area = session.get(Area, criterion.area_id)
        trial, _ = own_criteria.ask_trial(session, area, criterion)
        paper = papers.listed(session, area)[0]
        verdicts = handmade().verdicts
        report = TrialReport(
            examples=(Tried("told", 4, wrong),),
            learnt=Learnt(right=7, tried=8, alarms=4, silent=462),
            documents=tuple(
                Flagged(
                    paper_id=paper.id,
                    name=document.title,
                    verdict=next(v for v in verdicts if v.document == document.id),
                )
                for document in handmade().documents
            ),
            unread=("scan.pdf is a scan.",),
        )
        trial.content = report.model_dump(mode="json")
        trial.job.state, trial.job.started = JobState.DONE.value, now()
        trial.job.ended = now()


def add_export(store: Store, area_id: str) -> str:
    """A report that was made, as if a worker had done it; its id."""
    with store.writing() as session:
        area = session.get(Area, area_id)
        found = load(session, area)
        export, _ = exports.ask(session, area, found, "briefing-word", blind=False)
        export.content, export.suffix = b"the paper", ".docx"
        export.job.state, export.job.started = JobState.DONE.value, now()
        export.job.ended = now()
        return export.job_id
