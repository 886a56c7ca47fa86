from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.errors import SensecheckError
from checker.model import BlockKind, Issue, Stance
from checker.passages import read_labelled

LINE = {
    "id": "a-1",
    "area": "Amwell",
    "issue": "cse",
    "doc_type": "procedure",
    "heading": "Language",
    "stem": "Do not write:",
    "text": "streetwise",
    "labels": {"language/victim-blaming": "mentions_only"},
}


def test_a_line_becomes_a_labelled_passage(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(LINE) + "\n\n" + json.dumps({**LINE, "id": "a-2", "stem": None}))
    first, second = read_labelled([file])
    assert (first.id, first.area, first.issue) == ("a-1", "Amwell", Issue.CSE)
    assert first.labels == {"language/victim-blaming": Stance.MENTIONS_ONLY}
    assert (first.passage.kind, first.passage.stem) == (BlockKind.LIST_ITEM, "Do not write:")
    assert (second.passage.kind, second.passage.heading) == (BlockKind.PARAGRAPH, "Language")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: it is not JSON"),
        ('{"id": "a", "labels": {}}', "the key 'text' is missing"),
        (json.dumps({**LINE, "labels": {"a/b": "good"}}), "meets, contradicts, mentions_only"),
        ("[]", "it is not a labelled passage"),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(LINE) + "\n" + line)
    with pytest.raises(SensecheckError, match=says):
        read_labelled([file])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match="no file"):
        read_labelled([tmp_path / "none.jsonl"])
