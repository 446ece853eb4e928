"""Two plain linkers to beat: a vote of aliases, and BM25 over case cards. Both have one threshold, tuned on the
spot."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from linking.fold import fold, is_spaceless
from linking.forms import CaseCard, NameEntry
from linking.measures import Answers, measure
from linking.mentions import Scanner
from linking.page import Page
from linking.registry import LabelledArticle, Registry

_LATIN = re.compile(r"[a-z0-9][a-z0-9'.&]*")
_K1, _B = 1.2, 0.75


def alias_vote(registry: Registry, articles: Sequence[LabelledArticle], *, loo: bool) -> dict[str, dict[str, float]]:
    """A case's score: its entities found in the article, each worth 1 over the number of cases that have it."""
    spread: Counter[str] = Counter(role.entity for card in registry.cards for role in card.roles)
    whole = Scanner(registry.names())
    scores: dict[str, dict[str, float]] = {}
    for article in articles:
        scanner = Scanner(registry.names(article.root)) if loo else whole
        found = {entity for mention in scanner.scan(Page(article.document)) for entity in mention.entities}
        points = {
            card.case: sum(1.0 / spread[role.entity] for role in card.roles if role.entity in found)
            for card in registry.cards
        }
        scores[article.id] = {case: value for case, value in points.items() if value}
    return scores


def bm25(registry: Registry, articles: Sequence[LabelledArticle], *, loo: bool) -> dict[str, dict[str, float]]:
    """BM25 of the article as a query against cards made of title, names, forum, docket and kind (no summaries)."""
    scores: dict[str, dict[str, float]] = {}
    whole = _Index(registry.cards, registry.names())
    for article in articles:
        hidden = loo and any(alias.shown_by == frozenset({article.root}) for alias in registry.aliases)
        index = _Index(registry.cards, registry.names(article.root)) if hidden else whole
        scores[article.id] = index.scores(f"{article.document.title}\n{article.document.text}")
    return scores


def _tokens(text: str) -> list[str]:
    """Latin words, and character pairs of scripts written without spaces."""
    folded = fold(text).text
    pairs = [
        folded[i : i + 2] for i in range(len(folded) - 1) if is_spaceless(folded[i]) and is_spaceless(folded[i + 1])
    ]
    return _LATIN.findall(folded) + pairs


class _Index:
    def __init__(self, cards: Sequence[CaseCard], names: Sequence[NameEntry]) -> None:
        by_entity: dict[str, list[str]] = {}
        for name in names:
            by_entity.setdefault(name.entity, []).append(name.text)
        self._bags: dict[str, Counter[str]] = {}
        for card in cards:
            parts = [card.title, card.forum, *card.dockets, *card.claim_kinds]
            for role in card.roles:
                parts += by_entity.get(role.entity, [])
            self._bags[card.case] = Counter(_tokens(" \n ".join(parts)))
        self._lengths = {case: sum(bag.values()) for case, bag in self._bags.items()}
        self._mean = sum(self._lengths.values()) / max(1, len(self._lengths))
        self._holders: dict[str, list[str]] = {}
        for case, bag in self._bags.items():
            for token in bag:
                self._holders.setdefault(token, []).append(case)

    def scores(self, query: str) -> dict[str, float]:
        """Case -> score, divided by the square root of the query's length, so that long articles do not win by
        length."""
        total: dict[str, float] = {}
        tokens = set(_tokens(query))
        for token in tokens:
            holders = self._holders.get(token, ())
            rarity = math.log(1 + (len(self._bags) - len(holders) + 0.5) / (len(holders) + 0.5))
            for case in holders:
                count = self._bags[case][token]
                norm = _K1 * (1 - _B + _B * self._lengths[case] / self._mean)
                total[case] = total.get(case, 0.0) + rarity * count * (_K1 + 1) / (count + norm)
        return {case: value / math.sqrt(len(tokens)) for case, value in total.items()}


def best_answers(
    articles: Sequence[LabelledArticle], scores: Mapping[str, Mapping[str, float]]
) -> tuple[Answers, float]:
    """Answers at the threshold with the best F1 on these very articles (in a baseline's favour), and the threshold."""
    levels = sorted({round(value, 3) for some in scores.values() for value in some.values()})
    step = max(1, len(levels) // 200)
    best: tuple[float, float] = (-1.0, 0.0)
    for level in levels[::step]:
        f1 = measure(articles, _above(scores, level))["f1"] or 0.0
        best = max(best, (float(f1), level))
    return _above(scores, best[1]), best[1]


def _above(scores: Mapping[str, Mapping[str, float]], level: float) -> Answers:
    return {
        article: sorted(
            ((case, value) for case, value in some.items() if value >= level), key=lambda pair: (-pair[1], pair[0])
        )
        for article, some in scores.items()
    }
