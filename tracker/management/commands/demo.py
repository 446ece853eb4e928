"""The whole way of an article, shown: manage.py demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import redis.exceptions
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError as DatabaseUnreachable
from kombu.exceptions import OperationalError as BrokerUnreachable

from articles.management.commands.ingest import day
from articles.services import check
from tracker import programs
from tracker.demo.accounts import accounts
from tracker.demo.story import Story, own_text
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.postgres import Postgres
from tracker.embedded.supervisor import Supervisor, end_recorded, ended_by_signals
from tracker.embedded.valkey import Valkey
from tracker.seeding.articles import sample_articles


def _check(article: Path, published: date) -> None:
    """Refuse a file that cannot be taken in before anything is started."""
    try:
        check(raw=article.read_bytes(), published_on=published)
    except ValidationError as error:
        raise CommandError(f"{article}: {' '.join(error.messages)}") from None
    except OSError as error:
        raise CommandError(f"{article}: {error.strerror}") from None


class Command(BaseCommand):
    """For a first look. Everything it starts ends with it; data stay under .local/ for the next run."""

    help = "Start everything, take in sample articles, link them, accept and publish one entry, keep the site running."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """An article of one's own; whether to keep the site."""
        parser.add_argument("--article", type=Path, metavar="FILE", help="a text of your own instead of the samples")
        parser.add_argument("--published", type=day, metavar="DATE", help="its day of publication, YYYY-MM-DD")
        parser.add_argument("--no-serve", action="store_true", help="end after printing")
        parser.add_argument("--port", type=int, default=programs.PORT, help="port on 127.0.0.1 (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it; whatever happens, what it started ends."""
        environment = settings.ENVIRONMENT
        if environment.production:
            raise CommandError("The demo is for development; this is TRACKER_ENV=production.")
        article, published, port = options["article"], options["published"], options["port"]
        if (article is None) != (published is None):
            raise CommandError("--article and --published (YYYY-MM-DD) go together.")
        if article is not None and not article.is_file():
            raise CommandError(f"--article: no file {article}")
        if article is not None:
            _check(article, published)
        places = environment.places
        found_running = {server: bool(server.main_pid()) for server in (Postgres(places), Valkey(places))}
        # What a killed demo left might hold the port.
        end_recorded(places)
        try:
            programs.check_port(port)
            with ended_by_signals(), Supervisor(places, logs=True) as supervisor:
                story = Story(self._say, port)
                story.prepare()
                who = accounts(places.local)
                story.start(supervisor)
                texts = [own_text(article, published)] if article is not None else sample_articles()
                taken = story.take_in(texts)
                story.show(taken)
                story.decide(taken, who)
                if not options["no_serve"]:
                    self._say(f"http://{programs.HOST}:{port}/        the public pages")
                    self._say(f"http://{programs.HOST}:{port}/api/v1/docs/  the API")
                    self._say(f"http://{programs.HOST}:{port}/admin/  login admin, password {who.password}")
                    self._say("Ctrl-C ends everything.")
                    supervisor.run()
        except EmbeddedError as error:
            raise CommandError(str(error)) from error
        except (DatabaseUnreachable, BrokerUnreachable, redis.exceptions.ConnectionError) as error:
            what = "DATABASE_URL" if isinstance(error, DatabaseUnreachable) else "REDIS_URL"
            raise CommandError(f"The server of {what} cannot be used: {str(error).splitlines()[0]}") from None
        except KeyboardInterrupt:
            self._say("ending ...")
        finally:
            for server, was_running in found_running.items():
                if not was_running:
                    server.stop()

    def _say(self, line: str) -> None:
        """Print now, be it into a pipe: who waits wants to see how far it is."""
        self.stdout.write(line)
        self.stdout.flush()
