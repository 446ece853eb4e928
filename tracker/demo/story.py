"""The demo from start to end. Each step says what it does before it does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from articles import report, tasks
from articles.choices import ArticleState
from articles.models import Article
from articles.sentences import outline
from articles.services import ingest
from tracker import programs
from tracker.celery import app
from tracker.demo import client, desk
from tracker.demo.accounts import Accounts
from tracker.embedded.supervisor import Supervisor
from tracker.seeding.articles import SampleArticle

LINK_SECONDS = 120.0
_DONE = (ArticleState.LINKED, ArticleState.ARCHIVED, ArticleState.FAILED)


class Story:
    """Tells each step with the seconds since the start."""

    def __init__(self, write: Callable[[str], object], port: int) -> None:
        self.write = write
        self.port = port
        self.started = time.monotonic()

    def step(self, text: str) -> None:
        """One line of progress."""
        self.write(f"[{time.monotonic() - self.started:5.1f} s] {text}")

    def prepare(self) -> None:
        """Tables and seeds."""
        self.step("bringing the tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        self.step("seeding people, employers, agreements, cases and rules out of seeds/")
        call_command("seed", verbosity=0)

    def start(self, supervisor: Supervisor) -> None:
        """Site, worker and clock; returns when the site and a worker answer."""
        self.step("starting the site, a Celery worker and its clock")
        for program in (programs.worker(), programs.beat(), programs.web(port=self.port)):
            supervisor.start(program)
        supervisor.wait_until(_a_worker_answers, what="a worker answers", timeout=60)
        supervisor.wait_until(lambda: programs.site_answers(self.port), what="the site answers", timeout=60)

    def take_in(self, texts: Sequence[SampleArticle]) -> list[Article]:
        """Hand the articles to the queue and wait until the worker has linked them."""
        self.step(f"taking in {len(texts)} article(s); the worker reads and links them")
        articles = []
        for text in texts:
            try:
                taken = ingest(
                    raw=text.path.read_bytes(),
                    title=text.title,
                    published_on=text.published_on,
                    language=text.language,
                    sample=bool(text.text),
                )
            except ValidationError as error:
                raise CommandError(f"{text.path}: {' '.join(error.messages)}") from error
            articles.append(taken.article)
            if taken.to_read or taken.article.state not in _DONE:
                tasks.read_article.delay_on_commit(str(taken.article.pk))
        self._wait([article.pk for article in articles])
        return [Article.objects.get(pk=article.pk) for article in articles]

    def _wait(self, ids: Sequence[UUID]) -> None:
        deadline = time.monotonic() + LINK_SECONDS
        pause = 0.02
        while Article.objects.filter(pk__in=ids).exclude(state__in=_DONE).exists():
            if time.monotonic() > deadline:
                raise CommandError(f"The worker has not linked the articles in {LINK_SECONDS:.0f} s.", returncode=3)
            time.sleep(pause)
            pause = min(pause * 1.5, 0.5)

    def show(self, articles: Sequence[Article]) -> None:
        """What was found in each."""
        for article in articles:
            self.write("")
            self.write(outline(report.report_of(article)))
        self.write("")

    def decide(self, articles: list[Article], accounts: Accounts) -> None:
        """Accept, look, publish, look."""
        choice = desk.choose(articles)
        if choice is None:
            self.step("no linked article has a proposed entry of a published case: there is nothing to accept")
            return
        event = desk.accept(choice, accounts)
        if event is None:
            self.step("the accepted entry was removed since: there is nothing to publish")
            return
        state = "accepted" if not event.is_published else "was accepted and published by an earlier run"
        self.step(f"{accounts.editor}: “{choice.entry}” {state}")
        if not event.is_published:
            self._timeline(choice, accounts, as_editor=True)
            refused = desk.publish_entry(event, accounts)
            self.step(f"{accounts.editor} cannot publish it: {refused}" if refused else "published")
            self.step(f"{accounts.second} published it")
        self._timeline(choice, accounts, as_editor=False)

    def _timeline(self, choice: desk.Choice, accounts: Accounts, *, as_editor: bool) -> None:
        who = "a client with the edit scope" if as_editor else "anybody"
        address = f"/api/v1/cases/{choice.case.slug}/timeline/"
        self.step(f"GET {address} as {who} gets it:")
        secret = accounts.secret if as_editor else ""
        for line in client.lines(client.timeline(choice.case.slug, port=self.port, secret=secret)):
            self.write(line)
        self.write("")


def own_text(path: Path, published: date) -> SampleArticle:
    """A file of the user's own. Its title is its first line, its language is guessed when it is read."""
    return SampleArticle(path=path, title="", language="", published_on=published, text="")


def _a_worker_answers() -> bool:
    return bool(app.control.ping(timeout=0.5))
