"""The queue of the desk: articles with open suggestions, the one that waits longest first, each to one editor.

Whoever wants an article locks its row, skipping those that others hold, and writes the lease; the lease's own key lets
only one of two writers through. Nobody waits for anybody, so nothing can lock up.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, ReviewLease, ReviewSkip, Suggestion

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEASE = timedelta(minutes=10)
# Others can be faster at most as often as there are others.
_TRIES = 50


class LeaseEndedError(ValidationError):
    """The editor's time with an article is over. ``holder`` has it now, None if nobody."""

    def __init__(self, holder: str | None) -> None:
        super().__init__({"lease": ["Your time with this article is over."]}, code="lease_ended")
        self.holder = holder


@dataclass(frozen=True)
class Wanted:
    """What an editor wants to look at; empty fields want anything. ``language`` also covers its variants."""

    kind: str = ""
    language: str = ""
    source: UUID | None = None
    automatic: bool = False

    def rows(self) -> Any:
        """Open suggestions that are wanted."""
        found = Suggestion.objects.open()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.automatic:
            found = found.filter(automatic=True)
        if self.language:
            found = found.filter(
                Q(article__language=self.language) | Q(article__language__startswith=f"{self.language}-")
            )
        return found.filter(article__source=self.source) if self.source else found


ANYTHING = Wanted()


def own_lease(editor: "User") -> ReviewLease | None:
    """The lease that the editor took last, running or over. One query."""
    return ReviewLease.objects.filter(editor=editor).order_by("-until").first()


def take(*, editor: "User", wanted: Wanted = ANYTHING, now: datetime | None = None) -> ReviewLease | None:
    """The editor's article: the one they have, else the one that waits longest; None where nothing is left.

    What they put off comes after all others. An article that they have and no longer want is given back.
    """
    now = now or timezone.now()
    for _ in range(_TRIES):
        with transaction.atomic():
            mine = own_lease(editor)
            if mine is not None and mine.until > now and wanted.rows().filter(article=mine.article_id).exists():
                lease = _lease(mine.article_id, editor, now)
                if lease is not None:
                    return lease
            if mine is not None:
                ReviewLease.objects.filter(editor=editor).delete()
            found = _next(editor, wanted, now)
            if found is None:
                return None
            lease = _lease(found, editor, now)
            # What was seen may be older than the lock: somebody took it, or decided the last of it.
            if lease is not None and wanted.rows().filter(article=found).exists():
                return lease
            transaction.set_rollback(True)
    return None


def _next(editor: "User", wanted: Wanted, now: datetime) -> UUID | None:
    """Lock the article that comes next and return its key."""
    taken = ReviewLease.objects.filter(article=OuterRef("article"), until__gt=now).exclude(editor=editor)
    skips = ReviewSkip.objects.filter(editor=editor, article=OuterRef("article"), at__gte=OuterRef("created_at"))
    free = wanted.rows().filter(~Exists(taken))
    lock = {"of": ("article",), "skip_locked": True, "no_key": True}
    rows = free.select_related("article").only("article__id").select_for_update(**lock)
    first = rows.filter(~Exists(skips)).order_by("created_at", "pk").first()
    if first is None:
        put_off_first = rows.filter(article__review_skips__editor=editor)
        first = put_off_first.order_by("article__review_skips__at", "created_at", "pk").first()
    return None if first is None else first.article_id


def _lease(article: UUID, editor: "User", now: datetime) -> ReviewLease | None:
    """Write the lease unless somebody else has one that runs."""
    until = now + LEASE
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO articles_reviewlease AS lease (article_id, editor_id, until) VALUES (%s, %s, %s)
            ON CONFLICT (article_id) DO UPDATE SET editor_id = EXCLUDED.editor_id, until = EXCLUDED.until
            WHERE lease.editor_id = EXCLUDED.editor_id OR lease.until <= %s
            """,
            [article, editor.pk, until, now],
        )
        return ReviewLease(article_id=article, editor=editor, until=until) if cursor.rowcount else None


@transaction.atomic
def take_over(*, editor: "User", article: UUID, now: datetime | None = None) -> ReviewLease:
    """Have an article although another editor may have it: they are told when they decide."""
    now = now or timezone.now()
    lock_article(article)
    ReviewLease.objects.filter(editor=editor).exclude(article=article).delete()
    values = {"editor": editor, "until": now + LEASE}
    return ReviewLease.objects.update_or_create(article_id=article, defaults=values)[0]


@transaction.atomic
def put_off(*, editor: "User", article: UUID, now: datetime | None = None) -> None:
    """Skip: for this editor the article comes after all others; everybody else is offered it at once."""
    behind(editor, article, now or timezone.now())
    release(editor=editor, article=article)


def behind(editor: "User", article: UUID, now: datetime) -> None:
    """Note that an editor wants an article last."""
    ReviewSkip.objects.bulk_create(
        [ReviewSkip(editor=editor, article_id=article, at=now)],
        update_conflicts=True,
        unique_fields=["editor", "article"],
        update_fields=["at"],
    )


def release(*, editor: "User", article: UUID) -> None:
    """Give an article back."""
    ReviewLease.objects.filter(editor=editor, article=article).delete()


def lock_article(article: UUID) -> None:
    """Lock an article's row, before any row that hangs on it. Within a transaction; ``Article.DoesNotExist``."""
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=article)


def held(editor: "User", article: UUID, now: datetime) -> None:
    """Raise ``LeaseEndedError`` unless the editor has the article now."""
    lease = (
        ReviewLease.objects.select_related("editor").only("until", "editor__username").filter(article=article).first()
    )
    if lease is None or lease.editor_id != editor.pk or lease.until <= now:
        other = lease is not None and lease.editor_id != editor.pk and lease.until > now
        raise LeaseEndedError(str(lease.editor) if lease is not None and other else None)
