"""From the stances of its passages to a document's verdict.

Stance is not averaged. One statement in the document's own voice against a
criterion contradicts it, whatever stands elsewhere (codebook, "Documents").
Without one, operative statements make it met; principles, conditions and
mentions make it partly met; nothing makes it not addressed, and the nearest
passages are kept to show why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from checker.judging.rulebook import CriterionRules
from checker.judging.stance import NO_RULE, PassageStance, Standing
from checker.model import Document, Evidence, Outcome, Passage, Stance, Verdict

ACCUSES = 0.95
"""Confidence from which one passage contradicts for its whole document.

A document has a hundred passages and sixteen criteria, so that what is sure
enough for a passage read by itself would accuse sound documents by chance. That
holds for the model alone: where a rule agrees, two witnesses say the same.
Chosen, like the other figures here, on the sample areas that are not kept for reporting.
"""

MARGIN = 0.5
"""Log-odds by which the model alone has to be surer of an accusation than of the surest merit."""

FRAGMENT = 6
"""Words below which the model alone finds no topic touched: "medical needs" in a list of
what to have at hand is no position, and makes nothing partly met."""

AGREEMENT = 1.0
"""Log-odds by which evidence that a rule and the model agree on is shown before the model's own."""

SHOWN = 5
"""Pieces of evidence kept for each stance, the surest first."""

NEAR_MISSES = 3
"""Nearest passages that did not count, kept to explain a verdict."""


def verdict(
    criterion: CriterionRules,
    document: Document,
    passages: Sequence[Passage],
    stances: Sequence[PassageStance],
) -> Verdict:
    """Answer one criterion for one document."""
    merit = max(
        (
            s.confidence
            for s in stances
            if s.standing is Standing.DECIDED and s.stance is Stance.MEETS
        ),
        default=0.0,
    )
    weighed = [_weighed(stance, passages[stance.passage], merit) for stance in stances]
    decided = _by_confidence(weighed, Standing.DECIDED)
    unsure = _by_confidence(weighed, Standing.UNSURE)
    against = [s for s in decided if s.stance is Stance.CONTRADICTS]
    merits = [s for s in decided if s.stance is Stance.MEETS]
    mentions = [s for s in decided if s.stance is Stance.MENTIONS_ONLY]
    policy = criterion.verdict
    doubtful = [s for s in unsure if s.stance is Stance.CONTRADICTS]
    hopeful = [s for s in unsure if s.stance is Stance.MEETS]
    if against:
        outcome, confidence = Outcome.CONTRADICTED, against[0].confidence
        review = False
        reason = "It says so in its own voice, which other passages do not make good."
    elif len(merits) >= policy.enough:
        outcome, confidence = Outcome.MET, merits[0].confidence
        review = bool(doubtful)
        reason = "At least one operative statement, and nothing against it."
    elif merits or mentions:
        outcome = Outcome.PARTLY if merits else policy.mention
        confidence = (merits or mentions)[0].confidence
        review = bool(doubtful or hopeful)
        reason = (
            "It is touched on, but only in part, in principle or on condition."
            if outcome is Outcome.PARTLY
            else "The topic comes up, without the document taking a position."
        )
    else:
        outcome = policy.silence
        confidence = 1.0 - max((s.confidence for s in weighed), default=0.0)
        review = bool(unsure)
        reason = f"Nothing in {len(passages)} passages addresses it."
    if review:
        reason += " Some passages could not be decided: a person has to read them."
    return Verdict(
        document.id,
        criterion.id,
        outcome,
        round(confidence, 3),
        review,
        tuple(
            _evidence(document, passages, s)
            for group in (against, merits, mentions)
            for s in group[:SHOWN]
        ),
        tuple(
            replace(_evidence(document, passages, s), why_not=s.note, note="")
            for s in (*unsure, *_by_confidence(weighed, Standing.SILENT))[:NEAR_MISSES]
        ),
        len(passages),
        reason,
    )


def _weighed(stance: PassageStance, passage: Passage, merit: float) -> PassageStance:
    """The stance as it counts for the document.

    The model alone accuses only where it is very sure, and surer than of the
    surest ``merit``: a sound document talks at length about what it will not do
    ("it is no reason to close the case that ..."), and that is where the model
    errs. What is less sure is left to a person.
    """
    if stance.rule not in NO_RULE or stance.standing is not Standing.DECIDED:
        return stance
    outweighed = merit and _log_odds(stance.confidence) < _log_odds(merit) + MARGIN
    if stance.stance is Stance.CONTRADICTS and (stance.confidence < ACCUSES or outweighed):
        note = "it may speak against the criterion: a person has to read it"
        return replace(stance, standing=Standing.UNSURE, note=note)
    if stance.stance is Stance.MENTIONS_ONLY and len(passage.text.split()) < FRAGMENT:
        note = "it is too short to say anything on the topic"
        return replace(stance, standing=Standing.SILENT, note=note)
    return stance


def _by_confidence(stances: Sequence[PassageStance], standing: Standing) -> list[PassageStance]:
    """Those of one standing, the surest first; the agreement of a rule adds to the model's."""
    return sorted(
        (s for s in stances if s.standing is standing), key=lambda s: (-_weight(s), s.passage)
    )


def _weight(stance: PassageStance) -> float:
    """Log-odds of a stance, with those of a rule's agreement."""
    return _log_odds(stance.confidence) + (0.0 if stance.rule in NO_RULE else AGREEMENT)


def _log_odds(chance: float) -> float:
    likely = min(max(chance, 1e-6), 1.0 - 1e-6)
    return log(likely / (1.0 - likely))


def _evidence(document: Document, passages: Sequence[Passage], stance: PassageStance) -> Evidence:
    passage = passages[stance.passage]
    return Evidence(
        document.id,
        passage.text,
        passage.location,
        stance.stance,
        stance.rule,
        stance.assertion.status,
        stance.assertion.cue or passage.text[stance.start : stance.end],
        round(stance.confidence, 3),
        note=stance.note,
    )
