from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Block, BlockKind, Zone
from checker.passages import passage_from_text, split
from checker.passages.segments import SENTENCES, WORDS

from .conftest import document, heading, item, note, para, row


def test_a_paragraph_becomes_even_groups_of_up_to_three_sentences() -> None:
    four = "The MASH decides. It tells the referrer. The child is seen. This is wrong."
    passages = split(document(heading("Referral", label="4"), para(four, label="4.1")))
    assert [p.text for p in passages] == [
        "The MASH decides. It tells the referrer.",
        "The child is seen. This is wrong.",
    ]
    assert passages[0].headings == ("Referral",)
    assert passages[0].location.paragraph == "4.1"
    assert [passages[1].text[s:e] for s, e in passages[1].sentences] == [
        "The child is seen.",
        "This is wrong.",
    ]


def test_a_long_sentence_stands_alone() -> None:
    long = "The partners " + "and the boards " * 40 + "agree."
    passages = split(document(para(f"It is so. {long} It is agreed.")))
    assert [len(p.text.split()) > WORDS for p in passages] == [False, True, False]


def test_a_list_item_has_its_stem_and_a_nested_one_both() -> None:
    passages = split(
        document(
            para("The group met. The following must not be used:"),
            item("words of choice, such as:"),
            item("lifestyle choice", level=1),
            item("words of blame"),
            para("That is all."),
            item("a loose item"),
        )
    )
    stems = {p.text: p.stem for p in passages}
    assert stems["words of choice, such as:"] == "The following must not be used:"
    assert stems["lifestyle choice"] == "The following must not be used: words of choice, such as:"
    assert stems["words of blame"] == "The following must not be used:"
    assert stems["a loose item"] == ""


def test_a_numbered_list_right_after_bullets_is_another_list() -> None:
    passages = split(
        document(
            para("The following must not be used:"),
            item("words of choice"),
            item("words of blame"),
            item("Ring the hub.", label="1"),
            item("Write to the chair.", label="2"),
        )
    )
    assert [p.stem for p in passages[1:]] == [*["The following must not be used:"] * 2, "", ""]


def test_numbers_go_on_after_the_bullets_under_one_of_them() -> None:
    """Some files say nothing of how deep an item stands."""
    passages = split(
        document(
            para("The chair will:"),
            item("tell", label="1"),
            item("the police"),
            item("the hub"),
            item("record it", label="2"),
        )
    )
    assert {p.stem for p in passages[1:]} == {"The chair will:"}


def test_lettered_and_sub_numbered_paragraphs_have_the_stem_too() -> None:
    passages = split(
        document(
            para("The chair will:", label="4.1"),
            para("tell the police;", label="(a)"),
            para("The worker will:", label="5"),
            para("see the child;", label="5.1"),
            para("Something else.", label="6"),
        )
    )
    assert [p.stem for p in passages] == ["", "The chair will:", "", "The worker will:", ""]


def test_a_table_row_is_one_passage_with_cells_and_header() -> None:
    header = ("Risk", "Action", "By when")
    passages = split(
        document(
            para("Partners met in May."),
            row("High", "Call the police. Tell the MASH.", "At once", header=header),
            para("The table sets out what is said:"),
            row("Low", "Early help", "Six weeks", header=header),
        )
    )
    first, second = passages[1], passages[3]
    assert first.text == "High | Call the police. Tell the MASH. | At once"
    assert (first.kind, first.header) == (BlockKind.TABLE_ROW, header)
    assert first.cells == ("High", "Call the police. Tell the MASH.", "At once")
    assert [first.text[s:e] for s, e in first.sentences] == [
        "High",
        "Call the police.",
        "Tell the MASH.",
        "At once",
    ]
    assert first.stem == ""
    assert second.stem == "The table sets out what is said:"


def test_headings_are_a_path_and_no_passages() -> None:
    passages = split(
        document(
            heading("Response"),
            heading("Health", level=2),
            para("Nurses attend."),
            heading("Police", level=2),
            para("Officers attend."),
            heading("Review"),
            para("Yearly."),
        )
    )
    assert [p.headings for p in passages] == [
        ("Response", "Health"),
        ("Response", "Police"),
        ("Review",),
    ]


def test_a_note_between_items_does_not_end_the_list() -> None:
    passages = split(document(para("Signs are:"), item("one"), note("See the Act."), item("two")))
    assert [p.stem for p in passages] == ["", "Signs are:", "", "Signs are:"]


def test_a_passage_that_stands_alone_knows_its_kind_and_zone() -> None:
    assert passage_from_text("streetwise", stem="Avoid:").kind is BlockKind.LIST_ITEM
    alone = passage_from_text("Level 1 | School | Advice", heading="Thresholds")
    assert (alone.kind, alone.cells) == (BlockKind.TABLE_ROW, ("Level 1", "School", "Advice"))
    assert (alone.zone, alone.heading) == (Zone.BODY, "Thresholds")
    listed = passage_from_text("HM Government (2013) Working Together.", heading="References")
    assert listed.zone is Zone.BIBLIOGRAPHY


words = st.lists(
    st.sampled_from(["child", "Police", "s.47", "refer.", "No.", "(a)", "e.g.", "5", "why?", "–"]),
    max_size=60,
).map(" ".join)
blocks = st.lists(
    st.one_of(
        st.builds(heading, words, st.integers(1, 3)),
        st.builds(para, words, st.sampled_from(["", "1", "1.1", "(a)", "2"])),
        st.builds(item, words, st.integers(0, 2)),
        st.builds(note, words),
        st.builds(lambda a, b: row(a, b, header=("Term", "Meaning")), words, words),
    ),
    max_size=8,
)


@given(blocks)
@settings(max_examples=120, deadline=None)
def test_nothing_is_lost_and_every_offset_is_right(drawn: list[Block]) -> None:
    made = document(*drawn)
    passages = split(made)
    for passage in passages:
        assert made.text[passage.location.start : passage.location.end] == passage.text
        assert passage.text == passage.text.strip()
        spoken = [passage.text[s:e] for s, e in passage.sentences]
        if passage.kind is not BlockKind.TABLE_ROW:
            assert "".join(" ".join(spoken).split()) == "".join(passage.text.split())
        numbered = passage.location.paragraph != "(a)"
        if passage.kind is BlockKind.PARAGRAPH and numbered:
            assert len(spoken) <= SENTENCES
    starts = [p.location.start for p in passages]
    assert starts == sorted(starts)
    said = " ".join(b.text for b in drawn if b.kind is not BlockKind.HEADING)
    kept = " ".join(p.text for p in passages)
    # The bars between two empty cells are no words.
    assert kept.replace("|", " ").split() == said.replace("|", " ").split()
