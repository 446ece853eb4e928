"""Web, worker and beat together on this machine, until Ctrl-C."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import programs
from tracker.embedded.supervisor import Supervisor, end_recorded, ended_by_signals


class Command(BaseCommand):
    """For development and the demo. In production each program has its own container or unit."""

    help = "Run web, worker and beat together until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """The port of the site."""
        parser.add_argument("--port", type=int, default=programs.PORT, help="port on 127.0.0.1 (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start, say where the site is, watch."""
        port = options["port"]
        if not 1 <= port <= 65535:
            raise CommandError("--port: accepted is a number from 1 to 65535")
        places = settings.ENVIRONMENT.places
        # What an earlier start left might hold the port.
        end_recorded(places)
        programs.check_port(port)
        with ended_by_signals(), Supervisor(places, logs=False) as supervisor:
            try:
                for program in (programs.web(port=port), programs.worker(), programs.beat()):
                    supervisor.start(program)
                supervisor.wait_until(lambda: programs.site_answers(port), what="the site answers", timeout=60)
                self.stdout.write(f"http://{programs.HOST}:{port} - Ctrl-C ends it")
                supervisor.run()
            except KeyboardInterrupt:
                self.stdout.write("ending ...")
