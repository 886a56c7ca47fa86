"""The benchmark of a folder of areas: each area worked out once, then put side by side."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache as once
from pathlib import Path
from typing import Protocol

import numpy as np
from pydantic import TypeAdapter

from checker import __version__
from checker.assessing import AREA_FILES, Older, assess
from checker.benchmarking.figures import Benchmark, Family, LeftOut
from checker.benchmarking.prints import SIZE, Place, families
from checker.benchmarking.summary import AreaSummary, Passages, summarised
from checker.cache import Cache, code_version, digest, opened
from checker.errors import MESSAGES, SensecheckError, writable
from checker.judging import CachedStanceModel, RuleBook, load_rules
from checker.model import Criterion, Manifest
from checker.reading import find_documents, find_folders
from checker.settings import Settings

AREAS, PASSAGES = "areas", "area passages"
"""What the cache calls an area's summary, and the passages of it that can be compared."""

MOST_DOCUMENTS = 200
"""Documents that one area may have: each is compared with each other."""

SHOWN = 120
"""Shared texts that are quoted, those of the most areas first."""

_ROOMS = (
    "reading", "passages", "judging", "reconciling", "recalling", "assessing", "model", "facts",
    "benchmarking/summary", "benchmarking/prints",
)  # fmt: skip
"""The code that an area's summary hangs on."""

Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One area to be worked out: all that a worker, in whatever process, has to know."""

    folder: str
    key: str
    rules: tuple[str, ...]
    rules_sha256: str
    program: str
    """The hash of the model and the code that are to judge it, wherever that is."""
    settings: Settings
    cache: str
    """The folder of the cache that the worker uses, or "" for the worker's own user's."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: what the cache is to keep of the area, or why there is nothing.

    The two contents are JSON; they go to the cache of whoever asked, since a worker on
    another machine has another.
    """

    folder: str
    key: str
    reason: str = ""
    summary: bytes = b""
    passages: bytes = b""


class Workers(Protocol):
    """What works out areas: this machine's processes, or those of others."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task's end, as they end."""
        ...


def benchmark(
    root: Path,
    settings: Settings | None = None,
    *,
    rules: Sequence[Path] = (),
    cache: Cache | None = None,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Benchmark:
    """Put the areas of a folder, a folder each, side by side.

    An area that cannot be used is left out with the reason. What was worked out is
    kept in the cache as it arrives, so that an interrupted run goes on where it was.

    :param rules: the folders of the rule packs; the shipped ones when none is given.
    :param cache: where the areas' summaries go; a folder that is gone after the run
        when not given.
    :param workers: work out the areas; processes of this machine when not given.
    :raises SensecheckError: there are no areas, none can be used, the rules changed
        meanwhile, or what was worked out could not be kept.
    """
    settings = settings or Settings.from_environment()
    told = progress or (lambda stage, done, total, name: None)
    folders = find_folders(root)
    if not folders:
        raise SensecheckError("root-empty", path=root)
    book = load_rules(list(rules) or None)
    with ExitStack() as stack:
        if cache is None:
            scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            cache = Cache(Path(stack.enter_context(scratch)))
            stack.callback(cache.close)
        program = _program(CachedStanceModel())
        basis = digest(book.sha256, program, asdict(settings))
        left_out: list[LeftOut] = []
        tasks: list[Task] = []
        for folder in folders:
            try:
                key = _key(folder, basis)
            except SensecheckError as error:
                left_out.append(LeftOut(writable(folder.name), str(error)))
                continue
            tasks.append(
                Task(
                    str(folder),
                    key,
                    tuple(map(str, rules)),
                    book.sha256,
                    program,
                    settings,
                    str(cache.folder),
                )
            )
        done = _worked_out(tasks, cache, workers or Processes(), told)
        left_out += [LeftOut(writable(Path(d.folder).name), d.reason) for d in done if d.reason]
        keys = [d.key for d in sorted(done, key=lambda d: d.folder) if not d.reason]
        if not keys:
            raise SensecheckError("root-unusable", path=root, reason=left_out[0].reason)
        told("comparing", 0, 1, "")
        found = _put_together(keys, cache, book, settings, left_out, root)
        told("comparing", 1, 1, "")
        return found


class Processes:
    """Works out areas in processes of this machine, one for each core.

    :param count: how many at a time.
    """

    def __init__(self, count: int | None = None) -> None:
        self._count = count or os.cpu_count() or 1

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task's end, as they end; only a few are handed out ahead."""
        context = multiprocessing.get_context("spawn")
        waiting: set[Future[Done]] = set()
        with ProcessPoolExecutor(self._count, mp_context=context) as pool:
            try:
                for task in tasks:
                    if len(waiting) > self._count:
                        ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                        yield from (future.result() for future in ended)
                    waiting.add(pool.submit(work_out, task))
                while waiting:
                    ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in ended)
            except BrokenProcessPool:
                raise SensecheckError("worker-lost") from None
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def work_out(task: Task) -> Done:
    """Assess one area and summarise it; what a worker does, in whatever process.

    :raises SensecheckError: the rule packs are no longer those of the run, or the program
        or its model is another here.
    """
    model = _model(task.cache)
    if task.program != _program(model):
        raise SensecheckError("worker-other", version=__version__)
    cache = _cache(task.cache)
    book = _rules(task.rules)
    if book.sha256 != task.rules_sha256:
        raise SensecheckError("rules-changed")
    older: list[Older] = []
    try:
        assessment = assess(
            Path(task.folder),
            task.settings,
            rules=book,
            model=model,
            cache=cache,
            older=older.append,
        )
    except SensecheckError as error:
        return Done(task.folder, task.key, str(error))
    found = summarised(assessment, writable(Path(task.folder).name), older)
    return Done(
        task.folder,
        task.key,
        summary=_summaries().dump_json(found.area),
        passages=_passages().dump_json(found.passages),
    )


def _program(model: CachedStanceModel) -> str:
    """The hash of what judges: the model, and the code that a summary hangs on."""
    return digest(model.sha256, code_version(*_ROOMS))


def _worked_out(
    tasks: Sequence[Task], cache: Cache, workers: Workers, told: Progress
) -> list[Done]:
    """What became of each area; those that are in the cache are not worked out again."""
    known = cache.get_many(AREAS, [task.key for task in tasks])
    done = [Done(task.folder, task.key) for task in tasks if task.key in known]
    told("areas", len(done), len(tasks), "")
    missing = [task for task in tasks if task.key not in known]
    if missing:
        for one in workers.run(missing):
            if not one.reason:
                cache.put(PASSAGES, one.key, one.passages)
                cache.put(AREAS, one.key, one.summary)
            done.append(Done(one.folder, one.key, one.reason))
            told("areas", len(done), len(tasks), Path(one.folder).name)
    return done


def _put_together(
    keys: Sequence[str],
    cache: Cache,
    book: RuleBook,
    settings: Settings,
    left_out: Sequence[LeftOut],
    root: Path,
) -> Benchmark:
    """The benchmark of areas whose summaries are in the cache."""
    areas: list[AreaSummary] = []
    for key in keys:
        content = cache.get(AREAS, key)
        if content is None:
            raise _not_kept(cache)
        areas.append(_summaries().validate_json(content))
    model = CachedStanceModel()
    manifest = Manifest(
        __version__,
        book.sha256,
        model.name,
        model.encoder.sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        tuple(sorted((name, str(value)) for name, value in asdict(settings).items())),
    )
    loose = find_documents(root)
    notes = (MESSAGES["note-loose"].format(count=len(loose), path=root),) if loose else ()
    return side_by_side(
        areas,
        lambda at: _held(cache, keys[at]),
        tuple(c.described for c in book.criteria),
        manifest,
        left_out,
        notes,
    )


def side_by_side(
    areas: Sequence[AreaSummary],
    passages: Callable[[int], Passages],
    criteria: Sequence[Criterion],
    manifest: Manifest,
    left_out: Sequence[LeftOut] = (),
    notes: Sequence[str] = (),
) -> Benchmark:
    """The benchmark of areas that were worked out.

    :param passages: those of the area of that number; they are looked up area by area, so
        that never those of all are held.
    """
    prints = [
        np.array(passages(at).prints, dtype=np.uint32).reshape(-1, SIZE) for at in range(len(areas))
    ]
    named = _told_apart(areas)
    shared = families(prints)
    quoted = _quoted(shared[:SHOWN], passages)
    made = tuple(
        _family(places, quoted.get(number, ()), named) for number, places in enumerate(shared)
    )
    wordings = {
        (named[place.area].folder, place.row): number
        for number, places in enumerate(shared)
        for place in places
    }
    ordered = tuple(sorted(named, key=lambda area: (area.name.casefold(), area.folder)))
    return Benchmark(
        manifest,
        tuple(criteria),
        ordered,
        made,
        wordings,
        tuple(left_out),
        tuple(notes),
        sum(int(some.any(axis=1).sum()) for some in prints),
    )


@dataclass(frozen=True, slots=True)
class _Quote:
    """The words of a shared text in a published document, and that document's area and name."""

    area: int
    text: str
    paper: str


def _family(
    places: Sequence[Place], quotes: Sequence[_Quote], named: Sequence[AreaSummary]
) -> Family:
    """A shared text, quoted from the first published document that has it."""
    holders = tuple(sorted({named[place.area].name for place in places}))
    if not quotes:
        return Family(holders, len(places), "", "")
    first = quotes[0]
    openly = tuple(sorted({named[quote.area].name for quote in quotes}))
    return Family(holders, len(places), first.text, first.paper, named[first.area].name, openly)


def _quoted(
    shared: Sequence[tuple[Place, ...]], passages: Callable[[int], Passages]
) -> dict[int, list[_Quote]]:
    """For each text its words in the published documents, area by area."""
    wanted: dict[int, list[tuple[int, int]]] = {}
    for number, places in enumerate(shared):
        for place in places:
            wanted.setdefault(place.area, []).append((number, place.row))
    found: dict[int, list[_Quote]] = {}
    for area, rows in sorted(wanted.items()):
        held = passages(area)
        for number, row in rows:
            if held.texts[row]:
                quote = _Quote(area, held.texts[row], held.papers[row])
                found.setdefault(number, []).append(quote)
    return found


def _told_apart(areas: Sequence[AreaSummary]) -> list[AreaSummary]:
    """Areas of one name get their folder's beside it."""
    counted = Counter(area.name.casefold() for area in areas)
    return [
        replace(area, name=f"{area.name} ({area.folder})")
        if counted[area.name.casefold()] > 1
        else area
        for area in areas
    ]


def _held(cache: Cache, key: str) -> Passages:
    content = cache.get(PASSAGES, key)
    if content is None:
        raise _not_kept(cache)
    return _passages().validate_json(content)


def _not_kept(cache: Cache) -> SensecheckError:
    cause = cache.trouble or "something removed it"
    return SensecheckError("areas-not-kept", path=cache.folder, cause=cause)


def _key(folder: Path, basis: str) -> str:
    """What an area's summary hangs on: its files, and what was said of them.

    :raises SensecheckError: it has too many files, or may not be looked into.
    """
    paths = find_documents(folder)
    if len(paths) > MOST_DOCUMENTS:
        raise SensecheckError("area-large", path=folder, count=len(paths), limit=MOST_DOCUMENTS)
    if not paths:
        raise SensecheckError("area-empty", path=folder)
    said = [folder / name for name in AREA_FILES if (folder / name).is_file()]
    return digest(basis, folder.name, [(path.name, _hash(path)) for path in (*paths, *said)])


def _hash(path: Path) -> str:
    """The hash of a file; "" where it cannot be read, which reading says once more."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@once
def _cache(folder: str) -> Cache | None:
    """The way of the process into the cache."""
    return Cache(Path(folder)) if folder else opened()


@once
def _rules(folders: tuple[str, ...]) -> RuleBook:
    return load_rules([Path(folder) for folder in folders] or None)


@once
def _model(folder: str) -> CachedStanceModel:
    return CachedStanceModel(_cache(folder))


@once
def _summaries() -> TypeAdapter[AreaSummary]:
    return TypeAdapter(AreaSummary)


@once
def _passages() -> TypeAdapter[Passages]:
    return TypeAdapter(Passages)
