"""The row is the queue: claimed by one, finished only by who still holds it, given up after five attempts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from articles import services
from articles.choices import ArticleState
from articles.models import Article, ArticleAddress, ArticleEvidence, Suggestion
from articles.outcomes import Ingested
from articles.services import claims
from tests.articles.world import STORY, a_world

T = TypeVar("T")
THREADS = 16


def at_once(work: Callable[[int], T]) -> list[T]:
    """Run ``work`` in many threads, each with a connection of its own."""

    def one(number: int) -> T:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


@pytest.mark.django_db(transaction=True)
def test_one_text_sent_by_many_is_one_article() -> None:
    taken = at_once(lambda _: services.ingest(text=STORY))

    assert [one.created for one in taken].count(True) == 1
    assert len({one.article.pk for one in taken}) == 1
    assert (Article.objects.count(), ArticleEvidence.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_address_sent_by_many_with_different_texts_is_one_article() -> None:
    taken = at_once(lambda number: services.ingest(text=f"{STORY} {number}", url="https://news.example/a"))

    assert [one.created for one in taken].count(True) == 1
    assert (Article.objects.count(), ArticleAddress.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_crossing_texts_and_addresses_neither_double_nor_block() -> None:
    def work(number: int) -> Ingested:
        return services.ingest(text=f"{STORY} {number % 3}", url=f"https://news.example/{number % 5}")

    taken = at_once(work)

    # Of a text that finds all its addresses taken nothing is left but its article's name for it.
    assert 1 <= Article.objects.count() <= 3
    assert ArticleAddress.objects.count() == 5
    assert {one.article.pk for one in taken} == set(Article.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_many_workers_link_one_article_once() -> None:
    a_world()
    article = services.ingest(text=STORY).article
    assert services.read(article_id=article.pk) == article.pk

    done = at_once(lambda _: services.link(ids=[article.pk]))

    assert sum(done) == 1
    assert Suggestion.objects.filter(article=article, kind="case").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_do_not_meet() -> None:
    for number in range(40):
        services.ingest(text=f"{STORY} {number}")
    Article.objects.update(next_attempt_at=None)

    found = at_once(lambda _: services.sweep(room=10).to_read)

    ids = [pk for some in found for pk in some]
    assert len(ids) == len(set(ids)) == 40


@pytest.mark.django_db
def test_who_lost_the_lease_saves_nothing() -> None:
    article = services.ingest(text=STORY).article
    (late,) = claims.claim(ids=[article.pk], state=ArticleState.RECEIVED)
    Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    (now,) = claims.claim(ids=[article.pk], state=ArticleState.RECEIVED)

    assert claims.held([late]) == set()
    assert claims.held([now]) == {article.pk}
    assert (late.attempts, now.attempts) == (1, 2)


@pytest.mark.django_db
def test_what_is_held_is_not_claimed() -> None:
    article = services.ingest(text=STORY).article
    claims.claim(ids=[article.pk], state=ArticleState.RECEIVED)

    assert claims.claim(ids=[article.pk], state=ArticleState.RECEIVED) == []
    assert services.read(article_id=article.pk) is None


@pytest.mark.django_db
def test_after_five_attempts_it_is_given_up_and_can_be_retried() -> None:
    article = services.ingest(text=STORY).article
    for _ in range(claims.MAX_ATTEMPTS):
        assert claims.claim(ids=[article.pk], state=ArticleState.RECEIVED)
        Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1), next_attempt_at=None)

    assert services.sweep(room=10).to_read == []

    article.refresh_from_db()
    assert (article.state, article.failure_code) == ("failed", "gave_up")
    services.retry(article=article)
    assert services.read(article_id=article.pk) == article.pk


@pytest.mark.django_db
def test_an_error_gives_the_row_back_for_later() -> None:
    article = services.ingest(text=STORY).article
    mine = claims.claim(ids=[article.pk], state=ArticleState.RECEIVED)

    claims.release(claims=mine)

    article.refresh_from_db()
    assert article.lease_until is None
    assert article.next_attempt_at is not None
    assert article.next_attempt_at > timezone.now()
    assert services.sweep(room=10).to_read == []


@pytest.mark.django_db
def test_the_sweeper_leaves_a_row_alone_for_longer_each_time() -> None:
    assert claims.backoff(4) > claims.backoff(3) > claims.backoff(0)
    services.ingest(text=STORY)
    Article.objects.update(next_attempt_at=None)

    assert len(services.sweep(room=10).to_read) == 1
    assert services.sweep(room=10).to_read == []


@pytest.mark.django_db
@pytest.mark.parametrize("room", [0, -5])
def test_a_full_queue_gets_nothing(room: int) -> None:
    services.ingest(text=STORY)
    Article.objects.update(next_attempt_at=None)

    assert services.sweep(room=room).to_read == []
    assert len(services.sweep(room=1).to_read) == 1


@pytest.mark.django_db
@override_settings(LEASE_SECONDS=3600)
def test_a_fresh_article_is_left_to_its_message_at_first() -> None:
    services.ingest(text=STORY)

    assert services.sweep(room=10).to_read == []
