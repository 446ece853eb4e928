"""Jobs that link stored articles again, at the desk: looked at, stopped, taken up again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles import services
from articles.choices import RelinkKind, RelinkState
from articles.models import RelinkJob
from tests.admin import desk
from tests.admin.forms import page, press

pytestmark = pytest.mark.django_db


def a_job(**given: object) -> RelinkJob:
    job = services.start_job(kind=RelinkKind.ALL, target="All articles")
    RelinkJob.objects.filter(pk=job.pk).update(**given)
    job.refresh_from_db()
    return job


def test_its_progress_is_shown(at_desk: Client) -> None:
    a_job(state=RelinkState.RUNNING, found_at="2026-01-01T00:00Z", total=400, done=100, changed=7)

    html = at_desk.get(reverse("admin:articles_relinkjob_changelist")).content.decode()

    assert "linking: 25 %; 100 of 400 articles, 7 changed" in html


def test_it_is_cancelled_and_taken_up_again(at_desk: Client, broker: None) -> None:
    job = a_job()

    press(at_desk, job, "cancel")
    job.refresh_from_db()
    cancelled = job.state
    press(at_desk, job, "retry")
    job.refresh_from_db()

    assert (cancelled, job.state) == (RelinkState.CANCELLED, RelinkState.QUEUED)


@pytest.mark.parametrize(("state", "offered"), [("running", "cancel"), ("failed", "retry"), ("done", "")])
def test_only_what_fits_is_offered(at_desk: Client, state: str, offered: str) -> None:
    job = a_job(state=state, finished_at=None if state == "running" else "2026-01-01T00:00Z")

    html = at_desk.get(page(job)).content.decode()

    assert {verb for verb in ("cancel", "retry") if f"_verb_{verb}" in html} == ({offered} if offered else set())


def test_who_may_only_look_stops_nothing(client: Client) -> None:
    job = a_job()
    client.force_login(desk.editor(sees=True))

    assert client.post(page(job), {"_verb_cancel": "1"}).status_code == 403
    job.refresh_from_db()
    assert job.state == RelinkState.QUEUED
