"""The nouns of Sensecheck: frozen, typed, serialisable.

Every room of the engine receives these and returns these. Offsets are
characters into :attr:`Document.text`; they are set when a document is read and
carried to the report, so that a quote is never searched for again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checker.facts import Facts


class Issue(StrEnum):
    """What a document is about: the five issues of the MsUnderstood audits."""

    CSE = "cse"
    DV = "dv"
    HSB = "hsb"
    GANGS = "gangs"
    MISSING = "missing"

    @property
    def wording(self) -> str:
        """The issue as a person writes it."""
        return {
            "cse": "child sexual exploitation",
            "dv": "domestic abuse",
            "hsb": "harmful sexual behaviour",
            "gangs": "gangs and serious youth violence",
            "missing": "missing children",
        }[self.value]


class Kind(StrEnum):
    """What sort of document it is."""

    STRATEGY = "strategy"
    PROTOCOL = "protocol"
    PROCEDURE = "procedure"
    POLICY = "policy"
    GUIDANCE = "guidance"
    ACTION_PLAN = "action plan"
    TERMS_OF_REFERENCE = "terms of reference"
    MINUTES = "minutes"


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    FOOTNOTE = "footnote"


class Zone(StrEnum):
    """What part of a document a block stands in.

    Only ``BODY``, ``CONTACTS``, ``DEFINITIONS`` and ``INDICATORS`` can carry a
    document's own position; the rest is never operative text.
    """

    BODY = "body"
    CONTACTS = "contacts"
    DEFINITIONS = "definitions"
    INDICATORS = "indicators"
    TITLE = "title"
    CONTENTS = "contents"
    BIBLIOGRAPHY = "bibliography"
    LEGISLATION = "legislation"
    AMENDMENTS = "amendments"
    ATTENDANCE = "attendance"

    @property
    def operative(self) -> bool:
        """Whether text in this zone can be the document's own position."""
        return self in {Zone.BODY, Zone.CONTACTS, Zone.DEFINITIONS, Zone.INDICATORS}


class View(StrEnum):
    """How a Word file's tracked changes are read."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


class Jurisdiction(StrEnum):
    """Whose law a document is written under."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class AssertionStatus(StrEnum):
    """Who is speaking, and whether the document means it (after ConText, Harkema 2009)."""

    ASSERTED = "asserted"
    REJECTED = "rejected"
    REPORTED = "reported"
    QUOTED = "quoted"
    DEFINED = "defined"
    HISTORICAL = "historical"
    HYPOTHETICAL = "hypothetical"
    EXAMPLE = "example"


class Stance(StrEnum):
    """A passage's position on a criterion (codebook, "Stance")."""

    MEETS = "meets"
    CONTRADICTS = "contradicts"
    MENTIONS_ONLY = "mentions_only"


class Outcome(StrEnum):
    """A document's verdict on a criterion (codebook, "Documents")."""

    MET = "met"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_ADDRESSED = "not-addressed"
    NOT_APPLICABLE = "not-applicable"


class Severity(StrEnum):
    """How much a finding matters for a child."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for low, 2 for high."""
        return ("low", "medium", "high").index(self.value)


class InconsistencyType(StrEnum):
    """What two documents can disagree about."""

    STANCE = "stance"
    UNEVEN_RECOGNITION = "uneven-recognition"
    REFERRAL_ROUTE = "referral-route"
    PANEL = "panel"
    TIMESCALE = "timescale"
    THRESHOLD = "threshold"
    DEFINITION = "definition"
    TERMINOLOGY = "terminology"
    AGE_RANGE = "age-range"
    RISK_TOOL = "risk-tool"
    GOVERNANCE = "governance"
    CROSS_REFERENCE = "cross-reference"
    CURRENCY = "currency"

    @property
    def wording(self) -> str:
        """The type as a person writes it."""
        words = self.value if self is self.CROSS_REFERENCE else self.value.replace("-", " ")
        return words.capitalize()


@dataclass(frozen=True, slots=True)
class Location:
    """Where text stands in its document.

    ``start`` and ``end`` are character offsets into the document's text.
    ``page`` counts from 1 and is None where the format has no pages. ``box`` is
    (left, top, right, bottom) in points from the page's top left corner.
    ``section`` is the nearest heading; ``paragraph`` the nearest label at or
    before the text within its section ("4.1"), or the section's own number, or
    the heading's words where nothing is numbered.
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    section: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row or footnote.

    ``text`` is without the block's own ``label`` ("4.1", "(a)"). ``level`` is
    the heading level from 1, or the depth of a list item from 0. ``cells`` and
    ``header`` belong to table rows; a row's text is its cells joined by " | ".
    The row that is the header carries itself as ``header``; a cell merged over
    several rows has its text in each, one over several columns "" where it goes
    on. ``links`` are (start, end, target): offsets into the block's text, and an
    address or "#" and a bookmark's name.
    """

    kind: BlockKind
    text: str
    location: Location
    label: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark that someone left in the margin: kept apart from the text.

    ``start`` and ``end`` are the offsets into the document's text of the words
    it is about; both are None where it is about words that are not in the text.
    ``date`` is as the file has it ("2015-03-02T10:00:00Z"), or "".
    """

    author: str
    date: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in a header or a footer: kept apart from the text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """How well a document could be read: 0 (nothing) to 1, with the reasons."""

    quality: float = 1.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that a profile says of its document, with what it rests on.

    ``value`` is "" where nothing was found; a low ``confidence`` (0 to 1) makes
    it a guess. ``quote`` and ``location`` are the words that say it; there are
    none where it was given, or told from the file's name or the whole text.
    """

    value: str = ""
    confidence: float = 0.0
    quote: str = ""
    location: Location | None = None

    @property
    def needs_person(self) -> bool:
        """Whether a person should look: something was found, but not surely."""
        return bool(self.value) and self.confidence < SURE


SURE = 0.6
"""Below this confidence a person has to confirm a fact of a profile."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document is, fact by fact.

    ``issue``, ``kind`` and ``jurisdiction`` hold a value of :class:`Issue`,
    :class:`Kind` and :class:`Jurisdiction`; the dates are ISO ("2014-09-30",
    "2014-09", "2014"); ``period`` is two years ("2015/2018"). ``status`` is
    "draft", "final", "superseded" and the like.
    """

    title: Particular = Particular()
    issue: Particular = Particular()
    kind: Particular = Particular()
    area: Particular = Particular()
    owner: Particular = Particular()
    status: Particular = Particular()
    version: Particular = Particular()
    approved: Particular = Particular()
    review_due: Particular = Particular()
    period: Particular = Particular()
    jurisdiction: Particular = Particular()

    def overdue(self, today: date) -> bool:
        """Whether the day of the review has gone by; a month or a year lasts to its end."""
        due = self.review_due.value
        return bool(due) and due < today.isoformat()[: len(due)]


@dataclass(frozen=True, slots=True)
class Document:
    """One strategy, protocol, procedure or other paper of an area.

    Reading fills in everything but the profile (``title`` to ``profile``), which
    :func:`checker.passages.describe` adds; ``title`` to ``date`` are what is sure
    enough of it to work with. ``date`` is ISO ("2014-09" or
    "2014-09-30" or "2014"), the day of approval as far as the document tells.
    """

    id: str
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    extraction: Extraction = field(default_factory=Extraction)
    comments: tuple[Comment, ...] = ()
    margins: tuple[Margin, ...] = ()
    title: str = ""
    issue: Issue | None = None
    kind: Kind | None = None
    area: str = ""
    date: str = ""
    profile: Profile = field(default_factory=Profile)

    @property
    def words(self) -> int:
        """How many words the document has."""
        return len(self.text.split())

    @property
    def name(self) -> str:
        """What a report calls the document: its title, or its file's name."""
        return self.title or self.path

    @property
    def order(self) -> tuple[int, str]:
        """Where people list it: by issue, those without one last."""
        return (list(Issue).index(self.issue) if self.issue else len(Issue), self.id)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A status with the words that decided it; an empty cue means none was found."""

    status: AssertionStatus = AssertionStatus.ASSERTED
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit judged: one to three sentences of a block, a list item or a table row.

    ``headings`` is the path of headings above it, outermost first. ``stem`` is
    the sentence that introduces the list an item belongs to. ``sentences`` are
    (start, end) offsets into ``text``.
    """

    document: str
    text: str
    location: Location
    kind: BlockKind = BlockKind.PARAGRAPH
    zone: Zone = Zone.BODY
    headings: tuple[str, ...] = ()
    stem: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The nearest heading."""
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a verdict or an inconsistency rests on, with the full trace.

    ``rule`` is the id of the rule, or of the model's criterion, that found it;
    ``score`` its calibrated probability from 0 to 1. ``why_not`` says, for a
    near miss, why the words did not count; ``note`` what a rule adds, such as
    what replaced a superseded guidance.
    """

    document: str
    quote: str
    location: Location
    stance: Stance | None = None
    rule: str = ""
    assertion: AssertionStatus = AssertionStatus.ASSERTED
    cue: str = ""
    score: float = 1.0
    why_not: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A document's answer to a criterion, and why.

    ``searched`` is the number of passages that were read for it.
    """

    document: str
    criterion: str
    outcome: Outcome
    confidence: float
    needs_review: bool = False
    evidence: tuple[Evidence, ...] = ()
    near_misses: tuple[Evidence, ...] = ()
    searched: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A document with its passages and its verdicts: what reconciling works on."""

    document: Document
    passages: tuple[Passage, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Where two documents disagree, with the words of both.

    ``id`` is a hash of type, documents and normalised quotes, so that edits
    elsewhere leave it alone (:func:`checker.reconciling.identity`).
    """

    id: str
    type: InconsistencyType
    documents: tuple[str, str]
    severity: Severity
    summary: str
    suggestion: str
    evidence: tuple[Evidence, ...]
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and the one sentence that says why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a report needs to know of a criterion: its question and its advice.

    ``severity`` is how much it matters for a child when a document contradicts it.
    """

    id: str
    title: str
    asks: str
    why: str
    instead: str
    source: str
    severity: Severity = Severity.MEDIUM


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an assessment: enough to make it again."""

    version: str
    rules: str
    model_name: str
    model_sha256: str
    created: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that is known about a folder of documents.

    ``known`` are the keys of findings, and of single statements, that an earlier
    assessment had already (:mod:`checker.findings`); reports list only the others.
    """

    manifest: Manifest
    criteria: tuple[Criterion, ...]
    documents: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]
    inconsistencies: tuple[Inconsistency, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=Facts)

    def document(self, document_id: str) -> Document:
        """The document of that id; KeyError when there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    def verdict(self, document_id: str, criterion_id: str) -> Verdict | None:
        """The verdict in one cell of the documents x criteria matrix."""
        for verdict in self.verdicts:
            if verdict.document == document_id and verdict.criterion == criterion_id:
                return verdict
        return None

    @property
    def disagreements(self) -> tuple[Inconsistency, ...]:
        """The inconsistencies that were not known before."""
        return tuple(item for item in self.inconsistencies if item.id not in self.known)

    def between(self, first: str, second: str) -> tuple[Inconsistency, ...]:
        """The inconsistencies, not known before, in one cell of documents x documents."""
        pair = {first, second}
        return tuple(item for item in self.disagreements if set(item.documents) == pair)
