"""Areas worked out on the machines of a Dask scheduler (extra ``[cluster]``).

Every machine needs this version of the program, and the areas and rule packs at the same
paths. A worker that is lost costs what it was working on: Dask gives that to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from checker.benchmarking.running import Done, Task, work_out
from checker.errors import SensecheckError

_PATIENCE = 15
"""Seconds to wait for the scheduler, and for its first worker."""

_AHEAD = 4
"""Tasks handed out for each thread of the cluster, so that none waits and few are lost."""


class Cluster:
    """A Dask cluster that is there already.

    :param address: of its scheduler, as ``tcp://10.0.0.5:8786``.
    :raises SensecheckError: the extra is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise SensecheckError("cluster-missing", cause=error) from None
        self._distributed: Any = distributed
        self._address = address

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task's end, as they end.

        :raises SensecheckError: the scheduler cannot be reached, or is lost meanwhile.
        """
        try:
            with self._client() as client:
                yield from self._ended(client, iter(tasks))
        except (
            OSError,
            TimeoutError,
            self._distributed.comm.CommClosedError,
            self._distributed.client.FutureCancelledError,
        ) as error:
            cause = str(error).split("\n")[0] or type(error).__name__
            raise SensecheckError("cluster-lost", address=self._address, cause=cause) from None
        except self._distributed.KilledWorker:
            raise SensecheckError("worker-lost") from None

    def _client(self) -> Any:
        try:
            return self._distributed.Client(self._address, timeout=_PATIENCE)
        except ValueError as error:  # no address at all
            raise OSError(str(error)) from None

    def _ended(self, client: Any, tasks: Iterator[Task]) -> Iterator[Done]:
        """Hand out a few tasks for each thread, and another whenever one has ended."""
        client.wait_for_workers(1, timeout=_PATIENCE)
        threads = sum(client.nthreads().values())
        first = [self._asked(client, task) for task in islice(tasks, _AHEAD * threads)]
        running = self._distributed.as_completed(first)
        for future in running:
            yield future.result()
            for task in islice(tasks, 1):
                running.add(self._asked(client, task))

    def _asked(self, client: Any, task: Task) -> Any:
        # A worker keeps its own cache: a database is not shared between machines.
        return client.submit(work_out, replace(task, cache=""), key=task.key, pure=False)
