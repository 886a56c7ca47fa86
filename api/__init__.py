"""The service: an area's documents checked in the browser, on the user's own machine.

Thin over :mod:`checker`. Requests only store and show; what takes long is done
by a worker in a process of its own (:mod:`api.worker`), fed from the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.serving import serve as serve

__all__ = ["serve"]


def __getattr__(name: str) -> object:
    if name == "serve":
        from api.serving import serve

        return serve
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
