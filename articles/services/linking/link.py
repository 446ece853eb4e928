"""Linking a batch: claim, read, save."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from articles import registry
from articles.choices import ArticleState
from articles.models import Article
from articles.registry import Registry
from articles.services import claims
from articles.services.claims import Claim
from articles.services.linking.making import Made, read
from articles.services.linking.saving import save_mentions, save_suggestions

logger = logging.getLogger(__name__)


def link(*, ids: Iterable[UUID]) -> int:
    """Link those of the read articles that nobody else holds; returns how many were saved.

    One article that the engine stumbles over is given back alone; the others of the batch are saved.
    """
    mine = claims.claim(ids=ids, state=ArticleState.READ)
    if not mine:
        return 0
    made: dict[UUID, Made] = {}
    failed: list[Claim] = []
    problem: Exception | None = None
    try:
        known = registry.current()
        articles = Article.objects.in_bulk([one.article_id for one in mine])
        for one in mine:
            try:
                made[one.article_id] = read(articles[one.article_id], known)
            except Exception as error:  # noqa: BLE001 - raised again below, once the others are saved
                logger.warning("linking article %s failed: %s", one.article_id, type(error).__name__)
                failed.append(one)
                problem = error
        saved = _save([one for one in mine if one.article_id in made], made, known)
    except Exception:
        claims.release(claims=mine)
        raise
    if problem is not None:
        claims.release(claims=failed)
        raise problem
    return saved


@transaction.atomic
def _save(mine: Sequence[Claim], made: Mapping[UUID, Made], known: Registry) -> int:
    held = claims.held(mine)
    if not held:
        return 0
    save_mentions([one for article in held for one in made[article].mentions], held)
    save_suggestions([one for article in held for one in made[article].suggestions.values()], held)
    now = timezone.now()
    Article.objects.filter(pk__in=held).update(
        state=ArticleState.LINKED,
        engine=known.engine.version[:40],
        linked_at=now,
        updated_at=now,
        attempts=0,
        lease_until=None,
        next_attempt_at=None,
    )
    return len(held)
