"""Which stored texts share shingles with one at hand, as the stories they belong to: a root and its copies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import connection

from articles.models import Article
from linking.copies import MOST_STORIES, Overlap, Sample, overlap

# A report counts as published when it says, else on the day it arrived; then who arrived first comes first.
Rank = tuple[date, datetime, UUID]


@dataclass(frozen=True)
class Outlet:
    """Who published a text, as far as that is known: the source on record, the host of its address."""

    source_id: UUID | None
    host: str

    def is_also(self, other: "Outlet") -> bool:
        """Whether both are certainly one outlet."""
        by_source = self.source_id is not None and self.source_id == other.source_id
        return by_source or (bool(self.host) and self.host == other.host)


@dataclass
class Story:
    """A story of which some shingles were found again, by the texts that hold them."""

    root_id: UUID
    rank: Rank
    outlet: Outlet
    rate: int
    stands_alone: bool
    found: list[tuple[Outlet, frozenset[int]]] = field(default_factory=list)

    @property
    def hashes(self) -> frozenset[int]:
        """All shingles that were found again."""
        return frozenset().union(*(hashes for _, hashes in self.found))

    def copied_by(self, sample: Sample, outlet: Outlet, common: AbstractSet[int]) -> Overlap | None:
        """How much of a text stands in this story, or None where that makes no copy."""
        whole = overlap(sample, self.hashes, self.rate, common)
        if whole.is_copy(same_outlet=True):
            return whole
        others = frozenset().union(*(hashes for told_by, hashes in self.found if not told_by.is_also(outlet)))
        elsewhere = overlap(sample, others, self.rate, common)
        return elsewhere if elsewhere.is_copy() else None


def rank_of(article: Article) -> Rank:
    """The order in which texts of one story came out."""
    return article.published_on or article.created_at.date(), article.created_at, article.pk


def outlet_of(article: Article) -> Outlet:
    """Who published an article."""
    return _outlet(article.source_id, article.url)


def _outlet(source_id: UUID | None, url: str) -> Outlet:
    return Outlet(source_id, (urlsplit(url).hostname or "").removeprefix("www."))


def alike(article: Article, sample: Sample) -> list[Story]:
    """Stories that share shingles with an article, itself left out. One query; each shingle is looked up in the index
    and followed to a few more texts than may share it (``linking.copies.MOST_STORIES``), however many there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH held AS (
                SELECT wanted.hash, one.article_id
                FROM unnest(%s::bigint[]) AS wanted(hash)
                CROSS JOIN LATERAL (
                    SELECT article_id FROM articles_articleshingle stored WHERE stored.hash = wanted.hash LIMIT %s
                ) AS one
            )
            SELECT root.id, root.published_on, root.created_at, root.source_id, root.url, root.sample_rate,
                own.id IS NOT NULL, text.source_id, text.url, array_agg(held.hash)
            FROM held
            JOIN articles_article text ON text.id = held.article_id
            JOIN articles_article root ON root.id = coalesce(text.root_id, text.id)
            LEFT JOIN articles_ownstory own ON own.article_id = root.id
            WHERE text.id <> %s
            GROUP BY root.id, own.id, text.id
            """,
            [list(sample.hashes), MOST_STORIES + 2, article.pk],
        )
        stories: dict[UUID, Story] = {}
        for root, published, arrived, source, url, rate, alone, told_by, at, hashes in cursor.fetchall():
            if root not in stories:
                rank = (published or arrived.date(), arrived, root)
                stories[root] = Story(root, rank, _outlet(source, url), rate or 1, alone)
            stories[root].found.append((_outlet(told_by, at), frozenset(hashes)))
    return list(stories.values())


def furniture(stories: Sequence[Story]) -> frozenset[int]:
    """Shingles of more stories than a story has copies: menus and notices."""
    counts: dict[int, int] = defaultdict(int)
    for story in stories:
        for one in story.hashes:
            counts[one] += 1
    return frozenset(one for one, count in counts.items() if count > MOST_STORIES)


def samples_of(articles: Iterable[Article]) -> dict[UUID, Sample]:
    """The stored samples of some articles, by id. One query."""
    rates = {article.pk: article.sample_rate or 1 for article in articles}
    kept: dict[UUID, list[int]] = {pk: [] for pk in rates}
    with connection.cursor() as cursor:
        cursor.execute("SELECT article_id, hash FROM articles_articleshingle WHERE article_id = ANY(%s)", [list(rates)])
        for pk, one in cursor.fetchall():
            kept[pk].append(one)
    return {pk: Sample(frozenset(hashes), rates[pk]) for pk, hashes in kept.items()}
