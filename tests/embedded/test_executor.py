"""Tables created at once are the tables that Django's own steps would have made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Q

from tests.conftest import Servers
from tracker.database.executor import only_creates
from tracker.embedded.binaries import postgres_binary

ROOT = Path(__file__).resolve().parents[2]

# Names of permissions, made after each run, are longer than auth's first migration allows.
STEP_BY_STEP = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from tracker.management.commands.migrate import Command
migrate.MigrationExecutor = MigrationExecutor
call_command(Command(), "auth", verbosity=0)
call_command(Command(), "people", verbosity=0)
"""
AT_ONCE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "auth", verbosity=0)
call_command("migrate", "people", verbosity=0)
"""


def schema(servers: Servers, code: str, *, database: str) -> str:
    """The database's definition, as PostgreSQL itself writes it, after a script has migrated it."""
    places = servers.places
    superuser = ["--host", str(places.sockets), "--username", "postgres"]
    subprocess.run([str(postgres_binary("createdb")), *superuser, "--owner=tracker_owner", database], check=True)
    environment = servers.environment | {
        "DATABASE_URL": places.database_url("tracker_app", database),
        "DATABASE_OWNER_URL": places.database_url("tracker_owner", database),
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    dump = [str(postgres_binary("pg_dump")), *superuser, "--schema-only", database]
    text = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    return "\n".join(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


@pytest.mark.slow
def test_the_tables_are_the_same(own_servers: Servers) -> None:
    at_once = schema(own_servers, AT_ONCE, database="at_once")
    step_by_step = schema(own_servers, STEP_BY_STEP, database="step_by_step")

    assert "CREATE TABLE public.people_person" in at_once
    assert "CREATE TRIGGER" in at_once
    assert at_once == step_by_step


TABLE = migrations.CreateModel("Table", fields=[("id", models.BigAutoField(primary_key=True))])
FIELD = migrations.AddField("table", "number", models.IntegerField(default=0))
RULE = migrations.AddConstraint("table", CheckConstraint(condition=Q(number__gte=0), name="number_not_negative"))
INDEX = migrations.AddIndex("other", models.Index(fields=["id"], name="other_id"))
OTHER = migrations.AddField("other", "number", models.IntegerField(default=0))


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([TABLE], True),
        ([TABLE, FIELD, RULE], True),
        ([TABLE, INDEX], True),
        ([INDEX], True),
        ([TABLE, OTHER], False),
        ([FIELD], False),
        ([], False),
        ([TABLE, migrations.RunSQL("SELECT 1")], False),
        ([TABLE, migrations.RunPython(migrations.RunPython.noop)], False),
        ([TABLE, FIELD, migrations.RenameField("table", "number", "count")], False),
    ],
)
def test_only_pure_creation_takes_the_short_way(operations: list[Operation], expected: bool) -> None:
    migration = type("Migration", (migrations.Migration,), {"operations": operations})("0001_tables", "rooms")

    assert only_creates(migration) is expected
