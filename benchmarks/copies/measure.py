"""The stock and the measurements. A shingle's hash is as good as random, so that random numbers stand for stored texts.

A stored text of some 900 words has 56 samples at a rate of 16; 40 hashes are page furniture that 33 stories hold each,
as many as are ever stored.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

from articles import stories
from articles.models import Article, ArticleAddress, ArticleShingle
from facts.keys import uuid7
from linking.copies import MOST_STORIES, Sample, sample_of

_TRIES = 5
RATE, SAMPLES, FURNITURE = 16, 56, 40


def report(*, articles: int, texts: int) -> dict[str, Any]:
    """Fill the database and measure."""
    fill(articles)
    found = measure(articles, texts=texts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size('articles_articleshingle') / 1048576, pg_indexes_size('articles_articleshingle') / "
            "1048576"
        )
        table, indexes = cursor.fetchone()
    stored = {"articles": articles, "samples": ArticleShingle.objects.count(), "table_mb": table, "indexes_mb": indexes}
    return {"stored": stored, **found}


def fill(count: int) -> None:
    """Make the stock, unless it is there: keys first when all rows are in, which is many times faster."""
    if Article.objects.count() == count and ArticleShingle.objects.count() >= count * SAMPLES:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("TRUNCATE articles_article CASCADE")
        cursor.execute(
            """
            INSERT INTO articles_article (id, created_at, updated_at, url, title, text, text_sha256, language, sample,
                state, failure_code, failure_detail, attempts, engine, linked_at, sample_rate)
            SELECT md5('article ' || n)::uuid, now(), now(), 'https://outlet' || n %% 5000 || '.example/' || n, '',
                'Text ' || n, encode(sha256(('Text ' || n)::bytea), 'hex'), 'en', false, 'linked', '', '', 0, 'made',
                now(), %s
            FROM generate_series(1, %s) AS n
            """,
            [RATE, count],
        )
        cursor.execute(
            """
            INSERT INTO articles_articleaddress (id, created_at, updated_at, article_id, url, canonical_url)
            SELECT md5('address ' || n)::uuid, now(), now(), md5('article ' || n)::uuid, '', 'https://x.example/' || n
            FROM generate_series(1, %s) AS n
            """,
            [count],
        )
        # Of a database that only this benchmark uses.
        cursor.execute("ALTER TABLE articles_articleshingle DROP CONSTRAINT articles_articleshingle_pkey")
        cursor.execute(
            """
            INSERT INTO articles_articleshingle (hash, article_id)
            SELECT hashint8extended(n::bigint * 1000 + k, 1) & ~15::bigint, md5('article ' || n)::uuid
            FROM generate_series(1, %s) AS n, generate_series(1, %s) AS k
            UNION ALL
            SELECT hashint8extended(k, 2) & ~15::bigint, md5('article ' || n)::uuid
            FROM generate_series(1, %s) AS n, generate_series(1, %s) AS k
            """,
            [count, SAMPLES, MOST_STORIES + 1, FURNITURE],
        )
        cursor.execute("ALTER TABLE articles_articleshingle ADD PRIMARY KEY (hash, article_id)")
    connection.commit()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_article, articles_articleaddress, articles_articleshingle")


def measure(count: int, *, texts: int) -> dict[str, Any]:
    """Milliseconds and multiples of one look-up by address: of each text the best try, over texts the median."""
    chance = random.Random(11)  # noqa: S311 - a reproducible experiment
    kinds: dict[str, Sequence[Sample]] = {
        "a text of its own": [_sample(_random(chance, SAMPLES)) for _ in range(texts)],
        "a copy, 30 % cut": [_sample(_stored(chance.randint(1, count))[: SAMPLES * 7 // 10]) for _ in range(texts)],
        "a copy among furniture": [
            _sample([*_stored(chance.randint(1, count)), *_furniture(FURNITURE)]) for _ in range(texts)
        ],
        "a short text": [_sample(_random(chance, 45)) for _ in range(texts)],
    }
    floors: list[float] = []
    found: dict[str, list[float]] = {name: [] for name in kinds}
    copies: dict[str, int] = dict.fromkeys(kinds, 0)
    for name, samples in kinds.items():
        for sample in samples:
            # The same address and the same text in all tries, so that the best of both has met warm pages.
            address = f"https://x.example/{chance.randint(1, count)}"
            tries = [_once(address, sample) for _ in range(_TRIES)]
            floors.append(min(floor for floor, _, _ in tries))
            found[name].append(min(lookup for _, lookup, _ in tries))
            copies[name] += tries[0][2]
    base = median(floors)
    return {
        "one_indexed_lookup_ms": round(base, 3),
        "lookup": {
            name: {
                "ms": round(median(took), 3),
                "ms_p90": round(sorted(took)[int(0.9 * len(took))], 3),
                "ratio": round(median(took) / base, 1),
                "copies_found": copies[name],
                "texts": len(took),
            }
            for name, took in found.items()
        },
        "sampling_ms": {
            f"{len(text)} characters": round(median(_timed(lambda text=text: sample_of(text))[1] for _ in range(15)), 2)  # type: ignore[misc]
            for text in (_words(chance, 45), _words(chance, 600), _words(chance, 5000))
        },
    }


def _once(address: str, sample: Sample) -> tuple[float, float, bool]:
    _, floor = _timed(lambda: ArticleAddress.objects.filter(canonical_url=address).values_list("article_id").get())
    at_hand = Article(pk=uuid7(), url="https://new.example/")
    alike, lookup = _timed(lambda: stories.alike(at_hand, sample))
    common = stories.furniture(alike)
    outlet = stories.outlet_of(at_hand)
    return floor, lookup, any(story.copied_by(sample, outlet, common) for story in alike)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = perf_counter()
    done = work()
    return done, (perf_counter() - start) * 1e3


def _sample(hashes: Sequence[int]) -> Sample:
    return Sample(frozenset(hashes), RATE)


def _random(chance: random.Random, size: int) -> list[int]:
    return [chance.randint(-(2**59), 2**59 - 1) * 16 for _ in range(size)]


def _stored(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hashint8extended(%s::bigint * 1000 + k, 1) & ~15::bigint FROM generate_series(1, %s) AS k",
            [number, SAMPLES],
        )
        return [row[0] for row in cursor.fetchall()]


def _furniture(size: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hashint8extended(k, 2) & ~15::bigint FROM generate_series(1, %s) AS k", [size])
        return [row[0] for row in cursor.fetchall()]


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices("aeioulnrst", k=6)) for _ in range(count))
