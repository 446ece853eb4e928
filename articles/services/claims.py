"""Claiming work. The row is the queue: who claims it holds it until the lease ends, and finishes only what is theirs.

A claim raises ``attempts`` and sets a new ``lease_until``; both must still match when the work is saved. A worker that
was thought dead and comes back finds them changed and saves nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.choices import ArticleState, FailureCode
from articles.models import Article

MAX_ATTEMPTS = 5


@dataclass(frozen=True)
class Claim:
    """The right to finish one article in one state, until ``lease_until``."""

    article_id: UUID
    state: ArticleState
    attempts: int
    lease_until: datetime


def claim(*, ids: Iterable[UUID], state: ArticleState) -> list[Claim]:
    """Claim those of ``ids`` that are in ``state`` and that nobody holds; the others are somebody else's or done."""
    now = timezone.now()
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    with transaction.atomic(), connection.cursor() as cursor:
        # In one order, so that two workers with overlapping batches do not wait for each other crosswise.
        cursor.execute(
            """
            UPDATE articles_article SET attempts = attempts + 1, lease_until = %s
            WHERE id IN (
                SELECT id FROM articles_article
                WHERE id = ANY(%s) AND state = %s AND attempts < %s AND (lease_until IS NULL OR lease_until <= %s)
                ORDER BY id FOR UPDATE SKIP LOCKED
            )
            RETURNING id, attempts
            """,
            [until, list(ids), state, MAX_ATTEMPTS, now],
        )
        return [Claim(article, state, attempts, until) for article, attempts in cursor.fetchall()]


def held(claims: Sequence[Claim]) -> set[UUID]:
    """Lock the rows that the claims still hold, in one order, and return their ids. Within a transaction."""
    if not claims:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT article.id FROM articles_article article
            JOIN unnest(%s::uuid[], %s::int[], %s::timestamptz[]) AS claim(id, attempts, lease_until)
                ON claim.id = article.id
            WHERE article.attempts = claim.attempts AND article.lease_until = claim.lease_until AND article.state = %s
            ORDER BY article.id FOR UPDATE OF article
            """,
            [
                [one.article_id for one in claims],
                [one.attempts for one in claims],
                [one.lease_until for one in claims],
                claims[0].state,
            ],
        )
        return {row[0] for row in cursor.fetchall()}


def release(*, claims: Sequence[Claim]) -> None:
    """Give rows back after an error: they are tried again later, each time later, and at last given up."""
    with transaction.atomic():
        mine = held(claims)
        for one in claims:
            if one.article_id in mine:
                Article.objects.filter(pk=one.article_id).update(
                    lease_until=None, next_attempt_at=timezone.now() + backoff(one.attempts)
                )


def backoff(attempts: int) -> timedelta:
    """How long to leave a row alone after so many attempts: a sweep's time, doubled by each."""
    return timedelta(seconds=settings.SWEEP_SECONDS * 2 ** min(attempts, 8))


def fail(*, article_id: UUID, code: FailureCode, detail: str) -> None:
    """End an article's way with its reason. The caller holds the row."""
    Article.objects.filter(pk=article_id).update(
        state=ArticleState.FAILED,
        failure_code=code,
        failure_detail=detail[:2000],
        lease_until=None,
        next_attempt_at=None,
        updated_at=timezone.now(),
    )


@dataclass(frozen=True)
class Stuck:
    """What a sweep found: articles to read and to link again."""

    to_read: list[UUID]
    to_link: list[UUID]


@transaction.atomic
def sweep(*, room: int) -> Stuck:
    """Find articles that wait without a worker, at most ``room``, and give up on those that failed too often.

    Each row found is left alone for its backoff, so that a long queue is not filled with the same rows again and again.
    Two sweepers at once do not meet.
    """
    now = timezone.now()
    waiting = Article.objects.waiting(now=now)
    spent = waiting.filter(attempts__gte=MAX_ATTEMPTS).select_for_update(skip_locked=True)
    for pk in spent.values_list("pk", flat=True)[:1000]:
        fail(
            article_id=pk,
            code=FailureCode.GAVE_UP,
            detail=f"{MAX_ATTEMPTS} attempts ended without an answer: the process was killed or an error occurred.",
        )
    found = list(
        waiting.filter(attempts__lt=MAX_ATTEMPTS)
        .order_by(F("next_attempt_at").asc(nulls_first=True), "pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", "state", "attempts")[: max(0, room)]
    )
    for attempts in {row[2] for row in found}:
        Article.objects.filter(pk__in=[row[0] for row in found if row[2] == attempts]).update(
            next_attempt_at=now + backoff(attempts)
        )
    return Stuck(
        [pk for pk, state, _ in found if state == ArticleState.RECEIVED],
        [pk for pk, state, _ in found if state == ArticleState.READ],
    )


@transaction.atomic
def retry(*, article: Article) -> Article:
    """Start a failed article again where it stopped: at linking where it has a text, else at reading.

    Others are returned as they are.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.state == ArticleState.FAILED:
        locked.state = ArticleState.READ if locked.text and locked.language else ArticleState.RECEIVED
        locked.failure_code, locked.failure_detail, locked.attempts = "", "", 0
        locked.lease_until, locked.next_attempt_at = None, None
        locked.save()
    return locked


@transaction.atomic
def relink(*, ids: Iterable[UUID] | None = None) -> list[UUID]:
    """Send linked articles (all, or some) back to be linked again, for new names or a new engine; returns their ids."""
    wanted = Q() if ids is None else Q(pk__in=list(ids))
    rows = Article.objects.filter(wanted, state=ArticleState.LINKED).order_by("pk").select_for_update()
    found = list(rows.values_list("pk", flat=True))
    Article.objects.filter(pk__in=found).update(
        state=ArticleState.READ, attempts=0, lease_until=None, next_attempt_at=timezone.now() + backoff(0)
    )
    return found
