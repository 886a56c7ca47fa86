"""What a limit is for: the steps of safeguarding procedures, however an office words them.

Steps that every area has are told by the words of :data:`_EVENTS`, a noun and
what is done with it. Any other step is kept as the words of its clause, which
two documents share when they speak of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.reconciling.normalise import fold

_SENT = (
    r"(?:sent|shared|passed|returned|provided|circulat\w+|distribut\w+|issued|forwarded|e-?mailed"
    r"|available|reach|receive\w*|typed|produced)"
)
_TELL = r"(?:tells?|told|inform\w*|notif\w+|lets?|advise[sd]?|alert\w*)"
_FORM = (
    r"(?:(?:multi|inter)-agency (?:referral )?form|\bMARF\b|\bIARF\b|(?<!missing )referral form"
    r"|request for (?:[a-z]+ ){1,3}form|(?:child )?(?:concern|safeguarding|contact) form)"
)
_YOU = (
    r"(?:you|(?:the )?(?:caller|sender|referr(?:er|ing \w+))"
    r"|(?:whoever|the (?:person|one|worker|practitioner|professional|agency|school) (?:who|that))"
    r" (?:rang|rings|called|calls|made|sent|raised|referred|phoned|telephoned))"
)
_MINUTES = (
    r"(?:minutes|notes|records?|outcomes?|decisions|action (?:log|plan|list|points)s?|actions)"
)
_SENIOR = (
    r"(?:head of [a-z’' ]{3,25}?|director|assistant director|service (?:manager|director)"
    r"|senior manager|principal officer|detective (?:chief )?inspector|superintendent)"
)

_EVENTS: dict[str, tuple[str, str]] = {
    "return home interview": (
        r"return(?:[- ]home)? (?:interview|conversation|discussion|visit)s?"
        r"|independent (?:return )?(?:interview|conversation)s?|\bRHIs?\b|\bIRIs?\b"
        r"|(?<!prevention )(?<!police )(?<!abe )(?<!joint )(?<!video )(?<!vulnerability )"
        r"\binterviews?\b",
        "the return home interview",
    ),
    "interview record": (
        r"(?:written )?(?:summary|record|notes?|report|write-?up|account) "
        r"(?:of|from) (?:the |an? |each |every |any )?(?:(?:independent )?return (?:home )?)?"
        r"interviews?|\bRHI ?(?:\d|forms?\b|records?\b|reports?\b)"
        r"|return (?:home )?interview (?:form|record|report|write-?up|summary)s?"
        r"|(?:the )?(?:summary|record|notes?|report) (?:is|are|to be|will be|must be|should be) "
        rf"{_SENT}"
        r"|interview(?:er)?(?:['’]s)? (?:summary|notes?|record|report|form|write-?up)"
        r"|interviewer sends[^.;]{0,40}(?:summary|record|notes?|report)"
        r"|writ\w+ up (?:the |each )?(?:return (?:home )?)?interviews?"
        r"|interviews? (?:is|are|must be|should be|will be) (?:written up|recorded)",
        "sending the record of the interview",
    ),
    "prevention check": (
        r"(?:police )?(?:prevention|vulnerability|debrief) (?:interview|check|visit)s?"
        r"|safe[- ](?:and|&)[- ]well (?:check|interview|visit)s?",
        "the police check on a child who is back",
    ),
    "strategy discussion": (
        r"strategy (?:discussions?|meetings?)(?: under section 47)?",
        "the strategy discussion",
    ),
    "minutes": (
        rf"{_MINUTES} (?:of|from|for|to) (?:the|a|any|each|every)? ?(?:[\w-]+ ){{0,5}}"
        r"(?:discussions?|meetings?|conferences?|panels?|forums?|groups?|MARAC|MACE|MASE)"
        r"|(?:discussion|meeting|conference|panel|forum|MARAC|MACE|MASE)(?:['’]s)? "
        r"(?:minutes|notes|actions|action (?:log|plan|list)s?)"
        rf"|\b(?:minutes|action log)\b(?=[^.;]{{0,60}}\b{_SENT}\b)"
        rf"|{_SENT} (?:the )?(?:minutes|action log|actions)",
        "the minutes",
    ),
    "panel referrals": (
        r"referrals?\b[^.;]{0,40}?\b(?:reach\w*|taken|received?|accepted|close[sd]?|submitted"
        r"|sent|made"
        r"|given|arrive|with the|in\b)|(?:deadline|closing date) for (?:new )?(?:referrals?|cases?)"
        r"|(?:cases?|names?) (?:are|is|must be|should be) (?:sent|given|put forward|listed"
        r"|submitted)",
        "sending cases to a meeting",
    ),
    "papers": (
        r"sends? (?:out )?(?:the )?(?:papers|agenda|case list)|\b(?:papers|paperwork|agendas?"
        r"|case lists?|invitations?|reports?) (?:for|of|to) (?:the|a|each|any|every)? ?"
        r"(?:[\w-]+ ){0,4}?(?:discussions?|meetings?|conferences?|panels?|MARAC|MACE|MASE)\b"
        r"|\b(?:papers|paperwork|agendas?|case lists?|invitations?)"
        r"\b(?= (?:go|goes|are|is|out|will|must|should))",
        "the papers of a meeting",
    ),
    "written confirmation": (
        r"confirm\w*(?: \w+){0,4} in writing|\bin writing\b|written (?:referral|confirmation)"
        rf"|(?:followed|confirmed|backed)(?: up)? (?:by|with|on|using)[^.;]{{0,60}}?(?:form|writing"
        rf"|MARF)|{_FORM}|form follows"
        r"|referral form(?: \(\w+\))? (?:is|must be|should be|to be|will be)"
        r"|complete(?:d|s)? (?:a |the |an )?referral form",
        "the written referral after a call",
    ),
    "plan review": (r"(?!x)x", "the review of a child's plan"),
    "acknowledgement": (
        r"acknowledge\w*(?: (?:the|a|any))?(?: receipt)?",
        "acknowledging a referral",
    ),
    "referrer told": (
        rf"(?:{_TELL}|feed ?back to|(?:gives?|sends?|gets?|writes?|replies"
        rf"|answers?) (?:an? )?(?:\w+ )?"
        rf"(?:feedback|answer|reply|response)? ?to|respond to|repl(?:y|ies) to"
        rf"|come back to)(?: to)? "
        r"(?:the )?referr(?:er|ing agency)s?"
        rf"|referr(?:er|ing agency)s? (?:is|are|will be|must be|should be) {_TELL}"
        r"|feedback (?:is given )?to (?:the )?referr(?:er|ing agency)"
        r"|(?:hear|hears) (?:back )?(?:from the \w+ )?(?:about )?the outcome"
        r"|come back to (?:them|you)|outcome of (?:the|a|their|your) referral"
        r"|(?:whoever|the (?:person|agency|worker|professional|school) (?:who|that"
        r"|which)) (?:made|sent"
        r"|makes|sends|referred|refers)[^.;]{0,60}?\b(?:hears?|told|informed|learns?|knows?)"
        r"|(?:hears?|told|informed|learns?|know) (?:of )?(?:what|how|whether|the (?:decision|result"
        r"|outcome))\b|(?:feedback|an answer) (?:is|will be|must be)?"
        r"|referr(?:er|ing agency)s? (?:\w+ )?(?:hears?|gets?|receives?|has|have|knows?)"
        r"|(?:them|you) (?:\w+ )?(?:the )?outcome\b|outcome to the referr\w+"
        rf"|(?:tells?|told|lets?|(?:writes?|rings?|calls?|gets?|comes?|feeds?) back|repl(?:y|ies"
        rf"|ied)|answers?|responds?|writes|speaks?)(?: (?:to|with))?(?: the)? {_YOU}\b"
        rf"|(?:answer|reply|response|feedback|outcome|decision) (?:to|for) {_YOU}\b"
        r"|you (?:are|will be|should be|must be) (?:told|informed|answered|rung|given"
        r"|contacted)|you (?:will |should |ought to )?(?:hear|get an answer|have (?:an answer|a"
        r" reply|heard))"
        r"|(?:\bMASH\b|\bMARU\b|hub|front door|team|unit|desk|door|service|access point)\b"
        r"(?: (?:\w+ )?(?:will|must|should|shall))?(?: have)? (?:answers?|repl(?:y|ies|ied)"
        r"|responds?|(?:writes?|comes?|gets?|rings?) back)\b",
        "telling the referrer the outcome",
    ),
    "decision": (
        r"(?:social care|\bMASH\b|\bMARU\b|hub|manager|social worker|front door|access point"
        r"|first response|children['’]s services?)\b[^.;]{0,60}?\b(?:deci(?:des?|sions?)"
        r"|determines?)\b|\bdecisions? (?:is made |will be made )?(?:on|about|upon|as to) "
        r"(?:the |each |every |a |any |all |what )?[^.;,]{0,25}?\b(?:referrals?|contacts?"
        r"|response|action"
        r"|next)\b"
        r"|\b(?:referrals?|contacts?|notifications?|reports?)\b[^.;]{0,20}? (?:is|are|be|being) "
        r"(?:decided|determined|screened|triaged|sifted|graded|dealt with|looked at|processed)"
        r"|(?:screens?|triages?|sifts?|looks? at|deals? with|acts? on|considers?) (?:each|every"
        r"|all|the|a"
        r"|any|new) (?:new |incoming )?(?:referrals?|contacts?|notifications?)"
        r"|\b(?:decid(?:e|es|ing)|determines?|decision)\b[^.;]{0,80}?\b(?:referral|contact|response"
        r"|next step|happen|thresholds?|section (?:17|47)|s\.? ?(?:17|47)|level|what help)",
        "deciding on a referral",
    ),
    "social work assessment": (
        r"(?:single|child and family|social work|statutory|children and families|C&F|family"
        r"|social care) assessments?",
        "the social work assessment",
    ),
    "aim assessment": (r"\bAIM ?\d?\b(?:[^.;]{0,25}\bassessments?)?", "the AIM assessment"),
    "screening tool": (
        r"(?:risk assessment|screening|indicator|exploitation) (?:tool|form|checklist)s?"
        r"|\bDASH\b(?: (?:form|checklist|risk))?",
        "completing the risk tool",
    ),
    "enquiries": (
        r"section 47 (?:enquir(?:y|ies)|investigations?)|\bs\.? ?47 enquir(?:y|ies)",
        "the section 47 enquiries",
    ),
    "child protection conference": (
        r"(?:initial )?child protection (?:case )?conferences?|\bICPC\b"
        r"|initial (?:case )?conferences?",
        "the child protection conference",
    ),
    "review conference": (
        r"review (?:child protection )?(?:case )?conferences?|\bRCPC\b",
        "the review conference",
    ),
    "core group": (r"core group(?: meeting)?s?", "the core group"),
    "idva contact": (
        r"(?:IDVA|IDVAA|YPVA|advis[eo]r|advocate)s?\b[^.;]{0,40}?(?:contact\w*|\brings?\b"
        r"|\bcalls?\b"
        r"|\bphones?\b|\bspeaks? (?:to|with)|in touch|reach(?:es)?|tries|speaking|calling|ringing)"
        r"|contact\w*[^.;]{0,20} (?:by|from) (?:an |the )?(?:IDVA|YPVA|advis[eo]r|advocate)",
        "the IDVA's first contact",
    ),
    "placing authority told": (
        rf"{_TELL}(?: \w+){{0,2}} (?:placing|responsible|home|host) (?:local )?authorit(?:y|ies)"
        rf"|(?:placing|responsible|home|host) (?:local )?authorit(?:y|ies)(?: \w+){{0,3}} {_TELL}"
        r"|notif\w+ (?:to|of) (?:the )?(?:placing|responsible|home|host) (?:local )?authorit",
        "telling the placing authority",
    ),
    "nrm referral": (r"\bNRM\b|national referral mechanism", "the NRM referral"),
    "health assessment": (
        r"health assessments?|medical(?: examination)?s?",
        "the health assessment",
    ),
    "police notification": (
        r"\bMerlins?\b|\bPPNs?\b|\bVPNs?\b|\bVISTs?\b|\bForm 87A?\b|\b87A\b|\bPACs?\b"
        r"|public protection (?:notice|notification)s?|police notifications?"
        r"|vulnerab\w+ (?:child |person )?(?:report|notification)s?",
        "the police notification",
    ),
    "safety plan": (
        r"(?:safety|risk management|risk|keeping safe|trigger|protection|support|care|disruption"
        r"|exploitation) (?:and support )?plans?|plans? of (?:each |every |the )?(?:exploited )?"
        r"(?:child|young person|children)",
        "the plan for the child",
    ),
    "allocation": (
        r"(?:social |key)?worker (?:is|are|will be|must be|should be|to be)? ?allocat\w+"
        r"|allocat(?:es?|ing|ion) (?:of )?(?:a|the)? ?(?:social )?worker|case (?:is|will be) "
        r"allocated"
        r"|allocation of (?:a|the) (?:social )?worker",
        "allocating a worker",
    ),
    "hearing": (
        r"(?:cases?|referrals?|child(?:ren)?|victims?) (?:is|are|to be|will be|must be|should be)"
        r" (?:heard|discussed|considered|listed|presented|taken|reviewed) (?:at|by|to) (?:the )?"
        r"(?:next )?(?:\w+ ){0,3}(?:panel|MARAC|MACE|MASE|meeting|forum|conference|group)"
        r"|(?:panel|MARAC|MACE|MASE|meeting|forum|conference|group) (?:\w+ )?"
        r"(?:hears|considers|discusses|takes) (?:a|the|each|every|all|any)? ?(?:new )?"
        r"(?:cases?|referrals?)",
        "hearing a case",
    ),
    "professionals meeting": (
        r"(?:professionals['’]?|network|multi-agency (?:planning )?|planning) meetings?"
        r"|team around (?:the )?(?:child|family|school) meetings?",
        "the meeting of professionals",
    ),
    "case review": (
        r"(?:panel|MARAC|MACE|MASE|meeting|forum|conference|group) (?:\w+ )?reviews (?:each|every"
        r"|all|its|the|open)\b|cases? [^.;]{0,50}?(?:is|are|will be|must be"
        r"|should be) (?:reviewed|looked at again|brought back)",
        "the review of a case",
    ),
    "escalation": (
        r"(?:professional )?(?:disagreements?|disputes?|escalations?|escalated)(?: between)?"
        r"|(?:settl|resolv)\w+"
        r"|differences? of (?:professional )?(?:view|opinion)",
        "settling a disagreement",
    ),
    "senior told": (
        rf"{_SENIOR} (?:is|are|will be|must be|should be|shall be) {_TELL}"
        rf"|{_TELL} (?:the )?{_SENIOR}\b",
        "telling a senior manager",
    ),
    "police report": (
        r"report\w*(?: \w+){0,4} (?:as )?missing(?: \w+){0,2} to the police"
        r"|(?:rings?|calls?|phones?|tells?|informs?|notif\w+|contacts?|alerts?"
        r"|telephones?) the police"
        r"|police (?:is|are|must be|should be|will be) (?:rung|called|told|informed|notified"
        r"|contacted"
        r"|alerted|telephoned)"
        r"|reported(?: \w+){0,2} missing|(?:missing|lost) report (?:is|must be|should be) made"
        r"|report\w*(?: \w+){0,3} to the police",
        "reporting to the police",
    ),
    "visit": (
        r"(?:home|initial|first|statutory) visits?|visit\w* (?:to )?(?:the child|at home|children)",
        "visiting the child",
    ),
    "chronology": (r"chronolog(?:y|ies)", "the chronology"),
    "lado referral": (r"\bLADO\b|designated officer", "telling the designated officer"),
}
"""The events of safeguarding procedures that carry a limit, and what a report calls them."""

OF_THE_MISSING = frozenset({"return home interview", "interview record"})
BY_BODY = frozenset(
    {"acknowledgement", "referrer told", "minutes", "papers", "hearing", "case review"}
    | {"panel referrals"}
)
"""Events that every body has of its own; they are compared for one body only."""
BEFOREHAND = frozenset({"papers", "panel referrals"})
"""What has to be done so long before something else."""
_SEVERAL = frozenset({"safety plan", "visit", "screening tool", "police notification"})
"""Things of which an area has several: the words that name one belong to its event."""
URGENT = frozenset(
    {"return home interview", "strategy discussion", "written confirmation", "decision"}
    | {"prevention check", "idva contact", "police report"}
)

_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, (pattern, _) in _EVENTS.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text names an event: ``text[start:end]``."""

    start: int
    end: int
    event: str


def hits(text: str, *, ahead: bool = False) -> list[Hit]:
    """The events that a text names, in order, none inside another.

    :param ahead: those that have to happen so long before another, instead of the rest.
    """
    found = sorted(
        (
            Hit(m.start(), m.end(), f"{key}: {_which(m.group())}" if key in _SEVERAL else key)
            for key, pattern in _PATTERNS.items()
            if (key in BEFOREHAND) is ahead
            for m in pattern.finditer(text)
        ),
        key=lambda hit: (hit.start, -hit.end),
    )
    kept: list[Hit] = []
    for hit in found:
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
        else:
            kept.append(hit)
    return kept


_VISIT = re.compile(r"\b(?P<sort>home|initial|first|statutory)?.*visit.*", re.IGNORECASE)


def _which(words: str) -> str:
    """Which of several is meant: "safety plan", "form 87", "home" of a home visit."""
    if visit := _VISIT.fullmatch(words):
        return "home" if "home" in words.casefold() else (visit["sort"] or "").casefold()
    if "exploit" in words.casefold():
        return "exploitation plan"
    return fold(words).removesuffix("s")


def event_words(event: str) -> str:
    """What a report calls an event; one that no list names is called by its own words."""
    known = _EVENTS.get(event.partition(":")[0])
    return known[1] if known else event
