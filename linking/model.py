"""The logistic model: weights by signal, a bias and thresholds, all in one readable JSON file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

OUTSCORED = "outscored"  # the second step's weight: how far another case that accounts for all is ahead
LEAD_LIMIT = 3.0  # log-odds: a greater lead counts no more

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, eq=False)
class Model:
    version: str
    bias: float
    weights: Mapping[str, float]
    suggest_at: float  # probability from which a case is suggested
    automatic_at: float  # probability from which a link may be made without an editor

    def score(self, values: Mapping[str, float]) -> float:
        """The log-odds of a candidate by its own signals."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in values.items())

    @cached_property
    def least_score(self) -> float:
        """A score just below the lowest one that is suggested: found by halving, since chances rise with scores."""
        low, high = -64.0, 64.0
        while high - low > 1e-6:
            middle = (low + high) / 2
            low, high = (low, middle) if self.probability(middle) >= self.suggest_at else (middle, high)
        return low - 1e-6

    def probability(self, score: float) -> float:
        """A score as a probability in [0, 1], rising with the score."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def second(
        self, scores: Mapping[str, float], covered: Mapping[str, Sequence[str]]
    ) -> dict[str, tuple[float, float]]:
        """The second step: each case's score and lead once it is seen beside the others. `covered` names for a case
        those that account for everybody whom the document names of it; the best of them takes away from it, by how
        far it is ahead (the lead: 0 to 1).
        """
        seen = {}
        for case, score in scores.items():
            ahead = max((scores[other] - score for other in covered.get(case, ())), default=0.0)
            lead = min(LEAD_LIMIT, max(0.0, ahead)) / LEAD_LIMIT
            seen[case] = (score + self.weights.get(OUTSCORED, 0.0) * lead, lead)
        return seen


def read_model(path: Path = WEIGHTS) -> Model:
    """The model of a weights file. ValueError names a missing field."""
    record = json.loads(path.read_text(encoding="utf-8"))
    try:
        return Model(
            version=str(record["version"]),
            bias=float(record["bias"]),
            weights={str(name): float(weight) for name, weight in record["weights"].items()},
            suggest_at=float(record["suggest_at"]),
            automatic_at=float(record["automatic_at"]),
        )
    except KeyError as error:
        raise ValueError(f"{path}: {error.args[0]} is missing") from error


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that the room ships."""
    return read_model()
