"""The whole of an assessment as the store keeps it: compressed JSON, checked when read."""

from __future__ import annotations

import zlib

from pydantic import TypeAdapter

from checker.model import Assessment, Evidence, Issue

_ADAPTER = TypeAdapter(Assessment)
# The facts name these two for type checkers only (:mod:`checker.facts`).
_ADAPTER.rebuild(_types_namespace={"Assessment": Assessment, "Evidence": Evidence, "Issue": Issue})


def pack(assessment: Assessment) -> bytes:
    """An assessment as bytes."""
    return zlib.compress(_ADAPTER.dump_json(assessment))


def unpack(content: bytes) -> Assessment:
    """The assessment again."""
    return _ADAPTER.validate_json(zlib.decompress(content))
