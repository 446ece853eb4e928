"""The logistic model: weights by signal, a bias, thresholds and a calibration, all in one readable JSON file."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, eq=False)
class Model:
    """`calibration` holds (score, probability) points in rising order, or nothing: then the logistic curve is used."""

    version: str
    bias: float
    weights: Mapping[str, float]
    suggest_at: float  # probability from which a case is suggested
    automatic_at: float  # probability from which a link may be made without an editor
    calibration: tuple[tuple[float, float], ...] = ()

    def score(self, values: Mapping[str, float]) -> float:
        """The log-odds before calibration."""
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
        if not self.calibration:
            return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
        points = self.calibration
        place = bisect_right(points, (score, math.inf))
        if place == 0:
            return points[0][1]
        if place == len(points):
            return points[-1][1]
        (left, low), (right, high) = points[place - 1], points[place]
        share = (score - left) / (right - left) if right > left else 1.0
        return low + share * (high - low)


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
            calibration=tuple((float(score), float(value)) for score, value in record.get("calibration", ())),
        )
    except KeyError as error:
        raise ValueError(f"{path}: {error.args[0]} is missing") from error


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that the room ships."""
    return read_model()
