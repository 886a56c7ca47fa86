"""The term language of rule packs: what a rule looks for, as a policy writer would put it.

========  ===============================================================
``~word``   the word with its inflections: ``~choose`` finds choose, chooses,
            chose, chosen, choosing; ``~child`` finds child, children, child's
``word*``   any ending: ``promiscu*`` finds promiscuous and promiscuity
``?word``   may be left out; also ``?~word`` and ``?(one|other)``
``(a|b c)`` either
``...``     up to four words of any kind; ``...7`` up to seven
========  ===============================================================

Case, hyphens, dashes, curly quotes and -ise/-ize are all the same to it. Words
are whole words. A gap never crosses the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from typing import NamedTuple

from checker.judging.inflection import forms

GAP = 4
"""Words that ``...`` may stand for."""

MAX_GAP = 20
"""Most words a gap may ask for: what is further apart has nothing to do with each other."""

_JOIN = r"""[\s\-‐‑‒–—"'“”‘’]+"""
"""Between two words of a phrase: blanks, hyphens, scare quotes."""

_LOOSE_JOIN = r"""(?:[^\w.!?]|\.(?=\w|[,;:)]|\s+(?-i:[a-z])))+"""
"""Around a gap: anything but the end of a sentence. A full stop before a small
letter ("e.g. the school") or inside a word ("s.47") ends nothing."""

_ANY_WORD = r"\w+(?:['’]\w+)?"

_ISE = re.compile(r"(?i)(?<=[a-z]{3}i)[sz](?=(?:e|es|ed|ing|ation|ations)$)")
"""The letter in which "recognise" and "recognize" differ."""

_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|nobody|none|hardly|seldom)\b|n['’]t\b",
    re.IGNORECASE,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<gap>\.\.\.(?P<most>\d*))|(?P<sign>[()|?~])|(?P<word>[^\s()|?~*]+)(?P<any>\*?)"
    r"|(?P<odd>\S))"
)


class TermError(ValueError):
    """A term that is not in the language; its message names the term."""


@dataclass(frozen=True)
class Term:
    """One term, understood.

    ``anchors`` are lower-case strings of which every match holds at least one:
    looking for them first is far cheaper than trying the expression.
    """

    text: str
    expression: str
    anchors: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when a text first holds an anchor of it."""
        return re.compile(rf"(?<!\w)(?:{self.expression})(?!\w)", re.IGNORECASE)


class Hit(NamedTuple):
    """Where a term stands.

    ``meant`` is where the words begin whose assertion counts: the start, but
    behind a gap that holds a negation ("children *are not* recruited"), so that
    the negation stands before them, as it does for a reader.
    """

    start: int
    end: int
    meant: int


class Terms:
    """Several terms, any of which may match."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = [compile_term(term) for term in terms]

    def hits(self, text: str) -> Iterator[Hit]:
        """Where in ``text`` the terms stand, term by term."""
        lowered = text.lower()
        for term in self._terms:
            if any(anchor in lowered for anchor in term.anchors):
                for match in term.pattern.finditer(text):
                    denied = [
                        end
                        for start, end in match.regs[1:]
                        if start >= 0 and _NEGATION.search(text, start, end)
                    ]
                    yield Hit(match.start(), match.end(), max(denied, default=match.start()))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in ``text`` the terms stand, as (start, end)."""
        return ((hit.start, hit.end) for hit in self.hits(text))

    def within(self, text: str) -> bool:
        """Whether a term stands anywhere in ``text``."""
        return next(self.hits(text), None) is not None


@cache
def terms(given: tuple[str, ...]) -> Terms:
    """The terms of a rule, compiled once.

    :raises TermError: one of them is not in the language.
    """
    return Terms(given)


@cache
def compile_term(text: str) -> Term:
    """Compile one term.

    :raises TermError: it is not in the language.
    """
    parser = _Parser(text)
    expression, anchors = parser.sequence()
    if parser.sign:
        raise TermError(f'the term "{text}" has a "{parser.sign}" too many')
    return Term(text, expression, tuple(sorted(anchors)))


Part = tuple[str, frozenset[str]]
"""A regular expression and the strings of which it holds one."""


class _Parser:
    """Recursive descent over the tokens of one term."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_TOKEN.finditer(text.replace("’", "'").strip()))
        self._at = 0

    @property
    def sign(self) -> str:
        """The sign that comes next, or nothing."""
        token = self._peek()
        return (token["sign"] or token["odd"] or "") if token else ""

    def sequence(self) -> Part:
        """Words, groups and gaps up to the end, a ``|`` or a ``)``."""
        expression, join, anchors = "", "", frozenset[str]()
        gap = False
        while (token := self._peek()) is not None and self.sign not in {"|", ")"}:
            if token["gap"]:
                expression += self._gap(token, after=expression and not gap)
                join, gap = _LOOSE_JOIN, True
                continue
            optional = self.sign == "?"
            if optional and token.start() == token.start("sign") and self._previous not in "(|":
                raise TermError(
                    f'the "?" in the term "{self._text}" goes before what may be left out'
                )
            self._at += optional
            part, candidates = self._atom()
            if not optional:
                expression += join + part
                anchors = max(anchors, candidates, key=_worth)
                join, gap = _JOIN, False
            elif join:
                expression += f"(?:{join}{part})?"
            else:
                expression += f"(?:{part}{_JOIN})?"
        if gap:
            raise TermError(f'the term "{self._text}" ends with a gap: put a word after "..."')
        if not anchors:
            raise TermError(f'the term "{self._text}" has a place with no word that must be there')
        return expression, anchors

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    @property
    def _previous(self) -> str:
        """The sign that came before, or a blank."""
        return (self._tokens[self._at - 1]["sign"] or " ") if self._at else "("

    def _gap(self, token: re.Match[str], *, after: str | bool) -> str:
        if not after:
            raise TermError(f'the term "{self._text}" begins with a gap: put a word before "..."')
        most = int(token["most"] or GAP)
        if not 1 <= most <= MAX_GAP:
            raise TermError(
                f'the gap "...{most}" in the term "{self._text}" is not from 1 to {MAX_GAP}'
            )
        self._at += 1
        return f"((?:{_LOOSE_JOIN}{_ANY_WORD}){{0,{most}}}?)"

    def _atom(self) -> Part:
        token = self._peek()
        if token is None:
            raise TermError(f'the term "{self._text}" ends where a word should follow')
        self._at += 1
        if token["sign"] == "(":
            return self._group()
        if token["sign"] == "~":
            word = self._peek()
            if word is None or not re.search(r"\w", word["word"] or "") or word["any"]:
                raise TermError(f'the "~" in the term "{self._text}" needs a whole word after it')
            self._at += 1
            return _words(forms(word["word"].lower()))
        if not re.search(r"\w", token["word"] or ""):
            raise TermError(f'the term "{self._text}" has a "{token[0].strip()}" out of place')
        part, anchors = _words((token["word"],))
        return (part + r"\w*" if token["any"] else part), anchors

    def _group(self) -> Part:
        parts = [self.sequence()]
        while self.sign == "|":
            self._at += 1
            parts.append(self.sequence())
        if self.sign != ")":
            raise TermError(f'the term "{self._text}" has a "(" that is not closed')
        self._at += 1
        return (
            "(?:" + "|".join(expression for expression, _ in parts) + ")",
            frozenset().union(*(anchors for _, anchors in parts)),
        )


def _words(variants: tuple[str, ...]) -> Part:
    anchors = {_anchor(variant) for variant in variants}
    shared = "".join(
        letters[0] for letters in takewhile(lambda x: len(set(x)) == 1, zip(*anchors, strict=False))
    )
    expression = "|".join(_literal(v) for v in sorted(variants, key=len, reverse=True))
    return f"(?:{expression})", frozenset({shared} if len(shared) > 2 else anchors)


def _literal(word: str) -> str:
    """One word as an expression: any hyphen, any apostrophe, -ise as -ize, s.47 as s 47."""
    pieces = [_spelling(piece) for piece in re.split(r"[-‐‑–]", word) if piece]
    return _JOIN.join(pieces)


def _spelling(piece: str) -> str:
    expression = re.escape(piece)
    for plain, tolerant in (("'", "['’]"), (r"\.", r"\.?\s*"), ("/", r"\s*/\s*")):
        expression = expression.replace(plain, tolerant)
    return _ISE.sub("[sz]", expression)


def _anchor(word: str) -> str:
    """The longest run of letters that every spelling of a word has, in lower case."""
    return max(re.findall(r"\w+", _ISE.sub(" ", word.lower())), key=len, default="")


def _worth(anchors: frozenset[str]) -> float:
    """How much a set of anchors narrows the search: few long strings are best."""
    return min(map(len, anchors)) - len(anchors) / 1000 if anchors else -1.0
