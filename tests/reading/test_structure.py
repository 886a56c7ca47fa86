"""Offsets, sections and paragraphs, for all formats alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model import BlockKind
from checker.reading.drafts import Draft
from checker.reading.structure import assemble
from checker.reading.wording import tidy


def drafts() -> st.SearchStrategy[Draft]:
    text = st.text(max_size=40)
    label = st.sampled_from(["", "4", "4.1", "(a)", "•", "Appendix B", "iv"])
    plain = st.builds(
        Draft,
        text,
        st.sampled_from([k for k in BlockKind if k is not BlockKind.TABLE_ROW]),
        label,
        st.integers(1, 4),
    ).filter(lambda draft: tidy(draft.text) or not draft.label)
    row = st.builds(
        lambda cells: Draft(" | ".join(cells), BlockKind.TABLE_ROW, cells=tuple(cells)),
        st.lists(text, min_size=1, max_size=4),
    )
    return st.one_of(plain, row)


@given(st.lists(drafts(), max_size=15))
def test_offsets_always_hold(given_drafts: list[Draft]) -> None:
    text, blocks = assemble(given_drafts)
    assert text == "\n".join(block.text for block in blocks)
    for block in blocks:
        assert block.text
        assert text[block.location.start : block.location.end] == block.text


@given(st.lists(drafts(), max_size=15))
def test_no_word_is_lost_or_invented(given_drafts: list[Draft]) -> None:
    _, blocks = assemble(given_drafts)
    got = [letters("".join(b.cells) or b.label + b.text) for b in blocks]
    wanted = [letters("".join(d.cells) or d.label + d.text) for d in given_drafts]
    assert "".join(got) == "".join(wanted)


def letters(text: str) -> str:
    return "".join(c for c in tidy(text).casefold() if c.isalnum())


def paragraphs(*parts: Draft) -> list[tuple[str, str, str]]:
    return [(b.text, b.location.section, b.location.paragraph) for b in assemble(parts)[1]]


def heading(text: str, level: int = 1) -> Draft:
    return Draft(text, BlockKind.HEADING, level=level)


def test_text_under_a_label_keeps_it() -> None:
    assert paragraphs(
        heading("4 Referral"),
        Draft("Before the first label."),
        Draft("4.1 Refer to the hub:"),
        Draft("• by telephone"),
        Draft("(a) in writing"),
        Draft("a | b", BlockKind.TABLE_ROW, cells=("a", "b")),
        Draft("4.2 The hub decides."),
        heading("5 Panels"),
        Draft("Who sits."),
    ) == [
        ("Referral", "4 Referral", "4"),
        ("Before the first label.", "4 Referral", "4"),
        ("Refer to the hub:", "4 Referral", "4.1"),
        ("by telephone", "4 Referral", "4.1"),
        ("in writing", "4 Referral", "4.1"),
        ("a | b", "4 Referral", "4.1"),
        ("The hub decides.", "4 Referral", "4.2"),
        ("Panels", "5 Panels", "5"),
        ("Who sits.", "5 Panels", "5"),
    ]


def test_unnumbered_heading_inside_a_numbered_section() -> None:
    assert paragraphs(
        heading("5 Protect"),
        heading("Young people aged 16 and 17", level=2),
        Draft("They are children."),
        Draft("5.6 The law begins at 16."),
        heading("Bibliography"),
        Draft("Working Together"),
    ) == [
        ("Protect", "5 Protect", "5"),
        ("Young people aged 16 and 17", "Young people aged 16 and 17", "5"),
        ("They are children.", "Young people aged 16 and 17", "5"),
        ("The law begins at 16.", "Young people aged 16 and 17", "5.6"),
        ("Bibliography", "Bibliography", "Bibliography"),
        ("Working Together", "Bibliography", "Bibliography"),
    ]


def test_numbers_that_run_on_name_paragraphs() -> None:
    body = [
        heading("Scope"), Draft("1. One."), Draft("2. Two."), Draft("3. Three."),
        heading("Panels"), Draft("4. Four."), Draft("5. Five."),
    ]  # fmt: skip
    blocks = assemble(body)[1]
    assert [b.location.paragraph for b in blocks if b.label] == ["1", "2", "3", "4", "5"]
    assert {b.kind for b in blocks if b.label} == {BlockKind.PARAGRAPH}


def test_numbers_that_start_again_are_list_items() -> None:
    body = [
        heading("Scope"), Draft("1. One."), Draft("2. Two."), Draft("3. Three."),
        heading("Panels"), Draft("1. Four."), Draft("2. Five."),
    ]  # fmt: skip
    blocks = assemble(body)[1]
    assert {b.kind for b in blocks if b.label} == {BlockKind.LIST_ITEM}
    assert blocks[-1].location.paragraph == "Panels"


def test_contents_entries_keep_their_numbers_as_text() -> None:
    _, blocks = assemble(
        [
            heading("Contents"),
            Draft("1 Scope ........ 3"),
            Draft("4.1\tReferral\t12"),
            Draft("Panels . . . . . 14"),
        ]
    )
    assert [(b.label, b.text) for b in blocks[1:]] == [
        ("", "1 Scope 3"),
        ("", "4.1 Referral 12"),
        ("", "Panels 14"),
    ]


def test_heading_of_only_a_label_keeps_words() -> None:
    _, blocks = assemble([Draft("Appendix B", BlockKind.HEADING, level=1)])
    assert blocks[0].text == "Appendix B"
