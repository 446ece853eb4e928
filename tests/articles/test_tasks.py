"""Tasks enqueue what comes next, through a real broker and once the transaction is committed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from celery import current_app
from django.db import transaction

from articles import services, tasks
from articles.choices import RelinkKind
from articles.models import Article, RelinkJob, Source
from people.models import Name
from people.services import add_name
from tests.articles.test_extract import RSS
from tests.articles.web import Server
from tests.articles.world import STORY, a_world, linked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue(broker: None) -> Iterator[None]:
    """This process's queue, empty before and after."""
    current_app.control.purge()
    yield
    current_app.control.purge()


def stuck(count: int) -> None:
    """Articles whose messages were lost long ago."""
    for number in range(count):
        services.ingest(text=f"{STORY} {number}")
    Article.objects.update(next_attempt_at=None)


def test_reading_enqueues_linking_and_linking_nothing(queue: None) -> None:
    a_world()
    article = services.ingest(text=STORY).article

    tasks.read_article(str(article.pk))
    after_reading = tasks.queued()
    tasks.link_article(str(article.pk))

    assert (after_reading, tasks.queued()) == (1, 1)
    article.refresh_from_db()
    assert article.state == "linked"


def test_a_second_message_does_nothing(queue: None) -> None:
    article = services.ingest(text=STORY).article

    for _ in range(3):
        tasks.read_article(str(article.pk))

    assert tasks.queued() == 1
    article.refresh_from_db()
    assert (article.state, article.attempts) == ("read", 0)


def test_a_changed_name_enqueues_a_job_and_each_step_the_next(queue: None) -> None:
    world = a_world()
    for number in range(2):
        linked(f"{STORY} {number}")
    services.notice_changes()
    RelinkJob.objects.all().delete()
    add_name(name=Name(person=world.mover, text="Fernando Sampleton"))

    tasks.relink_what_changed()
    job = RelinkJob.objects.get()
    noticed = tasks.queued()
    tasks.relink_what_changed()
    again = tasks.queued()
    steps = []
    for _ in range(3):
        current_app.control.purge()
        tasks.relink(str(job.pk))
        steps.append(tasks.queued())

    assert (noticed, again, steps) == (1, 1, [1, 1, 0])
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 2, 2)


def test_a_job_whose_message_was_lost_is_enqueued_again(queue: None) -> None:
    services.notice_changes()
    job = services.start_job(kind=RelinkKind.ALL, target="All articles")
    RelinkJob.objects.update(next_attempt_at=None)

    for _ in range(2):
        tasks.relink_what_changed()

    assert tasks.queued() == 1
    assert RelinkJob.objects.get() == job


def test_what_is_rolled_back_is_not_enqueued(queue: None) -> None:
    def take_in_and_fail() -> None:
        with transaction.atomic():
            taken = services.ingest(text=STORY)
            tasks.read_article.delay_on_commit(str(taken.article.pk))
            raise LookupError

    with pytest.raises(LookupError):
        take_in_and_fail()

    assert tasks.queued() == 0
    assert not Article.objects.exists()


def test_the_sweeper_enqueues_what_is_stuck_once(queue: None) -> None:
    stuck(5)

    tasks.sweep()
    tasks.sweep()

    assert tasks.queued() == 5


def test_the_sweeper_enqueues_linking_in_batches(queue: None) -> None:
    stuck(3)
    for pk in Article.objects.values_list("pk", flat=True):
        services.read(article_id=pk)
    Article.objects.update(next_attempt_at=None)

    tasks.sweep()

    assert tasks.queued() == 1


def test_the_sweeper_leaves_a_full_queue_alone(queue: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "MOST_QUEUED", 3)
    stuck(10)

    for _ in range(3):
        tasks.sweep()
        Article.objects.update(next_attempt_at=None)

    assert tasks.queued() == 3


def test_a_due_feed_is_polled_and_its_articles_read(queue: None, web: Server) -> None:
    source = Source.objects.create(slug="feed", name="Synthetic", kind="feed", feed_url=web.page("/feed", RSS))

    tasks.poll_due_feeds()
    tasks.poll_due_feeds()
    due = tasks.queued()
    tasks.poll_source(str(source.pk))

    assert due == 1
    assert tasks.queued() == 3


def test_the_clock_names_tasks_that_exist() -> None:
    current_app.loader.import_default_modules()  # as a worker does when it starts

    schedule = current_app.conf.beat_schedule

    assert {"articles.tasks.sweep", "articles.tasks.poll_due_feeds"} <= {entry["task"] for entry in schedule.values()}
    assert all(entry["task"] in current_app.tasks for entry in schedule.values())
