"""Which of the five issues a text speaks of: the concordance of their many names."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.model import Issue

_TERMS = {
    Issue.CSE: (
        r"cse|(?<!criminal )(?<!criminally )exploit(?:ed|s|ing|ation)|sexually exploit\w+"
        r"|mase|macse|serac|mace"
        r"|child(?:ren)? (?:involved in |and )?prostitution"
    ),
    Issue.HSB: (
        r"hsb|harmful(?:ly)? sexual(?:i[sz]ed)?|sexual(?:ly)? harm\w*|harm\w* [\w ]{0,30}?sexually"
        r"|(?:problematic|inappropriate|abusive|concerning) sexual|sexual behaviour|sexual violence"
        r"|child[- ]on[- ]child sexual|sexually abusive behaviour|aim ?[23]?"
    ),
    Issue.DV: (
        r"domestic (?:violence|abuse)|marac|dash|idva|ypva|vawg|coercive control"
        r"|violence against women|teenage relationship abuse|relationship abuse|intimate partner"
        r"|(?:abus\w+|violen\w+|harm\w*|hurt|hit|assaulted) [\w ]{0,25}?partner"
        r"|abuse (?:in|between|within) (?:[\w’']+ ){0,2}(?:relationships|partners)"
        r"|(?:abus\w+|violen\w+|harm\w*|hurt\w*|hit\w*|control\w*) (?:by |from )?(?:a |an? ex-?"
        r"|their |his |her )?(?:girl|boy)friend\w*"
        r"|(?:going out with|relationship of their own|their own relationships?)"
        r"|(?:abus\w+|violen\w+|harm\w*) (?:in|within) [\w’' ]{0,25}?relationships?"
    ),
    Issue.GANGS: (
        r"gangs?|gang[- ]\w+|serious (?:youth |group )?violence|syv|youth violence|county lines"
        r"|exploitation, (?:whether )?sexual (?:or|and) criminal"
        r"|criminal(?:ly)?(?: or sexual)? exploit\w+|criminally|cce|knife crime|weapon[- ]carrying"
        r"|street violence|group violence"
    ),
    Issue.MISSING: (
        r"missing(?= (?:from|child|episode|person|panel|incident|again|strategy|procedure"
        r"|(?:and|or) [\w ,]{3,30}?(?:child|young|people)))"
        r"|(?:go|goes|going|gone|went|been|reported|is|are|was) missing|missing children"
        r"|run(?:s|ning)? away|runaways?|return (?:home )?interviews?|rhi|abscond\w*"
    ),
}
_PATTERNS = {
    issue: re.compile(rf"(?<!\w)(?:{terms})(?!\w)", re.IGNORECASE)
    for issue, terms in _TERMS.items()
}

SHORT = {
    "child sexual exploitation": "cse",
    "sexual exploitation": "cse",
    "harmful sexual behaviour": "hsb",
    "harmful sexualised behaviour": "hsb",
    "sexually harmful behaviour": "hsb",
    "domestic violence and abuse": "da",
    "domestic violence": "da",
    "domestic abuse": "da",
    "child criminal exploitation": "cce",
    "child exploitation": "ce",
    "serious youth violence": "syv",
    "gangs": "gang",
}
"""Long names of topics and the short form that names of panels and tools are reduced to."""


def body_issues(key: str) -> frozenset[Issue]:
    """What a body is about, as far as its key tells."""
    return issues_in(key.replace("da ", "domestic abuse "))


@lru_cache(maxsize=8192)
def issues_in(text: str) -> frozenset[Issue]:
    """The issues whose vocabulary the text uses."""
    return frozenset(issue for issue, pattern in _PATTERNS.items() if pattern.search(text))
