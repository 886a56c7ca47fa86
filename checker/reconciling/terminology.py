"""Terminology: a word one document bars and another uses, one thing under two names, and the like.

Words that blame a child are not compared here: whether a document may use
them is a criterion of its own, and a matter of stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.model import AssertionStatus, BlockKind, Inconsistency, InconsistencyType, Severity
from checker.passages import assertion
from checker.reconciling.doors import own_door
from checker.reconciling.facts import Area, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.likeness import ideas
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.names import MEETINGS, acronyms
from checker.reconciling.normalise import fold, telephones

_TYPE = InconsistencyType.TERMINOLOGY
_NOT_MEANT = {AssertionStatus.REJECTED, AssertionStatus.HISTORICAL, AssertionStatus.EXAMPLE}
"""Where a word is not the document's own; in a reported view the words still are."""


def find(area: Area) -> Iterator[Inconsistency]:
    """Words barred here and used there, rival names for one thing, acronyms for two."""
    yield from _barred_here_used_there(area)
    yield from _rival_names(area)
    yield from _settled_here(area)
    yield from _rival_papers(area)
    yield from _rival_doors(area)
    yield from _two_expansions(area)
    yield from _by_their_descriptions(area)


# --- one thing described alike and named otherwise ---------------------------------------

_NAMED_SO = re.compile(
    r"\b(?:is|are|was|what we|now|also|which we|locally)? ?(?:called|call|known as|named|termed"
    r"|referred to as|described as|styled)\s+(?:a |an |the )?[\"“‘']?(?P<called>[A-Za-z][\w’-]*"
    r"(?: [A-Z][\w’-]*| debrief| talk| worker| panel| plan| meeting| form)*)"
    r"|(?P<long>(?:[A-Z][\w’'-]*\s+(?:(?:and|of|for|the)\s+)?){1,6})\((?P<short>[A-Z]{2,6})\)"
    r"|(?P<proper>(?:[A-Z][\w’'-]+ ){1,4}[A-Z][\w’'-]+)(?=, (?:the|our) (?:borough|county|city"
    r"|area|town))"
)
"""A name with the words that say what it names."""
_LIKE, _SHARED = 0.6, 4
"""Least likeness, and ideas in common, of two descriptions of one thing."""


def _by_their_descriptions(area: Area) -> Iterator[Inconsistency]:
    """Things that two documents describe in the same way and name otherwise."""
    likeness = weighed(area)
    said = {j.document.id: _descriptions(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        ours, theirs = said[first.document.id], said[second.document.id]
        for (name, one), (other, two) in likeness.pairs(ours, theirs, _LIKE):
            texts = first.document.text.casefold(), second.document.text.casefold()
            strangers = name.casefold() not in texts[1] and other.casefold() not in texts[0]
            shared = ideas(_without(one.text, name)) & ideas(_without(two.text, other))
            if strangers and len(shared) >= _SHARED:
                yield _two_names(area, "the same thing", {name: one}, {other: two})


@told_once
def _descriptions(area: Area, document: str) -> list[tuple[tuple[str, Span], frozenset[str]]]:
    found = []
    for span in area.sentences(document):
        for match in _NAMED_SO.finditer(span.text):
            name = (match["called"] or match["short"] or match["proper"]).strip()
            rest = _without(span.text, match["long"] or "", name)
            if span.passage.kind is not BlockKind.TABLE_ROW and own_voice(span):
                found.append(((name, span), ideas(rest)))
                break
    return found


def _without(text: str, *names: str) -> str:
    for name in filter(None, names):
        text = text.replace(name, " ")
    return text


# --- words that a sibling bars -----------------------------------------------------------

_BARS_NEXT = re.compile(
    r"\b(?:do|does|will|should|must|shall|may) (?:not|never) (?:\w+ )?(?:say|use|write|call"
    r"|speak of"
    r"|describe|refer to|label|talk (?:of|about))\b|\bdon['’]t (?:say|use|write|call)\b"
    r"|\b(?:never|not) (?:say|use|write|call)\b|\bavoid(?:s|ing)?\b"
    r"|\b(?:is|are|be|been)? ?(?:not|never|no longer) (?:to )?(?:be )?(?:said to be |called"
    r"|described(?: as)?|referred to|known|labelled|spoken of)"
    r"|\b(?:rather than|instead of|in place of|not about|and not|not) (?=(?:an? |the )?[\"“‘'])"
    r"|\b(?:rather than|instead of|in place of|and not(?: about| as)?) "
    r"|\b(?:done|do|does) away with\b|\b(?:dropped|given up|stopped using|moved away from)\b"
    r"|\bno longer (?:speaks? of|uses?|says?|talks? (?:of|about)|writes?)\b"
    r"|^Nor (?:is|are|should|do)\b"
    r"|\bno (?:child|young person|one|record|report)\b[^.;]{0,20}?\b(?:called|described|recorded"
    r"|labelled|referred to|spoken of|uses?|says?)\b",
    re.IGNORECASE,
)
_BARS_BEFORE = re.compile(
    r"\b(?:is|are|should|must|may|will)(?: \w+)? (?:not|never|no longer) (?:to )?(?:be )?"
    r"(?:used|applied|written|acceptable|appear|found|a (?:word|term|label|phrase)|words|terms"
    r"|how we|one (?:that |which )?we)\b|\b(?:is|are|be) (?:avoided|unacceptable|inappropriate"
    r"|outdated)\b"
    r"|\b(?:is|are) (?:an? )?(?:word|term|label|phrase|expression)s? (?:that |which )?(?:we"
    r"|staff|nobody"
    r"|no one|this \w+|the \w+) (?:(?:do|does|will|should|must) not|never|no longer)\b"
    r"|\bha(?:s|ve) no place\b|\bha(?:s|ve) been (?:dropped|given up|retired)\b",
    re.IGNORECASE,
)
_TO_AVOID = re.compile(
    r"\b(?:avoid|not say|don['’]t say|not use|not write|instead of|rather than|not)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“](?P<double>[A-Za-z][\w -]{2,40}?)[,.]?[\"”]"
    r"|(?<!\w)['‘](?P<single>[A-Za-z][\w -]{2,40}?)[,.]?['’](?!\w)"
    r"|\b(?:word|term|label|expression|phrase) (?P<plain>[a-z][\w-]{3,})\b"
)
_OF_ADULTS = ("perpetrator", "offender", "abuser", "aggressor", "victim", "suspect")
"""What adults are rightly called: the word is another thing when a child is meant."""

_LABELS = re.compile(
    rf"(?:.* )?(?:{'|'.join(_OF_ADULTS)})"
    r"|(?:\w+ )?nominal|abscond(?:er|ing)|runaway|juvenile|delinquent|(?:.+ )?prostitut(?:e|ion)"
    r"|wannabe"
    r"|.+ (?:members?|associate|affiliate|worker|abuse|violence|pornography|prostitution|behaviour"
    r"|runner|dealer|mule|courier|elder|soldier|carrier|culture)"
    r"|truant|tearaway|gangster"
)
_UNQUOTED = re.compile(
    r"\s*(?:(?:,|or|and|nor|as) )*(?:an? |the |any )?(?P<label>(?:(?:young|child|juvenile"
    r"|teenage|sex|gang|drug)[ -])*"
    r"(?:perpetrator|offender|abuser|nominal|absconder|absconding|runaway|gang member|drug runner"
    r"|prostitute)"
    r")s?\b",
    re.IGNORECASE,
)
"""A label that stands without quotation marks right after the words that bar it."""
_OF_WHOM = re.compile(
    r"\s*(?:an?y? |the |our |these )?(?:child(?:ren)?|young (?:people|person)|boys?|girls?|anyone"
    r"|them|him|her|somebody|someone|under-?18s?)(?: (?:under|below) (?:18|eighteen))?(?: (?:as"
    r"|to be"
    r"|by the name of))?,?\s+(?=(?:an?|the|any)\b|[a-z]+s\b|\W)",
    re.IGNORECASE,
)
_LIST_PARTS = re.compile(r",? (?:or|and|nor) |, ?")
_PLAIN_LABEL = re.compile(
    r"(?:(?:young|child|juvenile|teenage|sex|sexual|gang|drug|drugs|street|county lines)[ -]?)*"
    r"(?:perpetrator|offender|abuser|nominal|absconder|absconding|runaway|gang member|drug runner"
    r"|runner|dealer|mule|prostitute|associate|affiliate|predator|juvenile|delinquent)s?"
)
"""A label in a list without quotation marks."""
_BARS_LIST = re.compile(
    r"\b(?:(?:do|does|will|should|must) not|don['’]t|never|avoid(?:ed)?|not to be)"
    r"(?: (?:say|use|write|call|used|words|terms|labels))?\W*$|^(?:avoid|not|instead of|words to"
    r" avoid|terms to avoid)\W*$",
    re.IGNORECASE,
)
"""The stem of a list of words that are not to be used."""
_YOUNG = r"(?:young(?:er)?|juvenile|child|teenage|adolescent|youth|under-?18|under-?age)"
_OF_A_CHILD = re.compile(
    r"\b(?:whatever|regardless of|irrespective of|vary with|of that|of any)(?: \w+)? age\b"
    r"|\b(?:aged?|is|are|persons? of|people of|those of) (?:1[0-7]|ten|eleven|twelve|(?:thir|four"
    r"|fif|six|seven)teen)\b",
    re.IGNORECASE,
)
_IN_LAW = re.compile(
    r"\b(?:remand|recovery order|legal meaning|unlawfully at large|young offender institutions?"
    r"|young offenders? team|Rehabilitation of Offenders)\b",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(
    r"\b(?:that|the|this) (?:word|term) and no other\b|\bonly the (?:word|term) \W?missing\b"
    r"|\bthe only (?:word|term)\b|\bno other (?:word|term)\b",
    re.IGNORECASE,
)
_FOR_MISSING = ("absconder", "runaway")
"""What a missing child is called beside that; a document that has one word alone bars them."""
_SAYS_SO = re.compile(
    r"\b(?:use[sd]?|called|known as|referred to as|describe[sd]? as)\b", re.IGNORECASE
)
_SHOWN = 2
"""Most uses of a word that are quoted."""


def _barred_here_used_there(area: Area) -> Iterator[Inconsistency]:
    for judged in area.documents:
        barred: dict[str, Span] = {}
        for sentence in area.sentences(judged.document.id):
            for term in _terms_barred(sentence):
                barred.setdefault(term, sentence)
        patterns = {term: _use_of(term) for term in barred}
        for sibling in area.documents if barred else ():
            if sibling is judged:
                continue
            uses = {
                term: [s for s in area.sentences(sibling.document.id) if _uses(s, pattern)]
                for term, pattern in patterns.items()
            }
            if any(uses.values()):
                yield _barred_and_used(area, barred, uses)


def _terms_barred(sentence: Span) -> Iterator[str]:
    """The labels that a sentence or a table says are not to be used, folded, singular."""
    text, passage = sentence.text, sentence.passage
    if passage.kind is BlockKind.TABLE_ROW:
        for title, cell in zip(passage.header, passage.cells, strict=False):
            if _TO_AVOID.search(title):
                words = (fold(word).removesuffix("s") for word in re.split(r"[,;/]|\bor\b", cell))
                yield from (word for word in words if _LABELS.fullmatch(word))
        return
    if _NO_OTHER.search(text) and re.search(r"\bmissing\b", text, re.IGNORECASE):
        yield from _FOR_MISSING
    if passage.kind is BlockKind.LIST_ITEM and _BARS_LIST.search(passage.stem):
        words = (fold(word).removesuffix("s") for word in re.split(r"[,;/]|\bor\b", text))
        words = (re.sub(r"^(?:an?|the) ", "", word) for word in words)
        yield from (word for word in words if _LABELS.fullmatch(word))
        return
    after, before = _BARS_NEXT.search(text), _BARS_BEFORE.search(text)
    if after:
        whom = _OF_WHOM.match(text, after.end())
        at = whom.end() if whom else after.end()
        listed = [fold(part) for part in _LIST_PARTS.split(re.split(r"[.;:(]", text[at:])[0])]
        listed = [re.sub(r"^(?:(?:an?|the|any|as)\b ?)+", "", part) for part in listed]
        if whom or _PLAIN_LABEL.fullmatch(listed[0]):
            for part in listed:
                if not _PLAIN_LABEL.fullmatch(part):
                    break
                yield part.removesuffix("s")
        plain = _UNQUOTED.match(text, after.end())
        while plain:
            yield fold(plain["label"])
            plain = _UNQUOTED.match(text, plain.end())
    for match in _QUOTED.finditer(text):
        barred = (after and match.start() >= after.end()) or (
            before and match.end() <= before.start()
        )
        term = fold(match["double"] or match["single"] or match["plain"]).removesuffix("s")
        if barred and _LABELS.fullmatch(term):
            yield term


def _use_of(term: str) -> re.Pattern[str]:
    """Where a label is used of a child; what adults are called counts only of the young."""
    head = term.split()[-1]
    if term.startswith("abscond"):
        return re.compile(r"\babscond\w*", re.IGNORECASE)
    words = re.escape(term).replace(r"\ ", r"[\s-]+")
    if head in _OF_ADULTS:
        return re.compile(
            rf"\b{_YOUNG}[\s-]+(?:\w+[\s-]+)?{head}s?\b|\b(?P<adult>{head}s?)\b", re.IGNORECASE
        )
    return re.compile(rf"\b{words}s?\b(?! (?:sum|fee|amount|value|charge))", re.IGNORECASE)


def _uses(sentence: Span, pattern: re.Pattern[str]) -> bool:
    text = sentence.text
    found = list(pattern.finditer(text))
    match = next((m for m in found if not m.groupdict().get("adult")), found[0] if found else None)
    if not match or _IN_LAW.search(text) or any(_terms_barred(sentence)):
        return False
    if match.groupdict().get("adult") and not _OF_A_CHILD.search(text):
        return False
    status = assertion(
        sentence.passage, sentence.start + match.start(), sentence.start + match.end()
    ).status
    if status is AssertionStatus.QUOTED:
        return bool(_SAYS_SO.search(text))
    return status not in _NOT_MEANT


def _of_each_paragraph(sentences: Sequence[Span]) -> list[Span]:
    """The first sentence of each paragraph."""
    first: dict[str, Span] = {}
    for sentence in sentences:
        first.setdefault(sentence.location.paragraph, sentence)
    return list(first.values())


def _barred_and_used(
    area: Area, barred: Mapping[str, Span], uses: Mapping[str, Sequence[Span]]
) -> Inconsistency:
    used = [term for term in barred if uses[term]]
    bars = [barred[term] for term in used]
    found = [span for term in used for span in _of_each_paragraph(uses[term])[:_SHOWN]]
    one, other = area.name(bars[0].document), area.name(found[0].document)
    words = " and ".join(f"“{term}”" for term in used)
    return inconsistency(
        _TYPE,
        {bars[0].document: bars, found[0].document: found},
        severity=Severity.MEDIUM,
        summary=f"Should {words} be said of a child? {one} says not; {other} says it.",
        suggestion=f"Agree the words for a child in every document; take {words} out of {other}.",
    )


# --- one thing under two names -----------------------------------------------------------

_RIVALS: Mapping[str, Mapping[str, str]] = {
    "abuse of one child by another": {
        "peer-on-peer abuse": r"(?i:peer[- ](?:on|to)[- ]peer)",
        "child-on-child abuse": r"(?i:child(?:ren)?[- ]on[- ]child(?:ren)?)",
    },
    "sexual behaviour that harms": {
        "harmful sexual behaviour": r"(?i:harmful sexual behaviours?)|HSB",
        "sexually harmful behaviour": r"(?i:sexually harmful behaviours?)|SHB",
        "harmful sexualised behaviour": r"(?i:harmful sexuali[sz]ed behaviours?)",
        "sexually abusive behaviour": r"(?i:sexually abusive behaviours?)",
        "problematic sexual behaviour": (
            r"(?i:sexually (?:inappropriate|problematic)(?: (?:and|or) \w+)? behaviours?"
            r"|(?:problematic|inappropriate) sexual(?:i[sz]ed)? behaviours?)|SIPB|PSB"
        ),
    },
    "the police check on a child who is back": {
        "safe and well check": r"(?i:safe (?:and|&) well (?:check|visit|interview)s?)",
        "prevention interview": r"(?i:prevention (?:interview|check)s?)",
        "vulnerability interview": r"(?i:vulnerability (?:interview|check)s?)",
    },
    "the talk with a child who has been missing": {
        "return home interview": r"(?i:return home interviews?)|RHIs?",
        "independent return interview": r"(?i:independent return interviews?)|IRIs?",
        "return conversation": r"(?i:return (?:home )?(?:conversation|discussion)s?)",
        "return visit": r"(?i:return home visits?)",
        "missing debrief": r"(?i:(?:missing|return) debriefs?)",
        "welcome-back talk": r"(?i:welcome[- ]back (?:talk|chat|conversation|interview)s?)",
    },
    "the social work assessment": {
        "Single Assessment": r"(?i:single assessments?)",
        "Child and Family Assessment": r"(?i:child(?:ren)? and famil(?:y|ies) assessments?|C&F)",
        "Core Assessment": r"(?i:core assessments?)",
        "Social Work Assessment": r"(?i:social work assessments?)",
    },
    "harm to a child outside the home": {
        "extra-familial harm": r"(?i:extra-?\s?familial (?:harm|abuse|risk)s?)|EFH|EFRH",
        "contextual harm": r"(?i:contextual (?:harm|abuse|risk)s?)",
        "harm outside the home": r"(?i:(?:harms?|risks?) outside (?:of )?the home)|ROTH|HOTH",
    },
    "the one who leads on safeguarding in a school": {
        "designated safeguarding lead": r"(?i:designated safeguarding leads?)|DSLs?",
        "child protection officer": r"(?i:child protection officers?)|CPOs?",
        "designated teacher": r"(?i:designated (?:child protection )?(?:teachers?|persons?))",
        "safeguarding officer": r"(?i:school(?:['’]s)? safeguarding officers?)",
    },
    "the team around": {
        "team around the child": r"(?i:team around the child)|TACs?",
        "team around the family": r"(?i:team around the family)|TAFs?",
    },
    "the worker who holds the child's plan": {
        "lead professional": r"(?i:lead professionals?)",
        "lead practitioner": r"(?i:lead practitioners?)",
        "key worker": r"(?i:key ?workers?)",
        "case holder": r"(?i:case ?holders?)",
        "lead worker": r"(?i:lead workers?)",
    },
}
"""Things that have one name in a document and may have another in its sibling."""


def _rival_names(area: Area) -> Iterator[Inconsistency]:
    for thing, names in _RIVALS.items():
        used = {
            judged.document.id: _names_used(area, judged.document.id, names)
            for judged in area.documents
        }
        for first, second in area.pairs():
            one, two = used[first.document.id], used[second.document.id]
            if one and two and not set(one) & set(two):
                yield _two_names(area, thing, one, two)


_FIXED: Mapping[str, Mapping[str, str]] = {
    "abuse in the home and between partners": {
        "domestic abuse": r"(?i:domestic abuse)",
        "domestic violence": r"(?i:domestic violence(?! and abuse))",
        "interpersonal violence": r"(?i:inter-?personal (?:violence|abuse)\w*)|IPVA?",
        "family violence": r"(?i:family violence)",
    },
    "sexual behaviour that harms": {
        **_RIVALS["sexual behaviour that harms"],
        "sexually abusive youth": r"(?i:sexually abusive (?:youth|children|young people))|SAY",
        "inappropriate sexualised conduct": r"(?i:(?:inappropriate|problematic) sexuali[sz]ed \w+)",
        "sexual offending": r"(?i:(?:young|juvenile|child) sex(?:ual)? offend\w+)",
    },
    "the one who harms a child": {
        "person of concern": r"(?i:pe(?:rsons|ople|rson) of concern)|POCs?",
        "Target": r"Targets?",
        "suspect": r"(?i:suspects?)",
        "perpetrator": r"(?i:perpetrators?)",
        "person posing a risk": r"(?i:pe(?:rsons|ople|rson) (?:who )?pos(?:es?|ing) (?:a )?risk)",
        "abuser": r"(?i:abusers?)",
    },
    "exploitation for crime": {
        "child criminal exploitation": r"(?i:(?:child )?criminal exploitation)|CCE",
        "county lines": r"(?i:county lines)",
        "gang exploitation": r"(?i:gang exploitation)",
    },
    "a child who is not where they should be": {
        "missing": r"(?i:missing)",
        "runaway": r"(?i:runaways?|run(?:s|ning)? away)",
        "absconder": r"(?i:abscond\w*)",
    },
}
"""Things with many names, of which a document may settle on one for all."""
_SETTLES = re.compile(
    r"\b(?:we (?:call|say|speak of|use|write)|(?:the|our|one) (?:agreed |chosen |only )?(?:term"
    r"|word|name|phrase)\b[^.;]{0,40}?\b(?:is|are)|(?:is|are) (?:always )?called\b"
    r"|is the (?:term|word|name)"
    r"|(?:term|word|name)s? (?:used|agreed|adopted)|across the partnership)\b|what shall we call",
    re.IGNORECASE,
)


def _settled_here(area: Area) -> Iterator[Inconsistency]:
    """A name that one document settles on, and a sibling that has another name alone."""
    for thing, names in _FIXED.items():
        used = {j.document.id: _names_used(area, j.document.id, names) for j in area.documents}
        for judged in area.documents:
            settled = {
                name: span
                for name, span in _settled(area, judged.document.id, names).items()
                if name in used[judged.document.id]
            }
            for sibling in area.documents:
                theirs = used[sibling.document.id]
                if sibling is judged or not settled or not theirs or set(settled) & set(theirs):
                    continue
                if not set(theirs) & set(used[judged.document.id]):
                    yield _two_names(area, thing, settled, theirs)


def _settled(area: Area, document: str, names: Mapping[str, str]) -> dict[str, Span]:
    """The names of a thing that a document says it calls it by."""
    found: dict[str, Span] = {}
    for span in area.sentences(document):
        text = f"{span.passage.stem or span.passage.heading}: {span.text}"
        if not _SETTLES.search(text) or _BARS_NEXT.search(span.text):
            continue
        for name, words in names.items():
            if re.search(rf"(?<![\w-])(?:{words})(?![\w-])", span.text):
                found.setdefault(name, span)
    return found if len(found) == 1 else {}


def _names_used(area: Area, document: str, names: Mapping[str, str]) -> dict[str, Span]:
    """The names a document has for a thing, with the first sentence of each; old names count."""
    found: dict[str, Span] = {}
    for name, words in names.items():
        pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
        if pattern.search(area.get(document).document.text):
            first = next((s for s in area.sentences(document) if pattern.search(s.text)), None)
            if first:
                found[name] = first
    return found


_PAPER = re.compile(
    r"(?<![\w-])(?:[A-Z][\w’']+ (?:(?:and|of|for|the) )*){0,4}"
    r"(?:Threshold|Continuum|Windscreen|Levels of Need|Pathway to Provision|Effective Support"
    r"|Right Help)s?(?: (?:(?:and|of|for|the|to) )*[A-Z][\w’']+){0,4}(?![\w-])"
)
"""The thresholds document has a name of its own in every area; these words tell it."""
_BEFORE_A_NAME = re.compile(
    r"(?:(?:The|In|See|Under|Our|This|A|Use|Each|Every|All|Using|With|Level|Refer|Apply|Consult)"
    r" (?:(?:to|the) )*)+"
)
_PAPER_DULL = frozenset(
    {"document", "guidance", "the", "of", "and", "for", "in", "to", "board", "partnership", "local"}
    | {"safeguarding", "children", "childrens", "lscb", "criteria", "section", "multi", "agency"}
)


def _rival_papers(area: Area) -> Iterator[Inconsistency]:
    """The thresholds document under names of which neither is the other cut short."""
    places = {word for judged in area.documents for word in fold(judged.document.area).split()}
    used = {j.document.id: _papers_named(area, j.document.id, places) for j in area.documents}
    for first, second in area.pairs():
        one, two = used[first.document.id], used[second.document.id]
        if one and two and not any(a <= b or b <= a for a in one for b in two):
            yield _two_names(
                area, "the thresholds document", dict(one.values()), dict(two.values())
            )


def _papers_named(
    area: Area, document: str, places: set[str]
) -> dict[frozenset[str], tuple[str, Span]]:
    """The names of the thresholds document in a document, by the words that tell it."""
    found: dict[frozenset[str], tuple[str, Span]] = {}
    for sentence in area.sentences(document):
        for match in _PAPER.finditer(sentence.text):
            name = _BEFORE_A_NAME.sub("", match.group(), count=1)
            words = {w.removesuffix("s") for w in fold(name).split()} - _PAPER_DULL - places
            if " " in name and name[0].isupper() and name.split()[-1][0].isupper() and words:
                found.setdefault(frozenset(words), (name, sentence))
    return found


def _rival_doors(area: Area) -> Iterator[Inconsistency]:
    """The front door under two names, where neither document knows the other's."""
    doors = {j.document.id: own_door(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = doors[first.document.id], doors[second.document.id]
        cut_short = one.endswith(two) or two.endswith(one)
        if one and two and not cut_short:
            yield _two_names(
                area,
                "the front door",
                *(
                    {area.names.display(door): _best_naming(area, document, door)}
                    for document, door in ((first.document.id, one), (second.document.id, two))
                ),
            )


def _best_naming(area: Area, document: str, body: str) -> Span:
    """Where a body is named with its number, or else first."""
    named = [
        span
        for span in area.sentences(document)
        if any(name.value == body for name in area.names.mentions(document, span.text))
    ]
    return next((span for span in named if telephones(span.text)), named[0])


def _two_names(
    area: Area, thing: str, one: Mapping[str, Span], two: Mapping[str, Span]
) -> Inconsistency:
    sides = [(name, span) for names in (one, two) for name, span in list(names.items())[:1]]
    ways = [f"“{name}” ({area.name(span.document)})" for name, span in sides]
    return inconsistency(
        _TYPE,
        {span.document: [span] for _, span in sides},
        severity=Severity.LOW,
        summary=f"Is {thing} called {ways[0]} or {ways[1]}?",
        suggestion=f"Agree one name for {thing}, and use it in every document.",
    )


# --- one acronym for two things ----------------------------------------------------------

_BODY = re.compile(rf".*\b(?:{MEETINGS})", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "a", "child", "children", "young", "people"})


_SPELT = (
    re.compile(
        r"\b(?P<short>[A-Z]{2,6})s?\b(?: [a-z]+)? ?\((?:that is,? |short for |i\.e\.,? |or )?"
        r"(?:the )?(?P<long>[A-Za-z][\w’' &-]{4,70})\)"
    ),
    re.compile(
        r"\b(?P<short>[A-Z]{2,6}), (?:or |that is,? |which is |short for |meaning )?(?:the |our )?"
        r"(?P<long>[A-Za-z][\w’' &-]{4,70}?)(?=[,.;]| is\b| are\b| for\b)"
    ),
    re.compile(
        r"(?:^|[.;] )(?P<short>[A-Z]{2,6}) ?(?::|=|[–—-]|\||stands for|means|is short for|is) "
        r"(?:the |an? )?(?P<long>[A-Za-z][\w’' &-]{4,70}?)(?=[,.;|]|$)"
    ),
)
"""A short name that stands before what it is short for."""


def _spelt_out(text: str) -> dict[str, str]:
    """Short names, folded, with the words after them that they are the initials of."""
    found: dict[str, str] = {}
    for pattern in _SPELT:
        for match in pattern.finditer(text):
            words = re.findall(r"[A-Za-z]+", match["long"])
            # "and", "of", "for" may have a letter or none
            every = "".join(word[0] for word in words).upper()
            told = "".join(word[0] for word in words if word.casefold() not in _SMALL_WORDS).upper()
            # "the Forensic Examination suite" has its sort after its initials
            if match["short"] in {every, told, every[:-1], told[:-1]}:
                found.setdefault(match["short"].casefold(), match["long"])
    return found


_SMALL_WORDS = frozenset({"of", "the", "and", "for", "a", "an", "in", "on", "to", "with", "from"})


def _two_expansions(area: Area) -> Iterator[Inconsistency]:
    """Acronyms of tools, forms and topics; those of two bodies are compared as panels."""
    written: dict[str, dict[str, tuple[str, Span]]] = {}
    for judged in area.documents:
        known = written.setdefault(judged.document.id, {})
        for sentence in area.sentences(judged.document.id):
            spelt = {**_spelt_out(sentence.text), **acronyms(sentence.text)}
            for short, long in spelt.items():
                known.setdefault(short, (long, sentence))
    for first, second in area.pairs():
        one, two = written[first.document.id], written[second.document.id]
        for short in sorted(set(one) & set(two)):
            bodies = all(
                _BODY.fullmatch(side[short][0]) and short in acronyms(side[short][1].text)
                for side in (one, two)
            )
            if not bodies and not _alike(one[short][0], two[short][0]):
                yield _one_acronym(area, short, one[short], two[short])


def _alike(one: str, two: str) -> bool:
    first, second = ({*fold(long).split()} - _SMALL for long in (one, two))
    opening = [next((w for w in fold(long).split() if w not in _SMALL), "") for long in (one, two)]
    if opening[0] not in second and opening[1] not in first:
        return False
    if (first ^ second) & {"criminal", "sexual", "criminally", "sexually"}:
        return False
    return 2 * len(first & second) > min(len(first), len(second))


def _one_acronym(
    area: Area, short: str, one: tuple[str, Span], two: tuple[str, Span]
) -> Inconsistency:
    ways = [f"“{long}” ({area.name(span.document)})" for long, span in (one, two)]
    return inconsistency(
        _TYPE,
        {span.document: [span] for _, span in (one, two)},
        severity=Severity.LOW,
        summary=f"What does {short.upper()} stand for: {ways[0]} or {ways[1]}?",
        suggestion=f"Keep {short.upper()} for one of the two, and write the other out.",
    )
