"""Verdicts and comparisons, worked out once for the same words, rules and model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING

from checker.cache import Cache, code_version, digest
from checker.judging import CachedStanceModel, Judge, RuleBook, StanceModel
from checker.model import Document, JudgedDocument, Verdict
from checker.passages import split
from checker.reconciling import Reconciled, reconcile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERDICTS, COMPARISONS, FACTS = "verdicts", "comparisons", "facts"
"""What the cache calls the verdicts on a document, what a set of documents disagrees about, and
what is read out of a document for that."""


class Recall:
    """Judges and compares documents, and recalls what it did before.

    :param cache: without one, or with a model that has no memory of its own, nothing
        is recalled.
    """

    def __init__(self, rules: RuleBook, model: StanceModel, cache: Cache | None) -> None:
        self._judge = Judge(rules, model)
        self._cache = cache
        self._basis = ""
        if cache is not None and isinstance(model, CachedStanceModel):
            code = code_version("judging", "passages", "model", "recalling")
            self._basis = digest(rules.sha256, model.sha256, model.manifest, code)

    def judge(self, document: Document) -> JudgedDocument:
        """Every criterion's verdict on a document."""
        passages = tuple(split(document))
        if self._cache is None or not self._basis:
            return self._judge.judge(document, passages)
        key = digest(self._basis, _content(document), _content(passages))
        known = self._cache.get(VERDICTS, key)
        if known is not None:
            return JudgedDocument(document, passages, _verdicts().validate_json(known))
        judged = self._judge.judge(document, passages)
        self._cache.put(VERDICTS, key, _verdicts().dump_json(judged.verdicts))
        return judged

    def reconcile(self, documents: Sequence[JudgedDocument]) -> Reconciled:
        """What the documents disagree about."""
        if self._cache is None or not self._basis:
            return reconcile(documents)
        code = code_version("reconciling", "facts", "model", "passages")
        key = digest(self._basis, code, [_content(judged) for judged in documents])
        known = self._cache.get(COMPARISONS, key)
        if known is not None:
            return _comparisons().validate_json(known)
        found = reconcile(documents, _Facts(self._cache, code))
        self._cache.put(COMPARISONS, key, _comparisons().dump_json(found))
        return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of documents, in the cache; ``code`` is a hash of the code that reads them."""

    cache: Cache
    code: str

    def recall(self, keys: Sequence[str]) -> dict[str, bytes]:
        """What was kept under these keys."""
        own = {digest(self.code, key): key for key in keys}
        return {own[key]: v for key, v in self.cache.get_many(FACTS, list(own)).items()}

    def keep(self, entries: Mapping[str, bytes]) -> None:
        """Keep what was read, by its key."""
        self.cache.put_many(FACTS, {digest(self.code, key): v for key, v in entries.items()})


def _content(noun: object) -> str:
    """The hash of a noun's whole content: nouns are frozen, and so is how they are written."""
    return hashlib.sha256(repr(noun).encode("utf-8", "surrogatepass")).hexdigest()


@once
def _verdicts() -> TypeAdapter[tuple[Verdict, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Verdict, ...])


@once
def _comparisons() -> TypeAdapter[Reconciled]:
    from pydantic import TypeAdapter

    # Facts name these two nouns for type checkers only; pydantic looks for them here.
    from checker.model import Evidence, Issue  # noqa: F401

    return TypeAdapter(Reconciled)
