"""What stands behind a slug: a record, another address, something that was withdrawn, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from facts.choices import PublicationState
from facts.visibility import Viewer

M = TypeVar("M", bound=models.Model)

# A chain of merges is short; a circle, which the services refuse, must not hang a page.
LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Found(Generic[M]):
    """A record to show, or the survivor of a merge at another address, or `gone`: shown once, then withdrawn.

    Nothing of the three: absent, or hidden from this viewer; the two are not told apart.
    """

    record: M | None = None
    moved_to: M | None = None
    gone: bool = False


def look_up(queryset: Any, *, slug: str, viewer: Viewer) -> Found[Any]:
    """Resolve a slug for a viewer; one read where the record is shown.

    A record that was never published leaves no trace: neither a redirect nor a 410 tells that it exists.
    """
    record = queryset.visible_to(viewer).filter(slug=slug, merged_into=None).first()
    if record is not None:
        return Found(record=record)
    known = queryset.filter(slug=slug).first()
    if known is None or (known.published_at is None and not viewer.sees_unpublished):
        return Found()
    if known.merged_into_id is not None:
        survivor = _survivor(queryset, known)
        shown = survivor is not None and queryset.visible_to(viewer).filter(pk=survivor.pk).exists()
        return Found(moved_to=survivor) if shown else Found()
    return Found(gone=known.publication_state == PublicationState.WITHDRAWN)


def _survivor(queryset: Any, merged: Any) -> Any:
    record = merged
    for _ in range(LONGEST_CHAIN):
        if record is None or record.merged_into_id is None:
            return record
        record = queryset.filter(pk=record.merged_into_id).first()
    return None
