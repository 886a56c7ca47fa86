"""What was read out of a document, kept for the next comparison that it is part of.

Facts hang on the document's own words, on its siblings' titles, issues, dates and areas,
and on the names and codes that any of the set introduces. As long as these stay, an edit
elsewhere in the set leaves a document's facts as they are.

They are kept as JSON, and rebuilt as the plain nouns of this room and of the model alone:
what somebody else wrote into the memory can be wrong, but not run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Protocol

from checker.cache import digest
from checker.model import JudgedDocument, Passage
from checker.reconciling.facts import Area, Span
from checker.reconciling.instruments import instruments

_ROOMS = ("checker.reconciling.", "checker.model")


class Memory(Protocol):
    """Where facts are kept, by a key over all that they hang on."""

    def recall(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """What was kept under these keys."""

    def keep(self, entries: Mapping[str, bytes]) -> None:
        """Keep what was read, by its key."""


class Keeper:
    """The way of one comparison's facts into a memory, and back.

    :param area: the documents under comparison.
    """

    def __init__(self, area: Area, memory: Memory) -> None:
        self._area = area
        self._memory = memory
        around = _surroundings(area)
        self._keys = {j.document.id: digest(around, _content(j)) for j in area.documents}
        self._known: set[tuple[str, str]] = set()

    def recall(self) -> None:
        """Tell the area what is known of its documents."""
        held = self._memory.recall(list(self._keys.values()))
        for judged in self._area.documents:
            document = judged.document.id
            content = held.get(self._keys[document])
            if content is None:
                continue
            try:
                told = {
                    (name, document): _decoded(value, judged.passages)
                    for name, value in json.loads(content).items()
                }
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):
                continue  # it is read anew
            self._area.told.update(told)
            self._known |= told.keys()

    def keep(self) -> None:
        """Keep what had to be read."""
        entries = {}
        for judged in self._area.documents:
            document = judged.document.id
            told = {key: v for key, v in self._area.told.items() if key[1] == document}
            if told.keys() <= self._known:
                continue
            at = {id(passage): row for row, passage in enumerate(judged.passages)}
            said = {name: _encoded(value, at) for (name, _), value in told.items()}
            entries[self._keys[document]] = json.dumps(said, separators=(",", ":")).encode()
        self._memory.keep(entries)


def _surroundings(area: Area) -> str:
    """What the facts of each document take from the others."""
    heads = [
        (d.id, d.title, d.issue, d.kind, d.date, d.area)
        for d in (judged.document for judged in area.documents)
    ]
    return digest(heads, area.names.introduced, instruments(area).codes)


def _content(judged: JudgedDocument) -> str:
    return digest(repr(judged.document), repr(judged.passages))


def _encoded(value: Any, at: Mapping[int, int]) -> Any:
    """A value in what JSON can say: a list begins with a letter that says what it is.

    :param at: the rows of the document's passages, by their identity.
    """
    if isinstance(value, Enum):
        return ["e", _name(type(value)), value.value]
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Span):
        return ["s", at[id(value.passage)], value.start, value.end]
    if isinstance(value, Passage):
        return ["p", at[id(value)]]
    if isinstance(value, dict):
        return ["d", *([_encoded(k, at), _encoded(v, at)] for k, v in value.items())]
    if isinstance(value, tuple | list | frozenset):
        return [_LETTERS[type(value)], *(_encoded(part, at) for part in value)]
    parts = (getattr(value, field.name) for field in fields(value))
    return ["c", _name(type(value)), *(_encoded(part, at) for part in parts)]


def _decoded(value: Any, passages: Sequence[Passage]) -> Any:
    """The value again; what is not of that form raises one of the ordinary errors."""
    if not isinstance(value, list):
        return value
    letter, *parts = value
    if letter == "s":
        row, start, end = parts
        return Span(passages[row], start, end)
    if letter == "p":
        return passages[parts[0]]
    if letter == "e":
        return _kind(parts[0])(parts[1])
    if letter == "d":
        return {_decoded(k, passages): _decoded(v, passages) for k, v in parts}
    if letter == "c":
        return _kind(parts[0])(*(_decoded(part, passages) for part in parts[1:]))
    return _LISTS[letter](_decoded(part, passages) for part in parts)


_LISTS: dict[str, type] = {"t": tuple, "l": list, "f": frozenset}
_LETTERS = {kind: letter for letter, kind in _LISTS.items()}


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _kind(name: str) -> type[Any]:
    """The noun of that name.

    :raises ValueError: it is none of this room or of the model.
    """
    module, _, kind = name.partition(":")
    found = getattr(sys.modules.get(module), kind, None) if module.startswith(_ROOMS) else None
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum)):
        raise ValueError(name)
    return found
