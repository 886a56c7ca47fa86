"""What a document is: its title, issue, kind, area and date, told from itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from checker.model import (
    SURE,
    Block,
    BlockKind,
    Document,
    Issue,
    Kind,
    Particular,
    Profile,
    Zone,
)
from checker.passages.dates import approval_date
from checker.passages.particulars import Lines, jurisdiction
from checker.passages.zones import zones_of

_ISSUES: Mapping[Issue, re.Pattern[str]] = {
    issue: re.compile(words, re.IGNORECASE)
    for issue, words in {
        Issue.CSE: (
            r"\bsexual(?:ly)? exploit\w+|\bcse\b|\bmase\b|(?<!criminal )\bchild exploitation\b"
        ),
        Issue.DV: (
            r"\bdomestic (?:violence|abuse)\b|\bd[va]a?\b(?=[^.]|$)|\bvawg\b"
            r"|\bviolence against women\b|\b(?:teenage |young people's )?relationship abuse\b"
            r"|\bipva?\b|\bmarac\b|\b(?:intimate partner|interpersonal) violence\b"
            r"|\babusive relationships?\b|\bidvas?\b"
        ),
        Issue.HSB: (
            r"\b(?:harmful|problematic|inappropriate) sexual(?:i[sz]ed)? behaviou?rs?\b|\bhsb\b"
            r"|\bsexually (?:harmful|abusive) behaviou?rs?\b|\bAIM[23]?\b(?= (?:assess|project"
            r"|tool|polic))|\babuse by children\b|\bchildren who (?:sexually )?(?:abuse|harm)\b"
            r"|\bdisplay(?:s|ing)? (?:harmful )?sexual\w*"
        ),
        Issue.GANGS: (
            r"\bgangs?\b|\bserious (?:youth |group )?violence\b|\byouth violence\b|\bsyv\b"
            r"|\bkni(?:fe|ves)\b|\bcounty lines?\b|\bcriminal exploitation\b|\bcce\b|\bweapons?\b"
        ),
        Issue.MISSING: (
            r"\bmissing\b|\brunaways?\b|\brun(?:ning)? away\b|\brmfhc\b"
            r"|\breturn (?:home )?interviews?\b|\babscond\w*|\bunauthori[sz]ed absence\b"
        ),
    }.items()
}
_NAME_WEIGHT, _TITLE_WEIGHT, _HEADING_WEIGHT = 8.0, 12.0, 2.0
"""What one mention is worth; in the text, each mention in a thousand words is worth one."""
_LEAST, _LEAD = 4.0, 1.3
"""The least score of an issue, and how many times it must beat the next."""

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (Kind.MINUTES, r"\bminutes\b|\bnotes of (?:the |a )?meeting\b"),
        (Kind.TERMS_OF_REFERENCE, r"\bterms of reference\b|\btor\b"),
        (Kind.ACTION_PLAN, r"\b(?:action|delivery|implementation) plan\b"),
        (Kind.STRATEGY, r"\bstrateg(?:y|ic framework|ies)\b"),
        (Kind.PROTOCOL, r"\bprotocols?\b"),
        (Kind.PROCEDURE, r"\bprocedures?\b|\bchapter\b|\bpathway\b"),
        (Kind.POLICY, r"\bpolic(?:y|ies)\b"),
        (Kind.GUIDANCE, r"\bguid(?:ance|e|elines)\b|\btoolkit\b|\bhandbook\b|\bframework\b"),
    )
)
_SETTLING = 3
"""The first kinds above settle it wherever they stand: a "Gangs Strategy: Action Plan" is a"
" plan."""
_THIS_KIND = re.compile(
    r"\bth(?:is|e present) (?:joint |practice |multi-agency |operating |local )?(strategy|protocol"
    r"|procedure|chapter|policy|guidance|guide|action plan|delivery plan)\b",
    re.IGNORECASE,
)

_NAME = (
    r"(?:[A-Z][\w’'-]+|St\.?)(?:(?:[ -](?:and|of|upon|on|in|under|le|&))?[ -](?:[A-Z][\w’'-]+))*?"
)
_AREA = re.compile(
    rf"\b(?:(?:London |Royal |Metropolitan )?Borough of (?P<of>{_NAME})(?=\W*$|[,.;:|)]|\s+[a-z(]"
    r"|\s+(?:Council|Safeguarding))"
    rf"|(?P<name>{_NAME}) (?:Multi-Agency |Local |Adults? and |Joint )*"
    r"(?:Safeguarding(?: Children(?:['’]s)?(?: and Adults?)?)? (?:Board|Partnership|Partners)|LSCB"
    r"|[LSE]?SCB|SCP|LSCP|(?:City |County |Borough |District |Metropolitan "
    r"|Metropolitan Borough )*Council|Community Safety Partnership|Domestic (?:Abuse"
    r"|Violence) [A-Z]\w+|Children(?:['’]s)? (?:Services|Trust|Social)|Constabulary|Police)\b)"
)
_NOT_AN_AREA = re.compile(
    r"^(?:The|A|An|This|Our|Local|Safer|Each|Every|All|National|Multi-Agency|Between|And|With|For"
    r"|By|Of|Owner|Author|Approved|British|Transport|Metropolitan|City|County|Children|Young"
    r"|Police|Safeguarding|Head|Service|Services|Joint|Owned|Issued|Prepared|Produced|Agreed"
    r"|London Borough|Borough|Council)\b"
)
_NO_TITLE = re.compile(
    r"microsoft word\b|untitled|document\d*$|.*\.(?:docx?|pdf|indd|odt)$|(?:new )?template$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:owner|author|version|approved|review|issued|date|status|prepared|produced|agreed|lead"
    r"|page|protocol holder|document|not protectively|official|restricted|draft|contents"
    r"|chapter owner)\b",
    re.IGNORECASE,
)


def describe(document: Document, given: Mapping[str, str] | None = None) -> Document:
    """The document with its title, issue, kind, area and date, and its whole profile.

    :param given: what ``area.yaml`` says of it (any of ``title``, ``issue``,
        ``kind``, ``area``, ``date``); it wins over what the document says.
    :raises ValueError: ``given`` names an issue or a kind that does not exist.

    The issue is told from the balance of vocabulary, weighed by position: the
    file's name and the title count most, then the headings, then the text.
    Where no issue leads clearly it stays None, and the profile has the best guess.
    """
    given = given or {}
    zones = zones_of(document)
    stem = PurePath(document.path).stem
    title = given.get("title") or _title(document, zones, stem)
    issue = given.get("issue")
    guess, confidence = (Issue(issue), 1.0) if issue else _issue(document, zones, title, stem)
    kind = Kind(given["kind"]) if given.get("kind") else _kind(document, title, stem)
    area = given.get("area") or _area(document, zones)
    date = given.get("date") or approval_date(document.blocks, zones, title, stem)
    lines = Lines(document, zones)
    return replace(
        document,
        title=title,
        issue=guess if confidence >= SURE else None,
        kind=kind,
        area=area,
        date=date,
        profile=Profile(
            title=_found(document, title, given.get("title"), 0.9, otherwise=0.7),
            issue=Particular(guess or "", confidence),
            kind=_kind_fact(document, kind, title, stem, given.get("kind")),
            area=_found(document, area, given.get("area"), 0.85, otherwise=0.5),
            owner=lines.owner(),
            status=lines.status(),
            version=lines.version(),
            approved=Particular(date, 1.0) if given.get("date") else lines.approved(date),
            review_due=lines.review_due(),
            period=lines.period(title),
            jurisdiction=jurisdiction(document),
        ),
    )


def _found(
    document: Document, value: str, given: str | None, confidence: float, *, otherwise: float
) -> Particular:
    """A fact with the first words of the document that are its value, if it has them."""
    if not value or given:
        return Particular(value, 1.0 if value else 0.0)
    for block in document.blocks:
        start = block.text.find(value)
        if start >= 0:
            at = block.location.start + start
            place = replace(block.location, start=at, end=at + len(value))
            return Particular(value, confidence, value, place)
    return Particular(value, otherwise)


def _kind_fact(
    document: Document, kind: Kind | None, title: str, stem: str, given: str | None
) -> Particular:
    """The kind, as sure as the place that names it is telling."""
    if kind is None or given:
        return Particular(kind or "", 1.0 if kind else 0.0)
    if _kind_of(title) is kind:
        return replace(_found(document, title, None, 0.9, otherwise=0.8), value=kind.value)
    return Particular(kind, 0.7 if _kind_of(_in_words(stem)) is kind else SURE)


def _title(document: Document, zones: Sequence[Zone], stem: str) -> str:
    """The title that reading found, else the title page's, else the file's name in words."""
    own = " ".join(document.title.split())
    if any(c.isalpha() for c in own) and not _NO_TITLE.match(own):
        return own
    lines = [
        block.text
        for block, zone in zip(document.blocks, zones, strict=True)
        if zone is Zone.TITLE and not _FURNITURE.match(block.text)
    ]
    start = next((i for i, line in enumerate(lines) if _names_something(line)), None)
    if start is None:
        headings = (b.text for b in document.blocks if b.kind is BlockKind.HEADING)
        first = next(headings, "")
        return first if _names_something(first) else _in_words(stem)
    title = lines[start]
    following = lines[start + 1] if start + 1 < len(lines) else ""
    if not _kind_of(title) and _kind_of(following) and not _AREA.match(following):
        # "Child Sexual Exploitation" over "Practice guidance, agreed between …".
        return f"{title.rstrip(' :–-')} – {re.split(r',| between ', following)[0]}"
    return title


def _names_something(line: str) -> bool:
    return len(line.split()) <= 25 and (
        _kind_of(line) is not None or any(p.search(line) for p in _ISSUES.values())
    )


def _in_words(stem: str) -> str:
    words = re.sub(r"[_\-.]+", " ", stem).strip()
    return words[:1].upper() + words[1:]


def _issue(
    document: Document, zones: Sequence[Zone], title: str, stem: str
) -> tuple[Issue | None, float]:
    """The issue that leads, and how sure that is: at least ``SURE`` where it leads clearly."""
    name = _in_words(stem)
    headings = "\n".join(b.text for b in document.blocks if b.kind is BlockKind.HEADING)
    body = "\n".join(
        block.text
        for block, zone in zip(document.blocks, zones, strict=True)
        if block.kind is not BlockKind.HEADING and zone.operative
    )
    thousands = max(len(body.split()) / 1000, 1.0)
    scores = {
        issue: _NAME_WEIGHT * len(words.findall(name))
        + _TITLE_WEIGHT * len(words.findall(title))
        + _HEADING_WEIGHT * len(words.findall(headings))
        + len(words.findall(body)) / thousands
        for issue, words in _ISSUES.items()
    }
    (best, score), (_, second) = sorted(scores.items(), key=lambda s: -s[1])[:2]
    if not score:
        return None, 0.0
    lead = score / (score + second)
    if score >= _LEAST and score >= _LEAD * second:
        return best, round(SURE + (1 - SURE) * (2 * lead - 1), 2)
    return best, round(min(lead * score / _LEAST, lead) * SURE, 2)


def _kind(document: Document, title: str, stem: str) -> Kind | None:
    """By title and file name; else by what the text most often calls itself."""
    named = _kind_of(title) or _kind_of(_in_words(stem))
    if named:
        return named
    called = Counter(m.lower() for m in _THIS_KIND.findall(document.text))
    return _kind_of(called.most_common(1)[0][0]) if called else None


def _kind_of(words: str) -> Kind | None:
    found = [(kind, m.start()) for kind, p in _KINDS if (m := p.search(words))]
    settled = [kind for kind, _ in found if kind in {k for k, _ in _KINDS[:_SETTLING]}]
    if settled:
        return settled[0]
    return min(found, key=lambda f: f[1])[0] if found else None


def _area(document: Document, zones: Sequence[Zone]) -> str:
    """The place whose board, council or police the document names most; the title page first."""
    front = Counter[str]()
    everywhere = Counter[str]()
    for block, zone in zip(document.blocks, zones, strict=True):
        if zone in {Zone.BIBLIOGRAPHY, Zone.LEGISLATION}:
            continue
        for name in _places(block):
            everywhere[name] += 1
            front[name] += zone is Zone.TITLE
    for counted in (+front, everywhere):
        if counted:
            name = counted.most_common(1)[0][0]
            # "Ansley Constabulary" is named on the title page, "Port Ansley Council" inside.
            fuller = [n for n in everywhere if re.fullmatch(rf"\w+ {re.escape(name)}", n)]
            return max(fuller, key=everywhere.__getitem__, default=name)
    return ""


def _places(block: Block) -> Iterator[str]:
    for match in _AREA.finditer(block.text):
        name = match["of"] or match["name"]
        while (shorter := _NOT_AN_AREA.sub("", name, count=1).strip()) != name:
            name = shorter
        name = re.sub(r"^(?:and|of|the|in|with)\s", "", name)
        if name and len(name.split()) <= 5:
            yield name
