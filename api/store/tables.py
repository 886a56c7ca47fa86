"""The tables. Ids are random, so that none can be guessed from another."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from api.store.words import Record, Words


class JobKind(StrEnum):
    """What a worker is asked to do.

    Tell what documents are, check an area, try a criterion of its own, or make a report.
    """

    READ = "read"
    CHECK = "check"
    TRY = "try"
    EXPORT = "export"


class JobState(StrEnum):
    """Where a job stands; the last three are ends, and a job ends once."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


class DecisionKind(StrEnum):
    """What someone decided on a finding, or on a document's answer to a criterion.

    The first two settle a finding; ``ANSWERED`` says what a document's answer to a
    criterion is, ``ASSIGNED`` who is to deal with a finding.
    """

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    COMMENT = "comment"
    ASSIGNED = "assigned"
    ANSWERED = "answered"


class Role(StrEnum):
    """What someone is in an area; each but the first sees and does what those before it do.

    A steering user sees how areas compare, and words of published documents alone.
    """

    STEERING = "steering"
    READER = "reader"
    REVIEWER = "reviewer"
    OWNER = "owner"


class Moment(TypeDecorator[datetime]):
    """A time in UTC, which the database keeps as ISO text that sorts by time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """A time as the database keeps it."""
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """A time as the program has it."""
        return datetime.fromisoformat(value) if value else None


class Base(DeclarativeBase):
    """What every table is made from."""

    type_annotation_map = {  # noqa: RUF012
        datetime: Moment,
        dict[str, Any]: Record,
        list[str]: Record,
        str: Words,
        bytes: LargeBinary,
    }


def new_id() -> str:
    """An id of 80 random bits."""
    return secrets.token_hex(10)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Area(Base):
    """A local area whose documents are held against each other."""

    __tablename__ = "area"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)


class Paper(Base):
    """One document of an area, through its versions."""

    __tablename__ = "paper"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    created: Mapped[datetime] = mapped_column(default=now)

    area: Mapped[Area] = relationship()
    versions: Mapped[list[Version]] = relationship(
        back_populates="paper", order_by="Version.number", passive_deletes=True
    )

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]


class Version(Base):
    """One file of a document.

    ``name`` is the file's, for people; ``detected`` what the document says of
    itself, by the keys of :data:`checker.assessing.PROFILE_KEYS`, None before it
    was read; ``unsure`` the keys a person should look at; ``corrections`` what a
    person says instead, and ``changed`` when she last did; ``problem`` why it could
    not be read.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    created: Mapped[datetime] = mapped_column(default=now)
    changed: Mapped[datetime] = mapped_column(default=now)
    detected: Mapped[dict[str, Any] | None] = mapped_column(Record(none_as_null=True))
    unsure: Mapped[list[str]] = mapped_column(default=list)
    corrections: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str] = mapped_column(default="")

    paper: Mapped[Paper] = relationship(back_populates="versions")

    @property
    def is_read(self) -> bool:
        """Whether it was tried to read it."""
        return self.detected is not None or bool(self.problem)

    @property
    def facts(self) -> dict[str, str]:
        """What it is: what was detected, corrected by what a person says."""
        return {**(self.detected or {}), **self.corrections}


class Job(Base):
    """Something for a worker to do.

    ``versions`` are the ids it is about, fixed when it is asked for; ``holder``
    names the one run of a worker that has it; ``progress`` is what that run
    last told (:mod:`api.progress`).
    """

    __tablename__ = "job"
    __table_args__ = (Index("job_queue", "state", "created"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=JobState.QUEUED.value)
    versions: Mapped[list[str]]
    created: Mapped[datetime] = mapped_column(default=now)
    started: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str] = mapped_column(default="")
    progress: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str] = mapped_column(default="")

    area: Mapped[Area] = relationship()
    result: Mapped[Result | None] = relationship(back_populates="job", passive_deletes=True)

    @property
    def standing(self) -> JobState:
        """The state as the program has it."""
        return JobState(self.state)


class Result(Base):
    """What a check found: the whole assessment, compressed.

    ``number`` counts an area's checks from 1; ``papers`` says which paper each
    document of the assessment is, and ``versions`` which version, by its id.
    """

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("area_id", "number"),)

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"))
    number: Mapped[int]
    created: Mapped[datetime] = mapped_column(default=now)
    papers: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]]
    content: Mapped[bytes] = mapped_column(deferred=True)

    job: Mapped[Job] = relationship(back_populates="result")


class Decision(Base):
    """What someone decided on a finding, matched as a dismissal is: by subject, files and words.

    ``value`` is the answer that was given, or whom a finding is assigned to.
    ``author`` is a person's name, ``user_id`` her account where there are
    accounts; ``second_id`` the second review that it belongs to, which keeps it
    apart from everything else.
    """

    __tablename__ = "decision"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[str | None] = mapped_column(ForeignKey("second.id", ondelete="CASCADE"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    kind: Mapped[str]
    value: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    files: Mapped[list[str]]
    quotes: Mapped[list[str]]
    words: Mapped[str]
    author: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)


class Second(Base):
    """A second review of a check: someone judges it anew, without what others decided."""

    __tablename__ = "second"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    reviewer: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]


class SignedOff(Base):
    """A sign-off of an area as it stood: ``sheet`` is the page that was signed, compressed."""

    __tablename__ = "signed_off"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    by: Mapped[str]
    role: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    sheet: Mapped[bytes] = mapped_column(deferred=True)


class OwnCriterion(Base):
    """A criterion of an area's own: ``content`` is its YAML, ``key`` the id that this gives it.

    ``kept`` says since when checks of the area ask it; it is None while it is only tried.
    """

    __tablename__ = "own_criterion"
    __table_args__ = (UniqueConstraint("area_id", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"))
    key: Mapped[str]
    content: Mapped[str]
    author: Mapped[str]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created: Mapped[datetime] = mapped_column(default=now)
    changed: Mapped[datetime] = mapped_column(default=now)
    kept: Mapped[datetime | None]

    trials: Mapped[list[Trial]] = relationship(back_populates="criterion", passive_deletes=True)


class Trial(Base):
    """A job that tries a criterion: ``content`` is what became of it, None before it ended."""

    __tablename__ = "trial"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    criterion_id: Mapped[str] = mapped_column(
        ForeignKey("own_criterion.id", ondelete="CASCADE"), index=True
    )
    content: Mapped[dict[str, Any] | None] = mapped_column(Record(none_as_null=True))

    job: Mapped[Job] = relationship()
    criterion: Mapped[OwnCriterion] = relationship(back_populates="trials")


class Export(Base):
    """A job that makes a report on a check: ``content`` is the file, None before it is made.

    ``paper_id`` is the document that is to carry remarks; ``blind`` says that it is
    made without what people decided, and ``state`` is a hash of what they had.
    """

    __tablename__ = "export"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    check_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    paper_id: Mapped[str | None] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    report: Mapped[str]
    blind: Mapped[bool]
    state: Mapped[str]
    suffix: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes | None] = mapped_column(deferred=True)

    job: Mapped[Job] = relationship(foreign_keys=[job_id])


class Account(Base):
    """Someone who may sign in: by ``login`` and a password of which only a hash is kept.

    ``invitation`` is the hash of the key that lets her choose a password, once,
    until some days after ``invited``. An account that is ``closed`` opens nothing.
    """

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str] = mapped_column(default="")
    invitation: Mapped[str] = mapped_column(default="", index=True)
    invited: Mapped[datetime | None]
    administrator: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime] = mapped_column(default=now)
    closed: Mapped[datetime | None]


class Member(Base):
    """What someone is in an area."""

    __tablename__ = "member"

    area_id: Mapped[str] = mapped_column(
        ForeignKey("area.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str]

    area: Mapped[Area] = relationship()
    account: Mapped[Account] = relationship()


class SignIn(Base):
    """A browser that someone is signed in with: the hash of what its cookie holds."""

    __tablename__ = "sign_in"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created: Mapped[datetime] = mapped_column(default=now)
    seen: Mapped[datetime] = mapped_column(default=now)

    account: Mapped[Account] = relationship()


class Token(Base):
    """What a program shows instead of a password, of which only a hash is kept."""

    __tablename__ = "token"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)

    account: Mapped[Account] = relationship()


class Attempt(Base):
    """A try to sign in that failed: ``about`` is the login, or where it came from, as a hash."""

    __tablename__ = "attempt"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    about: Mapped[str] = mapped_column(index=True)
    created: Mapped[datetime] = mapped_column(default=now)


class Event(Base):
    """Who did what: ``action`` in words, ``about`` the ids of what it was done to.

    What was done in an area goes with the area; that it was deleted stays.
    """

    __tablename__ = "event"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    area_id: Mapped[str | None] = mapped_column(
        ForeignKey("area.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    who: Mapped[str]
    action: Mapped[str]
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created: Mapped[datetime] = mapped_column(default=now, index=True)


class Published(Base):
    """A version that its area's owner says is published: other areas may be shown its words."""

    __tablename__ = "published"

    version_id: Mapped[str] = mapped_column(
        ForeignKey("version.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created: Mapped[datetime] = mapped_column(default=now)


class Figures(Base):
    """An area as the benchmark sees it, compressed (:mod:`api.benchmarks`).

    ``key`` is the hash of all that it was made from; it can be made again at any time.
    """

    __tablename__ = "figures"

    key: Mapped[str] = mapped_column(primary_key=True)
    area_id: Mapped[str] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    numbers: Mapped[bytes]
    passages: Mapped[bytes] = mapped_column(deferred=True)
