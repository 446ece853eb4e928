"""Everything that is on record about one person, as they may have it (GDPR Art. 15).

What concerns others alone is left out: who edited, who is merely called the same, the rest of articles.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from facts.concerning import published_around, rows_about
from facts.erasing import Mask, is_history, places, tables
from facts.models import Citation
from people.models import Person, RightsRequest

# Bookkeeping of rows, and who of the editors did something.
_SILENT = frozenset({"updated_at", "folded", "romanised", "tokens", "revision", "requester", "spared"})


@dataclass(frozen=True)
class Part:
    """One kind of row; each row as (what, value) pairs in words."""

    title: str
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class OnRecord:
    """What is handed over."""

    about: str
    made_at: datetime
    parts: list[Part]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "made_at": self.made_at.isoformat(timespec="seconds")}


def on_record(person: Person, mask: Mask) -> OnRecord:
    """Read it. ``mask`` holds the person's names and the keys of all their records."""
    people = list(Person.objects.filter(pk__in=mask.bearers).order_by("pk"))
    about = rows_about(Person, mask.bearers)
    about.pop(RightsRequest, None)
    rows = [row for kind in about.values() for row in kind]
    shown = [record for record in published_around(person, rows) if not isinstance(record, Person)]
    around = [record for record in shown if type(record) not in about]
    parts = [Part("The record itself", [_words(one) for one in people])]
    parts += [Part(_title(model), [_words(row) for row in kind]) for model, kind in about.items()]
    parts += [Part("What these are part of", [_words(record) for record in around])]
    parts += [Part("Sources", [_words(source) for source in _sources([*people, *rows, *around])])]
    listed = {(type(row), row.pk) for row in (*people, *rows, *around)}
    parts += [Part("Other places where a name stands", _texts(mask, listed)), Part("History", _history(people, rows))]
    requests = RightsRequest.objects.filter(person__in=mask.bearers).order_by("received_on")
    parts.append(Part("Requests", [_words(request) for request in requests]))
    return OnRecord(str(person), timezone.now(), [part for part in parts if part.rows])


def _title(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()


def _words(row: Any) -> dict[str, str]:
    """A row's columns that hold something, by their names; keys of other records as their labels."""
    found: dict[str, str] = {"what": str(row._meta.verbose_name)}
    for column in row._meta.concrete_fields:
        if column.name in _SILENT or _of_staff(column):
            continue
        value = getattr(row, column.name if column.is_relation else column.attname)
        if value in (None, "", [], {}):
            continue
        shown = dict(column.flatchoices).get(value, value) if column.flatchoices and isinstance(value, str) else value
        found[str(column.verbose_name)] = ", ".join(map(str, shown)) if isinstance(shown, list) else str(shown)
    return found


def _of_staff(column: Any) -> bool:
    return column.is_relation and column.related_model is not None and column.related_model._meta.app_label == "auth"


def _sources(records: Iterable[Any]) -> list[Citation]:
    links: dict[type[models.Model], list[Any]] = {}
    for record in records:
        if hasattr(record, "citation_links"):
            links.setdefault(type(record)._meta.get_field("citation_links").related_model, []).append(record.pk)
    found: dict[Any, Citation] = {}
    for model, keys in links.items():
        rows: Any = model
        for link in rows.objects.filter(fact__in=keys).select_related("citation").order_by("pk"):
            found[link.citation_id] = link.citation
    return list(found.values())


def _texts(mask: Mask, listed: set[tuple[type[models.Model], Any]]) -> list[dict[str, str]]:
    current = [model for model in tables() if not is_history(model) and model not in (Citation, RightsRequest)]
    return [
        {"what": str(place.row._meta.verbose_name), "where": ", ".join(place.columns), "text": place.excerpt}
        for place in places(mask, within=current)
        if (place.model, place.row.pk) not in listed and place.excerpt
    ]


def _history(people: list[Person], rows: list[Any]) -> list[dict[str, str]]:
    keys: dict[type[models.Model], list[Any]] = {}
    for row in (*people, *rows):
        keys.setdefault(type(row), []).append(row.pk)
    found = []
    for model, of in keys.items():
        events: Any = getattr(model, "pgh_event_model", None)
        if events is None:
            continue
        for step in events.objects.filter(pgh_obj__in=of).order_by("pgh_id"):
            texts = {
                str(column.verbose_name): str(value)
                for column in events._meta.concrete_fields
                if not column.is_relation
                and not column.name.startswith("pgh_")
                and column.name not in _SILENT
                and (value := getattr(step, column.attname)) not in (None, "", [], {})
            }
            done = f"{step.pgh_label}, {step.pgh_created_at:%Y-%m-%d %H:%M} UTC"
            found.append({"what": f"{model._meta.verbose_name}: {done}", **texts})
    return found
