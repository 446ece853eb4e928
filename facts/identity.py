"""What an id or a slug leads to: a record, the record it was merged into, one that was withdrawn, or nothing.

One reading for pages and API, so that neither says more than the other: what was never public leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from facts.choices import PublicationState
from facts.visibility import Viewer

M = TypeVar("M", bound=models.Model)

# A chain of merges is short; a circle, which services refuse, must not hang a request.
LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Found(Generic[M]):
    """A record to show, or the survivor of a merge at another address, or ``gone``: shown once, then withdrawn.

    Nothing of the three: absent, or hidden from this viewer; the two are not told apart.
    """

    record: M | None = None
    moved_to: M | None = None
    gone: bool = False


def look_up(queryset: Any, where: models.Q, viewer: Viewer) -> Found[Any]:
    """Resolve ``where`` (a slug or an id) for a viewer; one read where the record is shown."""
    record = queryset.visible_to(viewer).filter(where, merged_into=None).first()
    return Found(record=record) if record is not None else trace(queryset, where, viewer)


def trace(queryset: Any, where: models.Q, viewer: Viewer) -> Found[Any]:
    """What is left of a record that the viewer does not see. ``queryset`` is of all rows."""
    known = queryset.filter(where).first()
    was_public = getattr(known, "published_at", None) is not None
    if known is None or not (was_public or viewer.sees_unpublished):
        return Found()
    survivor = _survivor(queryset, known)
    if survivor.pk != known.pk:
        shown = queryset.visible_to(viewer).filter(pk=survivor.pk).exists()
        return Found(moved_to=survivor) if shown else Found()
    return Found(gone=getattr(known, "publication_state", None) == PublicationState.WITHDRAWN)


def _survivor(queryset: Any, merged: Any) -> Any:
    record = merged
    for _ in range(LONGEST_CHAIN):
        following = getattr(record, "merged_into_id", None)
        if following is None:
            break
        record = queryset.get(pk=following)
    return record
