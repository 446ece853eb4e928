"""Feeds are polled politely, under a lease, and paused with their error after repeated failure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import services
from articles.models import Article, Source
from tests.articles.test_extract import RSS
from tests.articles.web import Handler, Server, html
from tests.articles.world import STORY

pytestmark = pytest.mark.django_db


def a_feed(url: str) -> Source:
    return Source.objects.create(slug="synthetic", name="Synthetic news", kind="feed", feed_url=url, language="fr")


def fresh(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def test_new_items_become_articles_once(web: Server) -> None:
    source = a_feed(web.page("/feed", RSS, Content_Type="application/rss+xml"))

    first = services.poll(source_id=source.pk)
    again = services.poll(source_id=source.pk)

    assert (len(first.to_read), first.known, first.error) == (2, 0, "")
    assert (len(again.to_read), again.known) == (0, 2)
    article = Article.objects.get(url="https://news.example/1")
    assert (article.title, article.source, article.language) == ("One thing", source, "fr")
    assert str(article.published_on) == "2025-08-11"
    assert fresh(source).last_new_articles == 0
    assert fresh(source).lease_until is None


def test_an_item_is_fetched_from_its_page(web: Server) -> None:
    feed = RSS.replace("https://news.example/1", web.page("/1", html(STORY * 3)))
    source = a_feed(web.page("/feed", feed))

    for article in services.poll(source_id=source.pk).to_read:
        services.read(article_id=article)

    assert "Madeup Motors" in Article.objects.get(url=web.url("/1")).text


def test_the_second_request_is_conditional(web: Server) -> None:
    def page(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"one"':
            handler.answer(b"", 304)
        else:
            handler.answer(RSS.encode(), ETag='"one"', Last_Modified="Mon, 11 Aug 2025 10:00:00 GMT")

    web.pages["/feed"] = page
    source = a_feed(web.url("/feed"))

    services.poll(source_id=source.pk)
    again = services.poll(source_id=source.pk)

    assert (again.error, again.to_read, again.ran) == ("", [], True)
    assert web.asked[1][1]["If-Modified-Since"] == "Mon, 11 Aug 2025 10:00:00 GMT"
    assert fresh(source).etag == '"one"'


def test_five_failures_pause_a_feed_and_an_answer_takes_it_up_again(web: Server) -> None:
    source = a_feed(web.page("/feed", "gone", 500))

    told = [services.poll(source_id=source.pk).error for _ in range(5)]
    paused = fresh(source)
    web.page("/feed", RSS)
    services.poll(source_id=source.pk)

    assert all("500" in error for error in told)
    assert paused.failures == 5
    assert paused.paused_at is not None
    assert "500" in paused.last_error
    now = fresh(source)
    assert (now.failures, now.paused_at, now.last_success_at) == (0, None, now.last_polled_at)
    assert (now.last_error, now.last_error_at) == (paused.last_error, paused.last_polled_at)


def test_a_feed_an_editor_paused_stays_paused(web: Server) -> None:
    source = a_feed(web.page("/feed", RSS))
    Source.objects.filter(pk=source.pk).update(paused_at=timezone.now())

    services.poll(source_id=source.pk)

    assert fresh(source).paused_at is not None
    assert services.due_feeds() == []


@pytest.mark.parametrize("body", ["<html><body>moved</body></html>", " " * (1024 * 1024 + 1)])
def test_what_is_no_feed_is_kept_as_an_error(web: Server, body: str) -> None:
    source = a_feed(web.page("/feed", body))

    assert services.poll(source_id=source.pk).error
    assert fresh(source).last_error
    assert not Article.objects.exists()


def test_a_wrong_item_leaves_the_others(web: Server) -> None:
    source = a_feed(web.page("/feed", RSS.replace("https://news.example/1", "ftp://news.example/1")))

    polled = services.poll(source_id=source.pk)

    assert len(polled.to_read) == 1
    assert "1 of 2" in fresh(source).last_error


def test_an_odd_language_or_title_costs_no_item(web: Server) -> None:
    source = a_feed(web.page("/feed", RSS.replace("Two", "Two &amp;#7; &#x202e;bells")))
    Source.objects.filter(pk=source.pk).update(language="the French one")

    polled = services.poll(source_id=source.pk)

    assert (len(polled.to_read), polled.error) == (2, "")
    assert "Two" in Article.objects.get(url=web.url("/2")).title


def test_a_feed_is_polled_by_one_at_a_time(web: Server) -> None:
    source = a_feed(web.page("/feed", RSS))
    Source.objects.filter(pk=source.pk).update(lease_until=timezone.now() + timedelta(minutes=1))

    assert not services.poll(source_id=source.pk).ran
    assert web.asked == []


def test_due_feeds_are_told_once() -> None:
    source = a_feed("https://news.example/feed")
    Source.objects.create(slug="outlet", name="No feed")

    assert services.due_feeds() == [source.pk]
    assert services.due_feeds() == []
