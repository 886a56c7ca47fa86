"""Normalising: one form for what documents write in many."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.reconciling.normalise import (
    AgeRange,
    Duration,
    ages,
    durations,
    emails,
    fold,
    frequencies,
    number,
    opening_hours,
    telephones,
)

SUBSCRIBER = st.integers(0, 9999).map(lambda n: f"{n:04}")
FORMS = (
    "020 7946 {}", "(020) 7946 {}", "+44 20 7946 {}", "0044 20 7946 {}", "+44 (0)20 7946 {}",
    "0207946{}", "020-7946-{}", "020 7946\n{}",
)  # fmt: skip


@given(SUBSCRIBER, st.sampled_from(FORMS), st.sampled_from(FORMS))
@settings(max_examples=60, deadline=None)
def test_forms_of_one_number_are_equal(last: str, one: str, two: str) -> None:
    found = [telephones(f"Ring the MASH on {form.format(last)}, weekdays.") for form in (one, two)]
    assert [len(f) for f in found] == [1, 1]
    assert found[0][0].value == found[1][0].value == f"+44207946{last}"


@given(SUBSCRIBER, st.integers(0, 2), st.sampled_from(FORMS))
@settings(max_examples=60, deadline=None)
def test_transposed_digits_differ(last: str, at: int, form: str) -> None:
    digits = list(last)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    swapped = "".join(digits)
    values = {telephones(form.format(d))[0].value for d in (last, swapped)}
    assert len(values) == (1 if swapped == last else 2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("01632 960210", ["+441632960210"]),
        ("(01632) 960 210", ["+441632960210"]),
        ("+44 1632 960210", ["+441632960210"]),
        ("0208 726 6000 Ext 63358", ["+442087266000x63358"]),
        ("01908 253169 (or 01908 265545 out of hours)", ["+441908253169", "+441908265545"]),
        ("0808 157 0142 (free)", ["+448081570142"]),
        ("the Children Acts 1989 and 2004, 2015-2018, on 12/09/2014", []),
        ("call 101, or 999; 1,140 reports; section 47; 0 to 19", []),
    ],
)
def test_telephones(text: str, values: list[str]) -> None:
    assert [f.value for f in telephones(text)] == values


def test_a_bracket_of_the_sentence_is_not_the_number_s() -> None:
    text = "the MASH (01632 960 140, weekdays)"
    (found,) = telephones(text)
    assert text[found.start : found.end] == "01632 960 140"


def test_emails() -> None:
    assert [f.value for f in emails("write to MASH@Testham.example. Or not.")] == [
        "mash@testham.example"
    ]


@given(st.integers(1, 90), st.sampled_from(["hour", "day", "working day", "school day", "month"]))
@settings(max_examples=60)
def test_figures_and_words_are_one_duration(amount: int, unit: str) -> None:
    words = _in_words(amount)
    plural = "" if amount == 1 else "s"
    (one,) = durations(f"within {amount} {unit}{plural} of it")
    (two,) = durations(f"within {words} {unit}{plural} of it")
    assert one.value == two.value
    assert one.value.unit == ("hour" if unit == "day" else unit)


def _in_words(amount: int) -> str:
    small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen",
    ]  # fmt: skip
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if amount < 20:
        return small[amount]
    return tens[amount // 10 - 2] + (f"-{small[amount % 10]}" if amount % 10 else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("within 24 hours", Duration("hour", 24)),
        ("within one day", Duration("hour", 24)),
        ("within one working day", Duration("working day", 1)),
        ("by the end of the next working day", Duration("working day", 1)),
        ("on the same day", Duration("hour", 0)),
        ("within 72hrs", Duration("hour", 72)),
        ("within five (5) working days", Duration("working day", 5)),
        ("a 24-hour limit", Duration("hour", 24)),
        ("within a fortnight", Duration("hour", 336)),
        ("within two weeks", Duration("hour", 336)),
        ("within forty-five working days", Duration("working day", 45)),
    ],
)
def test_durations(text: str, value: Duration) -> None:
    assert [f.value for f in durations(text)] == [value]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("24 hours", "one working day"),
        ("72 hours", "three working days"),
        ("5 days", "5 school days"),
    ],
)
def test_units_are_kept_apart(one: str, two: str) -> None:
    assert durations(one)[0].value != durations(two)[0].value


@pytest.mark.parametrize(
    "text", ["half a day", "a 14 year old", "two days old", "version 2.1", "today"]
)
def test_no_durations(text: str) -> None:
    assert not durations(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("fortnightly", 336), ("every fortnight", 336), ("every two weeks", 336),
        ("every other week", 336), ("weekly", 168), ("once a week", 168), ("every six weeks", 1008),
    ],
)  # fmt: skip
def test_frequencies_in_weeks(text: str, amount: int) -> None:
    assert [f.value for f in frequencies(f"It meets {text}.")] == [Duration("hour", amount)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("monthly", 1), ("once a month", 1), ("every month", 1), ("quarterly", 3),
        ("every three months", 3), ("four times a year", 3), ("twice a year", 6), ("annually", 12),
    ],
)  # fmt: skip
def test_frequencies_in_months(text: str, months: int) -> None:
    assert [f.value for f in frequencies(f"It meets {text}.")] == [Duration("month", months)]


def test_bimonthly_says_nothing() -> None:
    assert not frequencies("It meets bi-monthly.")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("children aged 10 to 17", 10, 17),
        ("young people aged 10-17", 10, 17),
        ("those from 10 to 17", 10, 17),
        ("between ten and seventeen", 10, 17),
        ("10 to 17 year olds", 10, 17),
        ("16 and 17 year olds", 16, 17),
        ("aged 16 or 17", 16, 17),
        ("aged 16 or over", 16, None),
        ("16+", 16, None),
        ("from the age of 13", 13, None),
        ("16 or over and under 25", 16, 24),
        ("under 18", None, 17),
        ("under-18s", None, 17),
        ("up to the age of 18", None, 17),
        ("up to and including 17", None, 17),
        ("up to the eighteenth birthday", None, 17),
        ("up to their sixteenth birthday", None, 15),
        ("has not reached the age of 18", None, 17),
        ("children from 11 up to their eighteenth birthday", 11, 17),
        ("those aged 12 to 25", 12, 25),
    ],
)
def test_ages(text: str, low: int | None, high: int | None) -> None:
    assert [f.value for f in ages(f"It is for {text}.")] == [AgeRange(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "10 to 13 ticks", "within 5 to 10 working days", "9am to 5pm", "children in 12 to 15 cases",
        "under 4 per cent", "Levels 1 to 4", "from 2015 to 2018", "people in 30 to 40 streets",
    ],
)  # fmt: skip
def test_no_ages(text: str) -> None:
    assert not ages(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9am to 5pm", (540, 1020)),
        ("8.45am to 5.15pm, Monday to Friday", (525, 1035)),
        ("9.00 - 17.00", (540, 1020)),
        ("between 9 and 5pm", (540, 1020)),
        ("noon to 6pm", (720, 1080)),
    ],
)
def test_opening_hours(text: str, hours: tuple[int, int]) -> None:
    assert [f.value for f in opening_hours(text)] == [hours]


def test_nine_to_five_alone_may_be_anything() -> None:
    assert not opening_hours("children of 9 to 5 families")


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_offsets_are_in_order_and_inside(text: str) -> None:
    for find in (telephones, emails, opening_hours, durations, frequencies, ages):
        spans = [(f.start, f.end) for f in find(text)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


@given(st.text(alphabet="abc -–.,'’\n", max_size=40))
@settings(max_examples=60)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_number_refuses_other_words() -> None:
    assert number("forty five") == 45
    with pytest.raises(ValueError, match="many"):
        number("many")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("by the third working day", Duration("working day", 3)),
        ("a same-day response", Duration("hour", 0)),
        ("before the day is out", Duration("hour", 0)),
        ("within half an hour", Duration("minute", 30)),
        ("within 120 minutes", Duration("hour", 2)),
    ],
)
def test_times_by_ordinal_by_minutes_and_by_the_day(text: str, value: Duration) -> None:
    assert durations(text)[0].value == value


def test_the_first_day_is_no_length_of_time() -> None:
    assert not durations("It tells you what to do on the first day.")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("young people up to twenty-one", None, 20),
        ("patients of 11 to 25", 11, 25),
        ("starts at sixteen and a half", 16, None),
        ("at 17 years and 9 months", 17, None),
        ("between their 11th and 19th birthdays", 11, 18),
        ("once she has had her tenth birthday", 10, None),
        ("before their 18th birthday", None, 17),
        ("must be at least fourteen", 14, None),
        ("victims from sixteen.", 16, None),
        ("children of any age", 0, None),
    ],
)
def test_ages_by_birthday_by_months_and_by_one_end(
    text: str, low: int | None, high: int | None
) -> None:
    assert ages(text)[0].value == AgeRange(low, high)


@pytest.mark.parametrize(
    "text",
    ["a child who has not yet reached their 18th birthday", "between three and five o'clock"],
)
def test_no_lower_age(text: str) -> None:
    assert not any(found.value.low for found in ages(text))
