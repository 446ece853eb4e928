"""`python -m benchmarks.relink`: find the stored articles of new names and cases, beside one indexed look-up.

On a PostgreSQL of its own under `.local/benchmarks/relink`, which keeps the articles for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres

ROOT = Path(__file__).parents[2]


def main(argv: Sequence[str] | None = None) -> int:
    """Make the articles, measure, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relink", description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--targets", type=int, default=100)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=ROOT / ".local" / "benchmarks" / "relink")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks")
    options = parser.parse_args(argv)
    postgres = Postgres(places := Places(options.folder.absolute()))
    postgres.ensure()
    try:
        url = places.database_url("tracker_owner")
        os.environ |= {"DATABASE_URL": url, "DATABASE_OWNER_URL": url, "TRACKER_LOCAL_DIR": str(places.local)}
        os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        # Models can be imported only now.
        report = import_module("benchmarks.relink.measure").report(
            options.articles, targets=options.targets, repetitions=options.repetitions
        )
    finally:
        postgres.stop()
    options.output.mkdir(parents=True, exist_ok=True)
    written = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    (options.output / "relink.json").write_text(written, encoding="utf-8")
    print(json.dumps({name: found["ratio"]["address"] for name, found in report["finding"].items()}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
