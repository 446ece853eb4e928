"""Fit the weights from labelled data: a logistic model by Newton's method, in numpy, with a ridge against chance.

Nothing of this runs when articles are read; the outcome is a small JSON file that a person can read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from linking.model import Model
from linking.signals import PRIOR_BIAS, PRIORS, SIGNALS
from linking.trial import Row

FEATURES = tuple(signal.__name__ for signal in SIGNALS)
RIDGE = 2.0  # how many observations a prior weight is worth, roughly
MORE_SHARE = 1.0
AUTOMATIC_PRECISION = 0.99

Floats = npt.NDArray[np.float64]


def logistic(values: Floats, right: Floats, weight: Floats, ridge: float = RIDGE) -> Floats:
    """Bias and weights that fit best under a ridge around the priors. Shapes: (n, k), (n,), (n,) -> (k + 1,)."""
    prior = np.array([PRIOR_BIAS, *PRIORS.values()])
    signs = np.sign(prior)
    signs[0] = 0
    active = np.ones(len(prior), dtype=bool)
    beta = prior
    for _ in range(len(prior)):
        beta = _newton(values, right, weight, ridge, active, prior)
        wrong = active & (signs * beta < 0)
        if not wrong.any():
            break
        active &= ~wrong
    return beta


def _newton(
    values: Floats, right: Floats, weight: Floats, ridge: float, active: npt.NDArray[np.bool_], prior: Floats
) -> Floats:
    design = np.hstack([np.ones((len(values), 1)), values])[:, active]
    centre = prior[active]
    beta = centre.copy()
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (weight * (chance - right)) + ridge * (beta - centre)
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.eye(len(centre)) * ridge
        step = np.linalg.solve(curve, slope)
        beta = beta - step
        if np.abs(step).max() < 1e-8:
            break
    whole = np.zeros(len(active))
    whole[active] = beta
    return whole


def fit_rows(
    rows: Mapping[str, Sequence[Row]],
    more: Mapping[str, Sequence[Row]] | None = None,
    *,
    version: str = "fit",
    ridge: float = RIDGE,
) -> Model:
    """A model from rows by article. `more` are rows of made-up articles: all of them together weigh `MORE_SHARE`
    times the real ones, and thresholds are set on the real ones alone.
    """
    flat = [row for some in rows.values() for row in some]
    besides = [row for some in (more or {}).values() for row in some]
    values = np.array([[row.values[name] for name in FEATURES] for row in (*flat, *besides)], dtype=np.float64)
    right = np.array([row.right for row in (*flat, *besides)], dtype=np.float64)
    light = MORE_SHARE * len(flat) / len(besides) if besides else 0.0
    weight = np.array([1.0] * len(flat) + [light] * len(besides))
    beta = logistic(values, right, weight, ridge)
    model = Model(version, float(beta[0]), dict(zip(FEATURES, map(float, beta[1:]), strict=True)), 0.5, 1.0)
    scored = [(model.probability(model.score(row.values)), row.right, row.anchored) for row in flat]
    return Model(version, model.bias, model.weights, suggest_threshold(scored), automatic_threshold(scored))


def suggest_threshold(scored: Sequence[tuple[float, bool, bool]]) -> float:
    """The probability from which a suggestion is made: the middle of the range, between .4 and .75, in which F1 is
    within one right answer of its best. A single answer more or less is chance, and moved the threshold by a tenth.
    """
    total = sum(right for _, right, _ in scored)
    reached: dict[float, float] = {}
    for threshold in np.arange(0.40, 0.751, 0.01):
        said = [right for chance, right, _ in scored if chance >= threshold]
        reached[float(threshold)] = 2 * sum(said) / (len(said) + total) if said or total else 0.0
    least = max(reached.values()) - 1.0 / max(1, total) - 1e-9
    chosen = [threshold for threshold, score in reached.items() if score >= least]
    return round(sum(chosen) / len(chosen), 3)


def automatic_threshold(scored: Sequence[tuple[float, bool, bool]]) -> float:
    """The lowest probability above which anchored answers are right at `AUTOMATIC_PRECISION`, and at least .9."""
    anchored = sorted(((chance, right) for chance, right, firm in scored if firm), reverse=True)
    lowest, hits = 1.0, 0
    for place, (chance, right) in enumerate(anchored, start=1):
        hits += right
        if hits / place >= AUTOMATIC_PRECISION:
            lowest = chance
    return round(max(0.9, lowest), 4)


def as_json(model: Model, report: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a weights file."""
    return {
        "version": model.version,
        "bias": round(model.bias, 4),
        "weights": {name: round(weight, 4) for name, weight in model.weights.items()},
        "suggest_at": model.suggest_at,
        "automatic_at": model.automatic_at,
        "calibration": [list(point) for point in model.calibration],
        "report": dict(report),
    }
