"""Copies: an article that repeats a stored one belongs to its story, and the earliest text of a story is its root.

Root and copies are one source. Suggestions belong to the root alone: a copy has its root's links, whatever becomes of
them, and is not judged. Who changes which texts copy which holds one lock until the transaction ends; the database
itself keeps a root from having a root.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles import stories
from articles.choices import JUDGED, ArticleState, SuggestionState
from articles.models import Article, OwnStory, Suggestion
from articles.services.claims import backoff
from articles.stories import Story, rank_of
from facts.models import Citation
from linking.copies import LEAST_SHARED, Sample, overlap, sample_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Any number that nothing else locks in this database.
_LOCK = 7_305_001


def lock() -> None:
    """Until the transaction ends nobody else changes which articles copy which, or cites one. Before any row lock of
    articles, suggestions or citations.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def lock_citing() -> None:
    """Until the transaction ends nobody changes which articles copy which; others may cite articles meanwhile.

    Suggestions stand at the roots alone, so that who cites an article and has its row locked has its story: two
    citations of one story come one after the other, those of two stories side by side.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def place(*, article: Article) -> None:
    """Find the story of an article whose text was just read, and keep the text's sample. Within a transaction.

    It becomes a copy of the root of the story that it repeats most of, unless it came out earlier. Stories that came
    out later and repeat it become copies, with what was judged of them. Costs four queries where nothing is alike.
    """
    lock()
    sample = sample_of(article.text)
    alike = stories.alike(article, sample)
    common = stories.furniture(alike)
    mine = rank_of(article)
    root = None if _stands_alone(article) else _copied(article, sample, alike, common)
    article.root_id, article.root_share = root[0].root_id if root else None, root[1] if root else None
    article.sample_rate = sample.rate
    Article.objects.filter(pk=article.pk).update(
        root=article.root_id, root_share=article.root_share, sample_rate=article.sample_rate
    )
    told = root[0].hashes if root else frozenset()
    _keep(article.pk, sample.hashes - told - common)
    first = root[0].rank if root else mine
    later = [story for story in alike if story.rank > max(mine, first) and not story.stands_alone]
    _take_in(article, sample, [story for story in later if len(story.hashes) >= LEAST_SHARED], common)


def _stands_alone(article: Article) -> bool:
    return OwnStory.objects.filter(article=article).exists()


def _copied(
    article: Article, sample: Sample, alike: Iterable[Story], common: frozenset[int]
) -> tuple[Story, float] | None:
    """The earlier story of which the article repeats most, and the share of its text that it repeats."""
    mine, outlet = rank_of(article), stories.outlet_of(article)
    found = []
    for story in alike:
        shared = story.copied_by(sample, outlet, common) if story.rank < mine else None
        if shared is not None:
            found.append((shared.share, story))
    if not found:
        return None
    share, story = min(found, key=lambda one: (-one[0], one[1].rank))
    return story, share


def _keep(article_id: UUID, hashes: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_articleshingle (hash, article_id) SELECT unnest(%s::bigint[]), %s "
            "ON CONFLICT DO NOTHING",
            [sorted(hashes), article_id],
        )


def _take_in(article: Article, sample: Sample, later: list[Story], common: frozenset[int]) -> None:
    """Make copies of the stories whose root came out later and repeats the article."""
    if not later:
        return
    roots = Article.objects.defer("text").in_bulk([story.root_id for story in later])
    kept = stories.samples_of(roots.values())
    outlet = stories.outlet_of(article)
    for story in later:
        shared = overlap(kept[story.root_id], sample.hashes, sample.rate, common)
        if shared.is_copy(same_outlet=story.outlet.is_also(outlet)):
            _move(roots[story.root_id], article.root_id or article.pk, shared.share)
            with connection.cursor() as cursor:
                cursor.execute(
                    "DELETE FROM articles_articleshingle WHERE article_id = %s AND hash = ANY(%s)",
                    [story.root_id, list(sample.hashes)],
                )


def _move(old: Article, root_id: UUID, share: float) -> None:
    """A root turns out to copy an earlier text: it and its copies, and what was judged of it, go to the new root."""
    now = timezone.now()
    Article.objects.filter(root=old.pk).update(root=root_id, updated_at=now)
    Article.objects.filter(pk=old.pk).update(root=root_id, root_share=share, updated_at=now)
    _hand_over(old.pk, root_id)


def _hand_over(copy_id: UUID, root_id: UUID) -> None:
    """What was judged of a copy goes to its root, what is only proposed of it ends."""
    now = timezone.now()
    with pghistory.context(reason="It repeats an earlier text of the same story.", editor=None):
        rows = Suggestion.objects.filter(article=copy_id).order_by("pk").select_for_update()
        judged = [one for one in rows if one.state in JUDGED]
        # What an editor decided wins over what is only proposed for the new root, and yields to what was decided there.
        there = {(one.kind, one.key): one for one in Suggestion.objects.filter(article=root_id).select_for_update()}
        moved = [one for one in judged if not _judged_there(there, one)]
        displaced = [there[one.kind, one.key].pk for one in moved if (one.kind, one.key) in there]
        Suggestion.objects.filter(pk__in=displaced).delete()
        Suggestion.objects.filter(pk__in=[one.pk for one in moved]).update(
            article=root_id, found_in=Coalesce("found_in", Value(copy_id)), updated_at=now
        )
        Suggestion.objects.filter(article=copy_id, state=SuggestionState.OPEN).update(
            state=SuggestionState.SUPERSEDED, version=F("version") + 1, updated_at=now
        )
    _reckon(root_id)


def _judged_there(there: dict[tuple[str, str], Suggestion], one: Suggestion) -> bool:
    same = there.get((one.kind, one.key))
    return same is not None and same.state in JUDGED


@transaction.atomic
def separate(*, article: Article, editor: "User", reason: str) -> Article:
    """An editor says that an article is no copy: it is linked by itself again, and never becomes a copy.

    What was judged of it comes back to it. Raises ``ValidationError`` on ``reason`` where it is empty, on ``root`` for
    an article that is no copy or has no text of its own.
    """
    lock()
    locked = Article.objects.select_for_update().get(pk=article.pk)
    root_id = locked.root_id
    if root_id is None:
        raise ValidationError({"root": ["This article is no copy."]})
    if not locked.text:
        raise ValidationError({"root": ["It has no text of its own: the same text stands in its root."]})
    if not reason.strip():
        raise ValidationError({"reason": ["Say why the article is no copy."]})
    sample = sample_of(locked.text)
    with pghistory.context(reason=reason, editor=editor.pk):
        OwnStory.objects.create(article=locked, editor=editor, reason=reason.strip())
        locked.root, locked.root_share, locked.sample_rate = None, None, sample.rate
        locked.state, locked.attempts, locked.lease_until = ArticleState.READ, 0, None
        locked.next_attempt_at = timezone.now() + backoff(0)
        locked.save()
        _keep(locked.pk, sample.hashes)
        Suggestion.objects.filter(article=root_id, found_in=locked.pk).update(article=locked.pk, found_in=None)
    _reckon(root_id)
    _reckon(locked.pk)
    return locked


def place_stored(*, limit: int = 500) -> list[UUID]:
    """Find the stories of stored texts that were read before copies were told, the earliest arrivals first; returns
    their ids. What was judged of one that is a copy goes to its root.
    """
    waiting = Article.objects.filter(sample_rate=None, root=None).exclude(text="").exclude(state=ArticleState.RECEIVED)
    keys = list(waiting.order_by("created_at", "pk").values_list("pk", flat=True)[:limit])
    for key in keys:
        with transaction.atomic():
            article = Article.objects.select_for_update().get(pk=key)
            place(article=article)
            if article.root_id is not None:
                _hand_over(article.pk, article.root_id)
    return keys


# --- one source in the timeline ---


def source_of(article: Article) -> Citation | None:
    """The citation that stands for an article's story, if it was cited already: further ones derive from it."""
    first = _citations(article.root_id or article.pk).first()
    return None if first is None else first.derived_from or first


def _citations(root_id: UUID) -> QuerySet[Citation]:
    # By the articles first: an "or" over two tables would read every suggestion.
    of_story = Article.objects.filter(Q(pk=root_id) | Q(root=root_id)).values("pk")
    return Citation.objects.filter(from_suggestions__article__in=of_story).distinct().order_by("created_at", "pk")


def _reckon(root_id: UUID) -> None:
    """Let all citations of a story derive from its first, so that they count as one source. What an editor said by
    hand, that a citation derives from one no suggestion made, stays.
    """
    cited = list(_citations(root_id).select_related("derived_from"))
    mechanical = set(
        Suggestion.objects.filter(citation__in=[one.derived_from_id for one in cited]).values_list(
            "citation", flat=True
        )
    )
    first = cited[0] if cited else None
    for one in cited:
        if one.derived_from_id is not None and one.derived_from_id not in mechanical:
            continue
        head = None if one is first or first is None else first.derived_from_id or first.pk
        if one.derived_from_id != head:
            one.derived_from_id = head
            one.save(update_fields=["derived_from", "updated_at"])
        if head is not None:
            Citation.objects.filter(derived_from=one).update(derived_from=head)
