"""What cannot be made out is found, and prose is left alone."""

from __future__ import annotations

import pytest

from checker.errors import UnreadableDocument
from checker.reading.quality import extraction, garbled_share
from checker.settings import Settings

PROSE = (
    "The MASE panel (s.47) meets monthly; e-mail mash@area.example or ring 020 7946 0310. "
    "Where AIM3 is used, YOT staff record it within 24hrs. McKenzie's lengths and strengths. "
) * 5
SHIFTED = "".join(chr((ord(c) - 32 + 29) % 95 + 32) if c != " " else c for c in PROSE)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (PROSE, 0.0, 0.02),
        ("(cid:12) (cid:7)(cid:9) " * 40, 1.0, 1.0),
        ("\ue001\ue002 \ue003 " * 40, 1.0, 1.0),
        ("\x03\x04\x05 \x06\x07 " * 40, 1.0, 1.0),
        (SHIFTED, 0.99, 1.0),
        (PROSE + "\ufffd\ufffd " * 20, 0.1, 0.3),
        ("Mae pob plentyn yn haeddu bod yn ddiogel yn y cartref ac yn yr ysgol. " * 10, 0.0, 0.05),
        ("", 0.0, 0.0),
    ],
)
def test_garbled_share(text: str, low: float, high: float) -> None:
    assert low <= garbled_share(text) <= high


def test_losses_lower_the_quality_with_their_reasons() -> None:
    found = extraction("a.pdf", PROSE, [(0.25, "Page 3: a picture without text.")])
    assert found.quality == 0.75
    assert found.warnings == ("Page 3: a picture without text.",)
    assert extraction("a.pdf", PROSE, []).quality == 1.0


@pytest.mark.parametrize(
    ("text", "pictures", "code"),
    [("", True, "scanned"), ("a b", False, "no-text"), (SHIFTED, False, "garbled")],
)
def test_unreadable(text: str, pictures: bool, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        extraction("a.pdf", text, [], pictures)
    assert caught.value.code == code


def test_figures_and_other_scripts_are_not_garbled() -> None:
    assert garbled_share("12,345 $6.70 (8) 9% " * 40) == 0.0
    assert garbled_share("Протокол о розыске детей и порядок действий " * 20) == 0.0


def test_a_text_without_english_needs_a_person() -> None:
    found = extraction("a.pdf", "Протокол о розыске детей и порядок действий " * 20, ())
    assert found.quality < Settings().min_quality
    assert "Hardly any of its words are English" in found.warnings[0]


def test_letters_that_stand_one_by_one_are_garbled() -> None:
    """A line that was drawn backwards, or a cipher, comes out letter by letter."""
    text = " ".join("the panel meets each month and decides upon each case that it has"[::-1] * 3)
    assert garbled_share(text) == 1.0
    assert garbled_share("A child may go to Band A or to Band B in Year 9. " * 9) == 0.0
