"""Frames: definitions, the past, suppositions and examples."""

from __future__ import annotations

from checker.model import AssertionStatus
from checker.passages.cues.shape import CLAUSE, SEEM_STOPS, Cue, Governs, words

FRAMES: tuple[Cue, ...] = (
    # Defined: definitions and the words of statutes.
    Cue(
        AssertionStatus.DEFINED,
        words(
            r"\b(?:is|are|was|has been) (?:\w+ )?defined\b|\bdefines\b",
            r"\bdefinition\b[^.;]{0,60}?\b(?:is|reads|says|states|treats|describes|covers|includes"
            r"|extends)\b",
            r"\bthe offences? (?:of|in|under)\b",
            r"\b(?:under|in) sections? \d\w*[^.;]{0,80}?\b(?:offence|defence|unlawful|means"
            r"|provides)\b",
            r"\b(?:the|that|this) (?:\d{4} )?(?:[\w,()]+ ){0,6}?(?:Act|Regulations"
            r"|statute)(?: \d{4})?(?:,? section \d\w*)? (?:\w+ )?(?:provides|makes|states|says"
            r"|defines|creates|speaks|refers|treats|calls)\b",
            r"\bfor the purposes? of (?:the|that|section|part) [^.;]{0,40}?(?:Act|\d)",
            r"\bsections? \d\w*(?: \([^)]*\))? (?:\w+ )?(?:speaks|refers|provides|states|says"
            r"|makes)\b",
            r"\bit is an offence\b|\b(?:in|by) the (?:\d{4} )?Act\b(?!ion)|\bin law,? an?\b"
            r"|\bin the legal sense\b|\bhas a (?:\w+ )?legal meaning\b|\bas a matter of law\b",
            r"\bwithin the meaning of\b|\bthe (?:statutory|legal) (?:definition|term|meaning)\b",
        ),
        stops=words(r";|, but\b|\bwe\b|\bin this (?:area|borough|county|protocol|procedure)\b"),
    ),
    Cue(
        AssertionStatus.DEFINED,
        words(
            r"\b(?:has|have|keeps?|retains?) (?:a |its |their )?(?:legal|statutory) (?:meaning"
            r"|sense)\b",
            r"\b(?:has|have) a meaning in law\b|\bis (?:a|the) (?:legal|statutory) (?:term"
            r"|phrase)\b",
            r"\bwithin the meaning of (?:the|section)\b|\b(?:contrary to|offence under) section \d",
            r"\bha(?:s|ve) the meaning (?:given|set out)\b|\bin law(?=[.,;]|$)",
            r"(?<=[\"'] )(?:includes|means|is meant)\b",
            # Sections 11, 17, 20, 31 and 47 of the Children Act are duties and thresholds.
            r"\(s(?:ection|\.)? ?(?!(?:11|17|20|31|47)\b)\d+\w?(?:\)|,| of)",
        ),
        Governs.BEFORE,
        reach=6,
        stops=words(";"),
    ),
    # Historical: what once was so.
    Cue(
        AssertionStatus.HISTORICAL,
        words(
            r"\buntil the [^,.;]{3,40}? (?:of|in) (?:19|20)\d\d\b|\bpredecessors? (?:of|to)\b",
            r"\bin the (?:early |late )?(?:19|20)\d0s\b",
            r"\b(?:until|before|prior to|up to|in the years before) (?:about |around |the |end of "
            r"|early |late |mid-)*(?:(?:january|february|march|april|may|june|july|august"
            r"|september|october|november|december) )?(?:19|20)\d\ds?\b",
            r"\buntil (?:recently|then|that (?:year|date|point|time)|a few years ago|lately)\b",
            r"\bbefore the (?:\w+ )?(?:merger|reorgani[sz]ation|review|change|reform|new \w+)\b",
            r"\bin (?:earlier|former|previous|those) (?:times|years|days)\b",
            r"\b(?:in the past(?! (?:\w+ )?(?:days?|weeks?|months?|years?))|historically|formerly"
            r"|previously|years ago|in the (?:early |first )?days (?:of|when)|at one time"
            r"|in former times|in those days|at that time|in earlier years|for many years)\b",
            r"(?<!is )(?<!are )(?<!be )(?<!was )(?<!were )(?<!been )(?<!tool )(?<!form )(?<!list"
            r" )(?<!and )\bused to (?=\w)",
            r"\bfrom (?:19|20)\d\d (?:to|until|till) (?:19|20)\d\d\b",
            r"\bwhen (?:the|this|our) (?:first|original|earlier|previous)\b[^.;]{0,60}?,",
            r"\bhad (?:always )?been (?:customary|usual|normal|common)\b|\bit was (?:customary"
            r"|usual|common)\b",
            r"\b(?:previous|earlier|old|older|former|superseded|outdated"
            r"|pre-\d{4}) (?:\w+ )?(?:edition|issue|guidance|version|polic(?:y|ies)|procedures?"
            r"|protocols?|strateg(?:y|ies)|practice|terminology|wording|term|definition|approach"
            r"|files?|records?|manual|legislation|law|document|form|statute|papers|thinking|panel"
            r"|forum|board|list|leaflet|arrangement|regime|system|matrix|tool)s?\b",
            r"\b(?:first|original|last|(?:19|20)\d\d) (?:edition|issue|version|polic(?:y|ies)"
            r"|procedures?|protocols?|strateg(?:y|ies)|manual|form)s?\b",
            r"\bthe (?:former|then|old)\b",
            r"\b(?:was|were) once\b|\bonce (?:thought|believed|seen|regarded|treated|described"
            r"|called|listed|had|took)\b|\bhad (?:long|once|previously|formerly) been\b",
        ),
        stops=words(
            r";|, but\b|\bbut\b|\b(?:it|this|that|they) (?:is|are) now\b|, (?:we|it) now\b"
        ),
    ),
    Cue(
        AssertionStatus.HISTORICAL,
        words(
            r"\b(?:until|before) (?:it|they|the|this|that)\b[^.;]{0,40}?\b(?:abolished|replaced"
            r"|ended|closed|withdrawn|wound up|disbanded|merged|superseded|renamed)\b",
            r"\b(?:until|before|prior to) (?:\w+ ){0,2}(?:19|20)\d\d\b",
            r"\b(?:was|were|has been|have been|are) (?:abolished|superseded|withdrawn|disbanded"
            r"|wound up|scrapped|discontinued|repealed)\b",
            r"\bin the past\b(?! (?:\w+ )?(?:days?|weeks?|months?|years?))",
            r"\b(?:ended|ceased|stopped|came to an end|lapsed) in (?:\w+ )?(?:19|20)\d\d\b",
        ),
        Governs.BEFORE,
        stops=words(";"),
    ),
    Cue(
        AssertionStatus.HISTORICAL,
        words(
            r", (?:now|since|long since) (?:disbanded|abolished|defunct|closed|replaced|wound up),"
        ),
        Governs.SENTENCE,
    ),
    # Hypothetical: what is supposed or only seems so.
    Cue(
        AssertionStatus.HYPOTHETICAL,
        words(
            r"\b(?:appear(?:s|ed|ing)?(?! (?:in|on|at|before|again)\b)|seem(?:s|ed|ing)?)(?: to"
            r"| as| that)?\b",
            r"\b(?:appearance|air|look|semblance) of\b",
            r"\bon the face of it\b|\bto all appearances\b|\b(?:apparent|apparently|seeming"
            r"|seemingly|ostensibly)\b",
            r"(?:^|, )however (?=\w+ (?:the|a|an|he|she|they|it|this|that)\b)",
            r"\blook(?:s|ed|ing)?(?: as (?:if|though)| like)\b|\bas (?:if|though)\b",
        ),
        reach=8,
        stops=SEEM_STOPS,
    ),
    Cue(
        AssertionStatus.HYPOTHETICAL,
        words(
            r"\bwhether\b|\b(?:consider|ask|asks|decide|judge|establish|see|find out|check) if\b",
            r"(?:^|, )should (?:a|an|any|some|the) (?:\w+ ){1,3}?(?:say|suggest|think|believe"
            r"|claim|argue)\b",
            r"(?:^|, )were (?:a|an|the|any|he|she|they|it)\b",
            r"\b(?:suppose|supposing|imagine|what if|hypothetically)\b",
            r"\b(?:if|in the event that|should) (?:it|this|that) (?:is|was|were|has been|be)\b",
            r"\bif (?:anyone|anybody|someone|(?:a|any|another) (?:\w+ )?(?:colleague|worker"
            r"|practitioner|officer|professional|agency)|staff) (?:\w+ ){0,2}(?:says?|suggests?"
            r"|thinks?|believes?|claims?)\b",
            r"\bwould (?:have|be) (?:\w+ )?(?:if|were|had)\b",
        ),
        stops=words(CLAUSE),
    ),
    # Example: training, case studies, specimens.
    Cue(
        AssertionStatus.EXAMPLE,
        words(
            r"\b(?:for|in) the (?:purposes? of the )?(?:workshop|role[- ]play|session|quiz)\b"
            r"|\bmodel answer\b",
            r"\bcase (?:study|example|scenario)\b|\b(?:scenario|vignette|role[- ]play)\b",
            r"\b(?:training|group|written) exercise\b|\bfor the exercise\b|\bin the exercise\b",
            r"\b(?:example|sample|specimen)s? (?:of (?:a |an )?(?:poor|bad|weak|good|badly"
            r"|unhelpful)\w*|wording|entry|entries|record|answer)\b",
            r"\b(?:poor|bad|weak) (?:entry|entries|example|practice|record)\b",
        ),
        Governs.SENTENCE,
    ),
)
