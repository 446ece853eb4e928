"""An id or a slug in an address of the API, and the answer where nothing is shown for it."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.db.models import Model, Q
from rest_framework.exceptions import NotFound

from facts.api.problems import Gone, Moved
from facts.identity import trace
from facts.visibility import Viewer

_SLUG = re.compile(r"[-A-Za-z0-9_]{1,200}")


def condition(model: type[Model], key: str) -> Q:
    """The filter for an id or slug. NotFound for what can be neither, before the database is asked."""
    try:
        return Q(pk=uuid.UUID(key))
    except ValueError:
        pass
    if _SLUG.fullmatch(key) and any(field.name == "slug" for field in model._meta.fields):
        return Q(slug=key)
    raise NotFound


def missing(queryset: Any, key: str, viewer: Viewer, *, address: Any) -> Exception:
    """Why ``key`` is not among what ``viewer`` sees: Moved, Gone or NotFound.

    ``queryset`` is of all rows; ``address(record)`` the survivor's address.
    """
    found = trace(queryset, condition(queryset.model, key), viewer)
    if found.moved_to is not None:
        return Moved(address(found.moved_to))
    return Gone() if found.gone else NotFound()
