"""The embedded servers by hand: manage.py servers start|stop|status."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.embedded import __main__ as embedded
from tracker.embedded.errors import EmbeddedError


class Command(BaseCommand):
    """Start, stop or show the embedded PostgreSQL and Valkey. They start by themselves when needed."""

    help = "Start, stop or show the embedded PostgreSQL and Valkey (they start by themselves when needed)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: what to do."""
        parser.add_argument("action", choices=("start", "stop", "status"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; refused in production, where no embedded server runs."""
        if settings.ENVIRONMENT.production:
            raise CommandError("Embedded servers are for development; this is TRACKER_ENV=production.")
        actions = {"start": embedded.start, "stop": embedded.stop, "status": embedded.status}
        try:
            code = actions[options["action"]](settings.ENVIRONMENT.places)
        except EmbeddedError as error:
            raise CommandError(str(error)) from error
        if code:
            raise SystemExit(code)
