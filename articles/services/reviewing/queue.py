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
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, ReviewLease
from facts.compiled import compiled
from facts.keys import uuid7

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEASE = timedelta(minutes=10)
_QUOTABLE = ("root", "title", "text", "url", "language", "published_on", "sample", "source__name")
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

    def condition(self) -> str:
        """SQL after the ``WHERE`` over an open ``suggestion`` of an ``article``, with the names of ``values``."""
        language = "(article.language = %(language)s OR starts_with(article.language, %(language)s || '-'))"
        conditions = {
            "suggestion.kind = %(kind)s": self.kind,
            "suggestion.automatic": self.automatic,
            language: self.language,
            "article.source_id = %(source)s": self.source,
        }
        return "".join(f" AND {condition}" for condition, asked in conditions.items() if asked)

    def values(self) -> dict[str, Any]:
        return {"kind": self.kind, "language": self.language, "source": self.source}


ANYTHING = Wanted()


def own_lease(editor: "User") -> ReviewLease | None:
    """The lease that the editor took last, running or over. One query."""
    return ReviewLease.objects.filter(editor=editor).order_by("-until").first()


def take(*, editor: "User", wanted: Wanted = ANYTHING, now: datetime | None = None) -> ReviewLease | None:
    """The editor's article: the one they have, else the one that waits longest; None where nothing is left.

    What they put off comes after all others. An article that they have and no longer want is given back.
    """
    now = now or timezone.now()
    with transaction.atomic():
        mine = own_lease(editor)
        if mine is not None and mine.until > now and _is_open(mine.article_id, wanted):
            kept = ReviewLease.objects.filter(article=mine.article_id, editor=editor).update(until=now + LEASE)
            if kept:
                mine.until = now + LEASE
                return mine
        if mine is not None:
            ReviewLease.objects.filter(editor=editor).delete()
    return take_next(editor=editor, wanted=wanted, now=now)


def take_next(*, editor: "User", wanted: Wanted = ANYTHING, now: datetime | None = None) -> ReviewLease | None:
    """The article that waits longest, for an editor who has none; None where nothing is left.

    The last of it may have been decided in this very moment: who reads the article sees that, and takes again.
    """
    now = now or timezone.now()
    for _ in range(_TRIES):
        found, leased = lease_next(editor, wanted, now)
        if found is None or leased:
            return lease_of(editor, found, now)
    return None


def lease_of(editor: "User", found: UUID | None, now: datetime) -> ReviewLease | None:
    """The lease that ``lease_next`` wrote."""
    return None if found is None else ReviewLease(article_id=found, editor=editor, until=now + LEASE)


_NOT_PUT_OFF = """
    AND NOT EXISTS (
        SELECT FROM articles_reviewskip skip WHERE skip.editor_id = %(editor)s
            AND skip.article_id = suggestion.article_id AND skip.at >= suggestion.created_at)
"""
_PUT_OFF = "JOIN articles_reviewskip skip ON skip.article_id = article.id AND skip.editor_id = %(editor)s"
# The lease is written unless somebody else has one that runs.
_LEASE_NEXT = """
    WITH next AS (
        SELECT suggestion.article_id
        FROM articles_suggestion suggestion
            JOIN articles_article article ON article.id = suggestion.article_id {put_off}
        WHERE suggestion.state = 'open' {wanted} AND NOT EXISTS (
            SELECT FROM articles_reviewlease other WHERE other.article_id = suggestion.article_id
                AND other.until > %(now)s AND other.editor_id <> %(editor)s)
        ORDER BY {order} suggestion.created_at, suggestion.id LIMIT 1
        FOR NO KEY UPDATE OF article SKIP LOCKED
    ), leased AS (
        INSERT INTO articles_reviewlease AS lease (article_id, editor_id, until)
        SELECT article_id, %(editor)s, %(until)s FROM next
        ON CONFLICT (article_id) DO UPDATE SET editor_id = EXCLUDED.editor_id, until = EXCLUDED.until
        WHERE lease.editor_id = EXCLUDED.editor_id OR lease.until <= %(now)s
        RETURNING article_id
    )
    SELECT next.article_id, leased.article_id IS NOT NULL FROM next LEFT JOIN leased ON true
"""
_IS_OPEN = """
    SELECT FROM articles_suggestion suggestion JOIN articles_article article ON article.id = suggestion.article_id
    WHERE suggestion.article_id = %(article)s AND suggestion.state = 'open' {wanted} LIMIT 1
"""


def lease_next(editor: "User", wanted: Wanted, now: datetime) -> tuple[UUID | None, bool]:
    """Lock the article that comes next and lease it: its key, and whether the lease is the editor's."""
    given = {**wanted.values(), "editor": editor.pk, "now": now, "until": now + LEASE}
    condition = wanted.condition()
    with connection.cursor() as cursor:
        cursor.execute(_LEASE_NEXT.format(put_off="", wanted=condition + _NOT_PUT_OFF, order=""), given)
        found = cursor.fetchone()
        if found is None:
            cursor.execute(_LEASE_NEXT.format(put_off=_PUT_OFF, wanted=condition, order="skip.at,"), given)
            found = cursor.fetchone()
    return (None, False) if found is None else (found[0], found[1])


def _is_open(article: UUID, wanted: Wanted) -> bool:
    """Whether anything of it that is wanted is open by now."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_OPEN.format(wanted=wanted.condition()), {**wanted.values(), "article": article})
        return cursor.fetchone() is not None


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
    given: dict[str, Any] = {"id": uuid7(), "article": article, "editor": editor.pk, "at": now}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_reviewskip (id, created_at, updated_at, article_id, editor_id, at) "
            "VALUES (%(id)s, %(at)s, %(at)s, %(article)s, %(editor)s, %(at)s) "
            "ON CONFLICT (editor_id, article_id) DO UPDATE SET at = EXCLUDED.at",
            given,
        )


def release(*, editor: "User", article: UUID) -> None:
    """Give an article back."""
    ReviewLease.objects.filter(editor=editor, article=article).delete()


def given_back(editor: "User", article: UUID, now: datetime) -> None:
    """Give back an article that the editor has now. Raises ``LeaseEndedError`` unless they have it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_reviewlease WHERE article_id = %s AND editor_id = %s AND until > %s",
            [article, editor.pk, now],
        )
        if cursor.rowcount:
            return
    held(editor, article, now)


def lock_article(article: UUID) -> Article:
    """Lock an article's row, before any row that hangs on it, and read what can be quoted of it. Within a transaction.

    Raises ``Article.DoesNotExist``.
    """
    found = _locked(article)
    if not found:
        raise Article.DoesNotExist
    return found[0]


@compiled
def _locked(article: UUID) -> QuerySet[Article]:
    locked = Article.objects.select_for_update(of=("self",), no_key=True).select_related("source")
    return locked.only(*_QUOTABLE).filter(pk=article)


def held(editor: "User", article: UUID, now: datetime) -> None:
    """Raise ``LeaseEndedError`` unless the editor has the article now."""
    lease = ReviewLease.objects.filter(article=article).first()
    if lease is None or lease.editor_id != editor.pk or lease.until <= now:
        other = lease is not None and lease.editor_id != editor.pk and lease.until > now
        raise LeaseEndedError(str(lease.editor) if lease is not None and other else None)
