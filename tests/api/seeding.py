"""An area that was checked, from an assessment made by hand; and small documents."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reporting.conftest import handmade

from api import areas, jobs, papers
from api.assessments import pack
from api.papers import Upload
from api.settings import ServiceSettings
from api.store import JobState, Result, Store
from api.store.tables import now
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
