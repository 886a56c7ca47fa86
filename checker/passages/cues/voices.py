"""Voices: what others say or think, and words that are mentioned and not used."""

from __future__ import annotations

from checker.model import AssertionStatus
from checker.passages.cues.shape import REPORT_STOPS, Cue, Governs, words

_SUBJECT = (
    r"\b(?:some|many|most|several|few|staff|practitioners?|professionals|children|youngsters"
    r"|pupils|young (?:people|men|women)|teenagers|adolescents|they|others|colleagues|parents"
    r"|mothers|fathers|famil(?:y|ies)|carers|residents|officers|workers|teachers|people|boys|girls"
    r"|lads|members|victims|agencies|those [\w\s]{2,30}?|(?:child|person|victim|girl|boy|pupil"
    r"|teenager|adolescent|YP|worker|officer|carer|mother|father|parent))"
)
_ADVERBS = (
    r"(?: (?:of [\w\s]{2,20}?|who [\w\s]{2,30}?|often|sometimes|still|may|might|will|can|also|now"
    r"|commonly|typically|tend(?:ed|s)? to|do|even|both|themselves|interviewed|consulted)){0,3}"
)

VOICES: tuple[Cue, ...] = (
    # Reported: somebody else's view or account.
    Cue(
        AssertionStatus.REPORTED,
        words(
            r"(?<!what is )(?<!what was )\b(?:said|says|stated|remarked|commented|claimed|claims"
            r"|alleges|felt|believed|believes|thought|thinks|maintained|insisted|insists|argued"
            r"|argues|assumed|recalled|complained|admitted|wondered|asserted"
            r"|alleged that)\b(?! (?:and done|so|what|who|how|where|when|which|no|nothing)\b)",
            r"\b(?:holds?|fears?|complains?|suspects?|suspected|feared|hopes|imagines|reckons"
            r"|reckoned|protests?|protested|swears?|swore|concedes?|conceded|notes"
            r"|noted by \w+) that\b",
            r"\b(?:note|letter|log|record|statement|account|file|report|e-?mail|referral"
            r"|entry) (?:\w+ )?(?:states?|stated|says?|said|reads?|records?|recorded)\b",
            r"\b(?:sees|saw|regards|regarded|views|viewed) (?:[\w']+ ){1,5}?as\b",
            r"\b(?:a|the|some|general|widespread) (?:\w+ )?(?:feeling|impression|suspicion|rumour"
            r"|perception|belief|assumption) that\b|\bfrom [\w\s']{3,40}? (?:point of view"
            r"|perspective|standpoint)\b",
            r"\b(?:suggested|reported|reports|explained|explains|observed|wrote|writes|considered"
            r"|heard|expressed|mentioned|indicated|stressed|described) (?:that|how|as)\b",
            r"(?<!is )(?<!are )(?<!be )\b(?:told|tells|informed|informs)(?: [\w-]+){1,3}? (?:that"
            r"|how|it|they|he|she|we|joining)\b|\b(?:was|were|been) (?:told|informed|advised)\b",
            r"\breported by [\w\s']{2,40}? that\b|\bwhom? (?:she|he|they|\w+) calls?\b",
            r"\bas (?:\w+ ){1,3}(?:sees?|saw|puts?|tells?|told) it\b|\bin the eyes of\b",
            r"\bto (?:many|some|most|a|the) (?:[\w-]+ ){1,4}?(?:it |this )?(?:feels?|felt|seems?"
            r"|seemed)\b",
            r"\b(?:calls|called) (?:him|her|them|it|(?:the|this|his|her|their) \w+) (?=a\b|an\b"
            r"|the\b|['\"])",
            r"\bputs? (?:it|this|that|them) down to\b|\bha(?:s|ve|d) (?:him|her|them|it) down as\b",
            r"\b(?:as|so) far as (?!this|we|the (?:board|partnership"
            r"|protocol))[\w\s']{2,40}? (?:is|are|was|were) concerned\b",
            rf"(?:\binterviewees|\brespondents|{_SUBJECT}) (?:spoke|speak|talked"
            rf"|talk) (?:to us )?(?:of|about)\b",
            r"\bto tell (?:us|you|me) that\b|\b(?:wrote|added|replied)[,:] ?(?=[\"'])",
            r"\bon [\w\s']{3,30}? (?:telling|account)\b",
            r"\b(?:rang|phoned|called|wrote|e-?mailed|came)(?: \w+){0,3}? to say\b",
            r"\basked (?:whether|if|why)\b|\bqueried\b",
            r"\b(?:described|called|labelled|portrayed|characteri[sz]ed|regarded|perceived|viewed"
            r"|saw|put) (?:\w+ ){1,5}?as\b",
            r"\b(?:was|were|been|being|often|may be|might be|is|are) (?:\w+ )?(?:described"
            r"|perceived|viewed|regarded|labelled|portrayed|seen|thought|believed|said|written off"
            r"|reputed|alleged)(?: by [\w\s']{2,40}?)? (?:as|to)\b",
            rf"{_SUBJECT}{_ADVERBS} (?:say|believe|think|feel|claim|argue|assume|call|insist"
            rf"|maintain|tell us|tell you|consider that|report that)\b(?! (?:nothing|no|so)\b)",
            rf"{_SUBJECT}{_ADVERBS} (?:regard|see|view|describe|perceive"
            rf"|consider) (?:[\w']+ ){{1,6}}?as\b",
            r"\b(?:is|are|was|were) (?:of the (?:view|opinion)|convinced|certain|sure|adamant)\b",
            r"\b(?:(?:takes?|took|holds?|held|expressed|shares?|had) (?:the|a|his|her"
            r"|their) (?:\w+ )?(?:view|opinion|belief|impression))\b",
            r"\b(?:\w+'s?|his|her|their|one) (?:\w+ )?(?:view|opinion|impression|perception"
            r"|account|understanding|belief|recollection)\b(?= (?:was|is|that)\b|, (?:which|that))",
            r"\bin (?:his|her|their|\w+'s|one \w+'s) (?:\w+ )?(?:view|opinion|words|experience"
            r"|mind|eyes)\b",
            r"\baccording to\b",
        ),
        stops=REPORT_STOPS,
    ),
    Cue(
        AssertionStatus.REPORTED,
        words(
            r", (?!or\b|and\b|but\b|is\b)(?:\w+ ){0,5}?(?:said|says|claimed|told us|felt|thought"
            r"|believed|remarked)(?=[.,;\"]|$| (?:in|to|at|when|of)\b)",
            r", (?:the|his|her|their|a) (?:\w+ ){1,3}(?:records|states|notes)(?=\.|$)",
            r"[\"'],? (?:\w+ ){1,5}?(?:said|told|says|wrote|explained|added)\b",
            r", (?:as (?!to\b)(?:\w+ ){1,5}(?:put|puts|sees|saw|said|told|described|calls?|called)"
            r"|in the words of|in (?:his|her|their) (?:view|opinion|words|experience)"
            r"|according to)\b",
        ),
        Governs.BEFORE,
        stops=words(";"),
    ),
    Cue(
        AssertionStatus.REPORTED,
        words(
            r"(?:^|(?<=[.|]\s))(?:(?:the |a )?(?:\w+ ){0,3}?(?:chair|manager|officer|nurse"
            r"|sergeant|inspector|superintendent|social worker|idva|mother|father|parent|carer"
            r"|young person|teacher|head|representative|cllr \w+|councillor \w+|deputy|lead|dsl"
            r"|police|yp))\s*:(?=\s+(?:[\"']|(?:i|we|he|she|they|it|this|that|there|(?:the"
            r"|a) \w+ (?:is|was|has|had|does))\b))"
        ),
        stops=words(r"\b(?:agreed|resolved|decision|action)\b"),
    ),
    # Quoted: words that are mentioned and not used.
    Cue(
        AssertionStatus.QUOTED,
        words(
            r"\b(?:the|a|this|old|another) (?:\w+ )?(?:term|word|phrase|expression|label|heading"
            r"|title|description|wording|entry)s?(?: (?:is|of|was|such as|like|that reads))?(?=\W)",
            r"\b(?:terms|words|phrases|expressions|labels|entries|headings)(?: (?:such as|like"
            r"|including))\b",
            r"\bso-called\b|\bcalls?\b(?= ['\"])",
        ),
        reach=4,
        stops=words(r"[;:]", r"\b(?:that|which|and|used|for|in)\b"),
    ),
)
