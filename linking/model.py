"""The logistic model: weights by signal, a bias and thresholds, all in one readable JSON file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

# The second step's weights: how far another case is ahead that accounts for everybody who is named of this one, where
# nothing points to this one alone, and where something does.
OUTSCORED, BEHIND = "outscored", "behind"
LEAD_LIMIT = 3.0  # log-odds: a greater lead counts no more

WEIGHTS = Path(__file__).with_name("weights.json")


class Covered(NamedTuple):
    """The other cases that account for everybody whom a document names of a case: those beside which nothing in the
    document points to this case alone, and those beside which a court, a place or the like does (`marked`)."""

    outright: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


ALONE = Covered()


class Seen(NamedTuple):
    """A case beside the others: its score, and how far (0 to 1) the best of each group in `Covered` is ahead."""

    score: float
    outscored: float = 0.0
    behind: float = 0.0


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

    def second(self, scores: Mapping[str, float], covered: Mapping[str, Covered]) -> dict[str, Seen]:
        """The second step: each case seen beside those that account for everybody whom the document names of it. The
        best of them takes away from it, by how far it is ahead.
        """
        seen = {}
        for case, score in scores.items():
            outright, marked = covered.get(case, ALONE)
            outscored = _lead(scores, outright, score) if outright else 0.0
            behind = _lead(scores, marked, score) if marked else 0.0
            taken = self.weights.get(OUTSCORED, 0.0) * outscored + self.weights.get(BEHIND, 0.0) * behind
            seen[case] = Seen(score + taken, outscored, behind)
        return seen


def _lead(scores: Mapping[str, float], others: Sequence[str], score: float) -> float:
    """How far the best of some cases is ahead of a score, as a share of `LEAD_LIMIT`."""
    ahead = max(scores[other] for other in others) - score
    return min(LEAD_LIMIT, max(0.0, ahead)) / LEAD_LIMIT


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
