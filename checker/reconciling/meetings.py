"""Meetings as a document describes them: how often, who chairs, who leads, what has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker.model import BlockKind, Issue, JudgedDocument, Zone
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.frames import is_bare, named_over, over
from checker.reconciling.normalise import Duration, Found, frequencies
from checker.reconciling.subjects import subject
from checker.reconciling.topics import issues_in

_ACRONYMS = frozenset(
    {"mase", "macse", "mace", "serac", "serp", "vemt", "efrp", "efhp", "marac", "marp", "gmap"}
)
_MEETING = re.compile(r"(?:panel|conference|forum|group|meeting|briefing)$")
_STRATEGIC = re.compile(
    r"\b(?:board|partnership|subgroup|strateg\w+|steering|executive|scrutiny|delivery|working"
    r"|commissioning|survivors|users|reference|training|protection conference)\b"
)
_CHAIRED = re.compile(r"(?:board|partnership|subgroup)$")

Pairs = frozenset[frozenset[Issue]]
"""The combinations of two issues for which a meeting is to lead."""


def is_panel(area: Area, key: str) -> bool:
    """Whether a body's key is that of an operational multi-agency meeting."""
    name = area.names.written_out(key).casefold() or key
    return key in _ACRONYMS or bool(_MEETING.search(name) and not _STRATEGIC.search(name))


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


@told_once
def describe(area: Area, document: str) -> Described:
    """What a document says of its meetings."""
    return _Reader(area, area.get(document)).read()


_MEETS = re.compile(
    r"\b(?:meets?|sits?|(?:panel|meeting) (?:day|date)s?|is held|are held|takes place|convenes?"
    r"|is convened|will meet|held"
    r"|gathers?|brings? [^.;]{0,30}?together"
    r"|comes? together|meetings are|frequency|runs?)\b",
    re.IGNORECASE,
)
_SORT_OF_MEETING = re.compile(r"\s+(?:\w+ )?(?:meeting|conference|panel|forum|group)\b", re.I)
"""After how often: "a weekly meeting", "is a monthly multi-agency conference"."""
_STRAIGHT = re.compile(
    r"(?:[\s:(,–—-]|\b(?:panel|meeting|is|are|a|an|the|which|that|usually|normally|held)\b)*",
    re.IGNORECASE,
)
"""Nothing of weight between a meeting's name and how often: "MACE panel: monthly"."""
_JOINT = re.compile(r"\b(?:jointly|joint meetings?|(?<!comes )(?<!come )together)\b", re.IGNORECASE)
"""Two meetings that come together now and then meet by themselves at another rhythm."""
_HOW_OFTEN = re.compile(r"\b(?:how often|frequency|meets|when|cycle)\b", re.IGNORECASE)
_CHAIR_COLUMN = re.compile(r"\b(?<!deputy )(?<!vice )(?<!vice-)chair(?:ed by|person)?\b", re.I)
_NAMES_MEETINGS = re.compile(r"\b(?:meetings?|panels?|forums?|boards?|groups?|name)\b", re.I)
"""The title of a column that holds the names of meetings."""
_ASKS = re.compile(
    r"\b(?:how often|frequency|meets?|when|cycle|chair\w*|who (?:presides|leads it|runs it))\b",
    re.I,
)
_CHAIR_ASKED = re.compile(
    r"\b(?:who (?:chairs|is in the chair|presides|leads it|runs it)|chair)\b", re.I
)
_PERSON = re.compile(
    r"\s*(?:It is |That is )?(?:(?:The|An?|Our|the|an?|our) )?(?P<who>[^.;,:]{4,70})(?:[.;,]|$)"
)
_WHO = r"(?P<{}>(?:(?![.;,]|\bwith\b)[\w’' &/()-])+?)"
_CHAIR = re.compile(
    r"\b(?:co-)?chaired\s+(?:jointly\s+)?by\s+(?:the\s+|a\s+|an\s+)?(?P<by>[^.;]+?)"
    r"(?=,|\s+with\b|\s+and\s+(?:is\s+)?(?:attended|meets|considers|the police)|[.;]|$)"
    r"|\bchair(?:person)?\s+(?:of (?:the )?[\w -]{2,40}? )?is\s+(?:the|an?)\s+(?P<is>[^.;,]+?)"
    r"(?=\s+and\s+(?:is|has|serves)\b|[.;,]|$)"
    r"|\bchair of (?:the )?[\w -]{2,40}?(?::| [–—-]) (?:the )?(?P<of>[^.;,]+)"
    r"|\bunder the chair(?:manship)? of (?:the\s+|a\s+|an\s+)?(?P<under>[^.;,]+)"
    rf"|\bwith (?:the|an?) {_WHO.format('seat')} in the chair\b"
    r"|\bchair(?:person)?\s*(?::|[–—-])\s*(?:the\s+)?(?P<colon>[^.;,]+)"
    r"|\b(?:convened|called|run)\b[^.;]{0,30}? by (?:the|an?) (?P<takes>[^.;,]+?),? who "
    r"(?:takes the"
    r" chair|chairs)\b"
    rf"|(?:^|\b(?:the|an?) ){_WHO.format('chairs')} (?:will )?chairs? (?=(?:it|them|the|this)\b)"
    r"|\bmeets\b[^.;,]{0,30}? under (?:the|an?) (?P<head>[^.;,]+)"
    rf"|(?:^|\b(?:the|an?) ){_WHO.format('presides')} (?:is in|takes|has|occupies"
    rf"|holds) the chair\b"
    rf"|(?:^|\b(?:the|an?) ){_WHO.format('president')} presides\b"
    r"|\bpresided over by (?:the|an?) (?P<over>[^.;,]+)"
    r"|\b(?:is|are) (?:led|run) by (?:the|an?) (?P<led>[^.;,]{0,25}?(?i:superintendent|inspector"
    r"|sergeant|manager|director|head of [a-z’' ]+|officer|lead|nurse|social worker)[^.;,]{0,30})",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:abolished|stood down|laid down|wound up|wound down|disbanded|dissolved|discontinued"
    r"|no longer (?:meets?|held|convened"
    r"|exists?|sits?|operates?|in (?:use|being))|ceased (?:to (?:meet|exist|operate)|meeting)"
    r"|(?:ceased|closed|ended) (?:in|on|at the end of) (?:\w+ )?(?:19|20)\d\d|stopped meeting"
    r"|(?:came|come|coming) to an end|met for the last time|was closed"
    r"|has (?:been closed|ended|ceased|gone)|is (?:no more|defunct|at an end)"
    r"|(?:was|were|been|is|are) (?:replaced|superseded|succeeded|subsumed|absorbed|merged))\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:dissolv\w*|disband\w*|abolish\w*|discontinu\w*|clos(?:e|ed|ing)|end(?:ed|ing)?"
    r"|wind(?:ing)? up"
    r"|wound up|stand(?:ing)? down|stood down|do(?:ne|ing)? away with|retir(?:e|ed|ing)|ceas(?:e"
    r"|ed|ing)"
    r"(?: to hold)?|stop(?:ped|ping)?(?: holding)?|scrap(?:ped|ping)?|replac(?:e|ed|ing)"
    r"|merg(?:e|ed|ing))\s+(?:the\s+|our\s+|its\s+|old\s+|separate\s+|former\s+)*$",
    re.IGNORECASE,
)
"""Before the name of a meeting that is ended: "to dissolve the Gangs Action Group"."""
_ITS = re.compile(r"\s*(?:It|They|This|That panel|The (?:panel|meeting|group|forum))\b")
_NO_LONGER = re.compile(
    r"\bno (?:longer (?:an?|any|the) |separate |other )*$|\bno longer $", re.IGNORECASE
)
_ANY_LONGER = re.compile(r"[^.;]{0,25}\b(?:any longer|any ?more|since|now)\b", re.IGNORECASE)
"""Around a name: "there is no separate Missing Panel any longer"."""
_TAKES_OVER = re.compile(
    r"\b(?:replace[sd]?|replacing|supersede[sd]?|succeed(?:s|ed)"
    r"|(?:takes?|took|taken) (?:on |over )?(?:all )?(?:of )?the (?:\w+ )?(?:place|work|role"
    r"|functions?"
    r"|business|cases|duties) of"
    r"|(?:is|was|are) (?:now )?(?:the |a )?successors? (?:of|to)"
    r"|(?:takes?|took|taken) over from|(?:grew|arose) out of"
    r"|(?:formerly|previously|once|until \w+ \d{4})(?: called| known as)?)\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:replaced|superseded|succeeded|subsumed|absorbed|merged|folded|combined|amalgamated)"
    r"\s+(?:by|in|into|with|to form)\b"
    r"|\bread as (?:a )?references? to\b|\bnow (?:called|known as|the|named|styled)\b|\brenamed\b"
    r"|\b(?:gave|gives|given|made|makes) way to\b|\b(?:became|becomes|has become)\b"
    r"|\b(?:passed|transferred|moved|handed(?: over)?) to\b|\bbrought together (?:as|in)\b",
    re.IGNORECASE,
)
_REPLACED_IT = re.compile(
    r",? which (?:has )?(?:replaced|superseded|succeeded) it\b", re.IGNORECASE
)
_ARTICLES = re.compile(r"(?:\b(?:the|its|old|former|both|existing|separate)\b|\W)+$", re.IGNORECASE)
_AND = re.compile(r"(?:\W|\b(?:and|also|of|the|old|former|its)\b)*", re.IGNORECASE)
_ITS_WORK = re.compile(
    r"\bits (?:work|role|functions?|business|cases)\b[^.;]*\b(?:by|to)\b"
    r"|\bit (?:was|has been|is)(?: \w+)? (?:folded|merged|absorbed|subsumed|taken|brought)"
    r" (?:in|into|with|over by|by)\b|\bit (?:gave way to|became)\b",
    re.IGNORECASE,
)
_WHAT_IT_BECAME = re.compile(
    r"[^.;]{0,20}\b(?:what|as which|into which|the new (?:name|form) of)\b", re.IGNORECASE
)
_BECAME = re.compile(
    r"(?: \w+)? (?:became|has become|turned into|was renamed|is now called|is now)\b", re.I
)
"""Around the older name: "MACE, which is what the MASE meeting became"."""
_ASIDE = re.compile(
    r"\b(?:forms?|guidance|protocol|policy|lists?|chair|cases?|referrals?|members?|minutes|role)\b",
    re.IGNORECASE,
)
"""What may be over without the meeting being so: "the MASE form has been replaced"."""

_LEADS = re.compile(
    r"\b(?:is|are|remains|will be|acts as) the (?:lead|leading|main) (?:panel|body|meeting|forum)\b"
    r"|\b(?:is|are|remains|will be|acts as) (?:the )?lead (?:for|on|in|whenever|where|when)\b"
    r"|\bleads(?= on\b|[,.;:]|$| every| in\b| whatever| when| where\b| if\b| all\b| and\b| for\b)"
    r"|\b(?:will|shall|should|must)(?: always| then| normally)? lead\b(?! (?:professional"
    r"|officer|worker))"
    r"|\b(?:takes?|has) (?:precedence|primacy)\b|\b(?:has|holds) (?:the )?lead responsibility\b"
    r"|\b(?:takes?|has|holds|retains|keeps) the lead\b|(?<!will )\bholds? the (?:single )?plan\b"
    r"|\bstands alone\b|\bcases? (?:which|that) (?:it|the \w+) holds?\b.*\bnot\b.*\btaken to\b",
    re.IGNORECASE,
)
_OF_LEADING = re.compile(r"\blead(?:s|ing)?\b", re.IGNORECASE)
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
    r"|\bany other\b|\banother panel\b|\bother panels?\b|\bstands alone\b"
    r"|\b(?:both|two|several) (?:panels|meetings|forums|conferences)\b",
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
            if not named:
                self._answer(span)
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
            if is_panel(self.area, name.value) or _CHAIRED.search(name.value)
        ]

    def _panels(self, text: str) -> list[Found[str]]:
        return [name for name in self._meetings(text) if is_panel(self.area, name.value)]

    def _description(self, sentences: Sequence[Span], index: int) -> None:
        span = sentences[index]
        if span.passage.kind is BlockKind.TABLE_ROW:
            self._row(span)
            return
        if often := self._often(span.text):
            position, found = often
            about = subject(sentences, index, position, self._meetings)
            if not about and (over_it := named_over(span, self._meetings)):
                about = over_it, span
            if about:
                words = span.within(found.start, found.end)
                self.said.frequency.setdefault(about[0], Fact(about[0], found.value, words))
        if chair := _CHAIR.search(span.text):
            # "the chair of MACE is ...": the name stands inside what was matched
            group = chair.lastgroup or "by"
            about = subject(sentences, index, chair.start(group), self._meetings)
            if group == "chairs":
                after = [n.value for n in self._meetings(span.text) if n.start >= chair.end()]
                about = (after[0], span) if after else about
            if about and chair[group]:
                who = Fact(about[0], " ".join(chair[group].split()), span.within(*chair.span()))
                self.said.chair.setdefault(about[0], who)

    def _answer(self, span: Span) -> None:
        """How often and who, where a heading or stem asks and the sentence only answers."""
        asked = next(iter(over(span)), "")
        if not _ASKS.search(asked) or span.passage.kind is BlockKind.TABLE_ROW:
            return
        about = named_over(span, self._meetings)
        if not about or not own_voice(span):
            return
        often = frequencies(span.text)
        if often and _HOW_OFTEN.search(asked) and is_bare(span.text):
            words = span.within(often[0].start, often[0].end)
            self.said.frequency.setdefault(about, Fact(about, often[0].value, words))
        if _CHAIR_ASKED.search(asked) and (who := _PERSON.match(span.text)):
            words = span.within(*who.span("who"))
            self.said.chair.setdefault(about, Fact(about, who["who"], words))

    def _often(self, text: str) -> tuple[int, Found[Duration]] | None:
        """How often a sentence says that something meets, and where it says so."""
        found = frequencies(text)
        for often in found:
            meets = [m for m in _MEETS.finditer(text, 0, often.start) if often.start - m.end() < 60]
            if meets and not _JOINT.search(text):
                return meets[-1].start(), often
            if _JOINT.search(text):
                continue
            if _SORT_OF_MEETING.match(text, often.end):
                named = [name for name in self._meetings(text) if name.end <= often.start]
                if named and often.start - named[-1].end < 25:
                    return often.start, often
            named = [name for name in self._meetings(text) if name.end <= often.start]
            if named and _STRAIGHT.fullmatch(text, named[-1].end, often.start):
                return often.start, often
            ahead = [n for n in self._meetings(text) if 0 <= n.start - often.end < 15]
            if ahead and text[often.end : ahead[0].start].strip() in {"", "multi-agency"}:
                return ahead[0].end, often
        return None

    def _row(self, span: Span) -> None:
        """A row of a table of meetings: its name, and columns for how often and the chair."""
        named, passage = self._meetings(span.text), span.passage
        if not passage.header:
            return
        titles = list(passage.header)
        if len(passage.cells) == 2 and not _NAMES_MEETINGS.search(passage.header[0]):
            # a sheet about one meeting: what is told stands in the first column
            titles = ["", passage.cells[0]]
            named = named if named and named[0].end <= len(passage.cells[0]) else []
        about = named[0].value if named else self._of_the_sheet(span)
        if not about:
            return
        start = 0
        for title, cell in zip(titles, passage.cells, strict=False):
            words = span.within(start, start + len(cell))
            often = frequencies(cell)
            if often and (
                _HOW_OFTEN.search(title) or _MEETS.search(cell) or (title != cell and is_bare(cell))
            ):
                self.said.frequency.setdefault(about, Fact(about, often[0].value, words))
            if _CHAIR_COLUMN.search(title) and cell.strip() and title != cell:
                self.said.chair.setdefault(about, Fact(about, cell.strip(), words))
            start += len(cell) + 3

    def _of_the_sheet(self, span: Span) -> str:
        """The meeting that a table without its name is about: its heading's, or the title's."""
        for words in (*reversed(span.passage.headings), self.judged.document.title):
            named = {name.value for name in self._panels(words)}
            if named:
                return named.pop() if len(named) == 1 else ""
        return ""

    def _end(self, sentences: Sequence[Span], index: int) -> None:
        """Note an end: "X was abolished", "Y replaces X", "its work is done by Y" after either."""
        span = sentences[index]
        named = self._panels(span.text)
        heir = ""
        for previous, name in pairwise(named):
            if previous.value == name.value:
                continue
            lead_in = _ARTICLES.sub("", span.text[: name.start])
            between = span.text[previous.end : name.start]
            if heir and _AND.fullmatch(between):
                # "replaces both the MASE and the Gangs Panel"
                self._ended(name.value, heir, span)
                continue
            heir = ""
            became = _BECAME.match(span.text, name.end) and _WHAT_IT_BECAME.match(between)
            if _TAKES_OVER.search(lead_in) or became:
                heir = previous.value
                self._ended(name.value, heir, span)
            elif _BY.search(between) or _REPLACED_IT.match(span.text, name.end):
                self._ended(previous.value, name.value, span)
        for name in named:
            gone = _NO_LONGER.search(span.text[: name.start])
            if gone and (
                "longer" in gone.group().casefold() or _ANY_LONGER.match(span.text, name.end)
            ):
                self._ended(name.value, "", span)
        for name in named:
            if _CLOSES.search(span.text[: name.start]):
                heirs = [n.value for n in named if n.start > name.end and n.value != name.value]
                self._ended(name.value, heirs[0] if heirs else "", span)
        over = _OVER.search(span.text)
        if over and index and _ITS.match(span.text):
            above = sentences[index - 1]
            ended = {n.value for n in self._panels(above.text)}
            if len(ended) == 1 and _place(above) == _place(span):
                heirs = [n.value for n in named if n.start > over.start()]
                self._ended(ended.pop(), heirs[0] if heirs else "", span)
        last = [name for name in named if over and name.start < over.start()]
        if over and last:
            gap = span.text[last[-1].end : over.start()]
            if ";" not in gap and len(gap) < 80 and not _ASIDE.search(gap):
                self._ended(last[-1].value, "", span)
                for previous, name in pairwise(reversed(last)):
                    # "the MASE and Gangs Panel meetings are no longer held"
                    if not _AND.fullmatch(span.text[name.end : previous.start]):
                        break
                    self._ended(name.value, "", span)
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
        if own is None:
            return
        about, condition = self._leader(sentences, index)
        if not about:
            return
        if span.passage.kind is not BlockKind.TABLE_ROW:
            # "Where that is so the panel leads": the condition stands in the sentences before
            before = (s for s in sentences[max(0, index - 3) : index] if _place(s) == _place(span))
            condition = " ".join([*(s.text for s in before), condition])
        others = set(Issue) if _UNIVERSAL.search(condition) else set(issues_in(condition))
        pairs = frozenset(frozenset({own, other}) for other in others - {own})
        if pairs:
            self.said.leads.append(Fact(about, pairs, span))

    def _leader(self, sentences: Sequence[Span], index: int) -> tuple[str, str]:
        """The panel that leads, empty if none does, and the words that say when.

        Where a semicolon parts two panels that lead, the first to lead beside
        another issue than the document's own is taken.
        """
        span = sentences[index]
        if span.passage.kind is BlockKind.TABLE_ROW:
            return self._in_lead_column(span), span.text
        claims = [
            (found[0], _half(span.text, lead.start()))
            for lead in _LEADS.finditer(span.text)
            if not _ASKED.search(span.text[: lead.start()])
            and (found := subject(sentences, index, lead.start(), self._panels))
        ]
        own = self.area.issue(span.document)
        for claim in claims:
            if _UNIVERSAL.search(claim[1]) or set(issues_in(claim[1])) - {own}:
                return claim
        if claims:
            return claims[0]
        led = [n.value for n in self._panels(span.text) if _LED_BY.search(span.text[: n.start])]
        return (led[0] if led else ""), span.text

    def _in_lead_column(self, span: Span) -> str:
        for title, cell in zip(span.passage.header, span.passage.cells, strict=False):
            if _LEAD_COLUMN.search(title):
                named = self._panels(cell)
                return named[0].value if named else ""
        return ""


def _half(text: str, position: int) -> str:
    """The part of a sentence between semicolons that a position stands in.

    The whole where no other part speaks of leading.
    """
    halves = re.split(r"(?<=;)", text)
    if sum(bool(_OF_LEADING.search(half)) for half in halves) < 2:
        return text
    end = 0
    for half in halves:
        end += len(half)
        if position < end:
            return half
    return text


def _place(span: Span) -> tuple[str, str]:
    return span.passage.location.section, span.passage.location.paragraph


def expansions(area: Area) -> Iterator[Fact[str]]:
    """Each document's written-out form of the acronym of a meeting."""
    for judged in area.documents:
        for span in area.sentences(judged.document.id):
            for name in area.names.mentions(judged.document.id, span.text):
                long = area.names.expansion(judged.document.id, name.value)
                if long and is_panel(area, name.value) and long.casefold() in span.text.casefold():
                    yield Fact(name.value, long, span.within(name.start, name.end))
