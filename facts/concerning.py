"""What is on record around one record: the rows that point at it, and the records that these rows are part of."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models

from facts.merging.tables import pointing_at
from facts.models import Publishable


def rows_about(model: type[models.Model], keys: Collection[Any]) -> dict[type[models.Model], list[Any]]:
    """Rows of other tables that point at one of these records, by table. One query per table."""
    found = {}
    for related, columns in pointing_at(model):
        if related is model or related._meta.auto_created:
            continue
        where = models.Q()
        for column in columns:
            where |= models.Q(**{f"{column}__in": keys})
        rows = list(related._base_manager.filter(where).select_related(*_joined(related)).order_by("pk"))
        if rows:
            found[related] = rows
    return found


def _joined(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.is_relation]


def published_around(record: Any, rows: Iterable[Any]) -> list[Any]:
    """The publishable records that ``record`` is shown by: itself, rows about it, and what these are part of."""
    found: dict[tuple[str, Any], Any] = {}
    for row in (record, *rows):
        shown = _shown_by(row)
        if shown is not None:
            found.setdefault((shown._meta.label_lower, shown.pk), shown)
    return list(found.values())


def _shown_by(row: Any) -> Any:
    """The row, or the nearest record with a state of its own that it is part of (and goes with, when deleted)."""
    if isinstance(row, Publishable):
        return row
    for field in row._meta.concrete_fields:
        if field.is_relation and field.remote_field.on_delete is models.CASCADE:
            whole = getattr(row, field.name)
            shown = _shown_by(whole) if whole is not None else None
            if shown is not None:
                return shown
    return None
