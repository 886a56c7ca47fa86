"""Meetings as a document describes them: how often, who chairs, who leads, what has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker.model import BlockKind, Issue, JudgedDocument, Zone
from checker.reconciling.facts import Area, Fact, Span, own_voice
from checker.reconciling.normalise import Duration, Found, frequencies
from checker.reconciling.subjects import subject
from checker.reconciling.topics import issues_in

_ACRONYMS = frozenset(
    {"mase", "macse", "mace", "serac", "serp", "vemt", "efrp", "efhp", "marac", "marp", "gmap"}
)
_MEETING = re.compile(r"(?:panel|conference|forum|group|meeting)$")
_STRATEGIC = re.compile(
    r"\b(?:board|partnership|subgroup|strateg\w+|steering|executive|scrutiny|delivery|working"
    r"|commissioning|survivors|users|reference|training|protection conference)\b"
)
_CHAIRED = re.compile(r"(?:board|partnership|subgroup)$")

Pairs = frozenset[frozenset[Issue]]
"""The combinations of two issues for which a meeting is to lead."""


def is_panel(key: str) -> bool:
    """Whether a body's key is that of an operational multi-agency meeting."""
    return key in _ACRONYMS or bool(_MEETING.search(key) and not _STRATEGIC.search(key))


@dataclass(slots=True)
class Described:
    """What one document says of its meetings, by the meeting's key.

    ``ended`` are the sentences that say a meeting is over, ``successor`` what
    they put in its place; ``uses`` the sentences that count on a meeting.
    """

    frequency: dict[str, Fact[Duration]] = field(default_factory=dict)
    chair: dict[str, Fact[str]] = field(default_factory=dict)
    ended: dict[str, list[Span]] = field(default_factory=dict)
    successor: dict[str, str] = field(default_factory=dict)
    uses: dict[str, list[Span]] = field(default_factory=dict)
    leads: list[Fact[Pairs]] = field(default_factory=list)


def describe(area: Area, judged: JudgedDocument) -> Described:
    """Read what a document says of its meetings."""
    return _Reader(area, judged).read()


_MEETS = re.compile(
    r"\b(?:meets?|sits?|is held|are held|takes place|convenes?|will meet|held)\b", re.IGNORECASE
)
_CHAIR = re.compile(
    r"\b(?:co-)?chaired\s+(?:jointly\s+)?by\s+(?:the\s+|a\s+|an\s+)?(?P<by>[^.;]+?)"
    r"(?=,|\s+with\b|\s+and\s+(?:is\s+)?(?:attended|meets|considers|the police)|[.;]|$)"
    r"|\bchair(?:person)?\s+(?:of (?:the )?[\w -]{2,40}? )?is\s+(?:the|an?)\s+(?P<is>[^.;,]+?)"
    r"(?=\s+and\s+(?:is|has|serves)\b|[.;,]|$)"
    r"|\bunder the chair(?:manship)? of (?:the\s+|a\s+|an\s+)?(?P<under>[^.;,]+)",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:abolished|wound up|disbanded|dissolved|discontinued|stood down|no longer (?:meets?"
    r"|exists?|sits?|operates?|in (?:use|being))|ceased (?:to (?:meet|exist|operate)|meeting)"
    r"|stopped meeting|(?:came|come|coming) to an end|met for the last time|was closed"
    r"|has (?:been closed|ended)"
    r"|(?:was|were|been|is|are) (?:replaced|superseded|succeeded|subsumed|absorbed|merged))\b",
    re.IGNORECASE,
)
_TAKES_OVER = re.compile(
    r"\b(?:replace[sd]?|replacing|supersede[sd]?|succeed(?:s|ed)"
    r"|(?:takes?|took) (?:over )?the (?:place|work|role|functions?|business) of"
    r"|(?:takes?|took) over from|(?:formerly|previously)(?: called| known as)?)\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:replaced|superseded|succeeded|subsumed|absorbed|merged)\s+(?:by|in|into|with)\b"
    r"|\bread as (?:a )?references? to\b|\bnow (?:called|known as)\b|\brenamed\b",
    re.IGNORECASE,
)
_REPLACED_IT = re.compile(
    r",? which (?:has )?(?:replaced|superseded|succeeded) it\b", re.IGNORECASE
)
_ARTICLES = re.compile(r"(?:\b(?:the|its|old|former)\b|\W)+$", re.IGNORECASE)
_ITS_WORK = re.compile(
    r"\bits (?:work|role|functions?|business|cases)\b[^.;]*\b(?:by|to)\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\b(?:forms?|guidance|protocol|policy|lists?|chair|cases?|referrals?|members?|minutes|role)\b",
    re.IGNORECASE,
)
"""What may be over without the meeting being so: "the MASE form has been replaced"."""

_LEADS = re.compile(
    r"\b(?:is|are|remains|will be) the lead (?:panel|body|meeting|forum)\b"
    r"|\bleads(?= on\b|[,.;:]|$| every| in\b| whatever| all\b| and\b| for\b)"
    r"|\b(?:will|shall|should|must) lead\b(?! (?:professional|officer|worker))"
    r"|\b(?:takes?|has|holds|retains) the lead\b|(?<!will )\bholds? the (?:single )?plan\b"
    r"|\bstands alone\b|\bcases? (?:which|that) (?:it|the \w+) holds?\b.*\bnot\b.*\btaken to\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:who|which (?:panel|meeting|chair|one|of)[^.;,]{0,20})\s*$", re.IGNORECASE
)
"""A question that is left to be settled: "agree who leads", "which of them leads"."""
_LED_BY = re.compile(
    r"\bled by (?:the )?$|\bplan\b[^.]{0,30}\b(?:owned|held) by (?:the )?$"
    r"|\blead (?:panel|meeting) is (?:the )?$",
    re.IGNORECASE,
)
_LEAD_COLUMN = re.compile(r"\blead (?:panel|meeting|body)\b", re.IGNORECASE)
_UNIVERSAL = re.compile(
    r"\bmore than one\b|\bwhatever\b|\b(?:every|all|any) (?:other )?(?:case|child|panel|concern)"
    r"|\bany other\b|\banother panel\b|\bother panels?\b|\bstands alone\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Reader:
    area: Area
    judged: JudgedDocument
    said: Described = field(default_factory=Described)

    def read(self) -> Described:
        sentences = self.area.sentences(self.judged.document.id)
        for index, span in enumerate(sentences):
            # a sentence about the past ends a meeting as well as one about the present
            self._end(sentences, index)
            named = self._panels(span.text)
            described = any(p.search(span.text) for p in (_MEETS, _CHAIR, _LEADS))
            if (named or described) and own_voice(span):
                for name in named:
                    self.said.uses.setdefault(name.value, []).append(span)
                self._description(sentences, index)
                self._lead(sentences, index)
        for passage in self.judged.passages:
            if passage.zone is Zone.AMENDMENTS:
                notes = [Span(passage, start, end) for start, end in passage.sentences]
                for index in range(len(notes)):
                    self._end(notes, index)
        self._settle()
        return self.said

    def _meetings(self, text: str) -> list[Found[str]]:
        return [
            name
            for name in self.area.names.mentions(self.judged.document.id, text)
            if is_panel(name.value) or _CHAIRED.search(name.value)
        ]

    def _panels(self, text: str) -> list[Found[str]]:
        return [name for name in self._meetings(text) if is_panel(name.value)]

    def _description(self, sentences: Sequence[Span], index: int) -> None:
        span = sentences[index]
        if meets := _MEETS.search(span.text):
            often = [f for f in frequencies(span.text) if 0 <= f.start - meets.end() < 60]
            about = subject(sentences, index, meets.start(), self._meetings)
            if often and about:
                words = span.within(often[0].start, often[0].end)
                self.said.frequency.setdefault(about[0], Fact(about[0], often[0].value, words))
        if chair := _CHAIR.search(span.text):
            # "the chair of MACE is ...": the name stands inside what was matched
            group = chair.lastgroup or 0
            about = subject(sentences, index, chair.start(group), self._meetings)
            if about:
                who = Fact(about[0], " ".join(chair[group].split()), span.within(*chair.span()))
                self.said.chair.setdefault(about[0], who)

    def _end(self, sentences: Sequence[Span], index: int) -> None:
        """Note an end: "X was abolished", "Y replaces X", "its work is done by Y" after either."""
        span = sentences[index]
        named = self._panels(span.text)
        for previous, name in pairwise(named):
            if previous.value == name.value:
                continue
            lead_in = _ARTICLES.sub("", span.text[: name.start])
            between = span.text[previous.end : name.start]
            if _TAKES_OVER.search(lead_in):
                self._ended(name.value, previous.value, span)
            elif _BY.search(between) or _REPLACED_IT.match(span.text, name.end):
                self._ended(previous.value, name.value, span)
        over = _OVER.search(span.text)
        last = [name for name in named if over and name.start < over.start()]
        if over and last:
            gap = span.text[last[-1].end : over.start()]
            if ";" not in gap and len(gap) < 80 and not _ASIDE.search(gap):
                self._ended(last[-1].value, "", span)
        if named and _ITS_WORK.search(span.text):
            for key, spans in self.said.ended.items():
                if _place(spans[-1])[0] == _place(span)[0] and named[-1].value != key:
                    self.said.successor.setdefault(key, named[-1].value)

    def _ended(self, key: str, successor: str, span: Span) -> None:
        spans = self.said.ended.setdefault(key, [])
        if span not in spans:
            spans.append(span)
        if successor:
            self.said.successor.setdefault(key, successor)

    def _settle(self) -> None:
        """Keep as ended only what the document does not go on using in another paragraph.

        "The Enquiry, formerly styled MACE, was dissolved" does not end the
        panel of that name on the next page.
        """
        for key, spans in list(self.said.ended.items()):
            told = {_place(span) for span in spans}
            if all(_place(span) in told for span in self.said.uses.get(key, ())):
                self.said.uses.pop(key, None)
            else:
                del self.said.ended[key]
                self.said.successor.pop(key, None)

    def _lead(self, sentences: Sequence[Span], index: int) -> None:
        """A claim to lead, with the pairs of issues for which it is made."""
        span = sentences[index]
        own = self.area.issue(span.document)
        about = self._leader(sentences, index)
        if own is None or not about:
            return
        condition = span.text
        if span.passage.kind is not BlockKind.TABLE_ROW:
            # "Where that is so the panel leads": the condition stands in the sentences before
            before = (s for s in sentences[max(0, index - 3) : index] if _place(s) == _place(span))
            condition = " ".join([*(s.text for s in before), span.text])
        others = set(Issue) if _UNIVERSAL.search(condition) else set(issues_in(condition))
        pairs = frozenset(frozenset({own, other}) for other in others - {own})
        if pairs:
            self.said.leads.append(Fact(about, pairs, span))

    def _leader(self, sentences: Sequence[Span], index: int) -> str:
        span = sentences[index]
        if span.passage.kind is BlockKind.TABLE_ROW:
            return self._in_lead_column(span)
        lead = _LEADS.search(span.text)
        if lead and not _ASKED.search(span.text[: lead.start()]):
            found = subject(sentences, index, lead.start(), self._panels)
            return found[0] if found else ""
        led = [n.value for n in self._panels(span.text) if _LED_BY.search(span.text[: n.start])]
        return led[0] if led else ""

    def _in_lead_column(self, span: Span) -> str:
        for title, cell in zip(span.passage.header, span.passage.cells, strict=False):
            if _LEAD_COLUMN.search(title):
                named = self._panels(cell)
                return named[0].value if named else ""
        return ""


def _place(span: Span) -> tuple[str, str]:
    return span.passage.location.section, span.passage.location.paragraph


def expansions(area: Area) -> Iterator[Fact[str]]:
    """Each document's written-out form of the acronym of a meeting."""
    for judged in area.documents:
        for span in area.sentences(judged.document.id):
            for name in area.names.mentions(judged.document.id, span.text):
                long = area.names.expansion(judged.document.id, name.value)
                if long and is_panel(name.value) and long.casefold() in span.text.casefold():
                    yield Fact(name.value, long, span.within(name.start, name.end))
