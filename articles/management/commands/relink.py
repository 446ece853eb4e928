"""manage.py relink: link articles again, for new names, new cases or another engine."""

from argparse import ArgumentTypeError
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from kombu.exceptions import OperationalError

from articles import services, tasks
from articles.choices import RelinkKind, RelinkState
from articles.finding import Target
from articles.models import ArticleTerms, RelinkJob
from cases.models import Case
from people import spelling
from people.models import Name


def key(text: str) -> UUID:
    """An article's id."""
    try:
        return UUID(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no id; accepted: a UUID") from None


class Command(BaseCommand):
    """Judged suggestions stay as they are; open ones are refreshed, and superseded where they are no longer made.

    All but ``--article`` make a job, which the desk shows with its progress and can stop.
    """

    help = "Link articles again: those that mention a name, those of a case, of another engine, some or all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ones; where the work is done."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="every article")
        which.add_argument("--article", type=key, action="append", metavar="ID", help="this one (may be repeated)")
        which.add_argument("--name", metavar="NAME", help="articles that mention somebody who bears this name")
        which.add_argument("--case", metavar="SLUG", help="articles that this case may concern")
        which.add_argument(
            "--engine",
            nargs="?",
            const="",
            metavar="VERSION",
            help="articles that this version linked; without a version, any but the present one",
        )
        which.add_argument("--terms", action="store_true", help="only make missing terms, by which articles are found")
        parser.add_argument("--inline", action="store_true", help="do the work here, without queue and worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for it, or do it."""
        if options["terms"]:
            self._make_terms()
        elif options["article"]:
            self._link(options["article"], inline=options["inline"])
        else:
            self._run(self._job(**options), inline=options["inline"])

    def _job(self, **options: Any) -> RelinkJob:
        if options["name"]:
            return services.start_job(
                kind=RelinkKind.NAME, target=options["name"], targets=self._bearers(options["name"])
            )
        if options["case"]:
            case = Case.objects.filter(slug=options["case"]).first()
            if case is None:
                raise CommandError(f"case: there is none with the slug “{options['case']}”.")
            return services.start_job(kind=RelinkKind.CASE, target=case.title, targets=[Target("case", case.pk)])
        if options["engine"] is not None:
            return services.start_job(kind=RelinkKind.ENGINE, target=options["engine"])
        return services.start_job(kind=RelinkKind.ALL, target="All articles")

    def _bearers(self, name: str) -> list[Target]:
        rows = Name.objects.filter(Q(text=spelling.tidy(name)) | Q(folded=spelling.folded(name)))
        found = [
            Target("person", person) if person else Target("employer", employer)
            for person, employer in rows.values_list("person_id", "employer_id")
        ]
        if not found:
            raise CommandError(f"name: nobody on record bears the name “{name}”; accepted: a whole name, in any case.")
        return found

    def _run(self, job: RelinkJob, *, inline: bool) -> None:
        if not inline:
            self._enqueue(lambda: tasks.relink.delay(str(job.pk)))
            self.stdout.write(f"Job {job.pk}: {job}. Its progress stands at the desk under “Relink jobs”.")
            return
        told = ""
        while services.work_on(job_id=job.pk):
            job.refresh_from_db()
            if job.progress != told:
                told = job.progress
                self.stdout.write(told)
        job.refresh_from_db()
        self.stdout.write(job.progress)
        if job.state != RelinkState.DONE:
            raise CommandError("Some are being linked by a worker right now; the job goes on when they are free.")

    def _link(self, wanted: Iterable[UUID], *, inline: bool) -> None:
        ids = services.relink(ids=wanted)
        if len(ids) < len(set(wanted)):
            missing = sorted(str(one) for one in set(wanted) - set(ids))
            self.stderr.write(f"Not linked yet, or not there: {', '.join(missing)}")
        if inline:
            for at in range(0, len(ids), tasks.BATCH):
                services.link(ids=ids[at : at + tasks.BATCH])
        else:
            self._enqueue(lambda: tasks.enqueue_links(ids))
        self.stdout.write(f"{len(ids)} linked again" if inline else f"{len(ids)} to link again")
        if not ids:
            raise CommandError("Nothing was linked again.", returncode=1)

    def _make_terms(self) -> None:
        services.note_missing_terms()
        left = ArticleTerms.objects.to_make().count()
        made = 0
        while more := services.make_missing_terms():
            made += more
            self.stdout.write(f"{made} of {left} articles")
        self.stdout.write("Every article has its terms.")

    def _enqueue(self, send: Any) -> None:
        try:
            send()
        except OperationalError:
            self.stderr.write("The queue is away; the sweeper enqueues it when it is back.")
