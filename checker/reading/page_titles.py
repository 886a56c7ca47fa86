"""The title of a saved web page: its window and its headings name the site and the menus too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import BlockKind
from checker.reading.drafts import Draft
from checker.reading.labels import split
from checker.reading.wording import tidy

_BETWEEN = re.compile(r"(\s[|–—·»:-]\s)")
"""What stands between a page's name and its site's."""
_NO_NAME = re.compile(
    r"|home(?: ?page)?|welcome\b.*|index|main(?: page)?|print(?:able)?\b.*|page \d+|untitled.*"
    r"|documents?|downloads?|publications|search\b.*|news|resources|policies(?: and procedures)?"
    r"|.*\b(?:council|boards?|partnership|trust|authority|constabulary|police|nhs|manual|website"
    r"|intranet|procedures online)",
    re.IGNORECASE,
)
"""The words of menus, and the names of sites."""
_SECTION = re.compile(
    r"introduction|contents|table of contents|overview|purpose|aims?|scope|background|summary"
    r"|key points|related (?:guidance|chapters)|amendments?",
    re.IGNORECASE,
)
"""Headings that every document has."""


def page_title(window: str, drafts: Sequence[Draft]) -> str:
    """The title of a page.

    It is the one top heading that names neither the site nor a section, or of
    several the one that the window names too; else what the window says beside
    the site's name.

    :param window: the name of the page's window, or "".
    """
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    tops = [draft for draft in headings if draft.level == 1]
    named = [words for draft in tops if _is_name(words := _words(draft))]
    said = window.casefold()
    both = [words for words in named if words.casefold() in said]
    own = [words for draft in tops if not _label(draft) and (words := _words(draft)) in named]
    beside = _without_site(window)
    if both:
        return window if said.startswith(both[0].casefold()) and not _has_site(window) else both[0]
    if len(tops) == 1 and named and (not window or own or _has_site(window)):
        return named[0]
    if not beside and (own or headings):
        first = own[0] if own else _words(headings[0])
        if _is_name(first) and (own or not _label(headings[0])):
            return first
    return beside or window


def _words(heading: Draft) -> str:
    return tidy(split(heading.text, heading=True).rest)


def _label(heading: Draft) -> str:
    return heading.label or split(heading.text, heading=True).label


def _is_name(words: str) -> bool:
    return not _NO_NAME.fullmatch(words) and not _SECTION.fullmatch(words)


def _has_site(window: str) -> bool:
    return _BETWEEN.search(window) is not None


def _without_site(window: str) -> str:
    """The window's name without the parts at either end that are the site's or a menu's."""
    parts = _BETWEEN.split(window)
    while parts and _NO_NAME.fullmatch(parts[0]):
        parts = parts[2:]
    while parts and _NO_NAME.fullmatch(parts[-1]):
        parts = parts[:-2]
    return "".join(parts)
