"""Judges passages and documents: rules and model in, stances and verdicts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.errors import SensecheckError
from checker.judging.fusion import Fusion, certainty, votes_of
from checker.judging.learner import LEAST, Confidence, Learner, ordinary_sentences
from checker.judging.match import Match
from checker.judging.rulebook import CriterionRules, RuleBook
from checker.judging.similarity import Exemplars
from checker.judging.stance import LEARNT, MODEL, SIMILARITY, PassageStance, Standing
from checker.judging.stance_model import CLASSES, Scorer, StanceScores
from checker.judging.verdicts import verdict
from checker.model import Document, JudgedDocument, Outcome, Passage, Stance, Verdict
from checker.passages import assertion

NEAR = 0.03
"""Least chance of addressing a criterion that makes a silent passage worth explaining."""


class Judge:
    """Rules and model together.

    :param rules: the rule packs.
    :param model: the trained semantic check.
    :raises SensecheckError: the model was never calibrated.
    """

    def __init__(self, rules: RuleBook, model: Scorer) -> None:
        self.rules = rules
        self.model = model
        try:
            self._fusion = Fusion.from_manifest(model.manifest["fusion"])
        except (KeyError, TypeError, ValueError):
            name = model.manifest.get("name", "")
            raise SensecheckError(
                "model-missing", path=name, cause="it was never calibrated"
            ) from None
        self._learners: dict[str, Learner] = {}

    def stances(
        self,
        passages: Sequence[Passage],
        document: Document | None = None,
        criteria: Sequence[CriterionRules] | None = None,
    ) -> Mapping[str, tuple[PassageStance, ...]]:
        """By criterion, the stance of each passage that is on or near its topic, in order."""
        scores = self.model.score(passages)
        found: dict[str, tuple[PassageStance, ...]] = {}
        for criterion in self.rules.criteria if criteria is None else criteria:
            matches = [m for rule in criterion.rules for m in rule.find(document, passages)]
            if criterion.id in self.model.criteria:
                heard = self._weighed(criterion, passages, matches, scores)
            else:
                heard = self._proposed(criterion, passages, matches, scores)
            found[criterion.id] = tuple(heard)
        return found

    def judge(
        self,
        document: Document,
        passages: Sequence[Passage],
        criteria: Sequence[CriterionRules] | None = None,
    ) -> JudgedDocument:
        """The verdict of every criterion, or of some of them, on a document."""
        criteria = self.rules.criteria if criteria is None else criteria
        applicable = [c for c in criteria if c.applies(document)]
        stances = self.stances(passages, document, applicable)
        verdicts = tuple(
            verdict(criterion, document, passages, stances[criterion.id])
            if criterion.id in stances
            else Verdict(
                document.id,
                criterion.id,
                Outcome.NOT_APPLICABLE,
                confidence=1.0,
                reason="The criterion does not belong to this kind of document.",
            )
            for criterion in criteria
        )
        return JudgedDocument(document, tuple(passages), verdicts)

    def _weighed(
        self,
        criterion: CriterionRules,
        passages: Sequence[Passage],
        matches: Sequence[Match],
        scores: StanceScores,
    ) -> Iterator[PassageStance]:
        """The model's opinion and the rules', weighed by the fitted fusion.

        Passages in zones that are never operative (contents, bibliography ...)
        are silent by definition; only a decisive rule that names such a zone
        sees them.
        """
        head = self.model.criteria.index(criterion.id)
        votes = votes_of(matches, len(passages))
        chances = self._fusion.probabilities(criterion.id, scores.logits[:, head], votes)
        safe = certainty(chances)
        by_passage = _grouped(matches)
        for row, passage in enumerate(passages):
            if by_passage[row] and by_passage[row][0].decisive:
                yield _from_match(by_passage[row][0], criterion.id)
                continue
            addressing = 1.0 - float(chances[row, 0])
            if addressing < NEAR:
                continue
            best = 1 + int(chances[row, 1:].argmax())
            stance, confidence = CLASSES[best], float(chances[row, best])
            assert stance is not None
            if not passage.zone.operative:
                standing, note = Standing.SILENT, f"it stands in the {passage.zone.value}"
            elif addressing <= 1.0 - self._fusion.silent:
                standing = Standing.SILENT
                note = (
                    f"it is near the topic, but addresses it with a chance of {addressing:.0%} only"
                )
            elif safe[row] < self._fusion.certain[criterion.id]:
                standing, note = Standing.UNSURE, "it may count: a person has to read it"
            else:
                standing, note = Standing.DECIDED, ""
            agreeing = next((m for m in by_passage[row] if m.stance is stance), None)
            start, end = (int(at) for at in scores.focus[row, head])
            if agreeing is not None:
                start, end = agreeing.start, agreeing.end
            yield PassageStance(
                row,
                criterion.id,
                stance,
                standing,
                confidence,
                start,
                end,
                agreeing.assertion if agreeing else assertion(passage, start, end),
                agreeing.rule if agreeing else MODEL,
                note,
            )

    def _proposed(
        self,
        criterion: CriterionRules,
        passages: Sequence[Passage],
        matches: Sequence[Match],
        scores: StanceScores,
    ) -> Iterator[PassageStance]:
        """Where no head was trained: rules decide, and what was learnt from few sentences.

        Sentences that are too few to learn from are compared with, for a person.
        """
        by_passage = _grouped(matches)
        learner = self.learner(criterion)
        heard = self._learnt(learner, scores) if learner else self._nearest(criterion, scores)
        for row, (passage, found) in enumerate(zip(passages, heard, strict=True)):
            if by_passage[row]:
                yield _from_match(by_passage[row][0], criterion.id)
            elif found is not None and passage.zone.operative:
                yield PassageStance(
                    row,
                    criterion.id,
                    found.stance,
                    found.standing,
                    found.confidence,
                    0,
                    len(passage.text),
                    assertion(passage, 0, len(passage.text)),
                    found.by,
                    found.note,
                )

    def learner(self, criterion: CriterionRules) -> Learner | None:
        """What was learnt from the criterion's sentences; None where they are too few."""
        stances = [stance for stance, texts in criterion.exemplars.items() if texts]
        if sum(map(len, criterion.exemplars.values())) < LEAST or len(stances) < 2:
            return None
        if criterion.id not in self._learners:
            others = [
                text
                for other in self.rules.criteria
                if other.id != criterion.id
                for texts in other.exemplars.values()
                for text in texts
            ]
            self._learners[criterion.id] = Learner(
                self.model, criterion.exemplars, (*others, *ordinary_sentences())
            )
        return self._learners[criterion.id]

    def _learnt(self, learner: Learner, scores: StanceScores) -> Iterator[_Proposal | None]:
        trial = learner.trial
        tested = trial.confidence is Confidence.TESTED
        standing = Standing.DECIDED if tested else Standing.UNSURE
        note = (
            "" if tested else f"it was learnt from {trial.tried} sentences: a person has to read it"
        )
        for stance in learner.answers(scores.vectors):
            yield (
                None if stance is None else _Proposal(stance, standing, trial.least, LEARNT, note)
            )

    def _nearest(
        self, criterion: CriterionRules, scores: StanceScores
    ) -> Iterator[_Proposal | None]:
        for neighbour in Exemplars(self.model, criterion.exemplars).nearest(scores.vectors):
            yield (
                None
                if neighbour is None
                else _Proposal(
                    neighbour.stance,
                    Standing.UNSURE,
                    neighbour.cosine / 2,
                    SIMILARITY,
                    "it resembles an example of the criterion: a person has to read it",
                )
            )


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What is thought of a passage without a trained head, by what, and how surely."""

    stance: Stance
    standing: Standing
    confidence: float
    by: str
    note: str


def _grouped(matches: Sequence[Match]) -> dict[int, list[Match]]:
    by_passage: dict[int, list[Match]] = defaultdict(list)
    for match in sorted(matches, key=lambda m: not m.decisive):
        by_passage[match.passage].append(match)
    return by_passage


def _from_match(match: Match, criterion: str) -> PassageStance:
    return PassageStance(
        match.passage,
        criterion,
        match.stance,
        Standing.DECIDED,
        match.confidence,
        match.start,
        match.end,
        match.assertion,
        match.rule,
        match.note,
    )
