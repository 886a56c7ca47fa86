"""The worker: does the jobs of the store, one after the other, in a process of its own.

``python -m api.worker FOLDER`` is started by :mod:`api.serving`, which starts it
again when it dies, and ends when its standard input does, so that it never
outlives the service. ``sensecheck worker`` runs one by itself.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from api import jobs
from api.locking import Taken, locked
from api.store import DATABASE, Job, JobKind, Store
from api.tasks import TASKS, Desk, be_patient
from checker.errors import MESSAGES, SensecheckError

PAUSE = 0.25
"""Seconds between two looks at an empty queue."""

_GRACE = 5.0
"""Seconds that a job may take to be put back when the worker is to end."""

_BEHIND = 10
"""How far the worker stands behind the pages when both want the processor (0 to 19)."""

_log = logging.getLogger("sensecheck.worker")


class Worker:
    """Does jobs."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._desk = Desk(store)

    def run(self) -> None:
        """Do jobs until the process ends; what an earlier worker left is done again."""
        self.store.work.mkdir(exist_ok=True)
        # What a killed worker leaves behind lies here too, and goes when there is nothing to do.
        tempfile.tempdir = str(self.store.work)
        jobs.recover(self.store)
        while True:
            if not self.step():
                time.sleep(PAUSE)

    def step(self) -> bool:
        """Do the job that waits longest; whether there was one."""
        _sweep(self.store.work)
        job = jobs.claim(self.store, secrets.token_hex(8))
        if job is None:
            return False
        try:
            jobs.finish(self.store, job, TASKS[JobKind(job.kind)](self._desk, job))
        except jobs.Stopped:
            _log.info("job %s was stopped", job.id)
        except SensecheckError as error:
            self._give_up(job, str(error))
        except Exception as error:
            _log.exception("job %s failed", job.id)
            cause = f"{type(error).__name__}: {error}".rstrip(": ")
            sentence = "check-failed" if job.kind == JobKind.CHECK else "job-failed"
            self._give_up(job, MESSAGES[sentence].format(cause=cause))
        except (KeyboardInterrupt, SystemExit):
            jobs.put_back(self.store, job)
            raise
        finally:
            be_patient(0)
            shutil.rmtree(self.store.work / job.id, ignore_errors=True)
        return True

    def _give_up(self, job: Job, problem: str) -> None:
        try:
            jobs.finish(self.store, job, problem=problem)
        except jobs.Stopped:
            _log.info("job %s was stopped", job.id)


def _sweep(folder: Path) -> None:
    """Take away what lies about between two jobs, when there should be nothing.

    Not only at the start: a program that a killed worker had begun, such as
    LibreOffice, goes on writing when the next worker is already there.
    """
    if not folder.is_dir():
        return
    for left in folder.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def work(store: Store) -> None:
    """Do the jobs of a store, alone, until the process is told to end."""
    while True:
        try:
            with locked(store.folder / "worker.lock"):
                Worker(store).run()
        except Taken:  # the one before is about to go
            time.sleep(PAUSE)


def end_when_told(*signals: signal.Signals) -> None:
    """Let the process end in order when it is told to: a job under way is put back."""
    for one in signals:
        signal.signal(one, lambda *_: sys.exit(0))


def _step_back() -> None:
    """Let pages go first: a check takes every core for as long as it lasts."""
    if hasattr(os, "nice"):  # Windows has no such thing
        os.nice(_BEHIND)


def _end_with_input() -> None:
    """End the process when the service that holds the other end of our input is gone."""
    while sys.stdin.buffer.read(1):
        pass
    signal.raise_signal(signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(0)  # it is in the middle of something that hears no signal


def main(folder: Path) -> None:
    """Do the jobs of the store in a folder, alone, as long as our input is open."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    end_when_told(signal.SIGTERM, signal.SIGINT)
    threading.Thread(target=_end_with_input, daemon=True).start()
    _step_back()
    work(Store(folder, os.environ.get(DATABASE, "")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
