"""A redline gives back both texts, and reads like one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Block, BlockKind, Document, Evidence, Location
from checker.revising.redline import Edit, redline, redlines


def block(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text, Location(0, len(text)))


words = st.lists(st.sampled_from(["a", "child", "the", "panel", "is", ",", "never"])).map(" ".join)


@given(words, words)
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    pieces = redline(block(old), block(new)).pieces
    assert "".join(p.text for p in pieces if p.edit is not Edit.ADDED) == old
    assert "".join(p.text for p in pieces if p.edit is not Edit.GONE) == new


def test_a_sentence_is_not_cut_into_scraps() -> None:
    line = redline(
        block("Those who choose the gang life are a matter for the police."),
        block("Children who are drawn into gangs are a matter for the police."),
    )
    assert [p.edit for p in line.pieces] == [Edit.GONE, Edit.ADDED, Edit.SAME]


def test_a_passage_that_is_gone_or_new() -> None:
    assert [p.edit for p in redline(block("Gone."), None).pieces] == [Edit.GONE]
    assert [p.edit for p in redline(None, block("New.")).pieces] == [Edit.ADDED]


def test_the_same_passage_has_no_change() -> None:
    assert not redline(block("As it was."), block("As it was.")).changed


def document(*lines: tuple[str, str]) -> Document:
    blocks, at = [], 0
    for label, text in lines:
        place = Location(at, at + len(text), section="4 Panel", paragraph=label)
        blocks.append(Block(BlockKind.PARAGRAPH, text, place, label))
        at += len(text) + 1
    return Document("d", "d.docx", "", "\n".join(t for _, t in lines), tuple(blocks))


def quote(found: Document, at: int) -> Evidence:
    return Evidence("d", found.blocks[at].text, found.blocks[at].location)


OLD = document(
    ("4.1", "The panel meets on the first Tuesday of each month at the town hall."),
    ("4.2", "Those who join a gang have made their choice."),
    ("4.3", "A list of members is kept by the coordinator and reviewed each year."),
)


def test_a_moved_passage_is_found_again() -> None:
    new = document(("7.1", OLD.blocks[2].text), ("7.2", OLD.blocks[0].text))
    (line,) = redlines([quote(OLD, 0)], OLD, new)
    assert line.new is new.blocks[1]
    assert not line.changed


def test_a_passage_written_anew_is_found_by_its_number() -> None:
    new = document(
        ("4.1", OLD.blocks[0].text), ("4.2", "No child decides to be exploited by adults."),
        ("4.3", OLD.blocks[2].text),
    )  # fmt: skip
    (line,) = redlines([quote(OLD, 1)], OLD, new)
    assert line.new is new.blocks[1]


def test_what_moved_up_to_its_number_is_not_its_new_version() -> None:
    new = document(("4.1", OLD.blocks[0].text), ("4.2", OLD.blocks[2].text))
    (line,) = redlines([quote(OLD, 1)], OLD, new)
    assert line.new is None
