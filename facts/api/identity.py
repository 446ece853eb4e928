"""What an id or a slug leads to: a record, the record it was merged into, one that was withdrawn, or nothing."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.db.models import Model
from rest_framework.exceptions import NotFound

from facts.api.problems import Gone, Moved
from facts.choices import PublicationState
from facts.visibility import Viewer

_SLUG = re.compile(r"[-A-Za-z0-9_]{1,200}")
# A chain of merges is short; a circle, which services refuse, must not hang a request.
LONGEST_CHAIN = 10


def condition(model: type[Model], key: str) -> dict[str, Any]:
    """The filter for an id or slug. NotFound for what can be neither, before the database is asked."""
    try:
        return {"pk": uuid.UUID(key)}
    except ValueError:
        pass
    if _SLUG.fullmatch(key) and any(field.name == "slug" for field in model._meta.fields):
        return {"slug": key}
    raise NotFound


def missing(queryset: Any, key: str, viewer: Viewer, *, address: Any) -> Exception:
    """Why ``key`` is not among what ``viewer`` sees: Moved, Gone or NotFound.

    ``queryset`` is of all rows; ``address(record)`` the survivor's address. A record that was never public leaves no
    trace: neither a redirect nor a 410 tells that it exists.
    """
    known = queryset.filter(**condition(queryset.model, key)).first()
    was_public = getattr(known, "published_at", None) is not None
    if known is None or not (was_public or viewer.sees_unpublished):
        return NotFound()
    survivor = known
    for _ in range(LONGEST_CHAIN):
        following = getattr(survivor, "merged_into_id", None)
        if following is None:
            break
        survivor = queryset.get(pk=following)
    if survivor.pk != known.pk:
        seen = queryset.visible_to(viewer).filter(pk=survivor.pk).exists()
        return Moved(address(survivor)) if seen else NotFound()
    withdrawn = getattr(known, "publication_state", None) == PublicationState.WITHDRAWN
    return Gone() if withdrawn else NotFound()
