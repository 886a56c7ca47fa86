"""Zones: contents lists, bibliographies, contact boxes and the other parts of a document.

A block's zone is told by the heading it stands under (sub-headings inherit it),
by its own shape, and by the stem of its list. Shape decides where headings are
odd or missing: a version table is an amendment note wherever it stands, and a
sentence in a section called "Related documents" is body text, since it may
link two procedures; only the bare titles in it are a bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Block, BlockKind, Document, Zone

_SECTIONS: tuple[tuple[Zone, re.Pattern[str]], ...] = tuple(
    (zone, re.compile(rf"(?:{words})", re.IGNORECASE))
    for zone, words in (
        (Zone.CONTENTS, r"(?:table of |list of )?contents(?: page| list)?|index"),
        (
            Zone.AMENDMENTS,
            r"(?:note of |record of |summary of |recent )?(?:amendments?|revisions?"
            r"|changes)(?: notes?| history| record| log| table| control| sheet| made)?"
            r"|changes (?:since|to|from|in) (?:the |this )?(?:last|previous|earlier|document"
            r"|edition|version|policy|procedure|protocol|guidance).*|(?:document|version|change"
            r"|revision|review|publication)(?: and (?:document|version|change|revision"
            r"|review))? (?:control|history|log|record|table|details|information|status)(?: .*)?",
        ),
        (
            Zone.BIBLIOGRAPHY,
            r"(?:selected |select )?bibliography|references?(?: list)?|list of references"
            r"|references and .*|bibliography and .*|sources(?: and .*| used)?|end ?notes"
            r"|(?:further|related|recommended|background|useful|suggested|additional) (?:reading"
            r"|documents?|publications?|resources?|information|guidance|chapters?|polic(?:y|ies)"
            r"|procedures?|links|material)(?: and .*)?|(?:associated|linked|supporting|key"
            r"|relevant|other) (?:documents?|documentation|publications?|polic(?:y|ies)"
            r"|procedures?|chapters?|guidance|reading)(?: and .*)?|links?(?:"
            r" (?:to|with|between))? (?:.* )?(?:documents?|polic(?:y|ies)|procedures?|protocols?"
            r"|strateg(?:y|ies)|guidance|chapters?)|links|see also|(?:polic(?:y|ies)|procedures?"
            r"|documents?) (?:to be )?read (?:with|alongside).*",
        ),
        (
            Zone.LEGISLATION,
            r"(?:the )?(?:key |relevant |main |current |summary of )*(?:legislation|legislative"
            r"|legal|statutory|statutes?|law)(?: (?:and|&) (?:legislation|legislative|legal"
            r"|statutory|policy|guidance|national|statutory guidance))*(?: (?:framework|context"
            r"|basis|background|guidance|list|references?|note|powers))*(?: and .*)?|the law"
            r"|acts of parliament|list of statutes",
        ),
        (
            Zone.ATTENDANCE,
            r"(?:list of )?(?:attendance(?: list| record)?|attendees|those present|present"
            r"|members present|in attendance|apologies(?: for absence)?|(?:those )?present and .*"
            r"|attendance and apologies|welcome(?:,| and) (?:introductions|apologies).*"
            r"|distribution(?: list)?|circulation(?: list)?)",
        ),
        (
            Zone.CONTACTS,
            r"(?:useful |key |local |emergency |list of |who to |your |main "
            r"|named )*contacts?(?: details| numbers| list| points| us| information| box"
            r"| directory)?(?: and .*)?|(?:useful|telephone|key) (?:telephone )?(?:numbers"
            r"|directory)|who(?:m)? to call|(?:how|where) to (?:contact|reach|get in touch).*",
        ),
        (
            Zone.DEFINITIONS,
            r"(?:.* )?(?:definitions?|glossary|terminology|abbreviations|acronyms)(?: .*)?|(?:key "
            r"|the )?terms(?: used| and .*)?|interpretation|what is .*|what (?:do )?we mean.*"
            r"|meaning of .*",
        ),
        (
            Zone.INDICATORS,
            r"(?:.* )?(?:indicators?|warning signs?|signs|risk factors|vulnerability factors"
            r"|signs and symptoms|vulnerabilities|things to look (?:out )?for|alerts?)(?: .*)?"
            r"|what to (?:look|watch)(?: out)? for.*|(?:recogni[sz]ing|spotting)\b.*"
            r"|identifying (?:the )?(?:signs|risks?|children|young people|exploitation|abuse"
            r"|victims).*",
        ),
    )
)
"""Which headings open which zone; the whole heading has to match, without its number."""

_NUMBER = re.compile(
    r"^(?:(?:appendix|annex|schedule|section|part|chapter|item)\s+[\w.]+|\(?\d+(?:\.\d+)*\)?"
    r"|[A-Z])[.:)]?(?:\s+[-–—:]?\s*|$)",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\.{3,}|…|(?:\. ){3,}|_{3,}|\t)\s*\d{1,3}\b")
_RUN_IN_TITLE = re.compile(r"(?:^|\s)\d{1,2}(?:\.\d{1,2})? [A-Z]")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|must|should|shall|will|would|may|might|can|could|has|have|had"
    r"|do|does|did|need|needs|follow|follows|refer|use|see|tell|tells|contact|apply|applies"
    r"|remains?|read|replaces?|sets?|requires?|describes?|explains?|means|gives?|makes?|places?"
    r"|allows?|decides?|leads|holds|keeps?|attends?|chairs|agrees?|sends?|calls?|meets?|takes?"
    r"|ensures?|remain|receives?|starts?|ends?)\b",
    re.IGNORECASE,
)
_DIRECTS = re.compile(
    r"\b(?:must|should|shall|will|is to|are to|may|can|need(?:s)? to|follow|refer|we|our)\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:Act|Acts|Regulations?|Order|Rules|Convention|Measure|Bill)\b[^.]{0,12}\b(?:18|19"
    r"|20)\d\d\b|\bConvention on\b|\bCode of Practice\b"
)
_STATUTE_ENTRY = re.compile(
    r"(?:The )?[A-Z][^.;:–—]{3,80}\b(?:18|19|20)\d\d\)?,?[^.:]{0,40}(?::|\s[–—-])\s"
)
_PHONE = re.compile(r"(?:\+44|\(?\b0)[\d()\s-]{8,14}\d\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\[email")
_CONTACT_HEADER = re.compile(r"\b(?:(?:tele)?phone|e-?mail|tel|numbers?)\b", re.IGNORECASE)
_VERSION_HEADER = re.compile(
    r"\b(?:version|edition|issue no|revision|amendments?)\b", re.IGNORECASE
)
_CHANGE_HEADER = re.compile(
    r"\b(?:date|changes?|author|amended|approved|reason|summary|by|status|comments?)\b",
    re.IGNORECASE,
)
_VERSION_CELL = re.compile(
    r"\s*(?:v(?:ersion|ol)?\.?\s*|issue\s*|draft\s*"
    r"|rev(?:ision)?\.?\s*)?\d{1,2}(?:\.\d{1,2})*\s*(?:draft|final)?\s*",
    re.IGNORECASE,
)
_DATE_CELL = re.compile(r"(?:^|\D)(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d\b")
_SIGN_HEADER = re.compile(r"\b(?:indicators?|warning signs?|signs?|risk factors)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\s*[£\d][\d,.%\s–-]*")
_SIGN_STEM = re.compile(
    r"\b(?:(?:warning |possible |common |key |the |known |other )?(?:signs?|indicators?"
    r"|alerts)\b(?! (?:up|off|posted|in\b))|risk factors|may (?:indicate|suggest|be a sign)"
    r"|should (?:alert|cause (?:concern|a practitioner))|what to look (?:out )?for)",
    re.IGNORECASE,
)
_LAW_STEM = re.compile(
    r"\b(?:legislation|statutes?|Acts|legal framework|law)\b.*(?:[:–—-]|\bfollowing\b)",
    re.IGNORECASE,
)
_AMENDMENT_LINE = re.compile(
    r"\s*(?:amendments?|amendment note|revision note|note of changes)\s*[:.–—-]|.{0,60}\bth(?:is"
    r"|e) (?:chapter|page|procedure|section|document|protocol|policy|guidance) (?:was|has been"
    r"|have been) (?:\w+ )?(?:updated|amended|revised|reviewed|added|rewritten)\b",
    re.IGNORECASE,
)
_ATTENDANCE_LINE = re.compile(
    r"\s*(?:present|apologies(?: for absence| received)?|in attendance|attendees|attending"
    r"|members present|distribution|circulation)\s*[:–—-]",
    re.IGNORECASE,
)
_TERM = re.compile(r"[^.:;]{1,60}?(?::|\s[–—-]|\bmeans\b|\brefers to\b|\bstands for\b)\s*\S")
_ENTRY = re.compile(
    r"\s*(?:[\"“‘'].{2,}|[^\s.:;]+(?: [^\s.:;]+){0,3}(?: \([^)]*\))?(?::|\s[–—])\s)"
)
_DEFINES = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:currently |legally |nationally |now "
    r"|here )?defined\b|\bdefin(?:es|ing) (?!who\b)|\bdefinition\b[^.;]{0,80}\b(?:reads|says"
    r"|states|treats|describes|covers|includes|extends)\b|\bdefinition (?:of [\w\s]{2,50} "
    r"|used \w+ )?(?:is|are|follows)\b|^(?:the (?:term|word|phrase|expression) .{2,60} (?:means"
    r"|refers to|describes|covers)\b|(?:in|for the purposes? of) this [^.]{0,60}\b(?:means"
    r"|is (?:any(?:one| person)|a person))\b|[^.:;]{2,70} (?:is a form of"
    r"|(?<!by no )(?<!a )(?<!any )(?<!by all )(?<!who )(?<!that )means (?!that\b|of\b"
    r"|the following\b|a lot|(?:th|h)(?:e[rm]m?|im)\b)|is when|is any (?:person|incident|sexual)"
    r"|stands for)\b)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
"""How many characters of a heading are looked at: a longer one is a paragraph in disguise."""
_FRONT = 15
"""How many blocks a title page has at most."""


def zones_of(document: Document) -> tuple[Zone, ...]:
    """The zone of every block of the document, in order; a heading has its section's."""
    blocks = document.blocks
    later = _repeated_headings(blocks)
    zones: list[Zone] = []
    path: list[tuple[int, Zone]] = []
    stem = ""
    front = _front_end(blocks)
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            in_contents = bool(path) and path[-1][1] is Zone.CONTENTS
            if not (in_contents and _key(block.text) in later[position]):
                while path and path[-1][0] >= block.level:
                    path.pop()
                path.append((block.level, _section(block.text) or _inherited(path)))
            zones.append(path[-1][1] if position >= front else Zone.TITLE)
            stem = ""
            continue
        section = path[-1][1] if path else Zone.BODY
        zone = _zone(block, section, stem)
        zones.append(Zone.TITLE if position < front and zone is Zone.BODY else zone)
        if block.kind is BlockKind.PARAGRAPH:
            stem = re.split(r"(?<=[.!?])\s", block.text)[-1]
    return tuple(zones)


def zone_alone(block: Block, heading: str, stem: str) -> Zone:
    """The zone of a block of which only the heading and the stem are known."""
    return _zone(block, _section(heading) or Zone.BODY, stem)


def _key(heading: str) -> str:
    """A heading's words without number, page number, dot leaders and case."""
    words = re.sub(r"[\s.…_]*\d{1,3}$", "", heading.strip())
    return re.sub(r"\W+", " ", _NUMBER.sub("", words, count=1)).strip().casefold()


def _section(heading: str) -> Zone | None:
    """The zone that a heading names."""
    words = heading.strip()[:_LONGEST_HEADING]
    while (shorter := _NUMBER.sub("", words, count=1)) not in {words, ""}:
        words = shorter
    words = words.strip().rstrip(".:*")
    return next((zone for zone, pattern in _SECTIONS if pattern.fullmatch(words)), None)


def _inherited(path: Sequence[tuple[int, Zone]]) -> Zone:
    return path[-1][1] if path else Zone.BODY


def _repeated_headings(blocks: Sequence[Block]) -> list[set[str]]:
    """For each position the headings that come after it: a contents line names one of them."""
    later: list[set[str]] = []
    seen: set[str] = set()
    for block in reversed(blocks):
        later.append(set(seen))
        if block.kind is BlockKind.HEADING:
            seen.add(_key(block.text))
    return later[::-1]


def _front_end(blocks: Sequence[Block]) -> int:
    """Where the title page ends: at the first section, or the first that speaks in sentences."""
    headings = 0
    for position, block in enumerate(blocks[:_FRONT]):
        if block.kind is BlockKind.HEADING:
            headings += 1
            # The first unnumbered heading is the title itself.
            if headings > 1 or block.label or _section(block.text):
                return position
        elif block.label or block.kind is BlockKind.LIST_ITEM or _speaks(block.text):
            return position
    return min(len(blocks), _FRONT)


def _speaks(text: str) -> bool:
    """Whether the text is a sentence and not a title, a name or a line of a list."""
    return (
        len(text.split()) >= 6
        and text.rstrip("\"'”’) ").endswith((".", ";", ":", "!", "?"))
        and bool(_FINITE.search(text))
    )


def _zone(block: Block, section: Zone, stem: str) -> Zone:
    """The zone of one block: by shape where the shape is plain, else by its section."""
    text, header = block.text, " ".join(block.header)
    item = block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
    if _is_contents(text):
        return Zone.CONTENTS
    if _is_version(block, header) or _AMENDMENT_LINE.match(text):
        return Zone.AMENDMENTS
    if _ATTENDANCE_LINE.match(text):
        return Zone.ATTENDANCE
    if _is_contact(text, header):
        return Zone.CONTACTS
    if section is Zone.AMENDMENTS:
        return section
    if section is Zone.CONTACTS and not _speaks(text) and not block.header:
        return section
    if section is Zone.CONTENTS:
        return Zone.BODY if _speaks(text) and len(text.split()) > 30 else section
    if section in {Zone.ATTENDANCE, Zone.BIBLIOGRAPHY}:
        return Zone.BODY if _speaks(text) or _DIRECTS.search(stem) else section
    if _is_law(text, section, item, stem):
        return Zone.LEGISLATION
    if item and _is_sign(block, header, section, stem):
        return Zone.INDICATORS
    return Zone.DEFINITIONS if _is_definition(text, section, item) else Zone.BODY


def _is_contents(text: str) -> bool:
    """A line with dot leaders to a page number, or several numbered titles run into one line."""
    if len(_LEADER.findall(text)) >= (1 if len(text.split()) < 15 else 3):
        return True
    return len(_RUN_IN_TITLE.findall(text)) >= 5 and not re.search(r"[.;,:]\s", text)


def _is_version(block: Block, header: str) -> bool:
    if _VERSION_HEADER.search(header) and _CHANGE_HEADER.search(header):
        return True
    return bool(block.cells and _VERSION_CELL.fullmatch(block.cells[0])) and any(
        _DATE_CELL.search(cell) for cell in block.cells[1:]
    )


def _is_contact(text: str, header: str) -> bool:
    if _CONTACT_HEADER.search(header):
        return bool(re.search(r"\d{3}", text) or _EMAIL.search(text))
    return bool(_PHONE.search(text) or _EMAIL.search(text)) and not _speaks(text)


def _is_sign(block: Block, header: str, section: Zone, stem: str) -> bool:
    """Whether a list item or row is a warning sign; a table of figures or of scores is not."""
    if block.kind is BlockKind.TABLE_ROW:
        figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in block.cells)
        return bool(_SIGN_HEADER.search(header)) and figures * 2 < len(block.cells)
    if _SIGN_STEM.search(stem):
        return True
    return section is Zone.INDICATORS and not _DIRECTS.search(block.text)


def _is_law(text: str, section: Zone, item: bool, stem: str) -> bool:
    """Whether the text is an entry in a list of statutes; a sentence about one is not."""
    listed = section is Zone.LEGISLATION or (item and bool(_LAW_STEM.search(stem)))
    bare = not _speaks(text) and (section is Zone.LEGISLATION or bool(_STATUTE.search(text)))
    return listed and (bare or bool(_STATUTE_ENTRY.match(text)))


def _is_definition(text: str, section: Zone, item: bool) -> bool:
    if defines(re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]):
        return True
    return section is Zone.DEFINITIONS and bool((_TERM if item else _ENTRY).match(text))


def defines(sentence: str) -> bool:
    """Whether a sentence says what a term means."""
    return bool(_DEFINES.search(sentence))
