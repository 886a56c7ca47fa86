"""Passages: what is said where in a document, what kind of document it is, and who is speaking."""

from checker.passages.assertion import assertion
from checker.passages.dates import date_words, iso_date
from checker.passages.labelled import LabelledPassage, read_labelled
from checker.passages.profile import describe
from checker.passages.segments import passage_from_text, split
from checker.passages.versions import older_versions, shared
from checker.passages.zones import zones_of

__all__ = [
    "LabelledPassage",
    "assertion",
    "date_words",
    "describe",
    "iso_date",
    "older_versions",
    "passage_from_text",
    "read_labelled",
    "shared",
    "split",
    "zones_of",
]
