"""Servers start for those who need them and for nobody else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import base_environment
from tests.servers import end_servers
from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    places = Places(tmp_path / "servers")
    yield places
    end_servers(places.local)


def run(*command: str, places: Places, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=base_environment() | {"TRACKER_LOCAL_DIR": str(places.local)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", [("help",), ("check",), ("migrate", "--help"), ("diffsettings",)])
def test_commands_that_need_no_database_start_none(places: Places, command: tuple[str, ...]) -> None:
    done = run("manage.py", *command, places=places)

    assert done.returncode == 0, done.stderr
    assert not places.postgres_data.exists()
    assert not places.valkey_data.exists()


def test_the_first_connection_starts_postgres_and_not_valkey(places: Places) -> None:
    done = run(
        "manage.py", "shell", "-c", "from django.db import connection as c; c.ensure_connection()", places=places
    )

    assert done.returncode == 0, done.stderr
    assert Postgres(places).answers()
    assert not places.valkey_data.exists()


def test_the_first_message_starts_valkey_and_not_postgres(places: Places) -> None:
    code = "import django; django.setup(); from tracker.celery import app; app.send_task('nothing')"
    done = run("-c", code, places=places, DJANGO_SETTINGS_MODULE="tracker.settings")

    assert done.returncode == 0, done.stderr
    assert Valkey(places).answers()
    assert not places.postgres_data.exists()


def test_embedding_can_be_switched_off(places: Places) -> None:
    done = run("manage.py", "migrate", "--check", places=places, TRACKER_EMBEDDED="off")

    assert done.returncode != 0
    assert not places.postgres_data.exists()


def test_production_never_starts_one(places: Places) -> None:
    environment = {
        "TRACKER_ENV": "production",
        "SECRET_KEY": "made-up-" * 10,
        "ALLOWED_HOSTS": "tracker.example",
        "DATABASE_URL": places.database_url("tracker_app"),
        "REDIS_URL": places.redis_url(),
    }

    migrated = run("manage.py", "migrate", "--check", places=places, **environment)
    started = run("manage.py", "servers", "start", places=places, **environment)

    assert migrated.returncode != 0
    assert started.returncode != 0
    assert "production" in started.stderr
    assert not places.postgres_data.exists()


def test_a_machine_that_is_not_ready_gets_a_sentence(places: Places) -> None:
    places.local.parent.joinpath("servers").write_text("a file where the directory should be")

    done = run("manage.py", "migrate", places=places)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(places.local) in done.stderr
    places.local.unlink()
