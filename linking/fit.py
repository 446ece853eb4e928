"""Fit the weights from labelled data: a logistic model by Newton's method, in numpy, with a ridge against chance.

Nothing of this runs when articles are read; the outcome is a small JSON file that a person can read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from linking.model import BEHIND, OUTSCORED, Model
from linking.signals import PRIOR_BIAS, PRIORS, SIGNALS
from linking.trial import Row, chances_of, folds_of

FEATURES = tuple(signal.__name__ for signal in SIGNALS)
RIDGE = 2.0  # how many observations a prior weight is worth, roughly
MORE_SHARE = 0.3  # how much all made-up articles together weigh beside the labelled ones
# The second step: shift and stretch of the first's score, and what a lead of another case takes away.
SECOND_PRIOR = (0.0, 1.0, -2.0, -1.0)
SECOND_RIDGE = (1.0, 8.0, 4.0, 4.0)
INNER_FOLDS = 5  # the second step learns from scores of articles that the first did not learn from
AUTOMATIC_PRECISION = 0.99
AUTOMATIC_LEAST = 0.85  # from which nine in ten and more are right, however the labelled articles fell
NEARLY = 0.005  # of F1: what a higher threshold may cost, since a wrong case before an editor is worse than none
STEP = 1.0  # the most that a weight moves in one step of Newton's method

Floats = npt.NDArray[np.float64]


def logistic(values: Floats, right: Floats, weight: Floats, ridge: float = RIDGE) -> Floats:
    """Bias and weights that fit best under a ridge around the priors. Shapes: (n, k), (n,), (n,) -> (k + 1,)."""
    prior = np.array([PRIOR_BIAS, *PRIORS.values()])
    return _bounded(np.hstack([np.ones((len(values), 1)), values]), right, weight, np.full(len(prior), ridge), prior)


def _bounded(design: Floats, right: Floats, weight: Floats, ridge: Floats, prior: Floats) -> Floats:
    """The fit in which nothing but the bias changes the sign of its prior."""
    signs = np.sign(prior)
    signs[0] = 0
    active = np.ones(len(prior), dtype=bool)
    beta = prior
    for _ in range(len(prior)):
        beta = np.zeros(len(prior))
        beta[active] = _newton(design[:, active], right, weight, ridge[active], prior[active])
        wrong = active & (signs * beta < 0)
        if not wrong.any():
            break
        active &= ~wrong
    return beta


def _newton(design: Floats, right: Floats, weight: Floats, ridge: Floats, centre: Floats) -> Floats:
    beta = centre.copy()
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (weight * (chance - right)) + ridge * (beta - centre)
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        step *= min(1.0, STEP / max(np.abs(step).max(), 1e-12))  # far from the goal a whole step may overshoot for good
        beta = beta - step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def fit_rows(
    rows: Mapping[str, Sequence[Row]],
    more: Mapping[str, Sequence[Row]] | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    groups: Sequence[Sequence[str]] | None = None,
    version: str = "fit",
    ridge: float = RIDGE,
) -> Model:
    """A model from rows by article, in two steps: the signals' weights, then how the scores are stretched to honest
    probabilities and what a rival's lead takes away.

    `weights` says how much an article counts (1 where nothing is said). `more` are rows of made-up articles: all of
    them together weigh `MORE_SHARE` times the labelled ones, and thresholds are set on the labelled ones alone.
    `groups` of articles that must not be torn when the second step is learnt.
    """
    beside = [row for some in (more or {}).values() for row in some]
    counts = dict(weights or {})
    first = _first_step(rows, beside, counts, ridge)
    flat = [row for some in rows.values() for row in some]
    shift, stretch, *leads = _second_step(rows, beside, counts, ridge, groups or [[article] for article in rows])
    scaled = {name: float(stretch * weight) for name, weight in zip(FEATURES, first[1:], strict=True)}
    bias = float(stretch * first[0] + shift)
    model = Model(version, bias, {**scaled, **dict(zip((OUTSCORED, BEHIND), map(float, leads), strict=True))}, 0.5, 1.0)
    chances = {article: chances_of(some, model) for article, some in rows.items()}
    scored = [(chances[row.article][row.case], row.right, row.automatic(chances[row.article])) for row in flat]
    return Model(version, bias, model.weights, suggest_threshold(scored), automatic_threshold(scored))


def _first_step(
    rows: Mapping[str, Sequence[Row]], beside: Sequence[Row], counts: Mapping[str, float], ridge: float
) -> Floats:
    flat = [row for some in rows.values() for row in some]
    values = np.array([[row.values[name] for name in FEATURES] for row in (*flat, *beside)], dtype=np.float64)
    right = np.array([row.right for row in (*flat, *beside)], dtype=np.float64)
    weight = [counts.get(row.article, 1.0) for row in flat]
    light = MORE_SHARE * sum(weight) / len(beside) if beside else 0.0
    return logistic(values, right, np.array(weight + [light] * len(beside)), ridge)


def _second_step(
    rows: Mapping[str, Sequence[Row]],
    beside: Sequence[Row],
    counts: Mapping[str, float],
    ridge: float,
    groups: Sequence[Sequence[str]],
) -> Floats:
    """Shift, stretch and the weights of both leads, from scores of articles that were not learnt from."""
    kept = [[article for article in group if article in rows] for group in groups]
    design, right, weight = [], [], []
    for fold in folds_of([group for group in kept if group], INNER_FOLDS, 0):
        held = set(fold)
        beta = _first_step({one: some for one, some in rows.items() if one not in held}, beside, counts, ridge)
        model = Model("inner", float(beta[0]), dict(zip(FEATURES, map(float, beta[1:]), strict=True)), 0.5, 1.0)
        for article in fold:
            scores = {row.case: model.score(row.values) for row in rows[article]}
            seen = model.second(scores, {row.case: row.covered for row in rows[article]})
            for row in rows[article]:
                design.append([1.0, *seen[row.case]])
                right.append(float(row.right))
                weight.append(counts.get(article, 1.0))
    if not design:
        return np.array(SECOND_PRIOR)
    return _bounded(np.array(design), np.array(right), np.array(weight), np.array(SECOND_RIDGE), np.array(SECOND_PRIOR))


def suggest_threshold(scored: Sequence[tuple[float, bool, bool]]) -> float:
    """The probability from which a suggestion is made: the highest between .4 and .75 whose F1 is within `NEARLY` of
    the best. Over that range F1 hardly moves, while precision and abstention rise with the threshold.
    """
    total = sum(right for _, right, _ in scored)
    reached: dict[float, float] = {}
    for threshold in np.arange(0.40, 0.751, 0.01):
        said = [right for chance, right, _ in scored if chance >= threshold]
        reached[float(threshold)] = 2 * sum(said) / (len(said) + total) if said or total else 0.0
    least = max(reached.values()) - NEARLY - 1e-9
    return round(max(threshold for threshold, score in reached.items() if score >= least), 3)


def automatic_threshold(scored: Sequence[tuple[float, bool, bool]]) -> float:
    """The lowest probability above which answers that pass the other gates are right at `AUTOMATIC_PRECISION`, and at
    least `AUTOMATIC_LEAST`."""
    passing = sorted(((chance, right) for chance, right, passes in scored if passes), reverse=True)
    lowest, hits = 1.0, 0
    for place, (chance, right) in enumerate(passing, start=1):
        hits += right
        if hits / place >= AUTOMATIC_PRECISION:
            lowest = chance
    return round(max(AUTOMATIC_LEAST, lowest), 4)


def as_json(model: Model, report: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a weights file."""
    return {
        "version": model.version,
        "bias": round(model.bias, 4),
        "weights": {name: round(weight, 4) for name, weight in model.weights.items()},
        "suggest_at": model.suggest_at,
        "automatic_at": model.automatic_at,
        "report": dict(report),
    }
