"""How good a set of answers is, per language: precision, recall, F1 over (article, case) pairs, and over whole
articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linking.page import guess_language
from linking.registry import LabelledArticle

Answers = Mapping[str, Sequence[tuple[str, float]]]  # article -> (case, probability), most probable first
Report = dict[str, float | int | None]

LANGUAGES = ("en", "fr", "zh", "other")


def language_of(article: LabelledArticle) -> str:
    """en, fr, zh (both scripts) or other."""
    told = article.document.language.split("-")[0].lower() or guess_language(article.document.text)
    return told if told in LANGUAGES else "other"


def measure(articles: Sequence[LabelledArticle], answers: Answers) -> Report:
    """Figures in [0, 1], None where nothing is there to measure: pairs, best answer, exact set, abstention; `n`
    articles."""
    hits = said = asked = top = linked = exact = silent = negatives = 0
    for article in articles:
        found = [case for case, _ in answers.get(article.id, ())]
        hits += len(set(found) & article.gold)
        said += len(found)
        asked += len(article.gold)
        exact += set(found) == set(article.gold)
        if article.gold:
            linked += 1
            top += bool(found) and found[0] in article.gold
        else:
            negatives += 1
            silent += not found
    precision, recall = _share(hits, said), _share(hits, asked)
    both = (precision or 0) + (recall or 0)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _round(2 * (precision or 0) * (recall or 0) / both)
        if both
        else (None if not asked and not said else 0.0),
        "top1": _share(top, linked),
        "exact_set": _share(exact, len(articles)),
        "abstention": _share(silent, negatives),
        "n": len(articles),
    }


def by_language(articles: Sequence[LabelledArticle], answers: Answers) -> dict[str, Report | dict[str, Report]]:
    """The report of `python -m linking evaluate`: all articles, and each language that there is."""
    parts: dict[str, Report] = {}
    for language in LANGUAGES:
        some = [article for article in articles if language_of(article) == language]
        if some:
            parts[language] = measure(some, answers)
    return {"all": measure(articles, answers), "by_language": parts}


def _share(part: int, whole: int) -> float | None:
    return _round(part / whole) if whole else None


def _round(value: float) -> float:
    return round(value, 4)
