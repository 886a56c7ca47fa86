"""Governance: who is accountable for what, and to whom, where two documents name two bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.answers import Statement, clashes, other_people, others, statements
from checker.reconciling.claims import Claim, claims, opposed
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.normalise import Found, fold
from checker.reconciling.subjects import subject
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.GOVERNANCE
CRITERION = "audit/governance"

Body = frozenset[str]
"""A body's name, reduced to the words that tell it from others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of accountability that a sentence states.

    ``bodies`` are accountable, a parent body beside its sub-group; ``shown`` is
    the name as written. ``work`` says what for; it is empty where a body (the
    fact's subject) accounts to another. ``over`` where the body only sees to the
    work ("oversees", "leads on"), as a sub-group does for the one that answers.
    """

    bodies: frozenset[Body]
    shown: str
    work: frozenset[str] = frozenset()
    over: bool = False


def find(area: Area) -> Iterator[Inconsistency]:
    """Two bodies accountable for the same work, or one body accounting to two."""
    given = {j.document.id: tuple(lines(area, j.document.id)) for j in area.documents}
    said = {j.document.id: _answers(area, j.document.id) for j in area.documents}
    claimed = {j.document.id: _claims(area, j.document.id) for j in area.documents}
    likeness = weighed(area)
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        found = [*_for_the_same_work(area, one, two), *_by_the_same_body(area, one, two)]
        if not found:
            ours, theirs = said[first.document.id], said[second.document.id]
            command = _command(area, (*one, *two))
            for a, b in clashes(likeness, ours, theirs, _others_answer, _LIKE):
                if not _in_line(area, a, b, command):
                    found.append(_two_answers(area, a, b))
        if not found:
            sides = claimed[first.document.id], claimed[second.document.id]
            for c, d in opposed(area, *sides, _claimed_by_others, _NEAR):
                if not _in_line(area, c, d, command):
                    found.append(_two_answers(area, c, d))
        yield from found


@told_once
def _answers(area: Area, document: str) -> list[Statement]:
    """What a document says of who answers for what, apart from duties, news and membership."""
    found = []
    for statement in statements(area, document, _ANSWERS):
        text = statement.span.text
        cue = _ANSWERS.search(text)
        if cue is None or _BESIDE.search(_clause(text, cue.start())) or _CEASED.search(text):
            continue
        if _DUTY.match(cue.group()) and not any(_GOVERNS.search(a) for a in _written(statement)):
            continue
        found.append(statement)
    return found


def _claims(area: Area, document: str) -> list[Claim]:
    """What a document says of who answers for, approves or owns a thing."""
    found = []
    for claim in claims(area, document, _CLAIMS):
        text = claim.span.text
        cue = _CLAIMS.search(text)
        clause = _clause(text, cue.start() if cue else 0)
        # "accountable to the chair of the Board" is accountable to the Board
        if not claim.actors or _BESIDE.search(_CHAIR_OF.sub("", clause)) or _CEASED.search(clause):
            continue
        if _ITSELF.search(text):
            continue
        if (
            cue
            and _DUTY.match(cue.group())
            and not any(_GOVERNS.search(a) for a in _written(claim))
        ):
            continue
        found.append(claim)
    return found


def _claimed_by_others(one: Claim, two: Claim) -> bool:
    """Whether others answer; of reports, whether the one who reports is the same."""
    ones, twos = (bool(_ACCOUNTS_TO.search(c.span.text)) for c in (one, two))
    if (ones or twos) and not (ones and twos and one.actors & two.actors):
        return False
    return others(one.actors, two.actors)


def _written(statement: Statement | Claim) -> list[str]:
    """The actors of a statement, as folded words."""
    return [" ".join(sorted(actor)) for actor in statement.actors]


def _clause(text: str, position: int) -> str:
    """The clause of a sentence that a position stands in."""
    end = 0
    for part in re.split(r"(?<=[;:])\s|, (?=(?:and|but|while|which)\b)", text):
        end = text.index(part, end) + len(part)
        if position < end:
            return part
    return text


_DUTY = re.compile(r"responsib|monitor|led by|lead|owns|owned|sponsor|steer", re.IGNORECASE)
"""Cues that are said of a worker's task as well as of a body's accountability."""
_GOVERNS = re.compile(
    r"\b(?:board|partnership|executive|committee|subgroup|group|council|cabinet|director|head"
    r"|member|commissioner|scrutineer|principal|analyst|superintendent|team|service|forum|authority"
    r"|alliance|network|commission|office|department|directorate|governors?|mayor|leader|panel"
    r"|chief|manager|partners)\b"
)
_BESIDE = re.compile(
    r"\b(?:members?(?:hip)?(?! for)|made up of|represent\w*|seats?|attend\w*|invit\w+|observers?"
    r"|quorum|cop(?:y|ies|ied)|for information|inform(?:ed|s)|kept (?:up to date|informed)"
    r"|support(?:s|ed by)|helps? (?:to )?deliver|deliver(?:s|ed|y)|hosts?|hosted|employ\w*"
    r"|pays? for|secretariat|administ\w+|consult\w*|advises?|works? with|in partnership with"
    r"|jointly with|contributes?|receives?|chair(?:s|ed)? (?:of|by|the))\b",
    re.IGNORECASE,
)
"""What brings a second body into a sentence without making it answer for anything."""


_CEASED = re.compile(
    r"\b(?:ceased?|no longer|nor|neither|(?:is|are|has|have|does|do|was|were) not|holds? no|has no"
    r"|have no|without)\b(?! (?:only|later|just))",
    re.IGNORECASE,
)
"""Of a body that does not answer."""


def _others_answer(one: Statement, two: Statement) -> bool:
    """Whether other people answer; a report to someone is compared for one body alone."""
    cues = [_ANSWERS.search(s.span.text) for s in (one, two)]
    if any(cue and cue.group().casefold().startswith("report") for cue in cues):
        return bool(one.actors & two.actors) and other_people(one, two)
    return not one.actors & two.actors and other_people(one, two)


def _command(area: Area, given: Iterable[Fact[Line]]) -> list[tuple[Body, frozenset[Body]]]:
    """Who accounts to whom: a body and those above it."""
    return [(_telling(fold(f.subject)) - _places(area), f.value.bodies) for f in given if f.subject]


def _in_line(
    area: Area,
    one: Statement | Claim,
    two: Statement | Claim,
    command: Sequence[tuple[Body, frozenset[Body]]],
) -> bool:
    """Whether one of the two that answer accounts to the other."""
    ours, theirs = one.actors - two.actors, two.actors - one.actors
    return _above(ours, theirs, command) or _above(theirs, ours, command)


def _above(
    low: Iterable[Body], high: Iterable[Body], command: Sequence[tuple[Body, frozenset[Body]]]
) -> bool:
    """Whether a body of ``low`` accounts, in one step or several, to one of ``high``."""
    reached, waiting = set(), [frozenset(low)]
    while waiting:
        bodies = waiting.pop()
        for sub, parents in command:
            if parents not in reached and _same([sub], bodies):
                reached.add(parents)
                waiting.append(parents)
    return any(_same(parents, high) for parents in reached)


_ANSWERS = re.compile(
    r"\b(?:accountab\w+|answerable|answers? (?:for|to)|responsib\w+|owns|owned|ownership|overse\w+"
    r"|oversight|reports? (?:\w+ )?to|reporting to|governance|strategic lead\w*|portfolio|budget"
    r"|sign(?:s|ed)? off|to account|monitors?|last word|final|governed|in charge|buck stops"
    r"|holds? the ring|sponsor\w*|steers?|led by|leads? (?:on|for))\b",
    re.IGNORECASE,
)
"""Words of a sentence that says who answers for something."""
_ACCOUNTS_TO = re.compile(
    r"\b(?:accountable|answerable|answers?|reports?|reporting"
    r"|accounts?)\b(?! for)[^.;,]{0,30}?\bto\b"
    r"|\bheld to account\b",
    re.IGNORECASE,
)
"""Of one who accounts to another: two such claims are of one thing where the first is the same."""
_CHAIR_OF = re.compile(r"\b(?:the|its|her|his) chair of\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"\b(?:accountab\w+|answerable|answers? (?:only |solely |directly )?(?:for|to)|responsib\w+"
    r"|owns"
    r"|owned|owners?(?:hip)?|belongs? to|overse\w+|oversight|reports? (?:[\w’']+ ){0,3}to"
    r"|governance|governed|approv\w+|sign(?:s|ed)? off|to account|last word|final (?:say|decision)"
    r"|in charge|buck stops|assur\w+|strategic lead\w*|portfolio|sponsor\w*|commissioned by"
    r"|(?:lies|sits|rests|vested|stays|remains) with|in the hands of|falls to|decides on"
    r"|led by|leads? (?:on|for|the)|steers?|holds? the budget|budget|takes? the lead|lead (?:body"
    r"|agency|board)|is the body|reporting line|line (?:of \w+ )?(?:runs|goes|is)"
    r"|accounts? (?:to|for"
    r"|is (?:given|rendered|made))|scrutin\w+|direct(?:s|ed) (?:by|the)|commission\w*"
    r"|authoris\w+|ratif\w+|adopt(?:s|ed)|endors\w+|sets? (?:the|its) (?:priorities|strategy"
    r"|direction|programme)|charged with|in charge|risk register|remit|mandate"
    r"|monitor\w*"
    r"|audits?|audited|duty holder|decides? (?:what|whether|how|who|which"
    r"|upon)|(?:decision|choice) (?:is|lies|rests)|judged by|judges|keeps? (?:an )?(?:eye"
    r"|watch))\b",
    re.IGNORECASE,
)
"""The same, and the words of approving, owning and assuring a plan, a paper or a service."""
_NEAR = 1.3
"""Least that two claims have in common besides who is named in them."""
_LIKE = 0.4
"""Least likeness of two sentences that say who answers for one thing."""


def _two_answers(area: Area, one: Statement | Claim, two: Statement | Claim) -> Inconsistency:
    names = [f"{s.shown} ({area.name(s.span.document)})" for s in (one, two)]
    return inconsistency(
        _TYPE,
        {s.span.document: [s.span] for s in (one, two)},
        severity=Severity.MEDIUM,
        summary=f"Who answers for the same thing: {names[0]} or {names[1]}?",
        suggestion="Agree one who answers for it, and what the other is told.",
        criterion=CRITERION,
    )


# --- lines of accountability -------------------------------------------------------------

_FOR = re.compile(
    r"\b(?:accountable|answerable|(?:accountable|lead|responsible) (?:body|board|partnership))"
    r"(?:,[^,.;]{2,40},)?\s+(?:(?:to|before) [^.;]{3,60}? )?(?:for|in respect of|in all that"
    r"|when it comes to)\b"
    r"|\banswers?(?:,[^,.;]{2,40},)? for\b|\b(?:is|are) held (?:to account|responsible) for\b"
    r"|\b(?:is|are) in (?:overall )?charge of\b|\b(?:is|are) charged with\b"
    r"|\bresponsible for (?:(?:the )?(?:overseeing|oversight of|leading|leadership of)|the "
    r"response to"
    r"|all|the whole)\b|\boversees\b"
    r"|\bowns(?: and is (?:responsible|accountable) for)?\b"
    r"|\bholds? (?:\w+ ){1,3}to account for\b|\bleads? (?:strategically )?on\b"
    r"|\b(?:holds?|has|have|carr(?:y|ies)|takes?|bears?) (?:the )?(?:(?:overall|lead|strategic"
    r"|final|ultimate|sole|full|whole) )?(?:responsibility|accountability) for\b"
    r"|\b(?:strategic|overall) oversight (?:of|for)\b",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:(?:accountability|(?:(?:overall|lead|strategic|final|ultimate) )?responsibility"
    r"|(?:duty|task) (?:to answer|of answering)) for"
    r"|(?:governance|ownership|oversight|(?:overall|strategic) (?:oversight|leadership))"
    r" (?:of|for))\b"
    r"(?P<what>[^.;]{3,120}?)\b(?:rests?|lies?|sits?|belongs?|is (?:held|provided)) (?:with|by"
    r"|to)\b",
    re.IGNORECASE,
)
_OVERSEEN = re.compile(
    r"\b(?P<what>(?:response|work|approach|action)\b[^.;]{3,80}?) (?:is|are) (?:overseen|led"
    r"|directed"
    r"|governed|owned) by\b",
    re.IGNORECASE,
)
_FOR_IT = re.compile(
    r"^(?:For|On|As (?:to|regards)|With (?:regard|respect) to|In(?: the)? (?:matters?|cases?) of) "
    r"(?P<what>[^.;]{3,140}?),(?= (?:it is )?(?:the |our )?[A-Z][^.;]{3,90}? "
    r"(?:is|are|remains?|answers?|that)\b[^.;]{0,40}?\b(?:accountable|answerable|responsible"
    r"|account"
    r"|answers?)\b)"
)
"""What for comes first: "For abuse between partners, the Board is the body that answers"."""
_BODY_IS = re.compile(
    r"^(?:The |Our )?(?:accountable|lead|responsible) (?:body|board|partnership) for "
    r"(?P<what>[^.;]{3,80}?)"
    r" (?:is|remains)\b(?! accountable)",
    re.IGNORECASE,
)
"""The body comes last: "the accountable body for exploitation is the Partnership"."""
_TO = re.compile(
    r"\b(?:accountable|answerable)\b(?: \w+){0,3} to\b|\banswers? to\b"
    r"|\breports? (?:\w+ )?(?:go|goes|are (?:sent|made)|is (?:sent|made)) to\b"
    r"|\baccounts?(?: for [\w ]{2,20})? to\b|\b(?:is|are) (?:overseen|governed) by\b"
    r"|\bunder the (?:governance|oversight) of\b"
    r"|\breports?(?: in)?(?: (?:quarterly|monthly|annually|yearly|directly|straight|formally"
    r"|regularly|every|each|once|twice"
    r"|a|one|two"
    r"|three|four|six|times|months?|quarter|year))* ?(?:in)?to\b",
    re.IGNORECASE,
)
_INFORMED = re.compile(
    r"\bfor information\b|\bcop(?:y|ies|ied)\b|\binformed\b|\bannual (?:report|summary)\b"
    r"|\b(?:figures|numbers|data|statistics|returns)\b[^.;]{0,30}\b(?:to|go|sent)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\bthis (?:strategy|protocol|procedure|policy|guidance|guide|chapter|document|plan|work"
    r"|pathway|manual|card|handbook|framework|arrangement)s?\b"
    r"|\bthese (?:arrangements|procedures)\b|\barrangements in this\b",
    re.IGNORECASE,
)
_EVERY_EXPLOITATION = re.compile(
    r"\bexploitation,? [\w ]*\bcriminal\b|\b(?:child|all|every|any)(?: forms? of)? exploitation\b"
    r"|\bexploitation(?: of children)?,? (?:in (?:all its|every) forms?|of (?:every|any"
    r"|all) (?:kind"
    r"|sort|form)s?)\b",
    re.IGNORECASE,
)
_CRIMINAL = re.compile(
    r"\b(?:child )?criminal(?:ly)?(?: (?:and|or) sexual(?:ly)?)? exploit\w+(?: of children)?"
    r"|\bCCE\b|\bcounty "
    r"lines\b",
    re.IGNORECASE,
)
_OBJECT_ENDS = re.compile(
    r"; |,? and (?:it |will |answers|accounts|approves|receives|reports|is )|, which "
)
_IT = re.compile(r"\s+it\b", re.IGNORECASE)


@told_once
def lines(area: Area, document: str) -> Iterator[Fact[Line]]:
    """The lines of accountability that a document states."""
    sentences = area.sentences(document)
    for index, sentence in enumerate(sentences):
        if sentence.passage.kind is not BlockKind.TABLE_ROW:
            yield from _responsible(area, sentence)
            yield from _reporting(area, sentences, index)


def _responsible(area: Area, sentence: Span) -> Iterator[Fact[Line]]:
    """Who is accountable for what; without an object, for what the document is about."""
    text = sentence.text
    over, work = False, ""
    if rests := (
        _RESTS.search(text) or _BODY_IS.search(text) or _OVERSEEN.search(text)
        or _FOR_IT.search(text)
    ):  # fmt: skip
        names, work, cue = _names(area, sentence, rests.end()), rests["what"], rests
    elif stands := _FOR.search(text):
        names = _names(area, sentence, 0, stands.start())[::-1]
        work, cue = _OBJECT_ENDS.split(text[stands.end() :])[0], stands
        over = _OVERSEES.match(stands.group()) is not None
    elif after := _ALONE_AFTER.search(text):
        names, cue = _names(area, sentence, after.end()), after
    elif before := _ALONE.search(text):
        names, cue = _names(area, sentence, 0, before.start())[::-1], before
    else:
        return
    if not names or _NOT_ACCOUNTABLE.search(text[: cue.end()]):
        return
    bodies = _reduced(area, sentence, names[:1])
    if not bodies or not own_voice(sentence.within(cue.start(), cue.end())):
        return
    governed = area.names.mentions(sentence.document, work)
    if governed and not over and cue.re in {_RESTS, _BODY_IS, _OVERSEEN, _FOR}:
        # "governance of the HSB Panel is provided by ..." is a line from that panel
        yield Fact(governed[0].value, Line(bodies, names[0]), sentence)
        return
    own = area.issue(sentence.document)
    given = _work(work, own)
    if not given and own and not over and (not work or _OF_IT_ALL.match(work)):
        given = frozenset({own.wording})
    if given:
        yield Fact("", Line(bodies, names[0], given, over), sentence)


_ALONE = re.compile(
    r"\b(?:is|are|be|remains?|shall be|stands?)(?: (?:now|alone|solely|therefore|thus|also|still"
    r"|ultimately|itself))*(?: (?:the|its|our|a|an))?(?: (?:one|only|single|sole|lead))*"
    r"(?: (?:solely|alone))? (?:accountable|answerable)\b(?: (?:body|board|partnership))?"
    r"(?! (?:to|before)\b)|\bha(?:s|ve) (?:now )?sole charge\b"
    r"|\bholds? (?:sole |overall |the |full )?accountability\b|\balone (?:answers|owns|accounts)\b"
    r"|\b(?:will |shall |alone )?owns? (?:it|this|the plan|the \w+ plan)\b"
    r"|\bholds? (?:us|agencies|partners|everyone|all of us) to account\b",
    re.IGNORECASE,
)
"""That the body named before answers, without what for."""
_ALONE_AFTER = re.compile(
    r"\b(?:one|single|sole|only) (?:owner|master|accountable (?:body|board))\b(?: (?:is|and that is"
    r"|being)\b|[,:–—-]+)|^(?:Accountable(?: (?:body|board|partnership))?|Accountability|Owner"
    r"|Owned"
    r" by)(?: \([^)]*\))?\s*(?:[:|–—-]|is)\s|\b(?:answered for|owned) by\b"
    r"|\baccountability\b(?: for [^.;,]{2,60}?)?,?(?: (?:is|being))? "
    r"(?:rests|lies|sits|vested|vests|held|placed|resides) (?:now |alone |solely |in one place, )?"
    r"(?:with|in|by)\b",
    re.IGNORECASE,
)
"""That the body named next answers."""
_NOT_ACCOUNTABLE = re.compile(
    r"\b(?:not|no longer|nor|neither|never|cease[sd]?|formerly|was|were)\b[^.;:]{0,25}$"
    r"|\b(?:not|no longer|nor|neither|never)\b[^.;:,]{0,20}"
    r"\b(?:accountab|answer|own|responsib)\w*[^.;:]{0,12}$",
    re.IGNORECASE,
)
_OF_IT_ALL = re.compile(
    r"\s*(?:it|this|all (?:of it|that)|every ?(?:thing|part)|the whole|both|all (?:two|three|four)"
    r"|(?:the|this|our) (?:plan|strategy|work|response))\b",
    re.IGNORECASE,
)


_OVERSEES = re.compile(
    r"oversees|leads|(?:strategic|overall) oversight|responsible for (?:the )?(?:oversee|oversight"
    r"|lead)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:sub-?group|steering|delivery|operational|working|task|panel|forum|team)\b", re.IGNORECASE
)


def _work(text: str, own: Issue | None) -> frozenset[str]:
    """What a body is accountable for; criminal exploitation is apart from gangs and violence."""
    criminal = _CRIMINAL.search(text) is not None
    issues = set(issues_in(_CRIMINAL.sub(" ", text)))
    if _EVERY_EXPLOITATION.search(text):
        issues.add(Issue.CSE)
        criminal = True
    if own and _ITSELF.search(text):
        issues.add(own)
    work = {issue.wording for issue in issues}
    return frozenset(work | {"child criminal exploitation"} if criminal else work)


def _reporting(area: Area, sentences: Sequence[Span], index: int) -> Iterator[Fact[Line]]:
    """Which panel accounts to whom; "it" is the first body of the sentence before."""
    sentence, before = sentences[index], sentences[index - 1] if index else None
    told = False
    heard: set[str] = set()

    def mentions(text: str) -> list[Found[str]]:
        """The bodies of a text, without the one that is reported to."""
        named = area.names.mentions(sentence.document, text)
        return [name for name in named if name.value not in heard]

    for cue in _TO.finditer(sentence.text):
        if told and _IT.match(sentence.text[cue.end() :]):
            continue
        told = True
        heard = {
            name.value
            for name in area.names.mentions(sentence.document, sentence.text)
            if name.start >= cue.end()
        }
        accounting = subject(sentences, index, cue.start(), mentions)
        names = _names(area, sentence, cue.end())
        if before and _IT.match(sentence.text[cue.end() :]):
            names = _names(area, before, 0)
        if not accounting or not names or _INFORMED.search(sentence.text):
            continue
        if own_voice(sentence.within(cue.start(), cue.end())):
            line = Line(_reduced(area, sentence, names), names[0])
            yield Fact(accounting[0], line, sentence)


# --- the names of governing bodies -------------------------------------------------------

_HEAD = re.compile(
    r"\b(?:board|partnership|executive|committee|sub-?group|group|cabinet|forum|council|director"
    r"|safeguarding partners|CSP|[A-Z]*SC[BP])\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-Z][\w'’&-]*"
_NAME = re.compile(
    rf"\b(?i:(?:lead |delegated |statutory )?safeguarding partners)\b"
    rf"|(?<![\w-]){_CAPITAL}(?: +(?:(?:of|for|and|on|against) +(?:the +)?)?{_CAPITAL})*"
)
_LEADING = re.compile(r"^(?:The|This|In|And|Its|Our|Overall)\s+")
_PARENT = re.compile(r" +of +the +|(?:(?<=Board)|(?<=Partnership)|(?<=Council))['’]s +")
_SYNONYMS = {
    "csp": "community safety",
    "da": "domestic abuse",
    "safer": "community safety",
    "lscb": "safeguarding children",
    "lscp": "safeguarding children",
    "scp": "safeguarding children",
    "subgroup": "sub group",
}
"""Short names; "Safer Eastmere Partnership" is what a community safety partnership is called."""

_EMPTY = frozenset(
    {"the", "board", "partnership", "and", "of", "for", "local", "county", "council"}
)


def _names(area: Area, span: Span, start: int, end: int | None = None) -> list[str]:
    """The governing bodies that part of a sentence names, as written, in order."""
    stop = len(span.text) if end is None else end
    found = [_LEADING.sub("", m.group()) for m in _NAME.finditer(span.text, start, stop)]
    # "the Trust Board and the Executive" are two
    names = [name for joined in found for name in _TWO_BODIES.split(joined)]
    return [_full(area, span, _OWNS.sub("", name)) for name in names if _HEAD.search(name)]


_TWO_BODIES = re.compile(
    r"(?:(?<=Board)|(?<=Forum)|(?<=Group)|(?<=Panel)|(?<=Partnership)|(?<=Committee)"
    r"|(?<=Executive)) and (?:the )?"
)
_OWNS = re.compile(r"['’]s?$")


def _full(area: Area, span: Span, name: str) -> str:
    """What "the Board" stands for: the name it is short for, else the last that ends so."""
    if " " in name:
        return name
    if written := area.names.expansion(span.document, name):
        return written
    text = area.get(span.document).document.text
    short = re.compile(rf"\s*\(\W?(?:the )?{re.escape(name)}\W?\)")
    names = [m for m in _NAME.finditer(text) if m.group().endswith(f" {name}")]
    for match in names:
        if short.match(text[match.end() :]):
            return _LEADING.sub("", match.group())
    earlier = [m.group() for m in names if m.start() < span.location.end]
    return _LEADING.sub("", earlier[-1]) if earlier else name


def _reduced(area: Area, span: Span, names: Iterable[str]) -> frozenset[Body]:
    """The names without what they share with others; a parent body is a body of its own."""
    places = _places(area)
    found = set()
    for name in names:
        for part in _PARENT.split(name):
            full = re.sub(r"\bpartners\b", "children", fold(_full(area, span, part)))
            body = _telling(full) - places
            found.add(_SAFEGUARDING | body if body == {"executive"} else body)
    return frozenset(body for body in found if body)


def _telling(name: str) -> Body:
    """The words of a folded name that tell the body from others."""
    words = " ".join(_SYNONYMS.get(word, word) for word in name.split())
    return frozenset(words.split()) - _EMPTY


_SAFEGUARDING = frozenset({"safeguarding", "children"})
"""Whose executive "the Executive" is, where no name says another."""


def _places(area: Area) -> set[str]:
    return {word for judged in area.documents for word in fold(judged.document.area).split()}


def _same(one: Iterable[Body], two: Iterable[Body]) -> bool:
    """Whether some body of one line may be a body of the other, more fully named."""
    return any(a <= b or b <= a for a in one for b in two)


# --- one document that names two ------------------------------------------------------

_WHOLE = re.compile(
    r"\b(?:accountable|answerable)\b(?:,? [^.;]{0,60}?)?\bfor (?:(?:the|this|our|its|all|whole|of"
    r"|every|local|overall|both|delivery|delivering|success|results|outcomes) )*"
    r"(?:(?!and\b|or\b)\w+(?:['’]s)? ){0,2}"
    r"(?:response|strategy|strategies|protocol|procedure|policy|guidance|plan|framework|chapter"
    r"|document|approach|agenda|programme|everything)\b",
    re.IGNORECASE,
)
"""That a body answers for the work as a whole, and not for a task within it."""


def two_owners(area: Area, document: str) -> tuple[Fact[Line], Fact[Line]] | None:
    """Two sentences by which two bodies, neither below the other, answer for the same work."""
    given = lines(area, document)
    command = _command(area, given)
    whole = [f for f in given if f.value.work and not f.value.over and _WHOLE.search(f.span.text)]
    for first, second in combinations(whole, 2):
        one, two = first.value.bodies, second.value.bodies
        if not first.value.work & second.value.work or _same(one, two):
            continue
        if not _above(one, two, command) and not _above(two, one, command):
            return first, second
    return None


# --- what is reported --------------------------------------------------------------------


def _for_the_same_work(
    area: Area, ours: Sequence[Fact[Line]], theirs: Sequence[Fact[Line]]
) -> Iterator[Inconsistency]:
    apart = []
    command = _command(area, (*ours, *theirs))
    for work in sorted({work for fact in ours for work in fact.value.work}):
        sides = [[f for f in side if work in f.value.work] for side in (ours, theirs)]
        one, two = ({b for f in side for b in f.value.bodies} for side in sides)
        if not one or not two or _same(one, two):
            continue
        if _above(one, two, command) or _above(two, one, command):
            continue
        # a sub-group may see to what another body answers for
        if any(all(f.value.over and _SUBORDINATE.search(f.value.shown) for f in s) for s in sides):
            continue
        apart.append(work)
    if apart:
        sides = [[f for f in side if f.value.work & set(apart)] for side in (ours, theirs)]
        what = " and ".join(apart)
        asked = f"Who is accountable for {what}"
        yield _apart(area, *sides, asked=asked, line=f"one body accountable for {what}")


def _by_the_same_body(
    area: Area, ours: Sequence[Fact[Line]], theirs: Sequence[Fact[Line]]
) -> Iterator[Inconsistency]:
    for body in sorted({f.subject for f in ours if f.subject}):
        one = [f for f in ours if f.subject == body]
        two = [f for f in theirs if f.subject == body]
        if two and not any(_same(a.value.bodies, b.value.bodies) for a in one for b in two):
            who = f"the {area.names.display(body)}"
            asked = f"To whom does {who} account"
            yield _apart(area, one, two, asked=asked, line=f"one line of accountability for {who}")


def _apart(
    area: Area,
    ours: Sequence[Fact[Line]],
    theirs: Sequence[Fact[Line]],
    *,
    asked: str,
    line: str,
) -> Inconsistency:
    one, two = (f"the {f.value.shown} ({area.name(f.document)})" for f in (ours[0], theirs[0]))
    return inconsistency(
        _TYPE,
        {side[0].document: [f.span for f in side] for side in (ours, theirs)},
        severity=Severity.MEDIUM,
        summary=f"{asked}: {one} or {two}?",
        suggestion=f"Agree {line}, and what the other body is told.",
        criterion=CRITERION,
    )
