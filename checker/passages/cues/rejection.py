"""Rejection: the document denies a claim, bans a wording, or plainly negates."""

from __future__ import annotations

from checker.model import AssertionStatus
from checker.passages.cues.shape import CLAIM_STOPS, NEAR_STOPS, PLAIN_STOPS, Cue, Governs, words

_LANGUAGE = (
    r"(?:accept|agree|assum\w+|believ\w+|sa(?:y|id)|tell|write|writing|written|describ\w+"
    r"|record\w*|label\w*|us(?:e|ed|ing)|refer(?:red)? to|speak of|spoken of|treat\w*|regard\w*"
    r"|see|seen|view\w*|conclud\w+|infer\w*|suggest\w*|imply|implied|mean|think|thought"
    r"|call(?:ed)?|presum\w+|tak(?:e|en)|read|interpret\w*|manag\w+|dealt with|plac\w+|consider\w*"
    r"|categori[sz]\w+|support|endorse|share|subscribe|held|hold|made|portray\w*|depict\w*"
    r"|characteri[sz]\w*|blam\w+|put down to|expect\w*|offer\w*|appear|feature|occur)"
)
_NEGATIVE = (
    r"(?:wrong|mistaken|inaccurate|incorrect|misleading|unhelpful|unacceptable|inappropriate"
    r"|untrue|false|dangerous|outdated|offensive|simplistic|an? (?:error|mistake))"
)
_IDEA = (
    r"(?:idea|notion|assumption|view|belief|suggestion|claim|language|phrase|term|words?|label"
    r"|expression|implication|entry|statement|attitude|stereotype|perception|wording)s?"
)

REJECTION: tuple[Cue, ...] = (
    # Rejected: verdicts on a claim or on a wording.
    Cue(
        AssertionStatus.REJECTED,
        words(
            r"\bnot (?:\w+ )?(?:the|our|an?|this|any|its) (?:\w+'s )?(?:view|position|case|belief"
            r"|opinion|intention|policy|role|place|task)\b",
            rf"(?:\b(?:not|never|cannot)|n't) (?:\w+,? ){{0,3}}?(?:be )?{_LANGUAGE}\b",
            r"\b(?:not|never|no longer) (?:\w+ )?(?:true|right|correct|accurate|appropriate"
            r"|acceptable|helpful|fair|possible|open to|safe) (?:\w+ )?(?:to|that|for)\b",
            rf"\b{_NEGATIVE} (?:\w+ )?(?:to|that|for)\b",
            rf"\b(?:nobody|no one|no-one|none|neither|nor|no (?:\w+ ){{1,3}}?)(?:[\w\s]{{0,40}}?)"
            rf" (?:may|must|should|is to|are to|shall|will|would|can|is"
            rf"|are) (?:ever )?(?:be )?{_LANGUAGE}\b",
            r"\bnothing in\b",
        ),
        stops=CLAIM_STOPS,
        embeds=True,
        judges=True,
    ),
    Cue(
        AssertionStatus.REJECTED,
        words(
            r"\b(?:avoid(?:s|ed|ing)?|refrain(?:s|ing)? from|steer clear of|beware(?: of)?"
            r"|dispel\w*)\b",
            rf"\b(?:reject(?:s|ed|ing)?|resist(?:s|ed|ing)?|challeng(?:e|es|ed|ing)"
            rf"|guard(?:ing)? against|question(?:s|ing)?|correct(?:s|ed|ing)?|counter(?:s|ing)?"
            rf"|dismiss(?:es|ing)?) (?:\w+ ){{0,3}}?(?:{_IDEA}|temptation|conclusion|argument)\b",
            r"\breject(?:s|ed|ing)?\b|\bresist (?:saying|writing|describing|calling)\b",
            r"\b(?:stop(?:s|ped)?|cease[ds]?|give up|given up|mov(?:e|ed) away from) (?:using"
            r"|describing|calling|saying|writing|talking|recording|labelling|seeing|speaking)\b",
            r"\bto (?:speak|talk|call|describe|write|say|label)\b(?: of)?(?=[^.;]{3,80}?\bis (?:to"
            r"|both|misleading|unfair)\b)",
            r"\b(?:referrals?|records?|entries|reports?|letters?|minutes|anyone|staff) (?:that"
            r"|which|who) (?:describe|call|label|refer to|speak"
            r" of)s?\b(?=[^.;]{3,80}?\b(?:returned|challenged|rewritten|corrected|amended|queried"
            r"|rejected|sent back)\b)",
            r"\b(?:please |to )?(?:retire|do away with|strike out|discard)\b",
            rf"\b(?:myth|misconception|fallacy|(?:false|mistaken|outdated|wrong|lazy|old) {_IDEA})"
            r"(?: is)? (?:that|of)\b",
            r"\b(?:wrongly|mistakenly|falsely|erroneously|unfairly)\b",
            r"\b(?:in|under) no circumstances\b|\bat no (?:point|time|stage)\b|\bon no account\b",
            r"\bdo(?:es)?(?: not|n't) (?:mean|make|amount to|show|prove|indicate|turn|become)\b",
        ),
        stops=CLAIM_STOPS,
        judges=True,
    ),
    Cue(
        AssertionStatus.REJECTED,
        words(
            rf"\b(?:is|are|was|were|be|as|simply|plainly|seems?)(?: \w+)? (?:a "
            rf"|an )?(?:{_NEGATIVE}|myth"
            r"|misconception|fallacy|nonsense)(?=[.,;:!]|$| and\b| in\b| since\b| because\b)",
            r"\b(?:is|are)(?: not|n't) (?:\w+ )?(?:true|so|right|acceptable|appropriate|accurate"
            r"|helpful|the case|how we|a (?:term|phrase|word)|an? (?:explanation|reason|answer)"
            r"|language|words|used|to be (?:used|said|written|recorded))\b",
            r"\b(?:is|are) (?:never|no longer|not) (?:to be )?(?:acceptable|accepted"
            r"|appropriate)\b",
            r"\b(?:has|have|having|had) no (?:place|meaning|basis|foundation|part|application)\b",
            r"\b(?:is|are) (?:wholly |entirely |simply )?(?:unacceptable|unhelpful|inappropriate"
            r"|banned|rejected|refuted)\b",
        ),
        Governs.BEFORE,
        reach=10,
        stops=CLAIM_STOPS,
        judges=True,
    ),
    Cue(
        AssertionStatus.REJECTED,
        words(
            r"\b(?:must|should|shall|will|may|can|do|does|need|is|are)(?: not|n't| never"
            r"| no longer)(?: \w+)? (?:to )?(?:be )?(?:used?|said|written|recorded|appear|feature"
            r"|stand|printed|repeated|accepted)\b",
            r"\b(?:be|been|is|are|was|were) (?:avoided|removed|struck|taken out|deleted|challenged"
            r"|replaced|retired|dropped|discouraged|corrected)\b",
        ),
        Governs.BEFORE,
        reach=10,
        stops=CLAIM_STOPS,
        judges=True,
        wording=True,
    ),
    Cue(
        AssertionStatus.REJECTED,
        words(
            r"\b(?:rather than|instead of|in place of|as opposed to|far from|contrary to"
            r"|in preference to)\b"
        ),
        reach=10,
        stops=NEAR_STOPS,
        judges=True,
    ),
    # Rejected: plain negation.
    Cue(
        AssertionStatus.REJECTED,
        words(
            r"\b(?:not|never|no|nobody|no one|no-one|none|neither|nor|cannot|nothing|nowhere"
            r"|hardly|scarcely|seldom|rarely)\b",
            r"n't\b",
        ),
        reach=22,
        stops=PLAIN_STOPS,
    ),
    Cue(AssertionStatus.REJECTED, words(r"\bwithout\b"), reach=5, stops=NEAR_STOPS),
)
