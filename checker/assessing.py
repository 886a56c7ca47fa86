"""The whole job: a folder of documents in, an :class:`Assessment` out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from checker import __version__
from checker.cache import Cache
from checker.errors import MESSAGES, SensecheckError, UnreadableDocument, writable
from checker.judging import CachedStanceModel, RuleBook, StanceModel, load_rules
from checker.model import (
    Assessment,
    Document,
    Issue,
    JudgedDocument,
    Jurisdiction,
    Kind,
    Manifest,
    Outcome,
    Unread,
    Verdict,
    View,
)
from checker.passages import date_words, describe, older_versions
from checker.reading import (
    ARCHIVES,
    FORMATS,
    find_documents,
    find_folders,
    opened_archives,
    read_several,
    unopened,
)
from checker.recalling import Recall
from checker.reconciling import with_same_signs, with_two_owners
from checker.settings import Settings


@dataclass(frozen=True, slots=True)
class Older:
    """An earlier version of a document, with what it answered; ``newer`` is the latest's id."""

    document: Document
    newer: str
    verdicts: tuple[Verdict, ...]


Progress = Callable[[str, int, int, str], None]
"""Called as progress(stage, done, total, name); stages are those of :data:`STAGES`."""

STAGES = ("reading", "judging", "comparing")
"""What is done in turn; each ends with done = total."""

AREA_FILES = ("area.yaml", "area.yml")

_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

PROFILE_KEYS = ("title", "issue", "kind", "area", "date")
"""What area.yaml may say of a document."""


def assess(
    folder: Path | str,
    settings: Settings | None = None,
    *,
    password: str | None = None,
    view: View = View.ACCEPTED,
    today: date | None = None,
    rules: RuleBook | None = None,
    model: StanceModel | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    older: Callable[[Older], None] | None = None,
) -> Assessment:
    """Read, judge and compare the documents of a folder.

    A document that cannot be read is listed in ``unread``; the others are assessed.
    Of several versions of one document the latest is, and a note names the others.

    :param settings: limits; the environment's, or the defaults, when not given.
    :param password: opens the documents that are protected; it is not kept.
    :param view: whether Word files are read with their tracked changes accepted, or
        as they were before them.
    :param today: the day on which review dates are held to be overdue; the day of
        the run when not given.
    :param rules: the rule packs; the shipped ones when not given.
    :param model: the trained semantic check; the shipped one when not given.
    :param cache: spares what was worked out before; nothing is kept when not given.
    :param older: is told of each earlier version of a document, which is then judged too,
        but compared with nothing.
    :raises SensecheckError: the folder, its ``area.yaml``, the rules or the model
        cannot be used, or none of the documents can be read.
    """
    folder = Path(folder)
    paths = find_documents(folder)
    if not any(path.suffix.lower() in {*FORMATS, *ARCHIVES} for path in paths):
        raise SensecheckError("folder-empty", path=folder, formats=", ".join(FORMATS))
    assessment = _assess(
        paths,
        folder,
        settings,
        password,
        view,
        today,
        rules,
        model,
        cache,
        progress,
        older,
        latest=True,
    )
    notes = assessment.notes
    if len(assessment.documents) == 1:
        notes = (MESSAGES["note-one-document"], *notes)
    if inner := find_folders(folder):
        names = ", ".join(writable(path.name) for path in inner)
        notes = (*notes, MESSAGES["note-folders"].format(names=names))
    return replace(assessment, notes=notes)


def assess_files(
    paths: Sequence[Path | str],
    settings: Settings | None = None,
    *,
    password: str | None = None,
    view: View = View.ACCEPTED,
    today: date | None = None,
    rules: RuleBook | None = None,
    model: StanceModel | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """The same for single files; several are compared with each other.

    An ``area.yaml`` beside the first file is heeded.

    :raises SensecheckError: as :func:`assess`; also a file that is missing or a folder.
    """
    given = [Path(path) for path in paths]
    for path in given:
        try:
            if path.is_dir():
                raise SensecheckError("folder-given", path=path)
            if not path.exists():
                raise SensecheckError("file-missing", path=path)
        except OSError as error:
            raise unopened(path, error) from None
    unique = tuple(dict.fromkeys(given))
    return _assess(
        unique,
        unique[0].parent,
        settings,
        password,
        view,
        today,
        rules,
        model,
        cache,
        progress,
        None,
        latest=False,
    )


@dataclass(frozen=True, slots=True)
class AreaFile:
    """What ``area.yaml`` says: a profile by file name, one for every file, and unused keys."""

    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    every: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def of(self, name: str) -> dict[str, str]:
        """What is given of a file; its own entry wins."""
        return {**self.every, **self.documents.get(name, {})}


def read_area(folder: Path) -> AreaFile:
    """Read ``area.yaml`` of a folder; nothing is given where there is none.

    File names with their title, issue, kind, area or date stand under
    ``documents`` or at the top; ``area`` at the top holds for every document.

    :raises SensecheckError: it is not of that form.
    """
    path = folder
    try:
        path = next((p for name in AREA_FILES if (p := folder / name).is_file()), folder)
        if path == folder:
            return AreaFile()
        given = yaml.safe_load(path.read_text("utf-8"))
        return _area_file({} if given is None else given)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        cause = f"it is not YAML at line {mark.line + 1}" if mark else "it is not YAML"
    except UnicodeDecodeError:
        cause = "it is not UTF-8 text"
    except OSError as error:
        cause = str(error.strerror)
    except ValueError as error:
        cause = str(error)
    raise SensecheckError("area-yaml", path=path, cause=cause)


def _assess(
    paths: Sequence[Path],
    folder: Path,
    settings: Settings | None,
    password: str | None,
    view: View,
    today: date | None,
    rules: RuleBook | None,
    model: StanceModel | None,
    cache: Cache | None,
    progress: Progress | None,
    tell_older: Callable[[Older], None] | None,
    *,
    latest: bool,
) -> Assessment:
    """:param latest: of several versions of a document only the latest is taken."""
    settings = settings or Settings.from_environment()
    told = progress or _silent
    area = read_area(folder)
    rules = rules or load_rules()
    model = model or CachedStanceModel(cache)
    documents, unread = _read(paths, area, settings, password, view, cache, told)
    if not documents:
        if len(unread) == 1:
            raise unread[0][1]
        reason = str(unread[0][1])
        raise SensecheckError("none-read", count=len(unread), path=folder, reason=reason)
    older = older_versions(documents) if latest else {}
    versions = _version_notes(documents, older)
    recall = Recall(rules, model, cache)
    if tell_older is not None:
        for document in documents:
            if document.id in older:
                tell_older(Older(document, older[document.id], recall.judge(document).verdicts))
    documents = [document for document in documents if document.id not in older]
    judged: list[JudgedDocument] = []
    for at, document in enumerate(documents):
        told("judging", at, len(documents), document.path)
        judged.append(_cautious(recall.judge(document), settings))
    told("judging", len(documents), len(documents), "")
    judged = with_two_owners(with_same_signs(judged))
    told("comparing", 0, 1, "")
    reconciled = recall.reconcile(judged)
    told("comparing", 1, 1, "")
    return Assessment(
        _manifest(rules, model, settings),
        tuple(c.described for c in rules.criteria),
        tuple(documents),
        tuple(v for j in judged for v in j.verdicts),
        reconciled.inconsistencies,
        tuple(Unread(writable(name), str(error)) for name, error in unread),
        (*versions, *_notes(documents, area, paths, today or date.today())),
        facts=reconciled.facts,
    )


def _read(
    paths: Sequence[Path],
    area: AreaFile,
    settings: Settings,
    password: str | None,
    view: View,
    cache: Cache | None,
    told: Progress,
) -> tuple[list[Document], list[tuple[str, UnreadableDocument]]]:
    """Read and describe what can be read, in the order of the issues."""
    documents: list[Document] = []
    unread: list[tuple[str, UnreadableDocument]] = []
    taken: Counter[str] = Counter()
    with ExitStack() as stack:
        files = stack.enter_context(opened_archives(paths, settings))
        whole = [file.path for file in files if file.error is None]
        reading = stack.enter_context(closing(read_several(whole, settings, password, view, cache)))
        for at, file in enumerate(files):
            told("reading", at, len(files), file.name)
            document = file.error or next(reading)
            if isinstance(document, UnreadableDocument):
                named = UnreadableDocument(document.code, **{**document.fields, "path": file.name})
                unread.append((file.name, named if file.name != file.path.name else document))
                continue
            taken[document.id] += 1
            if taken[document.id] > 1:  # files of one name, from different folders
                document = replace(document, id=f"{document.id}-{taken[document.id]}")
            document = replace(document, path=writable(file.name))
            documents.append(describe(document, area.of(file.path.name)))
        told("reading", len(files), len(files), "")
    documents.sort(key=lambda d: d.order)
    return documents, unread


def _area_file(given: Any) -> AreaFile:
    """What parsed YAML says.

    :raises ValueError: its message is the cause, without a full stop.
    """
    if not isinstance(given, dict):
        raise ValueError("it has to be a list of keys and values")
    documents = given.get("documents") or {}
    if not isinstance(documents, dict):
        raise ValueError("under documents it needs a file name for each entry")
    entries = {str(key): value for key, value in given.items() if Path(str(key)).suffix}
    entries |= {str(key): value for key, value in documents.items()}
    unused = [str(key) for key in given if key not in {"area", "documents", *entries}]
    found: dict[str, dict[str, str]] = {}
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            raise ValueError(f"the entry of {name} needs keys such as issue and kind")
        unused += [f"{key} (of {name})" for key in entry if key not in PROFILE_KEYS]
        found[name] = _entry(name, entry)
    area = given.get("area")
    if isinstance(area, dict | list):
        raise ValueError("the area has to be a name")
    every = {"area": str(area)} if area else {}
    return AreaFile(found, every, tuple(unused))


def _entry(name: str, entry: Mapping[str, Any]) -> dict[str, str]:
    # YAML takes 2014-09-30 for a date and 2014 for a number: both are written back as they stood.
    for key in PROFILE_KEYS:
        if isinstance(entry.get(key), dict | list):
            raise ValueError(f"the {key} of {name} has to be one value")
    values = {key: str(entry[key]) for key in PROFILE_KEYS if entry.get(key) is not None}
    if "date" in values and not _DATE.fullmatch(values["date"]):
        raise ValueError(
            f"the date of {name} is {values['date']!r}; write it as 2014-09-30, 2014-09 or 2014"
        )
    for key, known in (("issue", list(Issue)), ("kind", list(Kind))):
        if key in values:
            values[key] = values[key].lower().replace("-", " ")
            if values[key] not in known:
                raise ValueError(
                    f"the {key} of {name} is {entry[key]!r}; choose from {', '.join(known)}"
                )
    return values


def _notes(
    documents: Sequence[Document], area: AreaFile, paths: Sequence[Path], today: date
) -> tuple[str, ...]:
    """What a reader of the report has to know before she relies on it."""
    notes = []
    for issue in Issue:
        same = [d.path for d in documents if d.issue is issue]
        if len(same) > 1:
            notes.append(
                MESSAGES["note-same-issue"].format(
                    count=len(same), issue=issue.wording, names=", ".join(same)
                )
            )
    notes += _area_notes(documents)
    notes += [
        MESSAGES["note-issue-unknown"].format(name=d.path, guess=_guess(d), issues=", ".join(Issue))
        for d in documents
        if d.issue is None
    ]
    for document in documents:
        notes += _profile_notes(document, today)
    names = {path.name for path in paths}
    notes += [
        MESSAGES["note-area-yaml-extra"].format(name=name)
        for name in area.documents
        if name not in names
    ]
    notes += [MESSAGES["note-area-yaml-key"].format(key=key) for key in area.unused]
    return tuple(notes)


def _area_notes(documents: Sequence[Document]) -> Iterator[str]:
    """Documents of another area than most: they name their own, and most documents' nowhere."""
    counted = Counter(document.area for document in documents if document.area)
    if len(counted) < 2:
        return
    main = counted.most_common(1)[0][0]
    for area in sorted(set(counted) - {main}):
        named = re.compile(rf"\b{re.escape(main)}\b", re.IGNORECASE)
        strays = [d.path for d in documents if d.area == area and not named.search(d.text)]
        if strays:
            yield MESSAGES["note-other-area"].format(names=", ".join(strays), area=area, main=main)


def _version_notes(documents: Sequence[Document], older: Mapping[str, str]) -> list[str]:
    paths = {document.id: document.path for document in documents}
    return [
        MESSAGES["note-older-version"].format(old=paths[old], new=paths[new])
        for old, new in older.items()
    ]


def _cautious(judged: JudgedDocument, settings: Settings) -> JudgedDocument:
    """Every answer of a document that was read badly is for a person to confirm."""
    quality = judged.document.extraction.quality
    if quality >= settings.min_quality:
        return judged
    why = f"the document was read badly ({quality:.0%})"
    verdicts = tuple(
        verdict
        if verdict.outcome is Outcome.NOT_APPLICABLE
        else replace(
            verdict,
            needs_review=True,
            reason=f"{verdict.reason.rstrip('.')}; {why}" if verdict.reason else why,
        )
        for verdict in judged.verdicts
    )
    return replace(judged, verdicts=verdicts)


def _guess(document: Document) -> str:
    best = document.profile.issue.value
    return f" (most likely {Issue(best).wording})" if best else ""


def _profile_notes(document: Document, today: date) -> Iterator[str]:
    """What a document says of itself that bears on whether it is the one to read."""
    profile = document.profile
    if profile.overdue(today):
        due = profile.review_due.value
        yield MESSAGES["note-overdue"].format(name=document.path, due=date_words(due))
    law = profile.jurisdiction
    if law.value and law.value != Jurisdiction.ENGLAND:
        yield MESSAGES["note-other-law"].format(name=document.path, law=law.value)
    if profile.status.value in {"draft", "superseded"}:
        said = {"draft": "a draft", "superseded": "superseded"}[profile.status.value]
        yield MESSAGES["note-status"].format(name=document.path, status=said)


def _manifest(rules: RuleBook, model: StanceModel, settings: Settings) -> Manifest:
    return Manifest(
        __version__,
        rules.sha256,
        model.name,
        model.encoder.sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        tuple(sorted((name, str(value)) for name, value in asdict(settings).items())),
    )


def _silent(stage: str, done: int, total: int, name: str) -> None:
    """Progress that nobody watches."""
