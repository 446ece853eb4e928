"""The queue's tasks. Each takes ids, calls one service and enqueues what comes next once that is committed.

A message is only a hint: the row says what is to be done, and the sweeper finds rows whose message was lost.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from celery import current_app, shared_task
from celery.signals import worker_init

from articles import registry, services

# More in the queue than this and the sweeper adds nothing: a naive one makes a queue of a hundred thousand messages out
# of a short outage.
MOST_QUEUED = 2000
# Articles linked in one go: most of the cost of one alone is the way to the database.
BATCH = 50


@shared_task
def read_article(article_id: str) -> None:
    """Read a received article; link it next."""
    to_link = services.read(article_id=UUID(article_id))
    if to_link is not None:
        link_article.delay_on_commit(str(to_link))


@shared_task
def link_article(article_id: str) -> None:
    """Find names, cases and proposals in a read article."""
    services.link(ids=[UUID(article_id)])


@shared_task
def link_batch(article_ids: Sequence[str]) -> None:
    """The same for many."""
    services.link(ids=[UUID(article_id) for article_id in article_ids])


@shared_task
def sweep() -> None:
    """Enqueue again what waits without a worker, as far as the queue has room."""
    stuck = services.sweep(room=MOST_QUEUED - queued())
    for article in stuck.to_read:
        read_article.delay_on_commit(str(article))
    enqueue_links(stuck.to_link)


@shared_task
def relink(job_id: str) -> None:
    """Do one step of a job that links stored articles again; the next one follows."""
    if services.work_on(job_id=UUID(job_id)):
        relink.delay_on_commit(job_id)


@shared_task
def relink_what_changed() -> None:
    """Make a job of what changed in names and cases, and enqueue the jobs that wait without a worker."""
    job = services.notice_changes()
    waiting = services.waiting_jobs()
    for key in dict.fromkeys([*([job.pk] if job is not None else []), *waiting]):
        relink.delay_on_commit(str(key))


@shared_task
def poll_source(source_id: str) -> None:
    """Poll one feed now; read what is new."""
    polled = services.poll(source_id=UUID(source_id))
    for article in polled.to_read:
        read_article.delay_on_commit(str(article))


@shared_task
def poll_due_feeds() -> None:
    """Poll the feeds whose time has come."""
    for source in services.due_feeds():
        poll_source.delay_on_commit(str(source))


@shared_task
def prune_registry_changes() -> None:
    """Keep the log of changed names and cases short."""
    registry.prune()


@worker_init.connect
def preload_registry(**_: object) -> None:
    """Before the worker forks: its processes share the names and cases that it loads."""
    registry.preload()


def enqueue_links(article_ids: Iterable[UUID]) -> None:
    """Enqueue read articles for linking, in batches."""
    ids = [str(article) for article in article_ids]
    for at in range(0, len(ids), BATCH):
        link_batch.delay_on_commit(ids[at : at + BATCH])


def queued() -> int:
    """How many messages wait in the queue."""
    with current_app.connection_for_write() as connection:
        name = current_app.conf.task_default_queue
        return int(connection.default_channel.queue_declare(name, passive=False, durable=True).message_count)
