"""Which sibling a text names: "the Board's child sexual exploitation guidance", or its title.

A sibling is named by its title, or by its issue beside a word for a document.
The same words beside "statutory" or "Home Office", or with another year, name
a national paper and not the sibling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.model import Document, Issue
from checker.reconciling.normalise import Found, fold

_SUBJECTS = {
    Issue.CSE: (
        r"(?:child(?:ren)?(?:['’]s)? )?(?:sexual(?:ly)? )?(?<!criminal )exploit(?:ation|ed)(?! "
        r"risk)"
        r"|CSE"
    ),
    Issue.DV: (
        r"domestic (?:violence and abuse|abuse and violence|abuse|violence)|DVA|DA|DV"
        r"|violence against women(?: and girls)?|VAWG|(?:teenage )?relationship abuse"
    ),
    Issue.HSB: (
        r"harmful(?:ly)? sexual(?:i[sz]ed)? behaviours?|sexually harmful behaviours?|HSB"
        r"|(?:problematic|inappropriate) sexual(?:i[sz]ed)? behaviours?"
        r"|(?:child|peer)[- ]on[- ](?:child|peer) abuse|abuse by children(?: and young people)?"
        r"|sexual behaviours?|harm(?:s|ed|ing)? [\w ]{0,20}?sexually"
    ),
    Issue.GANGS: (
        r"gangs?|serious (?:youth |group )?violence|SYV|youth violence|street (?:groups?|violence)"
        r"|(?:child )?criminal exploitation|county lines|knife crime"
    ),
    Issue.MISSING: r"missing|runaways?|run(?:ning)? away|RMFHC",
}
_SUBJECT = {
    issue: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for issue, words in _SUBJECTS.items()
}
_KIND = (
    r"(?:strateg(?:y|ies)|protocols?|procedures?|polic(?:y|ies)|guidance|chapters?|manual|pathways?"
    r"|documents?|toolkits?|guides?|handbook|cards?|framework|flow ?charts?|arrangements"
    r"|questions and answers|terms of reference|agreement|booklet)"
)
_KIND_WORD = re.compile(rf"\b{_KIND}\b", re.IGNORECASE)
_NOT_A_PAPER = r"(?! (?:meetings?|discussions?|groups?|board|lead|officer|co-?ordinator|team))"
_BETWEEN = (
    r"(?:and|&|or|in|serious|youth|group|violence|gangs?|children|child|young|people|from|home"
    r"|care|education|practice|joint|operating|operational|multi-agency|inter-agency|local"
    r"|safeguarding|weapons?|knife|crime|street|groups?|prevention|reduction|response"
    r"|exploitation|abuse|girls|sexual|behaviour"
    r"|people['’]s|children['’]s|persons?|who|go|run|away|county|lines)"
)
_NAMED = {
    issue: re.compile(
        rf"(?<![\w-])(?:{words})(?:,?\s+{_BETWEEN})*\s+{_KIND}(?![\w-]){_NOT_A_PAPER}",
        re.IGNORECASE,
    )
    for issue, words in _SUBJECTS.items()
}
_DESCRIBED = re.compile(
    rf"\b(?P<paper>{_KIND}|those|ones)(?: of [\w'’ ]{{3,30}}?)? "
    r"(?:on|for|about|covering|regarding|concerning|relating to|dealing with) (?P<what>[^.;:()|]+)",
    re.IGNORECASE,
)
_WHAT_ENDS = re.compile(
    r"\b(?:is|are|was|were|will|should|shall|must|may|can|has|have|which|that|applies|sets|gives"
    r"|describes|says|together|before|after|when|where|if|(?<!responding )(?<!response )to)\b",
    re.IGNORECASE,
)
_NATIONAL_BEFORE = re.compile(
    r"\b(?:statutory|national|government|cross-government|department|DfE|DCSF|HMG|home office"
    r"|pan-london|london|NICE|ofsted|college of policing|NSPCC|NPCC|ACPO|police|CPS|their own"
    r"|its own|your own|model|regional)(?:['’]s)?"
    r"(?:\s+(?!and\b|or\b|the\b|of\b|with\b)[\w'’-]+){0,2}\s*$",
    re.IGNORECASE,
)
_NATIONAL_AFTER = re.compile(
    r"[\s,(*–—-]*(?:statutory guidance|department for|DfE|home office|HM government|HMG|NICE|ofsted"
    r"|college of policing|(?:for|with|of) (?:missing )?adults?)\b",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"[\s,(]{1,3}(?:[a-z]+ )?(?P<year>(?:19|20)\d\d)(?!\d| ?[-–/] ?\d| to )", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*(?:[-–/]|to)\s*(?:\d{4}|\d\d))?\b")


class Siblings:
    """The documents that a text may name.

    :param documents: the set without the document whose text it is.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._titles: list[tuple[re.Pattern[str], Document]] = []
        self._phrases: list[tuple[re.Pattern[str], Document]] = []
        self._by_issue: dict[Issue, list[Document]] = {}
        for document in documents:
            for title, has_kind in _titles(document.title):
                (self._titles if has_kind else self._phrases).append((title, document))
            if document.issue:
                self._by_issue.setdefault(document.issue, []).append(document)

    def named(self, text: str, *, in_list: bool = False) -> tuple[Found[str], ...]:
        """The documents that a text names, in order, by id.

        :param in_list: the text is of a list of related documents, where an
            issue alone ("Domestic abuse") is the name of its document.
        """
        found: list[Found[str]] = []
        names = list(self._names(text)) + (list(self._subjects(text)) if in_list else [])
        for start, end, document in sorted(names, key=lambda n: (n[0], -n[1])):
            if _is_national(text, start, end, document):
                continue
            if not any(f.value == document.id and f.start <= start < f.end for f in found):
                found.append(Found(start, end, document.id))
        return tuple(found)

    def _subjects(self, text: str) -> Iterator[tuple[int, int, Document]]:
        for issue, documents in self._by_issue.items():
            for match in _SUBJECT[issue].finditer(text):
                yield match.start(), match.end(), _nearest(documents, match.group())

    def _names(self, text: str) -> Iterator[tuple[int, int, Document]]:
        papers = _KIND_WORD.search(text) is not None
        for title, document in (*self._phrases, *(self._titles if papers else ())):
            yield from ((m.start(), m.end(), document) for m in title.finditer(text))
        for issue, documents in self._by_issue.items() if papers else ():
            for match in _NAMED[issue].finditer(text):
                yield match.start(), match.end(), _nearest(documents, match.group())
            for match in _DESCRIBED.finditer(text):
                pointing = match["paper"].casefold() in {"those", "ones"}
                if pointing and not _KIND_WORD.search(text[: match.start()]):
                    continue
                what = _WHAT_ENDS.split(match["what"])[0]
                if subject := _SUBJECT[issue].search(what):
                    end = match.start("what") + subject.end()
                    yield match.start(), end, _nearest(documents, f"{match['paper']} {what}")


def _nearest(documents: Iterable[Document], name: str) -> Document:
    """Of several documents on one issue, the one whose title has most of the name's words."""
    words = set(fold(name).split())
    return min(documents, key=lambda d: (-len(words & set(fold(d.title).split())), d.id))


def _titles(title: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Patterns for a title and its part before a dash or colon; whether they name a paper's kind.

    A title without a word for a document ("Children Missing from Home and
    Care") is also an ordinary phrase: it counts only with its capitals.
    """
    bare = _YEARS.sub("", title)
    for part in dict.fromkeys((bare, re.split(r"\s[–—-]\s|:\s", bare)[0])):
        words = re.findall(r"[\w'’&-]+", part)
        inner = r"\W+".join(re.escape(word) for word in words)
        typed = rf"(?<!\w){inner}(?!\w)"
        if _KIND_WORD.search(part) and len(words) >= 3:
            yield re.compile(typed + _NOT_A_PAPER, re.IGNORECASE), True
        elif len(words) >= 4:
            yield re.compile(typed), False


def _is_national(text: str, start: int, end: int, named: Document) -> bool:
    if _NATIONAL_BEFORE.search(text[max(0, start - 60) : start]):
        return True
    if _NATIONAL_AFTER.match(text[end:]):
        return True
    year = _YEAR_AFTER.match(text[end:])
    return bool(year and named.date and not named.date.startswith(year["year"]))
