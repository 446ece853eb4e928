"""What every test can ask for. Servers are real: tests/servers.py."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as properties

from tests.servers import MARK, RUNS, end_servers
from tracker.celery import app as celery_app
from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent

# Machines that run everything at once are slow: no property is held to a time.
properties.register_profile("untimed", deadline=None)
properties.load_profile("untimed")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The run's first process ends the servers; the others only used them."""
    if not hasattr(config, "workerinput") and MARK in os.environ:
        end_servers(RUNS / os.environ[MARK])


@dataclass(frozen=True)
class Servers:
    """A pair of servers that a test may kill; `environment` is for processes that are to use them."""

    places: Places
    postgres: Postgres
    valkey: Valkey

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process of the site with these servers; they are not started by it."""
        return base_environment() | {
            "DATABASE_URL": self.places.database_url("tracker_app"),
            "DATABASE_OWNER_URL": self.places.database_url("tracker_owner"),
            "REDIS_URL": self.places.redis_url(),
            "TRACKER_LOCAL_DIR": str(self.places.local),
        }


def base_environment() -> dict[str, str]:
    """This process's environment without what belongs to the test run alone."""
    left_out = {MARK, "TRACKER_LOCAL_DIR", "QUEUE_PREFIX", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
    kept = {
        name: value for name, value in os.environ.items() if name not in left_out and not name.startswith("PYTEST_")
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "PATH": f"{Path(sys.executable).parent}:{kept['PATH']}",
    }


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """A fresh, running PostgreSQL (empty: migrate it) and Valkey for this test alone."""
    places = Places(tmp_path / "servers")
    servers = Servers(places, Postgres(places, durable=False), Valkey(places))
    try:
        servers.postgres.ensure()
        servers.valkey.ensure()
        yield servers
    finally:
        end_servers(places.local)


@pytest.fixture
def broker() -> None:
    """This run's real broker, running; messages of this process are kept apart by their prefix."""
    with celery_app.connection_for_write() as broker_connection:
        broker_connection.ensure_connection(max_retries=3)


@pytest.fixture
def process_environment(transactional_db: None, broker: None) -> dict[str, str]:
    """The environment of a process (worker, beat, web, command) that shares this test's database and broker."""
    connection.ensure_connection()
    database = connection.settings_dict
    environment = settings.ENVIRONMENT

    def url(role: dict[str, object]) -> str:
        query = {"host": role["HOST"], "port": role["PORT"], "user": role["USER"], "password": role["PASSWORD"]}
        return f"postgresql:///{database['NAME']}?" + urlencode({key: value for key, value in query.items() if value})

    return base_environment() | {
        "DATABASE_URL": url(database),
        "DATABASE_OWNER_URL": url(database["OWNER"]),
        "REDIS_URL": environment.redis_url,
        "QUEUE_PREFIX": environment.queue_prefix,
        "TRACKER_LOCAL_DIR": str(environment.places.local),
    }


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the project's sources without environment, data or history, for tests that plant mistakes in it."""
    target = tmp_path / "clone"
    left_out = shutil.ignore_patterns(".venv", ".local", ".git", "__pycache__", "*_cache", "staticfiles")
    shutil.copytree(ROOT, target, ignore=left_out)
    return target
