"""Facts that were kept give what reading them anew gives, and hang on all that they are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from checker.model import JudgedDocument
from checker.passages import split
from checker.reconciling import reconcile
from checker.reconciling.keeping import _decoded
from reconciling.conftest import document

CSE = """
# 2 Referring
2.1 Ring the Multi-Agency Safeguarding Hub (MASH) on 01632 960100 within 24 hours.
2.2 The MACE Panel meets every month and is chaired by the head of service.
2.3 The Exploitation Checklist must be completed before every referral.
# 3 Thresholds
3.1 Three missing episodes in 90 days mean that a strategy meeting is called.
3.2 A child exploited outside the family is at Level 4, and section 47 applies.
"""
GANGS = """
# 1 Steps
1.1 Ring the MASH on 01632 960999 within three working days.
1.2 The MACE Panel meets every six weeks and is chaired by a chief inspector.
1.3 The Exploitation Checklist is not to be used.
# 2 Levels
2.1 A child exploited outside the family is at Level 3, as section 17 says.
2.2 Two missing episodes in 90 days mean that a strategy meeting is called.
"""
CHANGED = GANGS.replace("every six weeks", "every week")


class Kept(dict[str, bytes]):
    """A memory that notes what was kept."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def recall(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def keep(self, entries: Mapping[str, bytes]) -> None:
        self.new = list(entries)
        self.update(entries)


def judged(text: str, name: str, **more: str) -> JudgedDocument:
    made = document(text, id=name, **more)
    return JudgedDocument(made, tuple(split(made)), ())


def pair(second: str = GANGS) -> list[JudgedDocument]:
    return [judged(CSE, "cse"), judged(second, "gangs")]


def test_what_was_kept_gives_the_same() -> None:
    memory = Kept()
    plain = reconcile(pair())
    assert len(plain.inconsistencies) > 3
    assert reconcile(pair(), memory) == plain
    assert len(memory.new) == 2
    assert reconcile(pair(), memory) == plain
    assert memory.new == []


def test_an_edit_costs_the_edited_document() -> None:
    memory = Kept()
    reconcile(pair(), memory)
    assert reconcile(pair(CHANGED), memory) == reconcile(pair(CHANGED))
    assert len(memory.new) == 1


@pytest.mark.parametrize(
    "second",
    [
        # Another acronym, which the first document may use as well.
        GANGS + "3.1 The Missing and Child Exploitation Panel (MACE Panel) hears it.\n",
        GANGS.replace("MACE", "MASE"),
    ],
)
def test_what_others_introduce_counts(second: str) -> None:
    memory = Kept()
    reconcile(pair(), memory)
    assert reconcile(pair(second), memory) == reconcile(pair(second))


def test_another_title_of_a_sibling_counts() -> None:
    memory = Kept()
    text = CSE + "4.1 See the Testham Gangs and Violence Protocol.\n"
    old = [judged(text, "cse"), judged(GANGS, "gangs", title="Notes")]
    new = [judged(text, "cse"), judged(GANGS, "gangs", title="Testham Gangs and Violence Protocol")]
    reconcile(old, memory)
    assert reconcile(new, memory) == reconcile(new)
    assert len(memory.new) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"no JSON",
        b"[]",
        b'{"timescales.limits": ["t", ["s", 999, 0, 1]]}',
        b'{"timescales.limits": ["c", "os:system", "echo"]}',
        b'{"timescales.limits": ["c", "checker.reconciling.facts:Fact", 1]}',
        b'{"timescales.limits": ["x", 1]}',
    ],
)
def test_what_is_damaged_is_read_anew(content: bytes) -> None:
    memory = Kept()
    plain = reconcile(pair(), memory)
    for key in memory:
        memory[key] = content
    assert reconcile(pair(), memory) == plain
    assert all(isinstance(json.loads(kept), dict) for kept in memory.values())


def test_only_nouns_are_rebuilt() -> None:
    for name in ("os:system", "checker.reconciling.keeping:json", "checker.model:replace"):
        with pytest.raises(ValueError, match=name):
            _decoded(["c", name, "x"], ())


def test_documents_of_one_id_are_told_apart() -> None:
    memory = Kept()
    reconcile(pair(), memory)
    moved = [replace(j, document=replace(j.document, area="Elsewhere")) for j in pair()]
    assert reconcile(moved, memory) == reconcile(moved)
