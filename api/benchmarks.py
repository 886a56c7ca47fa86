"""Areas beside each other: figures, and the words of published documents alone.

What an area gives to a benchmark is made from its newest check with what people decided,
and kept in the store, so that it is made once. No word of a document leaves its area that
an owner has not marked as published; titles and names of files do not either.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache as once
from threading import Lock

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.checked import Checked, Shelf, decisions
from api.store import Area, Figures, Paper, Published, Result, Store, Version
from checker import __version__
from checker.assessing import Older
from checker.benchmarking import (
    AreaSummary,
    Benchmark,
    Passages,
    Summarised,
    side_by_side,
    summarised,
)
from checker.cache import code_version, digest
from checker.errors import MESSAGES
from checker.judging import load_rules
from checker.model import Criterion, Document, Manifest

KEPT = 4
"""How many benchmarks are kept at hand: one for each set of areas that somebody may see."""

_CODE = ("benchmarking/summary", "benchmarking/prints", "model", "passages")


@dataclass(frozen=True, slots=True)
class Numbers:
    """An area as others see it, and what its check was made by."""

    area: AreaSummary
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Compared:
    """The areas that somebody may see; the names of those that were not checked yet apart."""

    benchmark: Benchmark | None
    unchecked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What the figures of an area are made from, as far as rows tell."""

    area: Area
    results: tuple[Result, ...]
    blind: bool
    published: frozenset[str]
    decided: tuple[str, ...]

    @property
    def key(self) -> str:
        """The hash of all of it."""
        return digest(
            __version__,
            code_version(*_CODE),
            self.area.name,
            [result.job_id for result in self.results],
            sorted(self.published),
            list(self.decided),
        )


@dataclass(slots=True)
class Bench:
    """Makes benchmarks, and keeps the last few at hand."""

    _kept: OrderedDict[tuple[str, ...], Benchmark] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def compared(
        self,
        store: Store,
        areas: Sequence[Area],
        shelf: Shelf,
        is_blind: Callable[[Session, Area], bool],
    ) -> Compared:
        """Some areas beside each other.

        :param is_blind: whether the visitor may not know what others decided in an area.
        """
        with store.reading() as session:
            found = list(_sources(session, areas, is_blind))
        unchecked = tuple(source.area.name for source in found if not source.results)
        sources = [source for source in found if source.results]
        if not sources:
            return Compared(None, unchecked)
        name = tuple(source.key for source in sources)
        with self._lock:  # who asks for the same meanwhile gets it from here
            if name not in self._kept:
                self._kept[name] = _made(store, sources, shelf)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(name)
            return Compared(self._kept[name], unchecked)

    def clear(self) -> None:
        """Keep nothing any more, after something was deleted."""
        with self._lock:
            self._kept.clear()


def published(session: Session, area: Area) -> frozenset[str]:
    """The ids of the area's versions that may be quoted."""
    query = select(Published.version_id).join(Version).join(Paper).where(Paper.area_id == area.id)
    return frozenset(session.scalars(query))


def publish(
    session: Session, papers: Sequence[Paper], versions: Sequence[str], account: str | None
) -> None:
    """Say which of an area's documents, as they now stand, are published; the others are not.

    :param versions: ids; those that are not the newest of a document are passed over.
    """
    for paper in papers:
        session.execute(
            delete(Published).where(Published.version_id.in_([v.id for v in paper.versions]))
        )
        if paper.current.id in versions:
            session.add(Published(version_id=paper.current.id, user_id=account))


def _sources(
    session: Session, areas: Sequence[Area], is_blind: Callable[[Session, Area], bool]
) -> Iterator[_Source]:
    ids = [area.id for area in areas]
    results: dict[str, list[Result]] = defaultdict(list)
    query = select(Result).where(Result.area_id.in_(ids)).order_by(Result.number.desc())
    for result in session.scalars(query):
        results[result.area_id].append(result)
    marked: dict[str, set[str]] = defaultdict(set)
    pairs = (
        select(Paper.area_id, Published.version_id)
        .select_from(Published)
        .join(Version)
        .join(Paper)
        .where(Paper.area_id.in_(ids))
    )
    for area_id, version_id in session.execute(pairs):
        marked[area_id].add(version_id)
    for area in areas:
        blind = is_blind(session, area)
        decided = () if blind else tuple(d.id for d in decisions(session, area))
        yield _Source(area, tuple(results[area.id]), blind, frozenset(marked[area.id]), decided)
    session.expunge_all()


def _made(store: Store, sources: Sequence[_Source], shelf: Shelf) -> Benchmark:
    numbers = [_numbers(store, source, shelf) for source in sources]
    newest = max((of.manifest for of in numbers), key=lambda m: m.created)
    others = [
        of.area.name
        for of in numbers
        if (of.manifest.version, of.manifest.model_sha256) != (newest.version, newest.model_sha256)
    ]
    notes = (MESSAGES["note-other-rules"].format(names=", ".join(others)),) if others else ()

    def passages(at: int) -> Passages:
        with store.reading() as session:
            query = select(Figures.passages).where(Figures.key == sources[at].key)
            content = session.scalars(query).first()
        if not content:  # the area was deleted or changed just now
            return Passages((), (), ())
        return _PASSAGES.validate_json(zlib.decompress(content))

    asked = {a.criterion for of in numbers for paper in of.area.papers for a in paper.answers}
    criteria = [criterion for criterion in _criteria() if criterion.id in asked]
    return side_by_side([of.area for of in numbers], passages, criteria, newest, (), notes)


def _numbers(store: Store, source: _Source, shelf: Shelf) -> Numbers:
    """An area's figures: those that are kept, or made now."""
    with store.reading() as session:
        kept = session.get(Figures, source.key)
        if kept is not None:
            return _NUMBERS.validate_json(zlib.decompress(kept.numbers))
        now, *before = source.results

        def take(result: Result) -> Checked:
            return shelf.take(session, source.area, result.job_id, blind=source.blind)

        checked = take(now)
        older = [
            older
            for result, documents in _renewed(now, before)
            for older in _older(take(result), documents)
        ]
    made = _summary(source, checked, older)
    numbers = Numbers(made.area, checked.assessment.manifest)
    with store.writing() as session:
        if session.get(Area, source.area.id) is not None and not source.blind:
            session.execute(delete(Figures).where(Figures.area_id == source.area.id))
        if session.get(Area, source.area.id) is not None:
            session.merge(
                Figures(
                    key=source.key,
                    area_id=source.area.id,
                    numbers=_packed(_NUMBERS.dump_json(numbers)),
                    passages=_packed(_PASSAGES.dump_json(made.passages)),
                )
            )
    return numbers


def _summary(source: _Source, checked: Checked, older: Sequence[Older]) -> Summarised:
    """What others may see of a check: only published documents have a name and words."""
    versions = checked.result.versions

    def quotable(document: Document) -> bool:
        return versions.get(document.id) in source.published

    made = summarised(checked.assessment, source.area.id, older, quotable)
    papers = tuple(
        paper if paper.published else replace(paper, name="") for paper in made.area.papers
    )
    area = replace(made.area, name=source.area.name, papers=papers, unread=())
    texts = made.passages.texts
    names = tuple(n if t else "" for n, t in zip(made.passages.papers, texts, strict=True))
    return replace(made, area=area, passages=replace(made.passages, papers=names))


def _renewed(now: Result, before: Sequence[Result]) -> Iterator[tuple[Result, dict[str, str]]]:
    """The earlier checks in which documents stood in the version before that of now.

    With each, by the id that such a document has there, its id now.
    """
    wanted = {paper: document for document, paper in now.papers.items()}
    for result in before:
        found = {
            there: wanted.pop(paper)
            for there, paper in result.papers.items()
            if paper in wanted and result.versions[there] != now.versions[wanted[paper]]
        }
        if found:
            yield result, found


def _older(checked: Checked, documents: dict[str, str]) -> Iterator[Older]:
    assessment = checked.assessment
    for there, here in documents.items():
        answers = tuple(v for v in assessment.verdicts if v.document == there)
        yield Older(assessment.document(there), here, answers)


@once
def _criteria() -> tuple[Criterion, ...]:
    """The shipped criteria: what an area asks beside them is its own."""
    return tuple(criterion.described for criterion in load_rules().criteria)


_NUMBERS, _PASSAGES = TypeAdapter(Numbers), TypeAdapter(Passages)


def _packed(content: bytes) -> bytes:
    return zlib.compress(content, 1)
