"""The worker: does the jobs of the store, one after the other, in a process of its own.

``python -m api.worker FOLDER`` is started by :mod:`api.serving`, which starts it
again when it dies, and ends when its standard input does, so that it never
outlives the service.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from api import jobs
from api.assessments import pack
from api.locking import Taken, locked
from api.papers import FIELDS
from api.progress import Progress
from api.store import DATABASE, Area, Job, JobKind, Result, Store, Version
from api.wording import unread_words
from checker.assessing import assess
from checker.errors import MESSAGES, SensecheckError, UnreadableDocument
from checker.judging import RuleBook, StanceModel, load_rules
from checker.model import Unread
from checker.passages import describe
from checker.reading import read
from checker.settings import Settings

PAUSE = 0.25
"""Seconds between two looks at an empty queue."""

_BEHIND = 10
"""How far the worker stands behind the pages when both want the processor (0 to 19)."""

_log = logging.getLogger("sensecheck.worker")


class Worker:
    """Does jobs; the rules and the model are loaded once, when they are first needed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._judges: tuple[RuleBook, StanceModel] | None = None

    def run(self) -> None:
        """Do jobs until the process ends; what an earlier worker left is done again."""
        shutil.rmtree(self.store.work, ignore_errors=True)
        jobs.recover(self.store)
        while True:
            if not self.step():
                time.sleep(PAUSE)

    def step(self) -> bool:
        """Do the job that waits longest; whether there was one."""
        job = jobs.claim(self.store, secrets.token_hex(8))
        if job is None:
            return False
        try:
            if job.kind == JobKind.READ:
                self._read(job)
            else:
                self._check(job)
        except jobs.Stopped:
            _log.info("job %s was stopped", job.id)
        except SensecheckError as error:
            self._give_up(job, str(error))
        except Exception as error:
            _log.exception("job %s failed", job.id)
            cause = f"{type(error).__name__}: {error}".rstrip(": ")
            self._give_up(job, MESSAGES["check-failed"].format(cause=cause))
        finally:
            shutil.rmtree(self.store.work / job.id, ignore_errors=True)
        return True

    def _give_up(self, job: Job, problem: str) -> None:
        try:
            jobs.finish(self.store, job, problem=problem)
        except jobs.Stopped:
            _log.info("job %s was stopped", job.id)

    def _read(self, job: Job) -> None:
        """Tell what each new document is."""
        progress = Progress(total=len(job.versions))
        for at, (version, path) in enumerate(self._laid_out(job)):
            if version.is_read:  # by a run that did not come to its end
                continue
            progress.heard("reading", at, len(job.versions), path.name)
            jobs.told(self.store, job, progress.record())
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
            with self.store.writing() as session:
                row = session.get(Version, version.id)
                if row is not None:
                    row.detected, row.unsure, row.problem = detected, unsure, problem
        jobs.finish(self.store, job)

    def _check(self, job: Job) -> None:
        """Assess the documents, with what people say of them."""
        laid_out = self._laid_out(job)
        progress = Progress()

        def heard(stage: str, done: int, total: int, name: str) -> None:
            progress.heard(stage, done, total, name)
            jobs.told(self.store, job, progress.record())

        rules, model = self._judges or (load_rules(), StanceModel())
        self._judges = rules, model
        folder = self.store.work / job.id
        assessment = assess(folder, rules=rules, model=model, progress=heard)
        versions = {path.name: version for version, path in laid_out}
        assessment = replace(
            assessment,
            unread=tuple(
                Unread(item.path, versions[item.path].problem or item.reason)
                for item in assessment.unread
            ),
        )
        found = {document.id: versions[document.path] for document in assessment.documents}
        jobs.finish(
            self.store,
            job,
            Result(
                job_id=job.id,
                area_id=job.area_id,
                papers={identity: version.paper_id for identity, version in found.items()},
                versions={identity: version.id for identity, version in found.items()},
                content=pack(assessment),
            ),
        )

    def _laid_out(self, job: Job) -> list[tuple[Version, Path]]:
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


def _step_back() -> None:
    """Let pages go first: a check takes every core for as long as it lasts."""
    if hasattr(os, "nice"):  # Windows has no such thing
        os.nice(_BEHIND)


def _end_with_input() -> None:
    """End the process when the service that holds the other end of our input is gone."""
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


def main(folder: Path) -> None:
    """Do the jobs of the store in a folder, alone."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    threading.Thread(target=_end_with_input, daemon=True).start()
    _step_back()
    while True:
        try:
            with locked(folder / "worker.lock"):
                Worker(Store(folder, os.environ.get(DATABASE, ""))).run()
        except Taken:  # the one before is about to go
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
