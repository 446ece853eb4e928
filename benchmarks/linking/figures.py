"""How good scored candidates are, whatever their scores mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from linking.registry import LabelledArticle

Candidates = Mapping[str, Sequence[tuple[str, float]]]  # article -> (case, score), in any order

PRECISION = 0.99


def quality(articles: Sequence[LabelledArticle], candidates: Candidates) -> dict[str, float]:
    """`top1`: share of the articles with a case whose best candidate is right; `max_f1` over all thresholds;
    `recall_at_p99`: the highest recall at which a threshold on the score still gives a precision of .99."""
    scored: list[tuple[float, bool]] = []
    right = asked = about = 0
    for article in articles:
        said = candidates.get(article.id, ())
        scored += [(score, case in article.gold) for case, score in said]
        asked += len(article.gold)
        if article.gold:
            about += 1
            right += bool(said) and max(said, key=lambda one: (one[1], one[0]))[0] in article.gold
    f1, recall = _best(scored, asked)
    return {"top1": round(right / about, 4), "max_f1": round(f1, 4), "recall_at_p99": round(recall, 4)}


def _best(scored: Iterable[tuple[float, bool]], asked: int) -> tuple[float, float]:
    """The best F1 and the recall at `PRECISION`. Thresholds lie between different scores only."""
    ordered = sorted(scored, reverse=True)
    hits, f1, recall = 0, 0.0, 0.0
    for place, (score, right) in enumerate(ordered, start=1):
        hits += right
        if place < len(ordered) and ordered[place][0] == score:
            continue
        f1 = max(f1, 2 * hits / (place + asked))
        if hits / place >= PRECISION:
            recall = hits / asked
    return f1, recall
