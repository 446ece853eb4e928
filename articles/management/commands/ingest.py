"""manage.py ingest: one article out of a file or an address, or many out of JSON lines; what was found in it."""

import json
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from kombu.exceptions import OperationalError

from articles import bulk, report, services, tasks
from articles.choices import ArticleState
from articles.models import Article, Source
from articles.sentences import outline

WAIT_SECONDS = 60.0
NO_WORKER = 3
_DONE = (ArticleState.LINKED, ArticleState.ARCHIVED, ArticleState.FAILED)


def day(text: str) -> date:
    """A day as YYYY-MM-DD; the other ISO forms that Python reads are refused."""
    try:
        read = date.fromisoformat(text)
        if text != read.isoformat():
            raise ValueError
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; accepted: YYYY-MM-DD") from None
    return read


class Command(BaseCommand):
    """Ends with 0 when the article is linked, 1 when it cannot be read, 3 when no worker answers within a minute."""

    help = "Take in an article (a file, - for standard input, or --url), wait until it is linked, print what was found."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to take in, what is known of it, how to answer."""
        parser.add_argument("file", nargs="?", help="plain text or HTML, at most 10 MB; - reads standard input")
        parser.add_argument("--bulk", metavar="F.jsonl", help="many articles, one JSON object a line")
        parser.add_argument("--published", type=day, metavar="DATE", help="day of publication, YYYY-MM-DD")
        parser.add_argument("--title", default="")
        parser.add_argument("--url", default="", help="where it stands; without a file it is fetched from there")
        parser.add_argument("--source", default="", metavar="SLUG", help="a source on record")
        parser.add_argument("--language", default="", help="BCP 47, e.g. fr or zh-Hans")
        parser.add_argument("--content-type", default="", help="e.g. 'text/plain; charset=gb18030'")
        parser.add_argument("--sample", action="store_true", help="sample text, not an outlet's")
        parser.add_argument("--inline", action="store_true", help="do the work here, without queue and worker")
        parser.add_argument(
            "--wait", type=float, default=WAIT_SECONDS, metavar="S", help="seconds to wait for a worker (%(default)s)"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--in", dest="words", default="en", choices=("en", "fr", "zh"), help="language of reasons")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in, work or wait, print."""
        if options["bulk"]:
            self._bulk(Path(options["bulk"]), inline=options["inline"])
            return
        article = self._ingest(options)
        if options["inline"]:
            work_inline([article.pk])
        else:
            self._wait([article.pk], options["wait"])
        article.refresh_from_db()
        if article.state == ArticleState.ARCHIVED and not article.text:
            article = article.root or article
        found = report.report_of(article, language=options["words"])
        if options["json"]:
            json.dump(found, self.stdout, ensure_ascii=False, indent=2)
            self.stdout.write("")
        else:
            self.stdout.write(outline(found, options["words"]))
        if article.state == ArticleState.FAILED:
            reason = f"{article.get_failure_code_display()} {article.failure_detail}".strip()
            raise CommandError(f"The article cannot be read: {reason}", returncode=1)

    def _ingest(self, options: dict[str, Any]) -> Article:
        raw = _read(options["file"]) if options["file"] else None
        if raw is None and not options["url"]:
            raise CommandError("Name a file, - for standard input, --url or --bulk.", returncode=2)
        try:
            taken = services.ingest(
                raw=raw,
                url=options["url"],
                content_type=options["content_type"],
                title=options["title"],
                source=_source(options["source"]),
                published_on=options["published"],
                language=options["language"],
                sample=options["sample"],
            )
        except ValidationError as error:
            raise CommandError(_lines(error), returncode=1) from error
        if not options["json"]:
            self.stdout.write(f"{taken.outcome.value}: article {taken.article.pk}")
        if not options["inline"]:
            # A known one whose message was lost need not wait for the sweeper.
            _enqueue([taken.article.pk], tasks.link_article if taken.article.state == ArticleState.READ else None)
        return taken.article

    def _wait(self, ids: Sequence[UUID], seconds: float) -> None:
        """Wait on the rows, asking less and less often."""
        deadline = time.monotonic() + seconds
        pause = 0.02
        while Article.objects.filter(pk__in=ids).exclude(state__in=_DONE).exists():
            if time.monotonic() > deadline:
                raise CommandError(
                    f"No worker answered within {seconds:.0f} s; the article is kept and waits. "
                    "Start one (celery -A tracker worker; `make run` has one), or use --inline.",
                    returncode=NO_WORKER,
                )
            time.sleep(pause)
            pause = min(pause * 1.5, 1.0)

    def _bulk(self, path: Path, *, inline: bool) -> None:
        try:
            lines = bulk.read(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        except bulk.WrongLines as error:
            raise CommandError("\n".join([*error.problems, "Nothing was saved."]), returncode=1) from error
        counts: dict[str, int] = {}
        ids = []
        for taken in bulk.ingest_all(lines, quiet=not sys.stderr.isatty()):
            counts[taken.outcome.value] = counts.get(taken.outcome.value, 0) + 1
            if taken.to_read:
                ids.append(taken.article.pk)
        if inline:
            work_inline(ids)
        else:
            _enqueue(ids)
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "no line"
        self.stdout.write(f"{path}: {told}")


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}", returncode=2) from error


def _source(slug: str) -> Source | None:
    if not slug:
        return None
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise CommandError(f"--source: no source “{slug}” is on record.", returncode=2)
    return source


def _enqueue(ids: Sequence[UUID], task: Any = None) -> None:
    """Enqueue; where the broker is away the rows wait, and the sweeper finds them when it is back."""
    for pk in ids:
        try:
            (task or tasks.read_article).delay_on_commit(str(pk))
        except OperationalError:
            return


def work_inline(ids: Sequence[UUID]) -> None:
    """Read and link here."""
    for pk in ids:
        services.read(article_id=pk)
    waiting = list(Article.objects.filter(pk__in=ids, state=ArticleState.READ).values_list("pk", flat=True))
    for at in range(0, len(waiting), tasks.BATCH):
        services.link(ids=waiting[at : at + tasks.BATCH])


def _lines(error: ValidationError) -> str:
    return "\n".join(f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages)
