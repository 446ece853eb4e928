"""What editors decided about links, as the linking engine can be measured by it and learn from it."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from articles.choices import SuggestionState
from articles.models import Suggestion
from linking.forms import Document
from linking.replay import Judged

_TEXTS = ("article_id", "article__text", "article__title", "article__language", "article__published_on")


def judged_links() -> Iterator[Judged]:
    """Every article with accepted or rejected links, in one query, a portion at a time.

    Unsure ones are no verdict. An article whose text was purged cannot be judged again and is left out, and so are
    copies, which have their root's links. Cases that were merged stand for their survivor.
    """
    return _judged(Suggestion.objects.links())


def decided_articles() -> Iterator[Judged]:
    """The same of articles on whose links nothing is left open: what an editor did not accept they are not about."""
    waiting = Suggestion.objects.links().filter(
        article=OuterRef("article"), state__in=[SuggestionState.OPEN, SuggestionState.UNSURE]
    )
    return _judged(Suggestion.objects.links().exclude(Exists(waiting)))


def _judged(links: QuerySet[Suggestion]) -> Iterator[Judged]:
    rows = (
        links.filter(state__in=[SuggestionState.ACCEPTED, SuggestionState.REJECTED], article__root=None)
        .exclude(article__text="")
        .order_by("article_id", "pk")
        .values_list(*_TEXTS, "case_id", "case__merged_into_id", "state")
    )
    for (article, text, title, language, published), some in groupby(
        rows.iterator(chunk_size=500), key=lambda row: row[:5]
    ):
        verdicts: dict[str, set[str]] = {SuggestionState.ACCEPTED: set(), SuggestionState.REJECTED: set()}
        for *_, case, survivor, state in some:
            verdicts[state].add(str(survivor or case))
        accepted = frozenset(verdicts[SuggestionState.ACCEPTED])
        yield Judged(
            str(UUID(str(article))),
            Document(text, title, language, published),
            accepted,
            frozenset(verdicts[SuggestionState.REJECTED]) - accepted,
        )
