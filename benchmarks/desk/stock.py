"""The stocks: databases of so many cases, five times as many articles and a fifth as many open suggestions.

One world of made-up disputes (`linking.synth`) is made whole: three in ten of its articles are linked by the engine,
its cases get entries, proceedings and citations, and all but the first articles are decided. A stock holds it as often
as its size asks for (`multiply`): everything grows alike, and what an editor first sees is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.utils import timezone
from psycopg import sql

from articles import services
from articles.choices import SuggestionState
from articles.models import Article, Suggestion
from benchmarks.desk.multiply import multiply
from benchmarks.linking.database import fill
from cases.models import Case, CaseCitation, Event, EventActor, EventCitation, Participant, Proceeding, Tribunal
from facts.models import Citation
from linking.synth.make import BENCHMARK, make_world, write_world
from tracker.embedded.postgres import OWNER, SUPERUSER
from tracker.roles import EDITOR

EDITORS = 9
ARTICLES = 5  # of a case
LINKED = 0.3  # of the articles, the others are about no case
OPEN = 0.2  # suggestions of a case
TRIBUNALS = 20
PLACES = ("CN", "US-CA", "US-NY", "US-WA", "FR", "DE", "GB", "SG", "CN-BJ", "CN-SH", "IN", "JP")
_BULK, _ROWS = 100, 2_000


def stock(cases: int, world: int) -> str:
    """The name of a database with so many cases, made unless it is there; ``cases`` is a multiple of ``world``.

    Raises ``ValueError`` where it is not.
    """
    times, rest = divmod(cases, world)
    if rest or not times:
        raise ValueError(f"--cases: accepted are multiples of --world, which is {world}, not {cases}")
    first = f"world_{world}"
    if _begin(first, "tracker"):
        with using(first):
            _world(world)
        _finish(first)
    if times == 1:
        return first
    name = f"stock_{cases}_of_{world}"
    if _begin(name, first):
        with _superuser(name) as cursor:
            multiply(cursor, times - 1)
        _finish(name)
    return name


@contextmanager
def a_copy(name: str) -> Iterator[str]:
    """A database that starts as the stock ``name``, to be written to, and is gone afterwards."""
    copied = f"{name}_copy"
    # One that a killed run left.
    _drop(copied)
    _create(copied, name)
    try:
        yield copied
    finally:
        _drop(copied)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Django's connection goes to the database ``name``."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


# --- databases ---


def _begin(name: str, template: str) -> bool:
    """Make the database anew unless it is there, finished, and as this code makes it."""
    with _superuser("postgres") as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone()
    if found is not None and found[0] == _made_by():
        return False
    _drop(name)
    _create(name, template)
    return True


def _finish(name: str) -> None:
    with _superuser(name) as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
        cursor.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(_made_by())))


def _made_by() -> str:
    """A digest of what makes a stock: this code, the multiplying, and the tables."""
    here = Path(__file__)
    files = [here, here.with_name("multiply.py"), *sorted(Path(settings.BASE_DIR).glob("*/migrations/*.py"))]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _create(name: str, template: str) -> None:
    connection.close()
    with _superuser("postgres") as cursor:
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY")
        cursor.execute(command.format(*map(sql.Identifier, (name, template, OWNER))))


def _drop(name: str) -> None:
    with _superuser("postgres") as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _superuser(database: str) -> Iterator[psycopg.Cursor]:
    url = settings.ENVIRONMENT.places.database_url(SUPERUSER, database)
    with psycopg.connect(url, autocommit=True) as opened, opened.cursor() as cursor:
        yield cursor


# --- the world ---


def _world(cases: int) -> None:
    with TemporaryDirectory() as folder:
        write_world(make_world(cases, cases * ARTICLES, seed=5, shape=BENCHMARK), Path(folder))
        articles = fill(Path(folder))
    ids = [one.pk for one in articles]
    linked = round(len(ids) * LINKED)
    for start in range(0, linked, _BULK):
        services.link(ids=ids[start : min(start + _BULK, linked)])
    Article.objects.filter(pk__in=ids[linked:]).update(state="linked", engine="made", linked_at=timezone.now())
    _editors()
    _below_cases()
    _decide(round(cases * OPEN))


def _editors() -> None:
    """Editors by their role, not superusers, whose rights are never asked for."""
    role = Group.objects.get(name=EDITOR)
    for number in range(EDITORS):
        User.objects.create_user(f"editor{number}", is_staff=True).groups.add(role)


def _below_cases() -> None:
    """Each case gets a proceeding and two entries, and each of these and the case a citation."""
    tribunals = Tribunal.objects.bulk_create(
        Tribunal(slug=f"made-{number}", name=f"Sample Court {number}", forum_type="court")
        for number in range(TRIBUNALS)
    )
    movers = dict(Participant.objects.filter(role="mover").values_list("case", "person"))
    proceedings, events, actors, citations, of_cases, of_events = [], [], [], [], [], []
    cases = list(Case.objects.order_by("pk"))
    for number, case in enumerate(cases):
        case.jurisdiction = PLACES[number * number % len(PLACES)]
        case.status = ("alleged", "pending", "decided", "settled", "closed")[number % 5]
        proceeding = Proceeding(case=case, forum_type="court", tribunal=tribunals[number % TRIBUNALS])
        proceeding.docket_raw, proceeding.docket_tokens = f"No. {number}", ["no", str(number)]
        proceedings.append(proceeding)
        citations.append(_citation())
        of_cases.append(CaseCitation(fact=case, citation=citations[-1]))
        for place in range(2):
            day = date(2015 + number % 10, 1 + number % 12, 1 + place)
            event = Event(
                case=case, kind="lawsuit_filed", assertion="reported", title=f"Entry {place} of a made-up case"
            )
            event.occurred_text, event.occurred_lo, event.occurred_hi = day.isoformat(), day, day
            events.append(event)
            actors.append(EventActor(event=event, person_id=movers[case.pk], role="subject"))
            citations.append(_citation())
            of_events.append(EventCitation(fact=event, citation=citations[-1]))
    Proceeding.objects.bulk_create(proceedings, batch_size=_ROWS)
    Event.objects.bulk_create(events, batch_size=_ROWS)
    EventActor.objects.bulk_create(actors, batch_size=_ROWS)
    Citation.objects.bulk_create(citations, batch_size=_ROWS)
    CaseCitation.objects.bulk_create(of_cases, batch_size=_ROWS)
    EventCitation.objects.bulk_create(of_events, batch_size=_ROWS)
    Case.objects.bulk_update(cases, ["jurisdiction", "status"], batch_size=_ROWS)
    published = [case.pk for number, case in enumerate(cases) if number % 5 > 1]
    Case.objects.filter(pk__in=published).update(publication_state="published")


def _citation() -> Citation:
    return Citation(form="summarised", summary="A step is told of.", publisher="Sample Gazette", sample=True)


def _decide(waiting: int) -> None:
    """Decide all but the first articles, as far as it can be seen afterwards.

    Of a decided article the likeliest link stays, with two mentions and the beginning of the text.
    """
    kept, so_far = [], 0
    for article in Article.objects.order_by("pk").prefetch_related("suggestions"):
        so_far += len(article.suggestions.all())
        if so_far > waiting:
            break
        kept.append(article.pk)
    links = Suggestion.objects.exclude(article__in=kept)
    best = links.filter(kind="case").order_by("article_id", "-probability", "pk").distinct("article_id").values("pk")
    links.exclude(pk__in=list(best.values_list("pk", flat=True))).delete()
    now, editor = timezone.now(), User.objects.get(username="editor0")
    decided = list(Suggestion.objects.exclude(article__in=kept))
    citations = [_citation() for _ in decided]
    for number, (row, citation) in enumerate(zip(decided, citations, strict=True)):
        row.state = SuggestionState.ACCEPTED if number % 3 else SuggestionState.REJECTED
        row.decided_by, row.decided_at, row.version = editor, now, row.version + 1
        row.citation = citation if number % 3 else None
    Citation.objects.bulk_create(citations, batch_size=_ROWS)
    Suggestion.objects.bulk_update(
        decided, ["state", "decided_by", "decided_at", "version", "citation"], batch_size=_ROWS
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM articles_mention mention WHERE article_id <> ALL(%s) AND id NOT IN (
                SELECT id FROM articles_mention first WHERE first.article_id = mention.article_id ORDER BY id LIMIT 2)
            """,
            [kept],
        )
        cursor.execute(
            """
            UPDATE articles_article SET text = left(text, 600) || E'\n' || id,
                text_sha256 = encode(sha256(convert_to(left(text, 600) || E'\n' || id, 'UTF8')), 'hex')
            WHERE id <> ALL(%s)
            """,
            [kept],
        )
        # Long ago, so that the copies of a stock can come later and still in the past.
        cursor.execute("UPDATE articles_suggestion SET created_at = created_at - interval '30 days'")
