"""An area's documents: taken in, corrected, removed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from api.refusals import Refusal
from api.settings import ServiceSettings
from api.store import Area, Job, JobKind, Paper, Store, Version, digest
from api.store.tables import now
from api.store.words import one_line
from checker.errors import MESSAGES
from checker.model import Issue, Kind
from checker.passages import iso_date
from checker.reading import ARCHIVES, FORMATS, opened_archives
from checker.settings import Settings

TITLE_LIMIT = 300
"""Characters of a title."""

FIELDS = ("title", "issue", "kind", "date")
"""What a person can correct of a document."""

_NAME_LIMIT = 150


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, with the name that its sender gives it."""

    name: str
    file: BinaryIO


@dataclass(slots=True)
class Intake:
    """What became of an upload: versions that are new, versions there already, refusals."""

    added: list[Version] = field(default_factory=list)
    known: list[Version] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def find(session: Session, area: Area, paper_id: str) -> Paper:
    """The document of that id, if it is the area's.

    :raises Refusal: it is not.
    """
    paper = session.get(Paper, paper_id)
    if paper is None or paper.area_id != area.id:
        raise Refusal("paper-unknown")
    return paper


def listed(session: Session, area: Area) -> Sequence[Paper]:
    """The area's documents with their versions, as people list them: by issue, then by name."""
    query = select(Paper).where(Paper.area_id == area.id).options(selectinload(Paper.versions))
    issues = [issue.value for issue in Issue]

    def order(paper: Paper) -> tuple[int, str, str]:
        issue = paper.current.facts.get("issue", "")
        place = issues.index(issue) if issue in issues else len(issues)
        return place, paper.current.name.lower(), paper.id

    return sorted(session.scalars(query), key=order)


def take_in(
    session: Session, store: Store, area: Area, uploads: Sequence[Upload], limits: ServiceSettings
) -> Intake:
    """Add documents to an area; a file of a name that is there is its next version.

    The same content again adds nothing. The documents of a zip archive are
    taken one by one. What cannot be read by its kind is refused, the others are
    taken all the same.

    :raises Refusal: nothing was chosen, too much, or nothing could be taken.
    """
    intake = Intake()
    papers = list(listed(session, area))
    by_content = {paper.current.sha256: paper for paper in papers}
    # Each is continued once: two files of one name in an archive are two documents.
    by_name = {paper.current.name.lower(): paper for paper in papers}
    with _opened(uploads, limits, intake) as files:
        chosen: list[tuple[Paper, str, BinaryIO]] = []
        for name, file in files:
            sha256 = digest(file)
            if sha256 in by_content:
                paper = by_content[sha256]
                if paper in papers:
                    intake.known.append(paper.current)
                continue
            paper = by_name.pop(name.lower(), Paper(area_id=area.id))
            by_content[sha256] = paper
            chosen.append((paper, name, file))
        new = [paper for paper, _, _ in chosen if paper not in papers]
        if len(papers) + len(new) > limits.max_area_documents:
            raise Refusal("area-full", "files", limit=limits.max_area_documents)
        session.add_all(new)
        for paper, name, file in chosen:
            stored = store.contents.put(file)
            intake.added.append(_next_version(paper, name, stored.sha256, stored.size))
    session.flush()
    if not intake.added and not intake.known:
        raise Refusal("upload-refused", "files", reasons=" ".join(intake.refused))
    return intake


def take_version(
    session: Session, store: Store, paper: Paper, upload: Upload, limits: ServiceSettings
) -> Version:
    """Add a new version of a document, whatever its file is called.

    What a person corrected holds on, but for the date.

    :raises Refusal: nothing was chosen, it cannot be read by its kind, or it is
        the same file as before.
    """
    intake = Intake()
    with _opened([upload], limits, intake) as files:
        if intake.refused:
            raise Refusal("upload-refused", "files", reasons=" ".join(intake.refused))
        if len(files) > 1:
            raise Refusal("upload-one", "files", path=file_name(upload.name))
        name, file = files[0]
        stored = store.contents.put(file)
    if stored.sha256 == paper.current.sha256:
        raise Refusal("upload-same", "files", path=paper.current.name)
    version = _next_version(paper, name, stored.sha256, stored.size)
    session.flush()
    return version


def correct(version: Version, given: dict[str, str]) -> None:
    """Say what a document is; what is left empty or as detected is no correction.

    :param given: values by the keys of :data:`FIELDS`.
    :raises Refusal: a value is none of those that it can be.
    """
    values = {key: one_line(given.get(key, "")) for key in FIELDS}
    if len(values["title"]) > TITLE_LIMIT:
        raise Refusal("detail-long", "title", limit=TITLE_LIMIT)
    for key, known in (("issue", list(Issue)), ("kind", list(Kind))):
        if values[key] and values[key] not in known:
            raise Refusal("detail-choice", key, name=key)
    if values["date"]:
        values["date"] = iso_date(values["date"])
        if not values["date"]:
            raise Refusal("detail-date", "date")
    detected = version.detected or {}
    corrections = {
        key: value
        for key, value in values.items()
        if value and (value != detected.get(key) or key in version.unsure)
    }
    if corrections != version.corrections:
        version.corrections, version.changed = corrections, now()


def remove(store: Store, area_id: str, paper_id: str) -> None:
    """Delete a document with all its versions and files, and what was made of its words."""
    with store.writing() as session:
        area = session.get(Area, area_id)
        if area is None:
            raise Refusal("area-unknown")
        paper = find(session, area, paper_id)
        hashes = {version.sha256 for version in paper.versions}
        session.execute(delete(Paper).where(Paper.id == paper_id))
        made = (JobKind.EXPORT.value, JobKind.TRY.value)
        session.execute(delete(Job).where(Job.area_id == area.id, Job.kind.in_(made)))
    store.sweep(hashes)
    store.forget()


@contextmanager
def _opened(
    uploads: Sequence[Upload], limits: ServiceSettings, intake: Intake
) -> Iterator[list[tuple[str, BinaryIO]]]:
    """The documents of an upload with their names; those of archives are unpacked."""
    chosen = [upload for upload in uploads if upload.name]
    if not chosen:
        raise Refusal("upload-none", "files")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch, ExitStack() as open_:
        found: list[tuple[str, BinaryIO]] = []
        for at, upload in enumerate(chosen):
            name = file_name(upload.name)
            if PurePosixPath(name).suffix.lower() in ARCHIVES:
                place = Path(scratch) / f"{at}.zip"
                with place.open("wb") as packed:
                    shutil.copyfileobj(upload.file, packed)
                for member in open_.enter_context(
                    opened_archives([place], Settings.from_environment())
                ):
                    inner = f"{name}/{member.name.partition('/')[2]}".rstrip("/")
                    if member.error is not None:
                        told = {**member.error.fields, "path": inner}
                        intake.refused.append(MESSAGES[member.error.code].format(**told))
                    elif _is_readable(inner, intake):
                        file = open_.enter_context(member.path.open("rb"))
                        found.append((file_name(inner), file))
            elif _is_readable(name, intake):
                found.append((name, upload.file))
        if len(found) > limits.max_upload_files:
            raise Refusal("upload-many", "files", limit=limits.max_upload_files)
        yield found


def _is_readable(name: str, intake: Intake) -> bool:
    """Whether a file of this name is of a kind that can be read; if not, that is noted."""
    known = PurePosixPath(name).suffix.lower() in FORMATS
    if not known:
        formats = ", ".join(FORMATS)
        intake.refused.append(MESSAGES["upload-suffix"].format(path=name, formats=formats))
    return known


def file_name(given: str) -> str:
    r"""A name that any file system takes, from one that an upload gives.

    >>> file_name("..\\..\\C:/drafts/Gangs?\x00 Protocol.docx")
    'Gangs Protocol.docx'
    """
    last = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(c for c in last if c.isprintable() and c not in '/\\:*?"<>|')
    kept = " ".join(kept.split()).lstrip(".~$ ")
    path = PurePosixPath(kept or "document")
    return f"{path.stem[:_NAME_LIMIT].rstrip()}{path.suffix[:10]}"


def _next_version(paper: Paper, name: str, sha256: str, size: int) -> Version:
    before = paper.versions[-1] if paper.versions else None
    held = before.corrections if before else {}
    version = Version(
        number=before.number + 1 if before else 1,
        name=name,
        sha256=sha256,
        size=size,
        detected=None,
        unsure=[],
        corrections={key: value for key, value in held.items() if key != "date"},
        problem="",
    )
    paper.versions.append(version)
    return version
