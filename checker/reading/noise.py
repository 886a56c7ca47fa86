"""What stands around a saved web page's text: menus, banners, counters, offers of other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from checker.model import BlockKind
from checker.reading.drafts import Draft
from checker.reading.wording import tidy

_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu"} | {
    "menubar", "toolbar",
}  # fmt: skip
_NAMES = frozenset({
    "addtoany", "breadcrumb", "breadcrumbs", "captcha", "ccc", "comments", "consent", "cookie",
    "cookiebar", "cookiebanner", "cookies", "counter", "crumbs", "dropdown", "footer", "gdpr",
    "login", "masthead", "menu", "modal", "nav", "navbar", "navigation", "newsletter", "pager",
    "pagination", "popup", "rating", "searchbox", "searchform", "share", "sharing", "sidebar",
    "sidenav", "similar", "sitefooter", "siteheader", "skip", "skiplink", "social", "subscribe",
    "toolbar", "topbar",
})  # fmt: skip
"""Words in an element's class or id that say it is no part of the text."""
_MAX_SHARE = 0.5
"""An element with more of the page's words than this is its text, whatever it is called."""

_OFFER = re.compile(
    r"(?:similar|related|recommended|popular|latest|other|more) (?:documents?|downloads?|pages|news"
    r"|articles|resources like this)|(?:you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|people also (?:viewed|read)|share this(?: page| document)?|follow us|in this section"
    r"|recently viewed)",
    re.IGNORECASE,
)
"""The headings over offers of other pages."""
_LINE = re.compile(
    r"(?:(?:number of )?(?:downloads?|views|hits|downloaded|viewed)\s*:?\s*[\d,]+(?: times)?"
    r"|[\d,]+ (?:downloads?|views|hits)|(?:file )?size\s*:?\s*[\d.,]+ ?[km]b"
    r"|(?:back )?to (?:the )?top(?: of (?:the )?page)?|\[?top\]?"
    r"|skip to (?:main )?(?:content|navigation)"
    r"|print (?:this )?(?:page|chapter|document)|(?:e-?mail|share|bookmark) this page"
    r"|(?:next|previous) (?:chapter|page)|(?:show|hide) (?:all|more|menu|search)"
    r"|search this (?:site|manual)"
    r"|quick links|you are here\s*:.*|home(?:\s*[>»›/|]\s*[^>»›/|]+)+"
    r"|(?:accept|reject|allow)(?: all)? cookies|cookie (?:settings|preferences|policy)"
    r"|(?:download|open) (?:now|file|pdf|document)(?: \([^)]*\))?)",
    re.IGNORECASE,
)  # fmt: skip
"""Whole lines that only a web page has."""
_COOKIES = re.compile(
    r"\b(?:we|(?:this|our) (?:web ?)?site) (?:use|uses|also use) cookies\b", re.IGNORECASE
)
_MAX_BANNER_WORDS = 60


def drop_noise(page: etree._Element) -> None:
    """Take off the parts of a page that their role, class or id calls something else."""
    total = max(_words(page), 1)
    for element in list(page.iter()):
        if element is page or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_noise(element) and _words(element) <= total * _MAX_SHARE:
            tail = element.tail
            element.clear()
            element.tail = tail


def _is_noise(element: etree._Element) -> bool:
    if element.get("role", "").lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    words = re.split(r"[^a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower())
    if "header" in words and next(element.iter("h1", "h2", "h3"), None) is None:
        return True  # the site's own; a header with a heading in it is the text's
    return not _NAMES.isdisjoint(words)


def _words(element: etree._Element) -> int:
    return sum(len(str(text).split()) for text in element.itertext())


def reveal_addresses(page: etree._Element) -> None:
    """Put the e-mail addresses back that a host keeps from robots ("[email protected]").

    The address stands in ``data-cfemail``: a key and the letters, each combined
    with it, in hexadecimal. Where it is not there, the stub is taken out.
    """
    for element in page.iter("a", "span"):
        if "[email" in "".join(map(str, element.itertext())) and len(element) == 0:
            element.text = _address(element.get("data-cfemail", ""))


def _address(code: str) -> str:
    try:
        key, *letters = bytes.fromhex(code)
        address = bytes(letter ^ key for letter in letters).decode("ascii")
    except ValueError:  # not hexadecimal, empty, or no ASCII
        return ""
    return address if address.isprintable() else ""


def without_noise(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the lines and sections that only a web page has."""
    kept: list[Draft] = []
    offered = 0
    for draft in drafts:
        text = tidy(draft.text)
        if draft.kind is BlockKind.HEADING:
            offered = draft.level if _OFFER.fullmatch(text.rstrip(":")) else 0
        if offered and (draft.kind is BlockKind.HEADING or _is_offer(draft)):
            continue
        offered = 0
        banner = _COOKIES.search(text) and len(text.split()) <= _MAX_BANNER_WORDS
        if _LINE.fullmatch(text.rstrip(".")) or banner or _repeats(kept, draft, text):
            continue
        kept.append(draft)
    return kept


def _is_offer(draft: Draft) -> bool:
    """A list of short lines, as under "Similar documents"; a sentence is text again."""
    return draft.kind is BlockKind.LIST_ITEM or not draft.text.rstrip().endswith(".")


def _repeats(kept: Sequence[Draft], draft: Draft, text: str) -> bool:
    """A page's title printed twice, one under the other."""
    if not kept or BlockKind.HEADING not in {draft.kind, kept[-1].kind}:
        return False
    return tidy(kept[-1].text).casefold() == text.casefold()
