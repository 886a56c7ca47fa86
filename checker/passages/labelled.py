"""Labelled passages: JSON Lines in, typed records out (``FORMATS.md`` section 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import SensecheckError
from checker.model import Issue, Passage, Stance
from checker.passages.segments import passage_from_text


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage with the stance a careful reader gave it, for each criterion it addresses.

    ``pair`` is the id of the passage that differs from it in stance only.
    """

    id: str
    passage: Passage
    labels: Mapping[str, Stance]
    area: str = ""
    issue: Issue | None = None
    doc_type: str = ""
    pair: str = ""
    trait: str = ""


def read_labelled(files: Iterable[Path]) -> tuple[LabelledPassage, ...]:
    """Read the labelled passages of the files, in order.

    :raises SensecheckError: a file is missing, or a line is not a labelled passage.
    """
    found: list[LabelledPassage] = []
    for path in files:
        try:
            lines = path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            raise SensecheckError("file-missing", path=path) from None
        except (OSError, UnicodeDecodeError) as error:
            raise SensecheckError("file-unreadable", path=path, cause=error) from None
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    found.append(_record(json.loads(line)))
                except (KeyError, ValueError, TypeError, AttributeError) as error:
                    raise SensecheckError(
                        "labels-malformed", path=path, line=number, cause=_cause(error)
                    ) from None
    return tuple(found)


def _record(given: dict[str, Any]) -> LabelledPassage:
    return LabelledPassage(
        id=str(given["id"]),
        passage=passage_from_text(
            given["text"], heading=given.get("heading") or "", stem=given.get("stem") or ""
        ),
        labels={criterion: Stance(label) for criterion, label in given["labels"].items()},
        area=given.get("area") or "",
        issue=Issue(given["issue"]) if given.get("issue") else None,
        doc_type=given.get("doc_type") or "",
        pair=given.get("pair") or "",
        trait=given.get("trait") or "",
    )


def _cause(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "it is not JSON"
    if isinstance(error, KeyError):
        return f"the key {error} is missing"
    if isinstance(error, ValueError):
        return f"{error} (labels are meets, contradicts, mentions_only)"
    return "it is not a labelled passage"
