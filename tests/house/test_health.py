"""What supervisors ask the site."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.conftest import Servers
from tracker.database.base import DatabaseWrapper

READY = {"database": True, "migrations": True, "broker": True}


def test_it_lives_without_asking_anybody(client: Client) -> None:
    answer = client.get("/health/live")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready(client: Client, broker: None) -> None:
    answer = client.get("/health/ready")

    assert answer.json() == {"status": "ok", "checks": READY}
    assert answer.status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_without_its_broker(
    client: Client, own_servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = dataclasses.replace(settings.ENVIRONMENT, redis_url=own_servers.places.redis_url())
    monkeypatch.setattr(settings, "ENVIRONMENT", given)
    assert client.get("/health/ready").json()["checks"] == READY

    own_servers.valkey.stop()

    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "checks": READY | {"broker": False}}


@pytest.mark.django_db(transaction=True)
def test_it_is_not_ready_before_its_migrations(client: Client, broker: None) -> None:
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.order_by("id").last()
    assert last is not None
    database = connections["default"]
    assert isinstance(database, DatabaseWrapper)
    with database.as_owner():
        recorder.record_unapplied(last.app, last.name)
    try:
        answer = client.get("/health/ready")
    finally:
        with database.as_owner():
            recorder.record_applied(last.app, last.name)

    assert answer.status_code == 503
    assert answer.json()["checks"] == READY | {"migrations": False}


@pytest.mark.django_db
def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/live").status_code == 405
    assert client.post("/health/ready").status_code == 405


@pytest.mark.django_db
def test_every_answer_has_its_headers(client: Client) -> None:
    answer = client.get("/health/live")

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
