"""Reads the YAML of rule packs, and says which of the user's lines is wrong and why."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from checker.errors import SensecheckError

Model = TypeVar("Model", bound=BaseModel)

Place = tuple[str | int, ...]
"""Keys and positions that lead to a value."""


_WANTED = {
    "string_type": "text: put it in quotation marks",
    "tuple_type": "a list",
    "dict_type": "a list of keys, each with its value",
    "model_type": "a list of keys, each with its value",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}
"""What a value should have been, by pydantic's name for the mistake."""


_FastLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, ten times as fast, where PyYAML was built with it."""


class _Loader(_FastLoader):  # type: ignore[valid-type, misc]
    """YAML's own types but for dates, which stay text: a date may be a month or a year."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class PackFile:
    """One YAML file with the place of every value.

    :param text: its content, where it comes from elsewhere; then nothing in it may
        stand for another part of it, since a few such lines can unfold without end.
    :raises SensecheckError: it cannot be read, is not YAML, is not a mapping, or
        says a key twice.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        try:
            self.raw = path.read_bytes() if text is None else text.encode()
            self._lines = self.raw.decode("utf-8").splitlines()
        except FileNotFoundError:
            raise SensecheckError("file-missing", path=path) from None
        except OSError as error:
            cause = (error.strerror or str(error)).lower()
            raise SensecheckError("file-unreadable", path=path, cause=cause) from None
        except UnicodeDecodeError:
            cause = "it is not UTF-8 text"
            raise SensecheckError("file-unreadable", path=path, cause=cause) from None
        self._marks: dict[Place, yaml.Mark] = {}
        self.data: dict[str, Any] = self._parsed(aliases=text is None)

    def refuse(self, cause: str, place: Place = ()) -> SensecheckError:
        """The error that quotes the line of that place, for raising."""
        return self._error(cause, self._mark(place))

    def validate(
        self,
        model: type[Model],
        data: object,
        place: Place = (),
        context: Mapping[str, Any] | None = None,
    ) -> Model:
        """Make a model of data that stands at a place of the file.

        :raises SensecheckError: the first thing, from the top of the file, that
            is wrong with it; unknown keys come first, since a misspelt key is
            missing as well, and lists that are too short last, since what is wrong in
            them is not counted.
        """
        try:
            return model.model_validate(data, context=dict(context or {}))
        except ValidationError as error:
            first = min(
                error.errors(),
                key=lambda e: (
                    e["type"] != "extra_forbidden",
                    e["type"] == "too_short",
                    self._mark((*place, *e["loc"])).line,
                ),
            )
            raise self.refuse(_cause(model, first), (*place, *first["loc"])) from None

    def _parsed(self, *, aliases: bool) -> dict[str, Any]:
        try:
            for event in () if aliases else yaml.parse(self.raw, Loader=_Loader):
                if isinstance(event, yaml.AliasEvent):
                    cause = "write out what * stands for, or put it in quotation marks"
                    raise self._error(cause, cast("yaml.Mark", event.start_mark))
            loader = _Loader(self.raw)
            try:
                node = loader.get_single_node()
                if not isinstance(node, yaml.MappingNode):
                    raise self._error("it has to be a list of keys, each with its value", None)
                self._note(node, ())
                parsed: dict[str, Any] = loader.construct_document(node)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            raise self._error(f"it is not YAML ({error.problem})", error.problem_mark) from None
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise self._error(f"it is not YAML ({error})", None) from None
        return parsed

    def _note(self, node: yaml.Node, place: Place) -> None:
        self._marks.setdefault(place, node.start_mark)
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise self._error("a key has to be a word", key.start_mark)
                if key.value in seen:
                    raise self._error(f'the key "{key.value}" is here twice', key.start_mark)
                seen.add(key.value)
                self._marks[(*place, key.value)] = key.start_mark
                self._note(value, (*place, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for position, value in enumerate(node.value):
                self._note(value, (*place, position))

    def _mark(self, place: Place) -> yaml.Mark:
        """Where a place is, or the nearest place around it that the file has."""
        while place not in self._marks and place:
            place = place[:-1]
        return self._marks[place]

    def _error(self, cause: str, mark: yaml.Mark | None) -> SensecheckError:
        line, column = (mark.line, mark.column) if mark else (0, 0)
        text = self._lines[line] if line < len(self._lines) else ""
        return SensecheckError(
            "rule-malformed",
            path=self.path,
            line=line + 1,
            cause=cause,
            quote=f"{text}\n    {' ' * column}^",
        )


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The YAML keys of a model."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def choose_from(word: object, valid: Sequence[str]) -> str:
    """The valid words, and the one that was probably meant."""
    close = difflib.get_close_matches(str(word), valid, 1)
    meant = f"did you mean {close[0]}? " if close else ""
    return f"{meant}valid are {', '.join(valid)}"


def _cause(model: type[BaseModel], error: Any) -> str:
    """Pydantic's finding as a sentence for a person who writes rules."""
    key = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "it")
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        owner = _owner(model, error["loc"][:-1])
        return f'there is no key "{key}" here: {choose_from(key, keys_of(owner))}'
    if kind == "missing":
        return f'the key "{key}" is missing'
    if kind in {"literal_error", "enum"}:
        valid = [w.strip(" '") for w in context["expected"].replace(" or ", ", ").split(",")]
        return f'"{key}" cannot be {error["input"]!r}: {choose_from(error["input"], valid)}'
    if kind == "value_error":
        return str(context["error"])
    if kind in _WANTED:
        return f'"{key}" has to be {_WANTED[kind]}'
    return f'"{key}" is not right: {error["msg"][0].lower()}{error["msg"][1:]}'


def _owner(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model that the value at a place belongs to."""
    for part in place:
        if isinstance(part, str):
            by_key = {field.alias or name: field for name, field in model.model_fields.items()}
            model = next((t for t in _models(by_key[part].annotation) if part in by_key), model)
    return model


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for inner in getattr(annotation, "__args__", ()) for m in _models(inner)]
