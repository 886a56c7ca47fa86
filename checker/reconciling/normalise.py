"""One form for what documents write in many: telephone numbers, durations, ages, hours.

Each function finds every occurrence in a text and returns it with its offsets,
so that a fact keeps its place. Two values compare equal exactly when a careful
reader would call them the same: ``+44 20 7946 0310`` and ``(020) 7946 0310``
are equal, ``24 hours`` and ``one working day`` are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A normalised value and where it stands: ``text[start:end]``."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time.

    ``unit`` is minute, hour, working day, school day, month, shift, term or "at once".
    Calendar days, weeks and fortnights are hours; years are months. Working and
    school days are kept apart from hours and from each other, because how long they
    last depends on the day of the week and the time of year.
    """

    unit: str
    amount: int


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages in completed years, both ends included; None where an end is not given."""

    low: int | None
    high: int | None

    def wording(self) -> str:
        """The range in words, for a report."""
        if not self.low and self.high is None:
            return "any age"
        if not self.low:
            return f"up to {self.high}"
        if self.high is None:
            return f"{self.low} and over"
        return f"{self.low} to {self.high}" if self.low != self.high else str(self.low)


def fold(text: str) -> str:
    """The text without differences of case, spacing, hyphen, quotation mark or full stop."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[‐‑‒–—−-]+", " ", text)
    text = re.sub(r"[\"'‘’“”*_.,;:()\[\]|]", "", text)
    return " ".join(text.split())


# --- numbers in words -------------------------------------------------------------------

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-fifth": 25,
}  # fmt: skip

ONES = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
"""The numbers from one to nineteen in words (a pattern, no groups)."""
NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{ONES})"
"""A whole number below 1,000 in digits, or below 100 in words (a pattern, no groups)."""


def number(words: str) -> int:
    """The value of what :data:`NUMBER` matched; ValueError for anything else."""
    words = words.casefold().replace("-", " ")
    if words.isdecimal():
        return int(words)
    total = 0
    for word in words.split():
        if word in _TENS:
            total += _TENS[word]
        elif word in _UNITS:
            total += _UNITS.index(word)
        else:
            raise ValueError(f"{word!r} is not a number")
    return total


# --- contacts ---------------------------------------------------------------------------


def telephones(text: str) -> tuple[Found[str], ...]:
    """Telephone numbers in international form, with an extension after "x".

    ``phonenumbers`` knows the forms (+44, 0044, brackets, spaces, "ext"). It is
    asked for possible and not for valid numbers, since it has no numbers for
    some area codes, so what is only digits (years, scores) is sifted out here:
    a number begins with 0 or +44 and has nine or ten digits after that.
    Three-figure numbers (101, 999) are everybody's and are not returned.
    """
    level = str.maketrans("\n\t\r", "   ")
    found = []
    for match in PhoneNumberMatcher(text.translate(level), "GB", leniency=Leniency.POSSIBLE):
        digits = str(match.number.national_number)
        if not re.match(r"\(?(?:0|\+)", match.raw_string) or len(digits) not in (9, 10):
            continue
        # "MASH (01632 960 140, weekdays)": the bracket is the sentence's, not the number's
        start = match.start + (match.raw_string[0] == "(" and ")" not in match.raw_string)
        value = format_number(match.number, PhoneNumberFormat.E164)
        if match.number.extension:
            value += "x" + match.number.extension
        found.append(Found(start, match.end, value))
    return tuple(found)


_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def emails(text: str) -> tuple[Found[str], ...]:
    """E-mail addresses, in lower case."""
    return tuple(
        Found(m.start(), m.end(), m.group().casefold().strip(".'")) for m in _EMAIL.finditer(text)
    )


_TWELVE = "|".join(_UNITS[1:13])
_CLOCK = (
    rf"(?:(half past|quarter past|quarter to)\s+)?(\d{{1,2}}|{_TWELVE})(?:[.:](\d\d))?"
    r"\s*(am|pm|a\.m\.|p\.m\.|noon|o['’]clock)?"
)
_HOURS = re.compile(
    rf"\b(?:{_CLOCK}|(noon|midday))(?:\s+in the (?:morning|afternoon))?"
    rf"\s*(?:to|until|till|and|[-–—])\s*(?:{_CLOCK}|(noon|midday|midnight))"
    r"(?![\w%]|\s*(?:(?:working|school|calendar|clear)\s+)?(?:days?|weeks?|months?|hours?|years?))",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri)days?|mon|fri|week ?days?|working days?|every day|daily"
    r"|(?:office|opening|working|normal) hours|hours:|open(?! to)|staffed|lines|answered|shut"
    r"|closed"
    r"|closes)\b|\b0\d{2,4}[ )]\W?\d",
    re.IGNORECASE,
)
"""Beside two bare figures, what makes them hours: days of the week, a telephone number."""
_BESIDE_HOURS = 45


def opening_hours(text: str) -> tuple[Found[tuple[int, int]], ...]:
    """Clock ranges ("8.45am to 5.15pm", "half past eight to six") as minutes after midnight.

    One end must say am or pm, both have minutes, or days of the week, a number to ring or
    the like stand beside it: "9 to 5" alone may be anything.
    """
    found = []
    for m in _HOURS.finditer(text):
        past1, h1, m1, half1, word1, past2, h2, m2, half2, word2 = m.groups()
        told = half1 or half2 or word1 or word2 or past1 or past2 or (m1 and m2)
        beside = text[max(0, m.start() - _BESIDE_HOURS) : m.end() + _BESIDE_HOURS]
        if not told and not _OPEN.search(beside):
            continue
        start = 720 if word1 else _minutes(h1, _past(past1, m1), half1)
        end = {"midnight": 1440}.get(word2.casefold(), 720) if word2 else None
        end = end or (_minutes(h2, _past(past2, m2), half2) if h2 else None)
        if start is None or end is None:
            continue
        # "nine to five": nobody opens at night
        if end <= start and end < 720 and not half2:
            end += 720
        if told or (start < 720 and end - start >= 60 and end <= 1260):
            found.append(Found(m.start(), m.end(), (start, end)))
    return tuple(found)


def _past(words: str | None, minutes: str | None) -> int:
    return {"half past": 30, "quarter past": 15, "quarter to": -15}.get(
        (words or "").casefold(), int(minutes or 0)
    )


def _minutes(hour: str, minutes: int, half: str | None) -> int | None:
    hours = number(hour)
    half = (half or "").casefold().replace(".", "")
    if half not in {"am", "pm", "noon"}:
        half = ""
    if hours > 24 or (half and not 1 <= hours <= 12):
        return None
    if half:
        hours = hours % 12 + (12 if half in {"pm", "noon"} else 0)
    return hours * 60 + minutes


# --- time -------------------------------------------------------------------------------

AT_ONCE = "at once"
"""The unit of what brooks no delay, which no length of time measures."""

_NTHS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_UNIT_OF = {
    "minute": ("minute", 1), "min": ("minute", 1), "wk": ("hour", 168), "mth": ("month", 1),
    "hour": ("hour", 1), "hr": ("hour", 1), "h": ("hour", 1), "day": ("hour", 24),
    "calendar day": ("hour", 24), "clear day": ("hour", 24),
    "week": ("hour", 168), "fortnight": ("hour", 336), "month": ("month", 1),
    "calendar month": ("month", 1), "quarter": ("month", 3), "year": ("month", 12),
    "working day": ("working day", 1), "business day": ("working day", 1),
    "week day": ("working day", 1), "weekday": ("working day", 1),
    "school day": ("school day", 1), "working week": ("working day", 5),
    "school week": ("school day", 5), "shift": ("shift", 1),
    "term": ("term", 2), "half term": ("term", 1),
}  # fmt: skip
_UNIT = (
    r"(?:clear[ -])?(?:working|business|calendar|school|week|clear)[ -]days?"
    r"|(?:working|school) weeks?|calendar months?|weekdays?"
    r"|minutes?|mins?|hours?|hrs?|(?<=\d)h|days?|weeks?|wks?|mths?|fortnights?|months?|quarters?"
    r"|years?"
)
_DURATION = re.compile(
    # "half a day", "two and a half hours": not a whole number of anything, left alone
    rf"(?<![\w.])(?<!half )(?:"
    rf"(?P<n>{NUMBER})(?:\s*\(\s*(?:{NUMBER})\s*\))?[\s-]*(?P<unit>{_UNIT})"
    # "within the hour", "in a week", "a fortnight after the panel"
    rf"|(?:(?<=within )|(?<=inside )|(?<=than ))(?:a|an|one|the)\s+(?P<single>{_UNIT})"
    rf"|an?\s+(?P<before>{_UNIT})(?=\s+(?:after|of|from|following|later|beforehand|before)\b)"
    # "by the third working day", "on day ten"
    rf"|(?P<nth>{'|'.join(list(_NTHS)[1:])}|\d{{1,2}}(?:st|nd|rd|th))\s+(?P<nthunit>(?:(?:working"
    rf"|school|calendar)\s+)?day|week)"
    rf"|(?P<half>half\s+an\s+hour|thirty\s+minutes)"
    rf"|(?:next|following)\s+(?P<next>(?:working|business|school)\s+day)"
    r"|(?:the\s+)?(?:next|following)\s+(?P<morrow>day|morning)"
    r"|(?P<same>same)[\s-]+(?:(?:working|business|school)\s+)?(?:day|morning|afternoon)"
    r"|(?P<today>that (?:very |same )?(?:day|evening|afternoon|night)|midnight"
    r"|(?:before|by) the (?:day is out|end of the day|close of the day))"
    r"|(?P<on>(?<=on )the\s+(?:working\s+)?day)(?=\s+(?:of|that|on which|when|a|the)\b)"
    r"|(?P<atonce>immediately(?! (?:after|before|follow))|straight ?away|at once"
    r"|without (?:any )?delay|right away|forthwith"
    r"|as soon as (?:it is known|they (?:know|find|notice|realise)|a child is (?:known|found)))"
    r"|(?P<shift>(?:end|close) of (?:the|their|his|her|that|each|every) (?:shift|tour|duty))"
    rf")(?!\w)(?![\s-]+old)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def durations(text: str) -> tuple[Found[Duration], ...]:
    """Lengths of time ("72 hours", "five working days", "a fortnight" after "within").

    "The next working day" is one working day, "the next day" 24 hours; "the same
    day" and "the day of the referral" are zero hours.
    """
    found = []
    for m in _DURATION.finditer(text):
        if m["atonce"]:
            value = Duration(AT_ONCE, 0)
        elif m["nth"]:
            value = _duration(_ordinal(m["nth"]), m["nthunit"])
        elif m["half"]:
            value = Duration("minute", 30)
        elif m["same"] or m["on"] or m["today"]:
            value = Duration("hour", 0)
        elif m["morrow"]:
            value = Duration("hour", 24)
        elif m["shift"]:
            value = Duration("shift", 1)
        elif unit := m["next"] or m["single"] or m["before"]:
            value = _duration(1, unit)
        else:
            value = _duration(number(m["n"]), m["unit"])
        found.append(Found(m.start(), m.end(), value))
    return tuple(found)


def _duration(amount: int, unit: str) -> Duration:
    word = re.sub(r"[\s-]+", " ", unit.casefold()).removesuffix("s")
    word = word.removeprefix("clear ") if word != "clear day" else word
    name, factor = _UNIT_OF[word]
    amount *= factor
    if name == "minute" and amount % 60 == 0:
        name, amount = "hour", amount // 60
    return Duration(name, amount)


def _ordinal(word: str) -> int:
    """The number of an ordinal: "third", "eighteenth", "10th"."""
    word = word.casefold()
    return _NTHS.get(word) or _ORDINALS.get(word) or int(word[:-2])


_PERIODS = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month",
    "quarterly": "quarter", "annually": "year", "yearly": "year", "termly": "term",
}  # fmt: skip
_PERIOD = "working day|school day|day|week|fortnight|month|quarter|year|half term|term"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_NTH = r"(?:first|second|third|fourth|last)"
_FREQUENCY = re.compile(
    rf"\b(?:(?:(?P<times>once|twice|{NUMBER} times)\s+)?(?:a|an|each|every|per)\s+"
    rf"(?:(?P<every>{NUMBER}|other|second|alternate|third|fourth|fifth|sixth"
    rf"|eighth)\s+)?(?P<period>{_PERIOD})s?"
    rf"|(?:(?P<often>once|twice|{NUMBER} times)\s+)?"
    rf"(?<!bi-)(?<!bi)(?:every\s+)?(?P<adverb>{'|'.join(_PERIODS)})"
    # "six-weekly", "on alternate Thursdays", "every other Monday", "every Friday", "on Mondays"
    rf"|(?P<by>{NUMBER})[- ](?P<unit>week|month)ly"
    rf"|at (?:intervals of (?:no more than |up to )?)?(?P<gap>{NUMBER})[- ](?P<gapunit>day|week"
    rf"|month)s?"
    r"(?:ly)?(?: intervals?)?"
    rf"|(?:alternate|every (?:other|second))\s+(?P<alternate>{_WEEKDAY}|weeks?|months?)"
    rf"|(?P<twice>{_NTH}\s+and\s+{_NTH}\s+{_WEEKDAY})(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)?"
    rf"|(?P<nth>{_NTH}\s+{_WEEKDAY})\s+(?:of|in)\s+(?:the|each|every)\s+month"
    rf"|(?:every|each|on)\s+(?P<weekday>{_WEEKDAY})"
    r"|(?P<needed>(?:as|when|if)\s+(?:and when\s+)?(?:needed|required|necessary)|ad[ -]hoc"
    r"|only when\b[^.;]{3,40}?\breferred|as (?:often as )?need(?:ed)? (?:arises|be)))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def frequencies(text: str) -> tuple[Found[Duration], ...]:
    """How often something happens, as the time from one occurrence to the next.

    "Fortnightly", "every two weeks" and "every other week" are equal, as are
    "twice yearly" and "every six months".
    Twice a month is taken for fortnightly. "Bi-monthly" means two things and is not
    returned.
    """
    found = []
    for m in _FREQUENCY.finditer(text):
        if m["adverb"]:
            value = _duration(1, _PERIODS[m["adverb"].casefold()])
        elif m["by"]:
            value = _duration(number(m["by"]), m["unit"])
        elif m["gap"]:
            if "interval" not in m.group():
                continue
            value = _duration(number(m["gap"]), m["gapunit"])
        elif m["alternate"]:
            value = _duration(2, "month" if m["alternate"].casefold()[:5] == "month" else "week")
        elif m["twice"] or m["nth"] or m["weekday"]:
            period = "fortnight" if m["twice"] else "month" if m["nth"] else "week"
            value = _duration(1, period)
        elif m["needed"]:
            value = Duration("as needed", 0)
        else:
            every = (m["every"] or "one").casefold()
            step = {"other": 2, "alternate": 2}.get(every) or _NTHS.get(every) or number(every)
            value = _duration(step, m["period"])
        times = (m["times"] or m["often"] or "once").casefold()
        if times != "once":
            count = 2 if times == "twice" else number(times.removesuffix(" times"))
            if (count, value) == (2, Duration("month", 1)):
                value = _duration(2, "fortnight")
            if not count or value.amount % count:
                continue
            value = Duration(value.unit, value.amount // count)
        found.append(Found(m.start(), m.end(), value))
    return tuple(found)


_FOUR_WEEKS, _MONTH = Duration("hour", 672), Duration("month", 1)


def same_rhythm(one: Duration, two: Duration) -> bool:
    """Whether two intervals are alike: every four weeks is monthly."""
    return one == two or {one, two} == {_FOUR_WEEKS, _MONTH}


# --- ages -------------------------------------------------------------------------------

_AGE = rf"(?:\d{{1,2}}|twenty-(?:one|two|three|four|five)|{ONES})"
_NOT_AGE = (
    r"(?!\s*(?:%|per cent|am\b|pm\b|hours?|days?|weeks?|months?|working|school days?|ticks?|points?"
    r"|o['’]clock|minutes?|places|staff|children|young people|families|members|women|agencies"
    r"|schools|stations"
    r"|questions?|times|occasions|episodes|signs|cases|reports|pupils|[./:]\d|\d))"
)
_OF = (
    r"(?:\b(?:aged|ages?|age range|age group|children|child|young people|young person|those|people"
    r"|persons?|anyone|victims?|adolescents|teenagers|boys|girls|year[- ]olds?|patients|pupils"
    r"|students|youths|lads|men|women|survivors|clients|learners)\b[,:]?\s*)"
)
_LEAD = rf"(?:{_OF}(?:of\s+|from\s+|between\s+|is\s+|are\s+|who are\s+|aged\s+|the ages? of\s+)*)"
_BIRTHDAY = rf"(?P<birthday>{'|'.join(_ORDINALS)}|1\dth|2[015](?:st|th))\s+birthday"
_AGES = (
    # "16 or over and under 25"
    re.compile(
        rf"(?P<low>{_AGE})\s+(?:or|and)\s+(?:over|above|older)\s+(?:and"
        rf"|but)\s+under\s+(?P<under>{_AGE})\b",
        re.IGNORECASE,
    ),
    # "aged 10 to 17", "children 10-17", "from the age of 10 up to the eighteenth birthday"
    re.compile(
        rf"{_LEAD}(?P<low>{_AGE})\s*(?:to|and|or|up to|through(?: to)?"
        rf"|[-–—])\s*(?:the\s+age\s+of\s+)?"
        rf"(?P<high>{_AGE})\b(?!\s*(?:or|and)\s+(?:over|above|older)){_NOT_AGE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:from|between)\s+(?:the\s+ages?\s+of\s+)?(?P<low>{_AGE})\s+(?:to|and|up to)\s+"
        rf"(?:(?:the|their)\s+{_BIRTHDAY}|(?P<high>{_AGE})\b){_NOT_AGE}",
        re.IGNORECASE,
    ),
    # "10 to 17 year olds", "16-17s", "sixteen and seventeen year olds"
    re.compile(
        rf"\b(?P<low>{_AGE})\s*(?:to|and|or|[-–—])\s*(?P<high>{_AGE})"
        rf"(?:[- ]*(?:years?|yrs?)(?:[- ]olds?|\s+of\s+age)?\b|s\b|(?=\s+inclusive))",
        re.IGNORECASE,
    ),
    # "from the tenth birthday until they turn 18", "from birth to 18"
    re.compile(
        rf"\bfrom\s+(?:(?:the|their)\s+{_BIRTHDAY.replace('birthday>', 'from>')}|(?P<birth>birth)"
        rf"|(?:the\s+age\s+of\s+|age\s+)?(?P<low>{_AGE}))\s+(?:to|up to|until|till)\s+"
        rf"(?:(?:they|he or she)\s+(?:turn|reach|are|is)\s+|the\s+age\s+of\s+)?"
        rf"(?:(?:the|their)\s+{_BIRTHDAY}|(?P<high>{_AGE})\b){_NOT_AGE}",
        re.IGNORECASE,
    ),
    # "who are 14, 15, 16 or 17", "16/17 year olds", "16s and 17s"
    re.compile(
        rf"\b(?:are|aged|is)\s+(?P<low>{_AGE})(?:,\s*{_AGE})+,?\s+(?:or|and)\s+(?P<high>{_AGE})\b"
        rf"{_NOT_AGE}"
        rf"|\b(?P<low2>{_AGE})s?\s*(?:/|and|or)\s*(?P<high2>{_AGE})"
        r"(?:s\b|[- ]years?[- ]olds?\b)",
        re.IGNORECASE,
    ),
    # "in years 7 to 11", "of secondary-school age": pupils turn 12 in Year 7
    re.compile(
        r"\byears?(?:\s+groups?)?\s+(?P<pupil>[1-9]|1[0-3])\s*(?:to|[-–—]|and)\s*(?:year\s+)?"
        r"(?P<pupils>[1-9]|1[0-3])\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<secondary>secondary(?:[- ]school)?(?:[- ]age\b|\s+(?:age|pupils?)))", re.I),
    # "between their 11th and 19th birthdays"
    re.compile(
        rf"\b(?:between|from)\s+(?:the"
        rf"|their)\s+{_BIRTHDAY.replace('birthday>', 'from>').removesuffix('birthday')}"
        rf"(?:birthdays?\s+)?(?:and|to)\s+(?:the\s+|their\s+)?{_BIRTHDAY}s?\b",
        re.IGNORECASE,
    ),
    # "at 17 years and 9 months", "from sixteen and a half"
    re.compile(
        rf"\b(?:at|from"
        rf"|on)\s+(?:the\s+age\s+of\s+)?(?P<low>{_AGE})\s+(?:years?\s+and\s+\w+\s+months"
        r"|and\s+a\s+half|and\s+(?:a|three)\s+quarters?)\b",
        re.IGNORECASE,
    ),
    # "aged 16 or over", "16+", "15-year-olds and above", "13 and up"
    re.compile(
        rf"\b(?P<low>{_AGE})s?\s*(?:\+(?!\d)|[- ]plus\b|(?:[- ]?years?[- ]?(?:of\s+age\s*"
        rf"|olds?\s*)?"
        r"\s*)?(?:or|and)\s+(?:over|above|older|upwards?|up|more)\b)",
        re.IGNORECASE,
    ),
    # "aged 16 upwards", "at least 12 years old", "no younger than 13", "the minimum age is 12"
    re.compile(
        rf"\b(?:aged|ages?(?:\s+of)?|from)\s+(?P<low>{_AGE})\s+(?:upwards?|onwards?|plus|or more)\b"
        rf"|\b(?:at\s+least|a\s+minimum\s+of)\s+(?P<low2>{_AGE})\s+years?\s+(?:old|of\s+age)\b"
        rf"|\bno\s+younger\s+than\s+(?P<low3>{_AGE})\b"
        rf"|\b(?:minimum|lower|lowest|youngest)\s+age(?:\s+limit)?\s*(?:is|of|:)?\s*(?:set at\s+)?"
        rf"(?P<low4>{_AGE})\b"
        rf"|\b(?:begins?|starts?|opens?)\s+(?:at"
        rf"|from)\s+(?:the\s+age\s+of\s+)?(?P<low11>{_AGE})\b{_NOT_AGE}"
        rf"|\bat\s+(?:the\s+age\s+of\s+)?(?P<low12>{_AGE})(?=,?\s+(?:an?|the|they|he|she|young"
        rf"|people"
        r"|cases|responsibility)\b)"
        r"|\b(?<!not )(?<!yet )(?:turned|on\s+reaching"
        r"|(?:reached|reaches|reach|attained)(?:\s+the\s+age\s+of)?"
        rf"|(?:once|when|after)\s+(?:they|he or she|an?\s+(?:young\s+person|child|victim)"
        rf"|the\s+(?:young\s+person"
        rf"|child|victim))\s+(?:are|is|turns?|reach(?:es)?))\s+"
        rf"(?:the\s+age\s+of\s+)?(?P<low5>{_AGE})\b"
        rf"|\b(?:those|anyone|aged|age|people|children|persons?|young\s+people|victims?)\s+over\s+"
        rf"(?:the\s+age\s+of\s+)?(?P<low6>{_AGE})\b"
        rf"|\bover[- ](?P<low7>{_AGE})s\b|\bover\s+the\s+age\s+of\s+(?P<low8>{_AGE})\b"
        rf"|\bfrom\s+(?:the\s+)?age(?:\s+of)?\s+(?P<low9>{_AGE})\b(?!\s*(?:to|up to|until|[-–—]))"
        rf"|\bfrom\s+(?P<low10>{_AGE})\s+years\s+(?:old|of\s+age)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bolder\s+than\s+(?P<above>{_AGE})\b{_NOT_AGE}", re.IGNORECASE),
    re.compile(rf"\bfrom\s+(?:the"
    rf"|their)\s+{_BIRTHDAY.replace('birthday>', 'from>')}", re.IGNORECASE),
    # "until they turn 18", "not yet 18", "to the age of 17 inclusive", "the upper age limit is 18"
    re.compile(
        r"\b(?:until|till|before|not\s+yet)\s+(?:(?:the\s+day\s+before\s+)?(?:they|he\s+or\s+she"
        r"|a\s+"
        r"child|the\s+child|the\s+young\s+person)\s+(?:turns?|are|is|reach(?:es)?)\s+)?"
        rf"(?:the\s+age\s+of\s+)?(?P<under>{_AGE})\b{_NOT_AGE}"
        rf"|\bto\s+(?:the\s+)?age\s+of\s+(?P<high>{_AGE})\b"
        rf"|\b(?:upper|maximum|oldest)\s+age(?:\s+limit)?\s*(?:is|of|:)?\s*(?P<high2>{_AGE})\b"
        rf"|\b(?:stops?|ends?|ceases?|finish(?:es)?)\s+(?:at|when\s+they\s+(?:turn|are))\s+"
        rf"(?:the\s+age\s+of\s+)?(?P<under2>{_AGE})\b{_NOT_AGE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:from\s+the\s+age\s+of|(?:everyone|everybody|anyone|those|victims|people"
        rf"|children)\s+from)"
        rf"\s+(?P<low>{_AGE})\b(?!\s*(?:to|up to|[-–—])){_NOT_AGE}",
        re.IGNORECASE,
    ),
    # "once she has had her tenth birthday", "past the 16th birthday", "on their twelfth birthday"
    re.compile(
        r"\b(?<!not )(?<!yet )(?:had|reach(?:es|ed)?|pass(?:es|ed)?|past|after|on|at"
        r"|since)\s+(?:the|their|his"
        rf"|her|an?)\s+(?:or her\s+)?{_BIRTHDAY.replace('birthday>', 'from>')}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:until|till|before|by|to)\s+(?:the\s+day\s+before\s+)?(?:the|their|his|her|an?)\s+"
        rf"(?:or her\s+)?{_BIRTHDAY}",
        re.IGNORECASE,
    ),
    # "of any age", "there is no lower age limit"
    re.compile(
        r"\b(?P<birth>of\s+(?:any|all|every|whatever)\s+ages?|at\s+any\s+age|all\s+ages"
        r"|no\s+(?:lower|minimum)\s+(?:age|limit)(?:\s+limit)?|whatever\s+(?:their|the|his or her)"
        r"\s+age|however\s+(?:young|old)|regardless\s+of\s+age)\b",
        re.IGNORECASE,
    ),
    # "is at least twelve", "a lower limit of 12", "must be 14 before", "nobody younger than 11"
    re.compile(
        rf"\b(?:be|is|are|aged|being)\s+at\s+least\s+(?P<low>{_AGE})\b{_NOT_AGE}"
        rf"|\b(?:lower|bottom|age)\s+(?:limit|floor|threshold)\s*(?:is|of|:|at)?\s*(?:set at\s+)?"
        rf"(?P<low2>{_AGE})\b{_NOT_AGE}"
        rf"|\b(?:nobody|no one|none|nothing|no child|not)\s+younger\s+than\s+(?P<low3>{_AGE})\b"
        rf"|\bfrom\s+(?P<low4>{_AGE})(?=\s*(?:[.,;:)]|$|\s(?:up(?:wards?)?|if|where|but|whether"
        rf"|who)\b)){_NOT_AGE}"
        rf"|\b(?:upper|top)\s+(?:limit|ceiling)\s*(?:is|of|:|at)?\s*(?:set at\s+)?"
        rf"(?P<high>{_AGE})\b{_NOT_AGE}"
        rf"|\b(?:older\s+than|over|above)\s+(?:the\s+age\s+of\s+)?(?P<low5>{_AGE})"
        rf"(?=\s*(?:[.,;:)]|$)){_NOT_AGE}",
        re.IGNORECASE,
    ),
    # "15 or younger"
    re.compile(rf"\b(?P<most>{_AGE})\s+(?:or|and)\s+(?:younger|under|below)\b", re.IGNORECASE),
    # "under 18", "under-18s", "below the age of 16", "has not reached the age of 18"
    re.compile(
        r"\b(?:under|below|younger than|not (?:yet )?(?:reached|had|passed)|not attained"
        r"|until)[\s-]+"
        rf"(?:(?:the\s+age\s+of|age|their|the)\s+)?(?:{_BIRTHDAY}|(?P<under>{_AGE}))(?:s\b"
        rf"|\b){_NOT_AGE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bup\s+to\s+(?P<incl>and\s+including\s+)?(?:(?:the\s+age\s+of|age|their|the)\s+)?"
        rf"(?:{_BIRTHDAY}|(?P<upto>{_AGE}))\b{_NOT_AGE}",
        re.IGNORECASE,
    ),
)  # fmt: skip


_MAY_BE_AGE = re.compile(
    rf"\d|secondary|birthday|twenty|\bage|however (?:young|old)|no (?:lower|minimum)|{ONES}",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def ages(text: str) -> tuple[Found[AgeRange], ...]:
    """Ranges of age, in order, none inside another.

    "Up to 18", "under 18" and "up to the eighteenth birthday" all end at 17,
    and so does "10 to 18", since a service for children stops at that birthday.
    """
    if not _MAY_BE_AGE.search(text):
        return ()
    found: list[Found[AgeRange]] = []
    for pattern in _AGES:
        for m in pattern.finditer(text):
            if any(f.start < m.end() and m.start() < f.end for f in found):
                continue
            value = _range(m.groupdict())
            if value is not None:
                found.append(Found(m.start(), m.end(), value))
    return tuple(_joined(sorted(found, key=lambda f: f.start), text))


_JOINS = re.compile(r"[\s,]*(?:and|but|or|to)?\s*")


def _joined(found: Sequence[Found[AgeRange]], text: str) -> list[Found[AgeRange]]:
    """A lower end and the upper end that follows it made one: "16 or over but under 25"."""
    kept: list[Found[AgeRange]] = []
    for age in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.value.high is None
            and age.value.low is None
            and (last.value.low or 0) < (age.value.high or 0)
            and _JOINS.fullmatch(text, last.end, age.start)
        ):
            kept[-1] = Found(last.start, age.end, AgeRange(last.value.low, age.value.high))
        else:
            kept.append(age)
    return kept


def _range(named: dict[str, str | None]) -> AgeRange | None:
    if named.get("secondary"):
        return AgeRange(11, 16)
    if (first_year := named.get("pupil")) and (last_year := named.get("pupils")):
        return AgeRange(int(first_year) + 4, int(last_year) + 5)
    given = {name.rstrip("0123456789"): words for name, words in named.items() if words}
    low, high = given.get("low"), given.get("high")
    birthday, under, upto = given.get("birthday"), given.get("under"), given.get("upto")
    first = number(low) if low else None
    last = number(high) if high else None
    if above := given.get("above"):
        first = number(above) + 1
    if given.get("birth"):
        first = 0
    if of := given.get("from"):
        first = _ordinal(of)
    if most := given.get("most"):
        last = number(most)
    if birthday:
        last = _ordinal(birthday) - 1
    elif under:
        last = number(under) - 1
    elif upto:
        last = number(upto) - (0 if given.get("incl") else 1)
    elif last == 18:
        last = 17
    # older than 25 is no age of a child or young person but a score, a year, a number of cases
    if not (first or 0) <= (25 if last is None else last) <= 25:
        return None
    return AgeRange(first, last)
