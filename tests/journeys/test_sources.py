"""An editor at a feed that fails: paused, and polled by a real worker at the press of a button."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from playwright.sync_api import Page, expect

from articles import services
from articles.models import Article, Source
from tests.articles.test_extract import RSS
from tests.articles.web import Server, serving
from tests.conftest import ROOT
from tests.journeys.accessible import LOOKS, sideways, violations
from tests.journeys.conftest import PATIENCE, Sit
from tracker.celery import app

# A worker that may fetch from this machine, where the test's feed is.
WORKER = """
from django.conf import settings
from tracker.celery import app
settings.FETCH_ALSO_ALLOWED = ["127.0.0.0/8"]
app.worker_main(["--quiet", "worker", "--pool", "solo", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"])
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def empty_queue(broker: None) -> None:
    with app.connection_for_write() as connection:
        connection.default_channel.queue_declare(app.conf.task_default_queue, durable=True)
        connection.default_channel.queue_purge(app.conf.task_default_queue)


@contextmanager
def a_worker(environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def a_failing_feed(web: Server) -> Source:
    url = web.page("/feed", "out of order", 503)
    source = Source.objects.create(slug="synthetic", name="Synthetic news", kind="feed", feed_url=url)
    with override_settings(FETCH_ALSO_ALLOWED=["127.0.0.0/8"]):
        services.poll(source_id=source.pk)
    return source


def row(page: Page, name: str) -> Any:
    return page.locator(f"fieldset.live .field-{name} .readonly")


def test_19_pause_a_failing_source_and_run_it_now(
    sit: Sit, chief: User, empty_queue: None, process_environment: dict[str, str]
) -> None:
    with serving() as web:
        source = a_failing_feed(web)
        page = sit(chief)
        page.goto("/admin/articles/source/?standing=failing")
        page.get_by_role("link", name=source.name).click()
        expect(row(page, "standing")).to_have_text("polled, failing: 1 in a row")
        expect(row(page, "last_failure")).to_contain_text("503")
        expect(row(page, "last_success")).to_have_text("never")

        page.get_by_role("button", name="Pause").click()
        expect(row(page, "standing")).to_have_text("paused, failing: 1 in a row")
        expect(row(page, "next_poll")).to_have_text("none, unless by “Run now”")
        web.page("/feed", RSS, Content_Type="application/rss+xml")
        page.get_by_role("button", name="Run now").click()
        expect(page.get_by_role("status")).to_contain_text("is not done yet")
        page.get_by_label("Name:").fill("Typed meanwhile")
        with a_worker(process_environment):
            done = re.compile(r"^Polled .* UTC: 2 new articles\.$")
            expect(page.get_by_role("status")).to_contain_text(done, timeout=PATIENCE)

        expect(row(page, "result")).to_contain_text("2 new articles.")
        expect(row(page, "last_failure")).to_contain_text("503")
        expect(row(page, "last_success")).to_contain_text("UTC")
        expect(row(page, "standing")).to_have_text("paused")
        expect(page.get_by_label("Name:")).to_have_value("Typed meanwhile")
        assert Article.objects.count() == 2

        web.page("/feed", "gone", 410)
        page.get_by_role("button", name="Run now").click()
        with a_worker(process_environment):
            expect(page.get_by_role("status")).to_contain_text("failed. ", timeout=PATIENCE)
        expect(row(page, "last_failure")).to_contain_text("410")
        page.get_by_role("button", name="Resume").click()
        expect(row(page, "standing")).to_have_text("polled")


def test_without_scripts_the_page_is_looked_at_again(sit: Sit, chief: User, empty_queue: None) -> None:
    with serving() as web:
        source = a_failing_feed(web)
        page = sit(chief, java_script_enabled=False)
        page.goto(f"/admin/articles/source/{source.pk}/change/")
        page.get_by_role("button", name="Run now").click()

        page.get_by_role("link", name="Look again").click()
        expect(page.get_by_role("status")).to_contain_text("is not done yet")
        with override_settings(FETCH_ALSO_ALLOWED=["127.0.0.0/8"]):
            services.poll(source_id=source.pk)
        page.get_by_role("link", name="Look again").click()

        expect(page.get_by_role("status")).to_contain_text("503")


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "light-390", "dark-390"])
def test_the_page_of_a_source_is_accessible(sit: Sit, chief: User, empty_queue: None, look: Any) -> None:
    with serving() as web:
        source = a_failing_feed(web)
        page = sit(chief, **look)
        page.goto(f"/admin/articles/source/{source.pk}/change/")

        page.get_by_role("button", name="Run now").click()

        expect(page.get_by_role("status")).to_be_visible()
        assert violations(page, imports=True) == []
        assert sideways(page) <= 0
