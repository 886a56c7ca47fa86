"""Dask gives what one machine gives, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarking.conftest import Here
from benchmarking.test_running import MEETS, written
from checker.benchmarking import Cluster, benchmark

distributed = pytest.importorskip("distributed")


def test_a_killed_worker_costs_only_its_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "areas"
    for number in range(6):
        written(root, f"area-{number}", "cse.md", MEETS, f"Paragraph {number} of the protocol.")
    monkeypatch.setenv("SENSECHECK_CACHE", str(tmp_path / "workers"))
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "10s")
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:

        def kill() -> None:
            """Kill one worker as soon as it has something to do."""
            with distributed.Client(cluster.scheduler_address) as client:
                for _ in range(600):
                    busy = [worker for worker, tasks in client.processing().items() if tasks]
                    if busy:
                        pids = client.run(os.getpid)
                        os.kill(pids[busy[0]], signal.SIGKILL)
                        killed.append(pids[busy[0]])
                        return
                    time.sleep(0.05)

        killer = threading.Thread(target=kill)
        killer.start()
        found = benchmark(root, workers=Cluster(cluster.scheduler_address))
        killer.join()
    assert killed
    here = benchmark(root, workers=Here())
    assert replace(found, manifest=here.manifest) == here
