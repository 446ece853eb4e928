"""Words for reading news."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles import choices
from facts.querysets import M, rows_of
from facts.visibility import Viewer
from linking.terms import TERMS, Query


class SourceQuerySet(models.QuerySet[M, M]):
    def failing(self) -> Any:
        """Feeds whose last poll failed, paused for it or not."""
        return self.filter(failures__gt=0)

    def due(self, *, now: datetime) -> Any:
        """Feeds to poll: not paused, and their time has come."""
        return self.exclude(feed_url="").filter(
            Q(next_poll_at=None) | Q(next_poll_at__lte=now),
            Q(lease_until=None) | Q(lease_until__lte=now),
            paused_at=None,
        )


class ArticleQuerySet(models.QuerySet[M, M]):
    def unfinished(self) -> Any:
        """Received or read, and not linked yet."""
        return self.filter(state__in=[choices.ArticleState.RECEIVED, choices.ArticleState.READ])

    def waiting(self, *, now: datetime) -> Any:
        """Work for the sweeper: not linked yet, no lease held, and their time has come."""
        return self.unfinished().filter(
            Q(lease_until=None) | Q(lease_until__lte=now), Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        )

    def visible_to(self, viewer: Viewer) -> Any:
        """Everything for those who see unpublished records; else articles that a published case cites, and their
        copies."""
        if viewer.sees_unpublished:
            return self.all()
        suggestions = rows_of(self.model, "suggestions")
        accepted = suggestions.filter(
            kind=choices.SuggestionKind.CASE,
            state=choices.SuggestionState.ACCEPTED,
            case__publication_state="published",
            case__merged_into=None,
        )
        own, as_its_root = accepted.filter(article=OuterRef("pk")), accepted.filter(article=OuterRef("root"))
        return self.filter(Exists(own) | Exists(as_its_root))


class TermsQuerySet(models.QuerySet[M, M]):
    def to_make(self) -> Any:
        """Rows whose terms are not made yet, or were made by an older version."""
        return self.filter(version__lt=TERMS)

    def answering(self, queries: Iterable[Query]) -> Any:
        """Rows that hold all terms of one of the queries, and those that do not say all they hold."""
        wanted = Q(complete=False)
        for query in queries:
            wanted |= Q(terms__contains=list(query))
        return self.filter(wanted)


class RelinkJobQuerySet(models.QuerySet[M, M]):
    def active(self) -> Any:
        """Not ended, one way or another."""
        return self.filter(state__in=choices.RELINK_ACTIVE)

    def waiting(self, *, now: datetime) -> Any:
        """Work for the sweeper: no lease held, and their time has come."""
        return self.active().filter(
            Q(lease_until=None) | Q(lease_until__lte=now), Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        )


class SuggestionQuerySet(models.QuerySet[M, M]):
    def decided_since(self, moment: datetime) -> Any:
        """What editors decided from ``moment`` on and did not take back."""
        return self.filter(decided_at__gte=moment, state__in=choices.JUDGED)

    def of(self, article: Any) -> Any:
        """An article's own, and its root's: a copy has those."""
        return self.filter(article__in=[one for one in (article.pk, article.root_id) if one is not None])

    def open(self) -> Any:
        return self.filter(state=choices.SuggestionState.OPEN)

    def judged(self) -> Any:
        return self.filter(state__in=choices.JUDGED)

    def decided_last(self, article: Any) -> Any:
        """The newest decision about an article (a key), with its editor; None where there is none."""
        decided = self.judged().filter(article=article, decided_at__isnull=False)
        return decided.select_related("decided_by").order_by("-decided_at", "-pk").first()

    def links(self) -> Any:
        return self.filter(kind=choices.SuggestionKind.CASE)

    def likeliest_first(self) -> Any:
        return self.order_by(models.F("probability").desc(nulls_last=True), "pk")
