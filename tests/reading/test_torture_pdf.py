"""Words in order, whatever the page looks like."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from checker.model import BlockKind, Document

from .making import check_offsets, read
from .torture import ITEMS, LAYOUTS, PARAGRAPHS, SHORT_ROWS, expected, printed


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return printed(tmp_path_factory.mktemp("torture"))


@pytest.fixture(scope="module")
def sheets(sources: dict[str, Path]) -> dict[str, Document]:
    return {name: read(path) for name, path in sources.items()}


def plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’]+", text))


def in_order(document: Document, texts: tuple[str, ...]) -> float:
    """The share of the words that stand in paragraphs read whole and in order."""
    whole = [plain(block.text) for block in document.blocks]
    words = [(len(text.split()), any(plain(text) in block for block in whole)) for text in texts]
    return sum(count for count, found in words if found) / sum(count for count, _ in words)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if expected(name)])
def test_words_are_in_order_within_their_paragraphs(name: str, sheets: dict[str, Document]) -> None:
    check_offsets(sheets[name])
    assert in_order(sheets[name], expected(name)) >= 0.98


def test_the_sidebar_is_kept_whole_and_apart(sheets: dict[str, Document]) -> None:
    (box,) = (b for b in sheets["sidebar"].blocks if "Ring the hub" in b.text)
    assert box.text == (
        "Ring the hub on 020 7946 0310. Out of hours ring the duty team on 020 7946 0399."
    )


def test_both_sidebars_are_kept_whole(sheets: dict[str, Document]) -> None:
    texts = [b.text for b in sheets["two-sidebars"].blocks]
    assert (
        "Ring the hub on 020 7946 0310. Out of hours ring the duty team on 020 7946 0399." in texts
    )
    assert "The protocol on missing children, section four, on interviews." in texts


def test_a_pulled_quotation_is_no_part_of_the_text_beside_it(sheets: dict[str, Document]) -> None:
    texts = [b.text for b in sheets["pulled-quotation"].blocks]
    assert "“Nobody asked me what I wanted to happen.”" in texts


def test_cards_are_read_row_by_row(sheets: dict[str, Document]) -> None:
    cards = [b.text for b in sheets["cards"].blocks if b.text.startswith("Card ")]
    assert cards == [f"Card {number}" for number in range(1, 7)]


def test_hollow_bullets_are_items_of_their_level(sheets: dict[str, Document]) -> None:
    items = [b for b in sheets["lists-in-lists"].blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(plain(b.text), b.level) for b in items] == [
        (plain(ITEMS[n]), level) for n, level in enumerate((0, 1, 2, 0))
    ]


def test_bullets_of_every_font_are_items(sheets: dict[str, Document]) -> None:
    items = [b.text for b in sheets["bullets"].blocks if b.kind is BlockKind.LIST_ITEM]
    assert [plain(item) for item in items] == [plain(item) for item in ITEMS] * 5


def test_running_lines_are_no_text(sheets: dict[str, Document]) -> None:
    text = sheets["headers-and-footers"].text
    assert "Official Sensitive" not in text
    assert "Gangs Protocol v2" not in text


def test_a_table_over_pages_is_one_table(sheets: dict[str, Document]) -> None:
    rows = [b for b in sheets["table-over-pages"].blocks if b.kind is BlockKind.TABLE_ROW]
    assert rows[0].cells == ("Step", "What is done", "Days")
    assert [(row.cells[0], row.cells[2]) for row in rows[1:]] == [
        (f"Step {n}", str(n * 7)) for n in range(1, len(PARAGRAPHS) + 1)
    ]
    assert {row.header for row in rows} == {("Step", "What is done", "Days")}


def test_rows_on_either_side_of_a_page_break_stay_two(sheets: dict[str, Document]) -> None:
    rows = [b for b in sheets["short-rows-over-pages"].blocks if b.kind is BlockKind.TABLE_ROW]
    assert [(row.cells[0], row.cells[3]) for row in rows[1:]] == [
        (str(n), f"{n} weeks") for n in range(1, SHORT_ROWS + 1)
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_saved_the_wrong_way_up_read_the_same(
    turn: int, sources: dict[str, Path], sheets: dict[str, Document], tmp_path: Path
) -> None:
    turned = tmp_path / "turned.pdf"
    with pikepdf.open(sources["two-columns"]) as pdf:
        for page in pdf.pages:
            page.rotate(turn, relative=True)
        pdf.save(turned)
    document = read(turned)
    check_offsets(document)
    assert document.text == sheets["two-columns"].text
