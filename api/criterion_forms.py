"""A criterion as a form has it: a few fields and labelled passages, in place of YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from api.refusals import Refusal
from checker import __version__
from checker.judging import LEAST
from checker.model import Severity, Stance
from checker.reading import slug

PACK = "own"
"""The pack of criteria that are written in a form."""

FIELD_LIMIT = 500
"""Characters of a field but for the passages."""

STANCES = {
    "meets": Stance.MEETS,
    "contradicts": Stance.CONTRADICTS,
    "mentions": Stance.MENTIONS_ONLY,
}
"""The fields that hold passages."""

_NEEDED = {
    "title": "a few words that name the criterion",
    "asks": "the question that it puts to a document",
    "why": "why the answer matters for a child",
    "instead": "what a document could say instead",
    "source": "where the question comes from",
    "date": "when that was published",
}

_RULE = "like-these"


class CriterionForm(BaseModel):
    """What the form holds; passages as text, one a line or with empty lines between them."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    asks: str = ""
    why: str = ""
    instead: str = ""
    source: str = ""
    date: str = ""
    severity: str = Severity.MEDIUM.value
    meets: str = ""
    contradicts: str = ""
    mentions: str = ""

    def as_yaml(self, key: str = "") -> str:
        """The YAML of the criterion.

        :param key: its id, where it has one already; else it is made from the title.
        :raises Refusal: a field is missing or too long, or the passages are too few.
        """
        for name, what in _NEEDED.items():
            value = getattr(self, name).strip()
            if not value:
                raise Refusal("criterion-field", name, what=what)
            if len(value) > FIELD_LIMIT:
                raise Refusal("decision-long", name, limit=FIELD_LIMIT)
        if self.severity not in list(Severity):
            raise Refusal("criterion-severity", "severity")
        found = {name: passages(getattr(self, name)) for name in STANCES}
        count = sum(map(len, found.values()))
        if count < LEAST or sum(map(bool, found.values())) < 2:
            raise Refusal("criterion-few", "meets", least=LEAST, count=count)
        return yaml.safe_dump(
            self._data(key or f"{PACK}/{slug(self.title)}"),
            sort_keys=False,
            allow_unicode=True,
            width=100,
        )

    @classmethod
    def of(cls, content: str) -> CriterionForm | None:
        """The form of a text that is a criterion; None where it says more than the form holds."""
        data = yaml.safe_load(content)
        try:
            (rule,) = data["rules"]
            form = cls(
                **{name: _text(data[name]) for name in ("title", "asks", "why", "instead")},
                source=_text(data["source"]["title"]),
                date=_text(data["source"]["date"]),
                severity=_text(data["severity"]),
                **{
                    name: "\n".join(rule["exemplars"].get(stance.value, ()))
                    for name, stance in STANCES.items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return form if form._data(data["id"], data["since"]) == data else None

    def _data(self, key: str, since: str = __version__) -> dict[str, Any]:
        by_stance = {s.value: passages(getattr(self, name)) for name, s in STANCES.items()}
        return {
            "id": key,
            "title": _text(self.title),
            "asks": _text(self.asks),
            "why": _text(self.why),
            "instead": _text(self.instead),
            "source": {
                "title": _text(self.source),
                "date": _text(self.date),
                "confirmed": False,
            },
            "status": "stable",
            "since": since,
            "severity": self.severity,
            "rules": [
                {
                    "id": _RULE,
                    "kind": "meaning",
                    "exemplars": {stance: found for stance, found in by_stance.items() if found},
                }
            ],
        }


def passages(text: str) -> list[str]:
    r"""The passages of a field, each once, without the bullets of a list.

    >>> passages("- One.\n- Two.")
    ['One.', 'Two.']
    >>> passages("One, that goes\non.\n\nTwo.")
    ['One, that goes on.', 'Two.']
    """
    lines = text.replace("\r\n", "\n").strip()
    parts = re.split(r"\n\s*\n" if re.search(r"\n\s*\n", lines) else r"\n", lines)
    found = (_text(re.sub(r"^\s*[•·*–-]\s+", "", part)) for part in parts)
    return list(dict.fromkeys(passage for passage in found if passage))


def _text(value: object) -> str:
    """Words with single spaces between them.

    :raises TypeError: it is no text.
    """
    if not isinstance(value, str):
        raise TypeError(type(value))
    return " ".join(value.split())
