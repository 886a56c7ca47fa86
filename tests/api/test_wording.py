"""Words that speak of the command line are said otherwise on a page."""

from __future__ import annotations

import pytest

from api.wording import note_words, unread_words
from checker.errors import MESSAGES, UnreadableDocument
from checker.model import Issue
from checker.revising import REVIEW_FILE


@pytest.mark.parametrize("code", ["encrypted", "scanned"])
def test_what_cannot_be_read_is_told_without_options(code: str) -> None:
    words = unread_words(UnreadableDocument(code, path="/tmp/work/a b.pdf"))
    assert words.startswith("a b.pdf is ")
    assert "--" not in words
    assert "[ocr]" not in words


def test_notes_name_no_files_that_are_not_there() -> None:
    note = MESSAGES["note-issue-unknown"].format(name="a.md", guess="", issues=", ".join(Issue))
    assert "area.yaml" not in note_words(note)
    assert "“Change”" in note_words(note)
    note = MESSAGES["note-dismissed"].format(name=REVIEW_FILE, count=2)
    assert note_words(note) == "Set aside by people and not counted: 2."
