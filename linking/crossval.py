"""Cross-validation over cases, and the fit that is shipped.

Articles that share a case, a related case or a marked copy stay in one fold, so that no case is learnt from and judged.
Additional data (synthetic disputes) is only ever learnt from.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, stdev
from tempfile import TemporaryDirectory
from typing import Any

from linking.fit import fit_rows
from linking.forms import CaseCard
from linking.measures import Answers, by_language
from linking.model import Model
from linking.registry import LabelledArticle, read_articles, read_registry
from linking.synth import make_world, write_world
from linking.trial import Row, answers_of, chances_of, folds_of, groups_of, rows_of

FIGURES = ("precision", "recall", "f1", "top1", "exact_set", "abstention")
FOLDS, REPEATS = 8, 5
VERSION = "12"
BINS = 10


def cross_validate(
    articles: Sequence[LabelledArticle],
    cards: Sequence[CaseCard],
    rows: Mapping[str, Sequence[Row]],
    *,
    folds: int = FOLDS,
    repeats: int = REPEATS,
    more: Mapping[str, Sequence[Row]] | None = None,
    weights: Mapping[str, float] | None = None,
    files: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Mean figures over repetitions, each with the half-width of its 95 % interval over articles (normal
    approximation).

    `calibration` holds the expected calibration error and the picture of reliability over all candidates; `automatic`
    the precision and recall of links that would be made without an editor. `weights` says how much an article counts
    where it is learnt from; `files` names parts of the articles that are reported for themselves as well.
    """
    groups = groups_of(articles, cards)
    chances: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    automatic: dict[str, list[bool]] = defaultdict(list)
    answered = []
    for seed in range(repeats):
        answers: dict[str, list[tuple[str, float]]] = {}
        for fold in folds_of(groups, folds, seed):
            held = set(fold)
            learnt = {article: some for article, some in rows.items() if article not in held}
            model = fit_rows(learnt, more, weights=weights, groups=groups)
            part = {article: rows[article] for article in fold}
            answers.update(answers_of(part, model))
            for article, some in part.items():
                found = chances_of(some, model)
                chances[article] += [(found[row.case], row.right) for row in some]
                automatic[article] += [row.right for row in some if row.automatic(found, model.automatic_at)]
        answered.append(answers)
    report = _report(articles, answered, chances, automatic)
    if files and len(files) > 1:
        report["by_file"] = {}
        for name, ids in files.items():
            part_of = [article for article in articles if article.id in set(ids)]
            report["by_file"][name] = _report(part_of, answered, chances, automatic)
    return {**report, "folds": folds, "repeats": repeats}


def _report(
    articles: Sequence[LabelledArticle],
    answered: Sequence[Answers],
    chances: Mapping[str, Sequence[tuple[float, bool]]],
    automatic: Mapping[str, Sequence[bool]],
) -> dict[str, Any]:
    """The report on some of the articles, from the answers of each repetition."""
    reports: list[dict[str, Any]] = [by_language(articles, answers) for answers in answered]
    linked = [right for article in articles for right in automatic.get(article.id, ())]
    gold = sum(len(article.gold) for article in articles) * len(answered)
    return {
        "all": _mean([report["all"] for report in reports], articles),
        "by_language": {
            language: _mean([report["by_language"][language] for report in reports], None)
            for language in reports[0]["by_language"]
        },
        "calibration": calibration([one for article in articles for one in chances.get(article.id, ())]),
        "automatic": {
            "precision": round(sum(linked) / len(linked), 4) if linked else None,
            "recall": round(sum(linked) / gold, 4) if gold else None,
        },
    }


def _mean(reports: Sequence[Any], articles: Sequence[LabelledArticle] | None) -> dict[str, Any]:
    made: dict[str, Any] = {"n": reports[0]["n"]}
    for figure in FIGURES:
        known = [report[figure] for report in reports if report[figure] is not None]
        made[figure] = round(fmean(known), 4) if known else None
        if articles is not None and known:
            share = min(max(fmean(known), 1e-3), 1 - 1e-3)
            spread = stdev(known) if len(known) > 1 else 0.0
            made[f"{figure}_plus_minus"] = round(
                1.96 * math.hypot(math.sqrt(share * (1 - share) / len(articles)), spread), 4
            )
    return made


def calibration(chances: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """Expected calibration error over ten bins of equal width, and each bin's mean probability, share of right and
    size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, right in chances:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, right))
    picture = [
        (round(fmean(chance for chance, _ in some), 3), round(fmean(right for _, right in some), 3), len(some))
        for some in bins
        if some
    ]
    error = sum(abs(chance - right) * size for chance, right, size in picture) / max(1, len(chances))
    return {"ece": round(error, 4), "reliability": picture}


def made_up_rows(articles: int, cases: int = 300, seed: int = 7) -> dict[str, list[Row]]:
    """Rows of a made-up world: the hard negatives that real data has too few of."""
    if not articles:
        return {}
    with TemporaryDirectory() as folder:
        write_world(make_world(cases, articles, seed), Path(folder))
        told = read_articles([Path(folder) / "articles.jsonl"])
        registry = read_registry([Path(folder) / "cases.jsonl"])
    return rows_of(registry, told, loo=False)


def whole_fit(
    articles: Sequence[LabelledArticle],
    cards: Sequence[CaseCard],
    rows: Mapping[str, Sequence[Row]],
    more: Mapping[str, Sequence[Row]],
    *,
    weights: Mapping[str, float] | None = None,
    files: Mapping[str, Sequence[str]] | None = None,
    repeats: int = REPEATS,
) -> tuple[Model, dict[str, Any]]:
    """The model to ship, fitted on everything, and the cross-validated report that stands beside its weights."""
    groups = groups_of(articles, cards)
    model = fit_rows(rows, more, weights=weights, groups=groups, version=VERSION)
    report = cross_validate(articles, cards, rows, more=more, repeats=repeats, weights=weights, files=files)
    return model, {"articles": len(articles), "made_up_articles": len(more), **report}
