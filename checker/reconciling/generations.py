"""Generations: national things that took each other's place, and which of them a document uses.

A body, an assessment, an Act's words or a definition is replaced, and two
documents of one area go on with two of them, neither saying so. What stands
here is what English documents call each, the older before the newer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import AssertionStatus
from checker.passages import assertion
from checker.reconciling.facts import Area, Fact, Span, told_once

_GENERATIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "the category below missing": (
        (
            "“absent” beside “missing”",
            "2017-01",
            r"missing or absent|absent or missing|missing and absent"
            r"|absent and missing|missing/absent|absent ?(?:=|:|means\b)"
            r"|[\"“‘']absent[\"”’']|(?:class(?:ed|ified)?|categori[sz]ed|graded"
            r"|recorded|logged|treated|put down|marked|entered|category of|status of"
            r"|down) (?:only |simply |first )?(?:as )?absent|absent (?:category"
            r"|categories|status|tier|cases?|reports?|episodes?|child(?:ren)?)",
        ),
        (
            "every child is missing, with a level of risk",
            "",
            r"no (?:class|categor(?:y|ies)|tier|grade|status|group|step|rung)s? (?:is "
            r"|are )?(?:below|beneath|under|lower|short of|less than|other than|of)\b"
            r"|no (?:lesser|lower|second|other) (?:class|category|tier|grade|status"
            r"|kind|report)|one (?:class|category) only|no apparent risk|(?:every|all"
            r"|any) (?:such )?(?:child|children|reports?|one)[^.;]{0,40} (?:is"
            r"|are) (?:recorded|treated|logged|taken|classed|entered"
            r"|reported) as missing",
        ),
    ),
    "the guidance on sexual exploitation": (
        (
            "that of 2000",
            "2009-06",
            r"safeguarding children involved in prostitution"
            r"|children involved in prostitution[^.;]{0,20}2000",
        ),
        (
            "that of 2009",
            "2017-02",
            r"safeguarding children and young people from sexual exploitation"
            r"|receiv(?:es?|ing) [\"“‘']?something|(?:definition|wording|guidance"
            r"|guide|words)[^.;]{0,50}\b2009[^.;]{0,60}exploit\w*"
            r"|exploit\w*[^.;]{0,60}(?:definition|wording|guidance|guide"
            r"|words)[^.;]{0,40}\b2009|exploit\w*[^.;]{0,30}\b2009",
        ),
        (
            "that of 2017",
            "",
            r"exploit\w*[^.;]{0,80}\b(?:February )?2017|\b2017[^.;]{0,60}exploit\w*"
            r"|takes? advantage of an? (?:imbalance|power)|imbalance of power",
        ),
    ),
    "the meaning of domestic abuse": (
        (
            "that of 2004",
            "2013-03",
            r"between adults (?:who|aged)|domestic violence[^.;]{0,40}\b200[45]\b",
        ),
        (
            "that of 2013",
            "2021",
            r"pattern of incidents?|domestic (?:violence|abuse)[^.;]{0,80}\b(?:March "
            r"|of )2013|(?:March |of )2013[^.;]{0,60}domestic (?:violence|abuse)"
            r"|cross-government definition",
        ),
        (
            "that of the Act of 2021",
            "",
            r"domestic abuse act(?: 2021)?|personally connected|(?:act|law) of 2021"
            r"|2021 act",
        ),
    ),
    "the social work assessment": (
        (
            "initial and core assessments",
            "2013-04",
            r"(?:initial|core) (?:and|or) (?:core|initial) assessments?"
            r"|core assessments?|initial assessments?",
        ),
        (
            "the single assessment",
            "",
            r"single assessments?|child(?:ren)? and famil(?:y|ies) assessments?"
            r"|one (?:single |social work )?assessment(?: of up to| within| in)\b",
        ),
    ),
    "the early assessment": (
        (
            "the CAF",
            "2018",
            r"(?-i:CAFs?)|common assessments?(?: framework)?",
        ),
        (
            "the early help assessment",
            "",
            r"early help assessments?|family help assessments?|(?-i:EHAs?)",
        ),
    ),
    "the national line on gangs": (
        (
            "the guidance of 2010",
            "2011-11",
            r"affected by gang activity|2010 [^.;]{0,25}gang\w*"
            r"|gang\w* [^.;]{0,40}\b(?:of |in )2010",
        ),
        (
            "Ending Gang and Youth Violence",
            "2018",
            r"ending gang and youth violence|(?-i:EGYV)",
        ),
        (
            "the Serious Violence Strategy or Duty",
            "",
            r"serious violence (?:strategy[^.;]{0,12}2018|duty)"
            r"|serious violence strategy",
        ),
    ),
    "those who plan health services": (
        (
            "the primary care trust",
            "2013-04",
            r"(?-i:PCTs?)|primary care trusts?",
        ),
        (
            "the clinical commissioning group",
            "2022-07",
            r"(?-i:CCGs?)|clinical commissioning groups?",
        ),
        (
            "the integrated care board",
            "",
            r"(?-i:ICBs?)|integrated care (?:boards?|systems?)",
        ),
    ),
    "the national body on domestic abuse": (
        (
            "CAADA",
            "2015",
            r"(?-i:CAADA)(?![- ]?(?-i:DASH|RIC))"
            r"|co-?ordinated action against domestic abuse",
        ),
        (
            "SafeLives",
            "",
            r"SafeLives",
        ),
    ),
    "the immigration authority": (
        (
            "the UK Border Agency",
            "2013-03",
            r"(?-i:UKBA)|(?:UK|United Kingdom) border agency|border agency",
        ),
        (
            "UK Visas and Immigration",
            "",
            r"(?-i:UKVI)|(?:UK )?visas and immigration|(?:UK )?border force"
            r"|immigration enforcement",
        ),
    ),
    "the competent authority for trafficking": (
        (
            "the UK Human Trafficking Centre",
            "2019-04",
            r"(?-i:UKHTC)|(?:UK )?human trafficking centre",
        ),
        (
            "the Single Competent Authority",
            "",
            r"single competent authority",
        ),
    ),
    "the chief officers of police": (
        (
            "ACPO",
            "2015-04",
            r"(?-i:ACPO)|association of chief police officers",
        ),
        (
            "the National Police Chiefs' Council",
            "",
            r"(?-i:NPCC)|national police chiefs['’]? council",
        ),
    ),
    "the college of the police": (
        (
            "the NPIA",
            "2013",
            r"(?-i:NPIA)|national policing improvement agency",
        ),
        (
            "the College of Policing",
            "",
            r"college of policing",
        ),
    ),
    "the agency against organised crime": (
        (
            "SOCA",
            "2013-10",
            r"(?-i:SOCA)|serious organised crime agency",
        ),
        (
            "the National Crime Agency",
            "",
            r"(?-i:NCA)|national crime agency",
        ),
    ),
    "reviews of the gravest cases": (
        (
            "serious case reviews",
            "2019-09",
            r"serious case reviews?(?! (?:of|into|in|on|about|found|showed|by)\b)"
            r"|(?-i:(?:an|the|a|for|whether) SCRs?)",
        ),
        (
            "child safeguarding practice reviews",
            "",
            r"(?:child )?safeguarding practice reviews?|(?-i:L?CSPRs?)|rapid reviews?",
        ),
    ),
    "checks on those who work with children": (
        (
            "the Criminal Records Bureau",
            "2012-12",
            r"(?-i:CRB)|criminal records bureau|enhanced CRB",
        ),
        (
            "the Disclosure and Barring Service",
            "",
            r"(?-i:DBS)|disclosure and barring",
        ),
    ),
    "the law on personal data": (
        (
            "the Data Protection Act 1998",
            "2018-05",
            r"data protection act,? (?:of )?1998|(?-i:DPA) 1998",
        ),
        (
            "the Data Protection Act 2018",
            "",
            r"data protection act,? (?:of )?2018|(?-i:DPA) 2018|(?-i:(?:UK )?GDPR)"
            r"|general data protection regulation",
        ),
    ),
    "plans for special educational needs": (
        (
            "a statement",
            "2018-03",
            r"statements? of (?:special (?:educational )?needs?|SEN)",
        ),
        (
            "an education, health and care plan",
            "",
            r"(?-i:EHCPs?|EHC plans?)|education,? health and care plans?",
        ),
    ),
    "orders against antisocial behaviour": (
        (
            "an ASBO",
            "2014-10",
            r"(?-i:ASBOs?)|anti-?social behaviour orders?",
        ),
        (
            "a criminal behaviour order or injunction",
            "",
            r"(?-i:CBOs?)|criminal behaviour orders?|civil injunctions?",
        ),
    ),
    "dealing with a first offence": (
        (
            "a reprimand or final warning",
            "2013-04",
            r"reprimands?(?: and| or) (?:final )?warnings?|final warnings?",
        ),
        (
            "a youth caution or out-of-court disposal",
            "",
            r"youth (?:conditional )?cautions?|out[- ]of[- ]court (?:disposals?"
            r"|resolutions?)",
        ),
    ),
    "the words of the law on exploited children": (
        (
            "child prostitution",
            "2015-05",
            r"child prostitut(?:ion|es?)|prostitution or pornography|child pornography",
        ),
        (
            "the sexual exploitation of a child",
            "",
            r"sexual exploitation of (?:a child|children)",
        ),
    ),
    "probation": (
        (
            "a trust or community rehabilitation company",
            "2021-06",
            r"probation trust|community rehabilitation compan(?:y|ies)|(?-i:CRC)",
        ),
        (
            "the Probation Service",
            "",
            r"(?:national )?probation service",
        ),
    ),
    "those who answer for the police": (
        (
            "the police authority",
            "2012-11",
            r"police authority",
        ),
        (
            "the police and crime commissioner",
            "",
            r"police and crime commissioner|(?-i:PCC)|deputy mayor for policing",
        ),
    ),
    "who safeguards locally": (
        (
            "the Local Safeguarding Children Board",
            "2019-09",
            r"(?-i:[A-Z]?LSCBs?)|(?:local )?safeguarding children board",
        ),
        (
            "the safeguarding partners",
            "",
            r"(?:lead |delegated |three "
            r"|statutory )?safeguarding (?:children['’]?s? )?partner(?:s|ship)?"
            r"|(?-i:[A-Z]*SCP)",
        ),
    ),
    "youth justice": (
        (
            "the Youth Offending Team",
            "2022",
            r"(?-i:YOTs?|YOS)|youth offending (?:teams?|services?)",
        ),
        (
            "the Youth Justice Service",
            "",
            r"(?-i:YJS)|youth justice (?:services?|teams?)",
        ),
    ),
    "reviews of deaths from domestic abuse": (
        ("domestic homicide reviews", "2024", r"(?-i:DHRs?)|domestic homicide reviews?"),
        (
            "domestic abuse related death reviews",
            "",
            r"(?-i:DARDRs?)|domestic abuse[- ]related death reviews?",
        ),
    ),
    "the inspectors of the police": (
        ("HMIC", "2017-07", r"(?-i:HMIC)|inspectorate of constabulary(?! and)"),
        ("HMICFRS", "", r"(?-i:HMICFRS)|inspectorate of constabulary and"),
    ),
    "public health nationally": (
        ("Public Health England", "2021-10", r"(?-i:PHE)|public health england"),
        ("the UK Health Security Agency", "", r"(?-i:UKHSA|OHID)|health security agency"),
    ),
    "help for families with many needs": (
        ("Troubled Families", "2021", r"troubled families"),
        ("Supporting Families", "", r"(?-i:Supporting Families)"),
    ),
    "special needs in school": (
        ("School Action", "2014-09", r"(?-i:School Action(?: Plus)?)"),
        ("SEN support", "", r"SEND? support"),
    ),
    "the police guidance on missing people": (
        (
            "that of ACPO",
            "2013-04",
            r"ACPO[^.;]{0,40}missing|missing[^.;]{0,40}ACPO",
        ),
        (
            "Authorised Professional Practice",
            "",
            r"authorised professional practice|(?-i:APP)(?= on missing| \(missing)",
        ),
    ),
}
"""Things by what they are for, with each generation: its name, the month or year in which the
next took its place, and the words that documents have for it."""

DEFINED = {
    "the guidance on sexual exploitation": "child sexual exploitation",
    "the meaning of domestic abuse": "domestic abuse",
}
"""Things whose generations are editions of a definition, and the term defined."""

_PATTERNS = {
    thing: tuple(
        (name, until, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE))
        for name, until, words in ages
    )
    for thing, ages in _GENERATIONS.items()
}
_OF_THE_LAW = re.compile(r"\b(?:sections?|offences?|charg\w+|Sexual Offences Act|law|Act)\b", re.I)
_ONLY_IN_LAW = "the words of the law on exploited children"
_PAST = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|withdrawn|no longer|former(?:ly)?"
    r"|previous(?:ly)?"
    r"|earlier|predecessors?|in the (?:years?|days?|times?) of"
    r"|(?:took|takes|taken) (?:over|the place)|as it then was|then called"
    r"|used to|once|since (?:abolished|renamed)|history|historic(?:al)?|abolished|scrapped|ended"
    r"|ceased|old|older|archiv\w+|gone|now (?:called|known)|has become|renamed|at the time|until"
    r"|not (?:to be )?used?|instead of|rather than|in place of|passing|went|before 20\d\d)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\W*(?:\w+ly )?(?:was|were|had|did|found|led|wrote|paid|met|gave|took|ran"
    r"|(?!published|issued|dated|revised|updated)\w{3,}ed)\b(?! by\b)",
    re.IGNORECASE,
)
"""After a body: what it did, and not what it does."""
_OF_A_PAPER = re.compile(
    r"\b(?:overview report|minutes of|report (?:of|by)|published by|review of|www)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_NOT_MEANT = {AssertionStatus.EXAMPLE, AssertionStatus.REJECTED, AssertionStatus.HISTORICAL}
_THE_STATE = re.compile(r"\b(?:Government|Home Office|Department|Parliament|law|Act|statut\w+)\b")
"""What these say is not somebody's view."""


@dataclass(frozen=True, slots=True)
class Generation:
    """The place of what is used among the generations of a thing, and what it is called.

    ``until`` is when the next took its place (a month or a year), empty for the last.
    """

    place: int
    name: str
    until: str


@told_once
def generations(area: Area, document: str) -> Iterator[Fact[Generation]]:
    """The national things that a document uses, each with its generation; the subject is a thing.

    What it names as past counts too where it is the newer, since that it knows.
    """
    for span in area.sentences(document):
        for thing, ages in _PATTERNS.items():
            for place, (name, until, pattern) in enumerate(ages):
                match = pattern.search(span.text)
                if not match or (thing == _ONLY_IN_LAW and not _OF_THE_LAW.search(span.text)):
                    continue
                if _stands(span, match):
                    yield Fact(thing, Generation(place, name, until), span.within(*match.span()))


def _stands(span: Span, match: re.Match[str]) -> bool:
    """Whether the document goes by what it names, and does not tell its history."""
    if _PAST.search(span.text[: match.start()]) or _PAST.search(span.text[match.end() :]):
        return False
    if _DID.match(span.text, match.end()) or _OF_A_PAPER.search(span.text[: match.start()]):
        return False
    here = span.within(*match.span())
    status = assertion(here.passage, here.start, here.end).status
    if status is AssertionStatus.REPORTED:
        return bool(_THE_STATE.search(span.text))
    return status not in _NOT_MEANT
