"""Labelled articles made into rows: every candidate of every article with its signals and whether it is right."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linking.candidates import CaseIndex, candidates_of
from linking.evidence import gather, stand
from linking.forms import CaseCard
from linking.mentions import Scanner
from linking.model import ALONE, Covered, Model
from linking.page import Page
from linking.rank import MARGIN, anchored, to_lead
from linking.registry import LabelledArticle, Registry
from linking.signals import Finding, coverings, findings


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate of one article. `anchored`: it may be linked without an editor, if it leads those of `to_lead`.
    `covered`: candidates that account for everybody whom the article names of it."""

    article: str
    case: str
    values: Mapping[str, float]
    right: bool
    anchored: bool
    covered: Covered = ALONE
    to_lead: tuple[str, ...] = ()

    def automatic(self, chances: Mapping[str, float], least: float = 0.0) -> bool:
        """Whether it passes all gates of a link without an editor but, where `least` is 0, that of its probability."""
        mine = chances[self.case]
        return self.anchored and mine >= least and all(mine - chances[other] >= MARGIN for other in self.to_lead)


def rows_of(
    registry: Registry, articles: Sequence[LabelledArticle], *, loo: bool, cards: Sequence[CaseCard] | None = None
) -> dict[str, list[Row]]:
    """Rows by article; an article without candidates has an empty list. With `loo`, names only it shows are hidden."""
    index = CaseIndex(registry.cards if cards is None else cards)
    whole = Scanner(registry.names())
    rows: dict[str, list[Row]] = {}
    for article in articles:
        hidden = loo and any(alias.shown_by == frozenset({article.root}) for alias in registry.aliases)
        scanner = Scanner(registry.names(article.root)) if hidden else whole
        rows[article.id] = _rows(article, scanner, index)
    return rows


def _rows(article: LabelledArticle, scanner: Scanner, index: CaseIndex) -> list[Row]:
    page = Page(article.document)
    mentions = scanner.scan(page)
    names = scanner.labels
    cards = sorted(candidates_of(index, mentions, page), key=lambda card: card.case)
    evidence = gather(page, mentions)
    made = []
    standings = stand(evidence, cards)
    covered = coverings(evidence, standings, names)
    for standing in standings:
        found: dict[str, Finding] = findings(evidence, standing, names)
        made.append(
            Row(
                article.id,
                standing.card.case,
                {name: one.value for name, one in found.items()},
                standing.card.case in article.gold,
                anchored(standing, found),
                covered[standing.card.case],
                tuple(sorted(other.card.case for other in to_lead(standing, found))),
            )
        )
    return made


def answers_of(rows: Mapping[str, Sequence[Row]], model: Model) -> dict[str, list[tuple[str, float]]]:
    """What a model says of each article: (case, probability), most probable first, from its threshold on."""
    answers = {}
    for article, some in rows.items():
        said = chances_of(some, model).items()
        answers[article] = sorted(
            (one for one in said if one[1] >= model.suggest_at), key=lambda one: (-one[1], one[0])
        )
    return answers


def chances_of(rows: Sequence[Row], model: Model) -> dict[str, float]:
    """The probability of each candidate of one article."""
    first = {row.case: model.score(row.values) for row in rows}
    second = model.second(first, {row.case: row.covered for row in rows})
    return {case: model.probability(one.score) for case, one in second.items()}


def groups_of(articles: Sequence[LabelledArticle], cards: Sequence[CaseCard]) -> list[list[str]]:
    """Article ids in groups that must not be torn: those that share a case, a related case or a marked copy."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    def join(one: str, other: str) -> None:
        low, high = sorted((root(one), root(other)))
        parent[high] = low

    for card in cards:
        for other in card.related:
            join(f"c {card.case}", f"c {other}")
    for article in articles:
        join(f"a {article.id}", f"a {article.root}")
        for case in article.gold:
            join(f"a {article.id}", f"c {case}")
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(root(f"a {article.id}"), []).append(article.id)
    return [groups[key] for key in sorted(groups)]


def folds_of(groups: Sequence[Sequence[str]], count: int, seed: int) -> list[list[str]]:
    """`count` folds of about equal size; a group stays whole; the same seed gives the same folds."""
    order = list(groups)
    random.Random(seed).shuffle(order)  # noqa: S311 - folds of an experiment, nothing to protect
    order.sort(key=len, reverse=True)
    folds: list[list[str]] = [[] for _ in range(count)]
    for group in order:
        min(folds, key=len).extend(group)
    return folds
