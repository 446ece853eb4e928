"""A stock of made-up articles, put together by the database from made-up paragraphs: the same for the same size.

Each article has news of disputes (`linking.synth`), paragraphs of a made-up language whose words are as unevenly
frequent as those of a real one, three people out of many (few of them often, most of them seldom), and, in a share of
the articles, a firm that is named often. Its terms are those of its paragraphs together, which is what reading the
whole text gives (`check`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate

from django.db import connection, transaction

from articles.models import Article, ArticleTerms
from linking.forms import Document
from linking.synth.make import make_world
from linking.synth.names import person
from linking.terms import TERMS, terms_of

ENGINE = "benchmark"
# Share of the articles that name a firm -> its names.
FIRMS = {
    0.001: ("Orbolwave", "样例轨道科技"),
    0.01: ("Quelmometrics", "样例度量科技"),
    0.1: ("Tadriforge", "样例锻造科技"),
}
NEWS, FILLER = 3_000, 4_000
_STEP = 10_000

_ARTICLES = """
    WITH parts AS (
        SELECT number, part,
            CASE WHEN part < 2 THEN 0 WHEN part < 7 THEN 1 WHEN part < 10 THEN 2 ELSE 3 END AS kind,
            CASE WHEN part < 2 THEN chance %% %(news)s WHEN part < 7 THEN chance %% %(filler)s
                WHEN part < 10 THEN (power((chance %% 1000000) / 1000000.0, 1.3) * %(people)s)::int %% %(people)s
                ELSE part - 10 END AS place
        FROM generate_series(%(first)s::int, %(last)s::int) AS number, generate_series(0, 9 + %(firms)s) AS part,
            LATERAL (SELECT abs(hashint4(number * 16 + part)::bigint) AS chance) AS drawn
        WHERE part < 10 OR number %% (%(every)s::int[])[part - 9] = 0
    ), texts AS (
        SELECT number, ('00000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS id,
            string_agg(text, E'\n' ORDER BY part) || E'\n' || number AS text,
            string_agg(array_to_string(terms, ','), ',') AS terms
        FROM parts JOIN pool USING (kind, place) GROUP BY number
    ), articles AS (
        INSERT INTO articles_article (
            id, created_at, updated_at, url, title, text, text_sha256, language, sample, state, failure_code,
            failure_detail, attempts, engine, linked_at
        )
        SELECT id, now(), now(), '', '', text, encode(sha256(convert_to(text, 'UTF8')), 'hex'), '', true, 'linked',
            '', '', 0, %(engine)s, now()
        FROM texts
    ), addresses AS (
        INSERT INTO articles_articleaddress (id, created_at, updated_at, article_id, url, canonical_url)
        SELECT id, now(), now(), id, 'https://news.example/' || number, 'news.example/' || number FROM texts
    )
    INSERT INTO articles_articleterms (article_id, terms, version, complete)
    SELECT id, ARRAY(
        SELECT DISTINCT unnest(
            string_to_array(terms, ',')::int[] || (%(numbers)s::int[])[number - %(first)s + 1]
        ) ORDER BY 1
    ), %(version)s, true
    FROM texts
"""


def people_of(count: int) -> int:
    """How many people are told about in so many articles: a name stands in ten of them in the mean, at every size."""
    return max(300, 3 * count // 10)


def names(count: int) -> list[dict[str, str]]:
    """The people of a stock of so many articles, each with a Latin and a Han name."""
    chance = random.Random(5)  # noqa: S311 - a reproducible experiment
    made = (person(chance, number) for number in range(people_of(count)))
    return [{"latin": one["name"], "han": one["aliases_unseen"][0]} for one in made]


def paragraphs(count: int) -> Iterator[tuple[int, int, str]]:
    """(kind, number, text) of everything that articles are put together from."""
    chance = random.Random(7)  # noqa: S311
    for number, article in enumerate(make_world(1_500, NEWS, seed=3).articles):
        yield 0, number, f"{article['title']}\n{article['text']}"
    words = [_word(chance) for _ in range(40_000)]
    often = list(accumulate(1 / (place + 10) for place in range(len(words))))
    for number in range(FILLER):
        yield 1, number, " ".join(chance.choices(words, cum_weights=often, k=60))
    for number, one in enumerate(names(count)):
        yield 2, number, f"It was told to {one['latin']}. {one['han']}。"
    for number, (latin, han) in enumerate(FIRMS.values()):
        yield 3, number, f"So did {latin}, known as {han}。"


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(1, 5)))


def fill(count: int) -> None:
    """Make so many articles, unless that is what is there."""
    if Article.objects.count() == count:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in ("articles_articleterms", "articles_articleaddress", "articles_article"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
        cursor.execute(
            "CREATE TEMPORARY TABLE pool (kind int, place int, text text, terms int[], PRIMARY KEY (kind, place))"
        )
        with cursor.copy("COPY pool FROM STDIN") as copy:
            for kind, place, text in paragraphs(count):
                copy.write_row((kind, place, text, terms_of(Document(text))))
        cursor.execute("ANALYZE pool")
        for first in range(1, count + 1, _STEP):
            last = min(count, first + _STEP - 1)
            with transaction.atomic():
                cursor.execute(
                    _ARTICLES,
                    {
                        "news": NEWS,
                        "filler": FILLER,
                        "people": people_of(count),
                        "firms": len(FIRMS),
                        "every": [round(1 / share) for share in FIRMS],
                        "first": first,
                        "last": last,
                        "engine": ENGINE,
                        "version": TERMS,
                        "numbers": [(terms_of(Document(str(number))) or [0])[0] for number in range(first, last + 1)],
                    },
                )
        cursor.execute("VACUUM ANALYZE articles_article, articles_articleaddress, articles_articleterms")


def check(some: int = 100) -> None:
    """The stored terms are those of the stored texts. Raises ``ValueError``."""
    for row in ArticleTerms.objects.order_by("pk").select_related("article")[:some]:
        if row.terms != terms_of(Document(row.article.text)):
            raise ValueError(f"the terms of article {row.pk} are not those of its text")
        if row.article.text_sha256 != sha256(row.article.text.encode()).hexdigest():
            raise ValueError(f"the hash of article {row.pk} is not that of its text")
