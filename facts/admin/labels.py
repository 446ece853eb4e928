"""Words for records of any table, in one query per table however many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

# Enough to recognise what a page speaks of; the number of all stands beside it.
SHOWN = 8


@dataclass(frozen=True)
class Labelled:
    """A record in words; ``url`` of its page is empty where it has none."""

    label: str
    url: str


@dataclass(frozen=True)
class Kind:
    """How many rows of one kind, and the first of them."""

    name: str
    count: int
    rows: list[Labelled]

    @property
    def more(self) -> int:
        """How many are not listed; 0 where none is: they have no words, or are not in their table now."""
        return self.count - len(self.rows) if self.rows else 0


def read(site: AdminSite, request: HttpRequest, model: type[models.Model], keys: Iterable[Any]) -> dict[Any, Any]:
    """Records by key, with all that their labels need."""
    return dict(site.get_model_admin(model).get_queryset(request).in_bulk(list(keys)))


def labelled(record: models.Model) -> Labelled:
    """A record with the address of its page."""
    page = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return Labelled(str(record), reverse(page, args=[record.pk]))


def kinds(site: AdminSite, request: HttpRequest, rows: Mapping[type[models.Model], list[Any]]) -> list[Kind]:
    """Rows by kind, the most first."""
    found = []
    for model, keys in rows.items():
        # Rows that only join two others have no words of their own.
        first = read(site, request, model, keys[:SHOWN]) if site.is_registered(model) else {}
        name = str(model._meta.verbose_name if len(keys) == 1 else model._meta.verbose_name_plural)
        found.append(Kind(name, len(keys), [labelled(row) for row in first.values()]))
    return sorted(found, key=lambda kind: (-kind.count, kind.name))
