"""The quoted citation of an article."""

import urllib.parse
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from articles.models import Article, Suggestion
from facts.models import MAX_QUOTE, Citation
from facts.services import quote

# Characters between two sentences that are quoted as one.
_GAP = 2
# Published under this name where neither an outlet nor an address is known.
UNNAMED_PUBLISHER = "Text handed in, outlet not known"


def citation_of(suggestion: Suggestion, *, derived_from: Citation | None = None) -> Citation:
    """Quote the article where the suggestion found it. Raises ``ValidationError`` on ``quote`` where that is gone.

    ``derived_from``: the citation that stands for the same source already.
    """
    article = suggestion.quoted_article
    for span in suggestion.spans:
        whole = article.text if span["field"] == "text" else article.title
        if whole[span["start"] : span["end"]] != span["quote"]:
            raise ValidationError({"quote": ["The article's text is gone or changed: link it again."]})
    whole, start, end = _best_quote(article, suggestion.spans)
    return quote(
        text=whole,
        start=start,
        end=end,
        url=article.url,
        publisher=_publisher(article),
        title=article.title,
        language=article.language,
        published=article.published_on.isoformat() if article.published_on else "",
        sample=article.sample,
        derived_from=derived_from,
    )


def _best_quote(article: Article, spans: Iterable[Mapping[str, Any]]) -> tuple[str, int, int]:
    """The text quoted from and the offsets: sentences that follow each other are one quote, the longest is taken.

    The headline is quoted only where nothing else is.
    """
    texts = [(span["start"], span["end"]) for span in spans if span["field"] == "text"]
    titles = [(span["start"], span["end"]) for span in spans if span["field"] == "title"]
    if not texts:
        if not titles:
            raise ValidationError({"quote": ["The suggestion quotes nothing of the article."]})
        return (article.title, *titles[0])
    headline = len(article.title) if article.title and article.text.startswith(article.title) else 0
    told = sorted(one for one in texts if one[0] >= headline) or sorted(texts)
    runs = [told[0]]
    for start, end in told[1:]:
        before = runs[-1]
        if start - before[1] <= _GAP and end - before[0] <= MAX_QUOTE:
            runs[-1] = (before[0], max(end, before[1]))
        else:
            runs.append((start, end))
    best = max(runs, key=lambda run: run[1] - run[0])
    return (article.text, *best)


def _publisher(article: Article) -> str:
    if article.source is not None:
        return article.source.name
    if article.url:
        return (urllib.parse.urlsplit(article.url).hostname or "").removeprefix("www.")[:200]
    return "" if article.sample else UNNAMED_PUBLISHER
