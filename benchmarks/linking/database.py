"""`python -m benchmarks.linking.database FOLDER`: an article's whole way with the database, over a saved world.

Articles are claimed, read against the names and cases on record, and their mentions and suggestions saved, in bulks of
100, as a worker does it. It runs in a database of its own, made for this on the server that the settings name, and
dropped again. Seconds are those of the wall clock, since the server works in processes of its own.
"""

from __future__ import annotations

import json
import os
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()  # before the models below can be imported

from django.db import connection  # noqa: E402

from articles import registry, services  # noqa: E402
from articles.choices import ArticleState  # noqa: E402
from articles.models import Article  # noqa: E402
from cases.models import Case, Participant  # noqa: E402
from linking.registry import first_day, last_day, read_articles, read_lines, read_registry  # noqa: E402
from people.models import Employer, Name, Person  # noqa: E402

BULK = 100
ROWS = 2000  # of one statement


def fill(folder: Path) -> list[Article]:
    """Save the world's names, cases and articles; returns the articles, read and not linked."""
    people: dict[str, Person] = {}
    employers: dict[str, Employer] = {}
    names: list[Name] = []
    known = read_registry([folder / "cases.jsonl"])
    for entry in known.names():
        slug = f"made-{len(people) + len(employers):07d}"
        if entry.kind == "person":
            person = people.setdefault(entry.entity, Person(slug=slug, display_name=entry.text))
            names.append(Name(person=person, text=entry.text))
        else:
            employer = employers.setdefault(entry.entity, Employer(slug=slug, display_name=entry.text))
            names.append(Name(employer=employer, text=entry.text))
    once: dict[tuple[Any, Any, str], Name] = {}
    for name in names:
        name.derive()
        once[name.person_id, name.employer_id, name.text] = name
    Person.objects.bulk_create(people.values(), batch_size=ROWS)
    Employer.objects.bulk_create(employers.values(), batch_size=ROWS)
    Name.objects.bulk_create(once.values(), batch_size=ROWS)
    filed = {record["id"]: record["filed"] for record in read_lines([folder / "cases.jsonl"])}
    cases, participants = [], []
    for number, card in enumerate(known.cards):
        opened = filed[card.case]
        case = Case(slug=f"made-{number:07d}", title=card.title, opened_text=opened)
        case.opened_lo, case.opened_hi = first_day(opened), last_day(opened)
        cases.append(case)
        for role in card.roles:
            who, firm = people.get(role.entity), employers.get(role.entity)
            participants.append(Participant(case=case, person=who, employer=firm, role=role.role))
    Case.objects.bulk_create(cases, batch_size=ROWS)
    Participant.objects.bulk_create(participants, batch_size=ROWS)
    articles = [
        Article(
            title=one.document.title,
            text=one.document.text,
            text_sha256=sha256(one.document.text.encode()).hexdigest(),
            language=one.document.language,
            published_on=one.document.published_on,
            state=ArticleState.READ,
        )
        for one in read_articles([folder / "articles.jsonl"])
    ]
    return Article.objects.bulk_create(articles, batch_size=ROWS)


def measure(folder: Path) -> dict[str, Any]:
    """Articles a second in bulks of `BULK`, the registry loaded before."""
    articles = fill(folder)
    begun = time.perf_counter()
    registry.current()
    loaded = time.perf_counter() - begun
    rates = []
    for start in range(0, len(articles), BULK):
        ids = [one.pk for one in articles[start : start + BULK]]
        begun = time.perf_counter()
        saved = services.link(ids=ids)
        rates.append(saved / (time.perf_counter() - begun))
    rates.sort()
    return {"best": round(rates[-1], 1), "median": round(rates[len(rates) // 2], 1), "registry_s": round(loaded, 1)}


def main(folder: Path) -> None:
    """Print the figures as JSON."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(json.dumps(measure(folder)))
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
