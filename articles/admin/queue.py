"""Telling the queue from the desk."""

from typing import Any
from uuid import UUID

from django.db import transaction

from articles import tasks
from articles.choices import ArticleState
from articles.models import Article


def soon(task: Any, key: UUID) -> None:
    """Enqueue ``task`` for one row once this transaction is committed.

    The row is the queue and the message only a hint: where the broker is away, the sweeper finds the row, and the
    editor's page answers all the same.
    """

    def tell() -> None:
        task.delay(str(key))

    # A named function: Django writes its name into the log where it fails.
    transaction.on_commit(tell, robust=True)


def process(article: Article) -> None:
    """Have an article read or linked, whichever comes next."""
    if article.state == ArticleState.RECEIVED:
        soon(tasks.read_article, article.pk)
    elif article.state == ArticleState.READ:
        soon(tasks.link_article, article.pk)
