"""manage.py relink: link articles again, for new names, new cases or another engine."""

from argparse import ArgumentTypeError
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from kombu.exceptions import OperationalError

from articles import services, tasks


def key(text: str) -> UUID:
    """An article's id."""
    try:
        return UUID(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no id; accepted: a UUID") from None


class Command(BaseCommand):
    """Judged suggestions stay as they are; open ones are refreshed, and superseded where they are no longer made."""

    help = "Link articles again: --all, or --article ID (more than once if need be)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones; where the work is done."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="every linked article")
        which.add_argument("--article", type=key, action="append", metavar="ID")
        parser.add_argument("--inline", action="store_true", help="do the work here, without queue and worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them back to be linked."""
        ids = services.relink(ids=None if options["all"] else options["article"])
        if options["article"] and len(ids) < len(set(options["article"])):
            missing = sorted(str(one) for one in set(options["article"]) - set(ids))
            self.stderr.write(f"Not linked yet, or not there: {', '.join(missing)}")
        if options["inline"]:
            for at in range(0, len(ids), tasks.BATCH):
                services.link(ids=ids[at : at + tasks.BATCH])
        else:
            try:
                tasks.enqueue_links(ids)
            except OperationalError:
                self.stderr.write("The queue is away; the sweeper enqueues them when it is back.")
        self.stdout.write(f"{len(ids)} to link again" if not options["inline"] else f"{len(ids)} linked again")
        if options["article"] and not ids:
            raise CommandError("Nothing was linked again.", returncode=1)
