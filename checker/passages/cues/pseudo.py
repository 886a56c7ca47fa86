"""Pseudo-cues: words that look like cues and are none."""

from __future__ import annotations

from checker.passages.cues.shape import words

PSEUDO = words(
    # Negations that affirm.
    r"\bno (?:one|single) (?=agency|person|service|worker|professional|organi[sz]ation|partner"
    r"|sign)",
    r"\bnot (?:only|merely|just|every|least|infrequently|uncommon(?:ly)?|unusual(?:ly)?"
    r"|surprising(?:ly)?|until|before|later than|less than|more than|all)\b",
    r"^not (?:being|having|knowing)\b",
    r"\bno (?:doubt|less|fewer|later than|more than|matter|further action|\d+|secret)\b",
    r"\bnos?\. ?\d+",
    r"\bwithout (?:delay|hesitation|prejudice|notice|exception|fail|waiting|doubt|question)\b",
    r"\b(?:never|not|no|cannot|nor)\b [^,;.]{0,40}?\bwithout\b",
    r"\bwhether or not\b|\bor not\b|\bif not\b|\bwhy not\b",
    r"\b(?:nobody|no one|no-one|none) (?:\w+ )?(?:doubts?|disputes?|denies|questions?)\b",
    r"\b(?:not|never|cannot|can't|mustn't|shouldn't|nor|no one should|nobody should)(?: (?:should"
    r"|must|can|may|will) (?:it|this|they|we))? (?:be )?(?:\w+ )?(?:hesitate|delay|forget"
    r"|forgotten|overlook(?:ed)?|ignored?|neglect(?:ed)?|lose sight|lost sight|doubt(?:ed)?"
    r"|exclude[ds]?|ruled? out|underestimated?|overstated?|disput(?:e|ed)|den(?:y|ied)|fail|escape"
    r"|shrink from)\b",
    r",? ?(?:but |though |albeit |although )?(?:not|by no means|never) (?:always|exclusively"
    r"|solely|invariably|necessarily|entirely|in all cases)(?=,)",
    r"\bno (?:smaller|lesser) \w+ than\b",
    # Speech and thought of the document itself, or of nobody.
    r"\b(?:we|I|(?:the|this|our) (?:\w+ ){0,3}(?:boards?|partnership|partners|executive|lscb|scb"
    r"|scp|council|authority|strategy|protocol|policy|procedure|guidance|document|panel|forum"
    r"|meeting|group|committee|service|team|approach|model|pathway))(?:,? (?:therefore|also|firmly"
    r"|always|strongly|still|clearly|has|have|now|rightly))* (?:believe[sd]?|consider(?:s|ed)?"
    r"|holds?|notes?|noted|think[s]?|thought|feel[s]?|felt|says?|said|state[sd]?|maintains?"
    r"|assumes?|argues?|suggests?|recogni[sz]e[sd]?|regard(?:s|ed)?|sees?|views?|takes? the view"
    r"|took the view|concluded)\b",
    r"(?:^|(?<=[.;] ))(?:panel|board|meeting|forum|group) (?:took the view|felt|considered"
    r"|thought)\b",
    r"\bin (?:our|the (?:partnership|board|panel)'s) (?:view|opinion|experience)\b",
    r"\b(?:our|the (?:partnership|board|panel)'s) (?:view|opinion|belief|position) is\b",
    r"\bin the (?:view|opinion) of (?:this|the) (?:\w+ )?(?:board|partnership|panel|executive)\b",
    r"\b(?:should|must|shall|will|is|are|to|may) (?:always |also |then )?be (?:seen|treated"
    r"|regarded|viewed|considered|understood|thought of|recorded|described) (?:\w+ )?as\b",
    r"\b(?:should|must|will|shall|is to|are to|may|can) (?:always |also "
    r"|then )?be (?:\w+ )?(?:told|informed|advised|reminded)\b",
    r"\breported (?:missing|to|immediately|on|within|in)\b",
    r"\b(?:according to|in accordance with) (?:their |the |local |this |section|level|need|age"
    r"|these )(?:\w+ )?(?:procedures?|thresholds?|guidance|protocols?|levels?|plans?|needs?|age"
    r"|risk|policy)?",
    r"\bdefin(?:e|es|ing) (?:who|what|the role)\b",
)
