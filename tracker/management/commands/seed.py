"""Load what the repository holds: people, employers, agreements, disputes, tribunals and jurisdictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.seeding.loader import load
from tracker.seeding.places import SEEDS
from tracker.seeding.rows import SeedError


class Command(BaseCommand):
    """Bring the database in line with ``seeds/``. Running it again changes nothing."""

    help = "Load seeds/ (people, employers, agreements, disputes, tribunals, jurisdictions). Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """How to report, and where the seeds lie."""
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--from", dest="folder", type=Path, default=SEEDS, metavar="FOLDER", help="default: seeds/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what was done."""
        try:
            report = load(options["folder"].resolve())
        except SeedError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
            return
        self.stdout.write(report.as_text())
        if options["verbosity"] > 1:
            for warning in report.warnings:
                self.stdout.write(f"look again: {warning}")
            for row in report.unpublished:
                self.stdout.write(f"not published: {row.kind}: {row.key}: {row.reason}")
