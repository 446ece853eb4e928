"""The desk tells the queue, after the commit; without a broker its pages answer all the same."""

from __future__ import annotations

from typing import Any

import pytest
from celery import Celery
from django.db import transaction
from django.test import Client
from django.urls import reverse

from articles import tasks
from articles.admin.queue import soon
from articles.choices import ArticleState, FailureCode
from articles.models import Article, Source
from tests.admin import desk
from tests.admin.forms import press, send
from tracker.celery import app


@pytest.fixture
def empty_queue(broker: None) -> None:
    """This run's real queue, with nothing in it."""
    with app.connection_for_write() as connection:
        connection.default_channel.queue_declare(app.conf.task_default_queue, durable=True)
        connection.default_channel.queue_purge(app.conf.task_default_queue)


@pytest.mark.django_db(transaction=True)
def test_a_new_article_a_retried_one_and_a_feed_are_put_into_the_queue(client: Client, empty_queue: None) -> None:
    client.force_login(desk.chief())

    send(client, reverse("admin:articles_article_add"), text="Example Motors sued.")
    after_adding = tasks.queued()
    failed = Article.objects.get()
    Article.objects.filter(pk=failed.pk).update(state=ArticleState.FAILED, failure_code=FailureCode.GAVE_UP)
    press(client, failed, "retry")
    after_retrying = tasks.queued()
    feed = Source.objects.create(slug="feed", name="Feed", kind="feed", feed_url="https://gazette.example/feed")
    press(client, feed, "run_now")

    assert (after_adding, after_retrying, tasks.queued()) == (1, 2, 3)


@pytest.mark.django_db(transaction=True)
def test_what_is_known_already_is_not_queued_again(client: Client, empty_queue: None) -> None:
    client.force_login(desk.chief())

    for _ in range(2):
        send(client, reverse("admin:articles_article_add"), text="Example Motors sued.")

    assert tasks.queued() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_row_is_committed_and_nothing_is_raised(caplog: Any) -> None:
    # Port 9 (discard) of this machine: nobody listens.
    # Not this process's current application, or later tests would use it.
    away = Celery("away", broker="redis://127.0.0.1:9/0", set_as_current=False)
    away.conf.task_publish_retry = False

    @away.task(name="away.read")
    def read(key: str) -> str:
        return key

    with transaction.atomic():
        found = desk.article()
        soon(read, found.pk)

    assert Article.objects.filter(pk=found.pk).exists()
    assert any("on_commit" in record.getMessage() for record in caplog.records)
