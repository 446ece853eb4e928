"""Filters are declared once per record and drive the page, the API and its description alike."""

from __future__ import annotations

import uuid
from typing import Any

import django_filters
from django.db.models import TextChoices

from facts.visibility import PUBLIC, Viewer

LONGEST_QUERY = 200


class RecordFilter(django_filters.FilterSet):
    """A filter that knows its viewer, so that what is hidden finds nothing."""

    def __init__(self, *args: Any, viewer: Viewer = PUBLIC, **kwargs: Any) -> None:
        self.viewer = viewer
        super().__init__(*args, **kwargs)


class OneOf(django_filters.ChoiceFilter):
    """One code of a closed vocabulary."""

    def __init__(self, vocabulary: type[TextChoices], **kwargs: Any) -> None:
        accepted = f"Accepted: {', '.join(vocabulary.values)}."
        kwargs.setdefault("error_messages", {"invalid_choice": accepted})
        super().__init__(choices=vocabulary.choices, **kwargs)


class Day(django_filters.DateFilter):
    """One day, as YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        kwargs.setdefault("error_messages", {"invalid": "Accepted: a day as YYYY-MM-DD, e.g. 2024-07-18."})
        super().__init__(**kwargs)


class Words(django_filters.CharFilter):
    """``q``: words in any order and script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_QUERY)
        kwargs.setdefault("error_messages", {"max_length": f"Accepted: at most {LONGEST_QUERY} characters."})
        super().__init__(**kwargs)


class Key(django_filters.CharFilter):
    """The id or slug of a record; one that is absent or hidden finds nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_QUERY)
        super().__init__(**kwargs)


def standing(records: Any, key: str, viewer: Viewer) -> Any:
    """The record behind an id or slug, or the one it was merged into, as far as ``viewer`` may see it; a subquery.

    ``records`` is the manager of a model that can be merged. An old key leads on only where the record was public, as
    an old address does (``facts.identity``).
    """
    known = records.filter(**identified(key)).order_by()
    merged = known.exclude(merged_into=None)
    if not viewer.sees_unpublished:
        merged = merged.filter(published_at__isnull=False)
    keys = known.filter(merged_into=None).values("pk").union(merged.values("merged_into"))
    return records.visible_to(viewer).filter(pk__in=keys)


def identified(key: str) -> dict[str, Any]:
    """The condition for an id or a slug."""
    try:
        return {"pk": uuid.UUID(key)}
    except ValueError:
        return {"slug": key}
