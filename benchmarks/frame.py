"""How a benchmark with a database begins and ends: a PostgreSQL of its own, kept for the next run, and a report.

The server lies under `.local/benchmarks/NAME`. Models can be imported only once Django is set up, so that the measuring
itself is the function `report` of `benchmarks.NAME.measure`, called with the options by their names.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from benchmarks.linking.machine import machine
from tracker.embedded.places import Places
from tracker.embedded.postgres import OWNER, Postgres

ROOT = Path(__file__).parents[1]


def run(
    name: str, parser: argparse.ArgumentParser, argv: Sequence[str] | None, *, settings: str = "tracker.settings"
) -> dict[str, Any]:
    """Measure with a database of its own, write `docs/benchmarks/NAME.json` and return what was written."""
    parser.add_argument("--folder", type=Path, default=ROOT / ".local" / "benchmarks" / name)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks")
    given = vars(parser.parse_args(argv))
    folder, output = given.pop("folder"), given.pop("output")
    with _database(folder, settings):
        measured = import_module(f"benchmarks.{name}.measure").report(**given)
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
    report = {"machine": machine() | {"postgresql": version}, **measured}
    output.mkdir(parents=True, exist_ok=True)
    written = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    (output / f"{name}.json").write_text(written, encoding="utf-8")
    return report


@contextmanager
def _database(folder: Path, settings: str) -> Iterator[None]:
    """Start the server, set Django up on it as the owner of its tables, migrate; stop it afterwards."""
    postgres = Postgres(places := Places(folder.absolute()))
    postgres.ensure()
    try:
        url = places.database_url(OWNER)
        os.environ |= {"DATABASE_URL": url, "DATABASE_OWNER_URL": url, "TRACKER_LOCAL_DIR": str(places.local)}
        # Under DEBUG Django keeps every statement it runs.
        os.environ |= {"DEBUG": "off", "DJANGO_SETTINGS_MODULE": settings}
        django.setup()
        call_command("migrate", verbosity=0)
        yield
    finally:
        postgres.stop()
