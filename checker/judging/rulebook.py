"""Rule packs: one YAML file for each criterion, read, checked and typed.

The format is documented in ``docs/rules.md``; a criterion's own page is made
from its file (:mod:`checker.judging.docs`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, InstanceOf, StringConstraints

from checker.data import data_path
from checker.errors import SensecheckError
from checker.judging.kinds import KINDS, Meaning, Record, Rule
from checker.judging.pack_files import PackFile, choose_from
from checker.model import Criterion, Document, Issue, Kind, Outcome, Severity, Stance

TABLES = "tables"
"""The folder of a pack that holds dated tables instead of criteria."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Status(StrEnum):
    """How far a criterion can be relied on."""

    STABLE = "stable"
    PREVIEW = "preview"
    DEPRECATED = "deprecated"


class Source(Record):
    """Where a criterion comes from."""

    title: Text = Field(description="The publication.")
    section: str = Field(default="", description="The place in it.")
    date: Text = Field(description="When it was published.")
    confirmed: bool = Field(description="Whether the publication was seen.")


class AppliesTo(Record):
    """The documents that a criterion is asked of."""

    issues: tuple[Issue, ...] = Field(
        default=tuple(Issue),
        description="Issues of the documents it is asked of; all when left out.",
    )
    kinds: tuple[Kind, ...] = Field(
        default=tuple(Kind), description="Kinds of documents it is asked of; all when left out."
    )


class Policy(Record):
    """How the stances of passages become the verdict on a document.

    A contradiction in the document's own voice contradicts, whatever else is
    said; the three fields settle the rest.
    """

    mention: Outcome = Field(
        default=Outcome.PARTLY, description="The verdict where the topic is only mentioned."
    )
    silence: Outcome = Field(
        default=Outcome.NOT_ADDRESSED, description="The verdict where nothing is found."
    )
    enough: int = Field(
        default=1,
        ge=1,
        description="How many passages have to meet it; with fewer it is partly met.",
    )


class CriterionRules(Record):
    """One criterion: what it asks, why, and the rules that look for the answer."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")] = Field(
        description="`pack/name`, as the folder and the file are called; never used for another."
    )
    title: Text = Field(description="A few words that name it in a matrix.")
    asks: Text = Field(description="The question it puts to a document.")
    why: Text = Field(description="Why the answer matters for a child.")
    instead: Text = Field(description="What a document could say instead.")
    source: Source = Field(description="Where it comes from.")
    applies_to: AppliesTo = Field(
        default_factory=AppliesTo, description="The documents it is asked of."
    )
    status: Status = Field(description="stable, preview (off unless asked for) or deprecated.")
    since: Text = Field(description="The version that it came with.")
    severity: Severity = Field(description="How much it matters when a document contradicts it.")
    place: int = Field(
        default=1000,
        description="Where it stands in the matrix: small numbers first, packs together.",
    )
    verdict: Policy = Field(
        default_factory=Policy, description="From stances of passages to a verdict."
    )
    rules: tuple[InstanceOf[Rule], ...] = Field(
        description="The rules, each of one of the kinds.", min_length=1
    )

    @property
    def pack(self) -> str:
        """The pack it belongs to."""
        return self.id.partition("/")[0]

    @property
    def exemplars(self) -> Mapping[Stance, Sequence[str]]:
        """The example sentences of its meaning rules; empty when it has none."""
        found: dict[Stance, tuple[str, ...]] = {}
        for rule in self.rules:
            if isinstance(rule, Meaning):
                for stance, texts in rule.exemplars.items():
                    found[stance] = (*found.get(stance, ()), *texts)
        return found

    @property
    def described(self) -> Criterion:
        """What a report needs to know of it."""
        parts = (self.source.title, self.source.section, self.source.date)
        return Criterion(
            self.id,
            self.title,
            self.asks,
            self.why,
            self.instead,
            ", ".join(part for part in parts if part)
            + ("" if self.source.confirmed else " (not confirmed)"),
            self.severity,
        )

    def applies(self, document: Document) -> bool:
        """Whether it is asked of the document.

        A criterion of some issues only is not asked of a document whose issue
        could not be told; what kind of paper it is may stay open.
        """
        issues, kinds = set(self.applies_to.issues), set(self.applies_to.kinds)
        of_issue = document.issue in issues or issues == set(Issue)
        return of_issue and (document.kind is None or document.kind in kinds)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All criteria in the order of the matrix, and a hash of the files they came from."""

    criteria: tuple[CriterionRules, ...]
    sha256: str

    def criterion(self, criterion_id: str) -> CriterionRules:
        """The criterion of that id.

        :raises SensecheckError: there is none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise SensecheckError(
            "rule-unknown-criterion",
            id=criterion_id,
            known=", ".join(criterion.id for criterion in self.criteria),
        )

    def with_own(self, own: Sequence[CriterionRules]) -> RuleBook:
        """These criteria and some of a user's own, each in place of one of the same id."""
        if not own:
            return self
        digest = hashlib.sha256(self.sha256.encode())
        for criterion in own:
            digest.update(criterion.model_dump_json().encode())
        ids = {criterion.id for criterion in own}
        others = tuple(c for c in self.criteria if c.id not in ids)
        return RuleBook((*others, *own), digest.hexdigest())


def load_rules(folders: Sequence[Path] | None = None, *, preview: bool = False) -> RuleBook:
    """Read rule packs.

    :param folders: folders of packs (each pack a folder of criteria); the
        shipped packs when left out.
    :param preview: with the criteria that are still in preview.
    :raises SensecheckError: a folder is missing, or a file is not right; the
        message quotes the line.
    """
    digest = hashlib.sha256()
    criteria: dict[str, CriterionRules] = {}
    for folder in [data_path("rules")] if folders is None else folders:
        if not folder.is_dir():
            raise SensecheckError("folder-missing", path=folder)
        for path in sorted(folder.rglob("*.yaml")):
            file = PackFile(path)
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + file.raw + b"\0")
            if path.parent.name == TABLES:
                continue
            criterion = _criterion(file)
            if criterion.id in criteria:
                raise file.refuse(f"there is another criterion {criterion.id}", ("id",))
            criteria[criterion.id] = criterion
    wanted = [c for c in criteria.values() if preview or c.status is not Status.PREVIEW]
    return RuleBook(tuple(_ordered(wanted)), digest.hexdigest())


def load_criterion(path: Path) -> CriterionRules:
    """Read one criterion, say one that is being written.

    :raises SensecheckError: the file is missing or not right; the message quotes
        the line.
    """
    return _criterion(PackFile(path))


def criterion_from_text(text: str) -> CriterionRules:
    """Read one criterion from its text alone, which says itself what its id is.

    :raises SensecheckError: it is not right; the message quotes the line. Rules
        that read tables beside their file are refused.
    """
    file = PackFile(Path("criterion.yaml"), text)
    return _criterion(file, alone=True)


def _ordered(criteria: Sequence[CriterionRules]) -> Iterator[CriterionRules]:
    first: dict[str, int] = {}
    for criterion in criteria:
        first[criterion.pack] = min(criterion.place, first.get(criterion.pack, criterion.place))
    yield from sorted(criteria, key=lambda c: (first[c.pack], c.pack, c.place, c.id))


def _criterion(file: PackFile, *, alone: bool = False) -> CriterionRules:
    """:param alone: it has no folder and no name of a file that its id has to follow."""
    named = f"{file.path.parent.name}/{file.path.stem}"
    expected = str(file.data.get("id")) if alone else named
    given = file.data.get("rules")
    rules = (
        [_rule(file, rule, position, expected, alone=alone) for position, rule in enumerate(given)]
        if isinstance(given, list)
        else given
    )
    criterion = file.validate(CriterionRules, {**file.data, "rules": rules})
    if criterion.id != expected:
        raise file.refuse(f"by its folder and name its id has to be {expected}", ("id",))
    ids = [rule.id for rule in criterion.rules]
    for position, rule_id in enumerate(ids):
        if rule_id in ids[:position]:
            raise file.refuse(
                f"there is another rule {rule_id} in this criterion", ("rules", position, "id")
            )
    return criterion


def _rule(file: PackFile, given: object, position: int, criterion: str, *, alone: bool) -> Rule:
    place = ("rules", position)
    if not isinstance(given, dict):
        raise file.refuse("a rule has to be a list of keys, each with its value", place)
    kind = given.get("kind")
    if kind is None:
        raise file.refuse(f'the key "kind" is missing: {choose_from("", list(KINDS))}', place)
    if kind not in KINDS:
        raise file.refuse(
            f'there is no kind of rule "{kind}": {choose_from(kind, list(KINDS))}', (*place, "kind")
        )

    def table(name: str, model: type[BaseModel]) -> Any:
        if alone:
            cause = "a criterion by itself has no folder of tables, so it cannot have this kind"
            raise file.refuse(cause, (*place, "kind"))
        source = PackFile(file.path.parent / TABLES / f"{name}.yaml")
        return source.validate(model, source.data)

    return file.validate(KINDS[kind], given, place, {"criterion": criterion, "table": table})
