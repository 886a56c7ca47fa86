"""The rival that reads a criterion's claim and a passage together (a cross-encoder).

One head for all criteria: what is asked stands in the first text. It reads a
passage once for every criterion, which is thirteen times the work.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from checker.judging import CLASSES
from checker.passages import LabelledPassage
from checker.training.fitting import Recipe, shown, targets
from checker.training.network import Reader, mean_of

SILENT = 3
"""Criteria that a passage is silent on, drawn for each passage in each epoch."""

CLAIMS: Mapping[str, str] = {
    "sense-check/safeguarding-response": (
        "Children who harm others are owed a safeguarding response because they are children."
    ),
    "sense-check/differs-from-adults": (
        "Young people who abuse are treated differently from adults who abuse."
    ),
    "sense-check/linked-procedures": (
        "It says what to do with the other procedures and where cases and panels meet."
    ),
    "sense-check/social-care-thresholds": (
        "Children's social care decides by a stated threshold, and this covers the case."
    ),
    "sense-check/environment": (
        "Action is taken on the places, peer groups and online spaces where harm happens."
    ),
    "sense-check/victim-perpetrator-overlap": "A young person who harms may be a victim as well.",
    "sense-check/sixteen-seventeen": (
        "There is a distinct response for 16 and 17 year olds in abusive relationships."
    ),
    "audit/adult-only-perpetrator": "Those who abuse may be under 18 themselves.",
    "audit/grooming-coercion": "Children are groomed, coerced or controlled.",
    "audit/boys-as-victims": "Boys and young men are victims too.",
    "audit/governance": "One named body is accountable for the response.",
    "language/choice-framing": (
        "A child does not choose to be exploited, abused, missing or in a gang."
    ),
    "language/victim-blaming": "The wording does not blame the child.",
}
"""What a passage that meets the criterion says, in a sentence."""


class CrossNetwork(Reader):
    """Scores one criterion of a passage in one pass.

    :param criteria: their claims are read with the passage.
    """

    def __init__(
        self, encoder: SentenceTransformer, criteria: Sequence[str], dropout: float = 0.1
    ) -> None:
        super().__init__(encoder)
        self.claims = [CLAIMS[criterion] for criterion in criteria]
        self.head = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(self.width, self.width),
            nn.Tanh(),
            nn.Dropout(dropout),
            nn.Linear(self.width, len(CLASSES)),
        )
        self.bias = nn.Parameter(torch.zeros(len(criteria), len(CLASSES)))

    def forward(self, texts: Sequence[str], criteria: Sequence[int]) -> Tensor:
        """(texts, classes) logits, each text read with the claim of its criterion."""
        features = self.features([self.claims[number] for number in criteria], texts)
        scores: Tensor = self.head(mean_of(*self.tokens(dict(features))))
        return scores + self.bias[list(criteria)]

    def loss(
        self, passages: Sequence[LabelledPassage], criteria: Sequence[str], recipe: Recipe
    ) -> Callable[[Sequence[int], random.Random], Tensor]:
        """What :func:`checker.training.fitting.fit` makes small."""
        gold = targets(passages, criteria)
        weights = torch.tensor([1.0, *recipe.weights[1:]], device=self.device)

        def of(rows: Sequence[int], chance: random.Random) -> Tensor:
            texts: list[str] = []
            asked: list[int] = []
            truth: list[int] = []
            for row in rows:
                addressed = np.flatnonzero(gold[row]).tolist()
                silent = np.flatnonzero(gold[row] == 0).tolist()
                text = shown(passages[row], recipe.forget_context, chance)
                for number in addressed + chance.sample(silent, min(SILENT, len(silent))):
                    texts.append(text)
                    asked.append(number)
                    truth.append(int(gold[row, number]))
            return cross_entropy(
                self(texts, asked),
                torch.tensor(truth, device=self.device),
                weights,
                label_smoothing=recipe.smoothing,
            )

        return of

    def predict(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, criteria, classes) logits in full precision."""
        self.eval()
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        logits = np.zeros((len(texts), len(self.claims), len(CLASSES)), dtype=np.float32)
        with torch.inference_mode():
            for number in range(len(self.claims)):
                for begin in range(0, len(order), 128):
                    rows = order[begin : begin + 128]
                    scores = self([texts[row] for row in rows], [number] * len(rows))
                    logits[rows, number] = scores.float().cpu().numpy()
        return logits
