"""The measurements: one indexed look-up, and finding the articles of a name or a case, in turns."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from math import inf
from statistics import mean, median
from time import perf_counter
from typing import Any

from django.db import connection

from articles import finding
from articles.finding import Target
from articles.models import Article, ArticleAddress, ArticleTerms
from benchmarks.relink.stock import FIRMS, check, fill, names
from cases.models import Case, Participant, Proceeding, Tribunal
from cases.services import save_case, save_proceeding, save_tribunal
from linking.forms import Document
from linking.terms import terms_of
from people.models import Employer, Name, Person
from people.services import save_employer, save_person

# What is measured of a search: asking the index alone, reading the names before it, scanning the texts after it.
STEPS = ("index", "search", "whole", "scan")
# A job scans so many texts in a step; what a step takes is what counts where there are more.
MOST_SCANNED = 1_000


def report(*, articles: int, targets: int, repetitions: int) -> dict[str, Any]:
    """Fill the database and measure."""
    fill(articles)
    check()
    found = measure(articles, targets=targets, repetitions=repetitions)
    return {"repetitions": repetitions, **found}


def measure(count: int, *, targets: int, repetitions: int) -> dict[str, Any]:
    """Figures in milliseconds and as multiples of one look-up; the targets' names are saved, as an editor would."""
    chance = random.Random(11)  # noqa: S311 - a reproducible experiment
    groups = _targets(chance, count, targets)
    rounds = [
        {name: [(_floor(chance, count), _search(target)) for target in some] for name, some in groups.items()}
        for _ in range(repetitions + 1)
    ][1:]  # the first one warms caches
    floors = {
        kind: median(
            min(one[name][place][0][kind] for one in rounds) for name in groups for place in range(len(groups[name]))
        )
        for kind in ("primary_key", "address")
    }
    return {
        "articles": count,
        "lookup_ms": {name: round(value, 3) for name, value in floors.items()},
        "finding": {name: _figures([one[name] for one in rounds], floors) for name in groups},
        "index": _index(),
        "reading": _reading(),
    }


def _figures(rounds: Sequence[Sequence[tuple[Any, dict[str, Any]]]], floors: Mapping[str, float]) -> dict[str, Any]:
    """Of each target the best round, over the targets the median and the ninth decile, in milliseconds.

    `whole` is left out where there are more texts than a step scans; `scan` is for one text.
    """
    found = [search for _, search in rounds[0]]
    best = {step: sorted(min(one[place][1][step] for one in rounds) for place in range(len(found))) for step in STEPS}
    steps = [step for step in STEPS if best[step][-1] < inf]
    return {
        "targets": len(found),
        "candidates_mean": round(mean(one["candidates"] for one in found), 1),
        "share_meant": round(mean([one["found"] for one in found if one["candidates"]] or [0]), 3),
        "ms": {step: round(median(best[step]), 3) for step in steps},
        "ms_p90": {step: round(best[step][int(0.9 * len(best[step]))], 3) for step in steps},
        "ratio": {
            kind: {step: round(median(best[step]) / floor, 1) for step in steps if step != "scan"}
            for kind, floor in floors.items()
        },
    }


def _floor(chance: random.Random, count: int) -> dict[str, float]:
    address = f"news.example/{chance.randint(1, count)}"
    key, taken = _timed(lambda: ArticleAddress.objects.filter(canonical_url=address).values_list("article_id").get()[0])
    _, by_key = _timed(lambda: Article.objects.filter(pk=key).values_list("pk", "linked_at").get())
    return {"address": taken, "primary_key": by_key}


def _search(target: Target) -> dict[str, Any]:
    search, prepared = _timed(lambda: finding.search([target]))
    ids, asked = _timed(search.candidates)
    some = ids[:MOST_SCANNED]
    found, scanned = _timed(lambda: search.meant(some))
    return {
        "index": asked,
        "search": prepared + asked,
        "whole": prepared + asked + scanned if some == ids else inf,
        "scan": scanned / max(1, len(some)),
        "candidates": len(ids),
        "found": len(found) / max(1, len(some)),
    }


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = perf_counter()
    done = work()
    return done, (perf_counter() - start) * 1e3


def _targets(chance: random.Random, articles: int, count: int) -> dict[str, Sequence[Target]]:
    """People by their Latin name (few bear it), by a Han name (many do), firms by how often they are named, cases."""
    drawn = chance.sample(names(articles), 2 * count)
    latin = [_person(one["latin"]) for one in drawn[:count]]
    han = [_person(one["han"]) for one in drawn[count : count + max(1, count // 10)]]
    firms = {share: _employer(*names) for share, names in FIRMS.items()}
    told = list(firms.values())
    cases = [_case(person, told[0], told[1], number) for number, person in enumerate(latin[: max(1, count // 2)])]
    return {
        "new name of a person": [Target("person", one.pk) for one in latin],
        "new case (its mover, two firms, a docket)": [Target("case", one.pk) for one in cases],
        "Han name that many bear": [Target("person", one.pk) for one in han],
        **{f"firm in {share:.1%} of the articles": [Target("employer", one.pk)] for share, one in firms.items()},
    }


def _person(name: str) -> Person:
    return (
        Person.objects.filter(names__text=name).first()
        or save_person(person=Person(display_name=name), names=[]).record
    )


def _employer(*spelled: str) -> Employer:
    found = Employer.objects.filter(names__text=spelled[0]).first()
    given = [Name(text=text) for text in spelled]
    return found or save_employer(employer=Employer(display_name=spelled[0]), names=given).record


def _case(mover: Person, old: Employer, new: Employer, number: int) -> Case:
    title = f"{old} v. {mover} ({number})"
    found = Case.objects.filter(title=title).first()
    if found is not None:
        return found
    parts = [
        Participant(person=mover, role="mover"),
        Participant(employer=old, role="former_employer"),
        Participant(employer=new, role="new_employer"),
    ]
    case = save_case(case=Case(title=title), participants=parts).record
    tribunal = (
        Tribunal.objects.first() or save_tribunal(tribunal=Tribunal(name="Made-up Court", forum_type="court")).record
    )
    docket = f"2:19-cv-{number + 1:05d}"
    save_proceeding(proceeding=Proceeding(case=case, forum_type="court", tribunal=tribunal, docket_raw=docket))
    return case


def _index() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_table_size('articles_articleterms') / 1048576, pg_relation_size('articleterms_gin') / 1048576,
                (SELECT round(avg(cardinality(terms)), 1) FROM articles_articleterms),
                (SELECT round(avg(octet_length(text)), 0) FROM articles_article)
            """
        )
        table, gin, terms, size = cursor.fetchone()
    return {"table_mb": table, "gin_mb": gin, "terms_mean": float(terms), "text_bytes_mean": int(size)}


def _reading() -> dict[str, float]:
    """What making the terms of a text adds to reading it."""
    texts = list(Article.objects.order_by("pk").values_list("text", flat=True)[:200])
    _, spent = _timed(lambda: [terms_of(Document(text)) for text in texts])
    return {"terms_of_ms": round(spent / len(texts), 3), "made": ArticleTerms.objects.filter(complete=True).count()}
