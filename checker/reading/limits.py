"""Bounds that a process sets itself before it opens a file that nobody has vouched for."""

from __future__ import annotations

import sys

from checker.settings import Settings

_MEGABYTE = 1024 * 1024


def limit_process(settings: Settings) -> None:
    """Bound this process's memory and processor time, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    memory = settings.max_memory_mb * _MEGABYTE
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, settings.max_seconds, settings.max_seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(kind, (soft, hard))
