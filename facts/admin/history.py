"""The history of a record, read from the rows that database triggers keep of every write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

NEWEST = 300
DONE = {"insert": "Added", "update": "Changed", "delete": "Deleted"}
# Bookkeeping of the row itself, which says nothing of what an editor did. Verification follows from citations, whose
# steps are shown; the row of a change may hold the one before it.
_SILENT = {"id", "created_at", "updated_at", "revision", "tokens", "folded", "romanised", "verification"}


@dataclass(frozen=True)
class Change:
    """One column: its name, and its value before and after in words (empty: none)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One write. ``who`` is empty where it was made outside a request; the rest as far as it was noted."""

    at: datetime
    what: str
    record: str
    who: str
    reason: str
    place: str
    request_id: str
    changes: tuple[Change, ...]
    version: int | None = None  # its history row, where the record can be put back to it


class Labels:
    """Words for keys of other records: one query per model, however many rows."""

    def __init__(self, admin: Any, request: HttpRequest) -> None:
        self.admin, self.request = admin, request
        self.wanted: dict[type[models.Model], set[Any]] = {}
        self.found: dict[type[models.Model], dict[Any, Any]] = {}

    def want(self, model: type[models.Model], key: Any) -> None:
        if key is not None:
            self.wanted.setdefault(model, set()).add(key)

    def load(self) -> None:
        for model, keys in self.wanted.items():
            try:
                rows = self.admin.admin_site.get_model_admin(model).get_queryset(self.request)
            except NotRegistered:
                rows = model._default_manager.all()
            self.found[model] = rows.in_bulk(keys)

    def of(self, model: type[models.Model], key: Any) -> str:
        return "" if key is None else str(self.found.get(model, {}).get(key, key))


def _fields(model: Any) -> list[Any]:
    kept = {field.name for field in model.pgh_event_model._meta.fields}
    return [
        field
        for field in model._meta.fields
        if field.name in kept and field.name not in _SILENT and not field.name.endswith(("_lo", "_hi"))
    ]


def _rows(model: Any, **of: Any) -> list[Any]:
    rows = model.pgh_event_model.objects.filter(**of).select_related("pgh_context").order_by("-pgh_id")[: NEWEST + 1]
    return list(rows)[::-1]


def _pairs(rows: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each history row with the one before it of the same record."""
    last: dict[Any, Any] = {}
    pairs = []
    for row in rows:
        pairs.append((last.get(row.pgh_obj_id), row))
        last[row.pgh_obj_id] = row
    return pairs


def _differing(model: Any, before: Any, after: Any) -> list[tuple[Any, Any, Any]]:
    """(field, old value, new value) of what a write changed; all that was set for an added or deleted row."""
    found = []
    for field in _fields(model):
        new = getattr(after, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if after.pgh_label == "delete":
            old, new = new, None
        if old != new and not (old in (None, "", [], {}) and new in (None, "", [], {})):
            found.append((field, old, new))
    return found


def words_of(field: Any, value: Any, labels: Labels) -> str:
    if value is None or value == "":
        return ""
    if field.is_relation:
        return labels.of(field.related_model, value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, ArrayField):
        return ", ".join(words_of(field.base_field, each, labels) for each in value)
    return str(value)


def steps_of(admin: Any, request: HttpRequest, record: models.Model, below: tuple[str, ...]) -> list[Step]:
    """The newest steps of a record and of the rows behind the relations ``below``, newest first.

    The number of queries depends on the models involved, never on the number of rows.
    """
    read: list[tuple[Any, Any, Any]] = []
    model: Any = type(record)
    read += [(model, *pair) for pair in _pairs(_rows(model, pgh_obj_id=record.pk))]
    for name in below:
        relation: Any = model._meta.get_field(name)
        child = relation.related_model
        read += [(child, *pair) for pair in _pairs(_rows(child, **{relation.field.attname: record.pk}))]
    # Everything of one transaction has one time; then the record's own rows come first. Numbers run per table.
    read.sort(key=lambda each: (each[2].pgh_created_at, each[0] is model, each[2].pgh_id), reverse=True)
    labels, users = Labels(admin, request), get_user_model()
    differing = []
    for model_of, before, after in read[:NEWEST]:
        columns = _differing(model_of, before, after)
        differing.append((model_of, after, columns))
        for field, old, new in columns:
            if field.is_relation:
                labels.want(field.related_model, old)
                labels.want(field.related_model, new)
        labels.want(users, _who(after))
    labels.load()
    # The newest row of the record is what stands.
    standing = max((row.pgh_id for kind, _, row in read if kind is model), default=None)
    return [
        _step(
            model_of,
            after,
            columns,
            labels,
            version=after.pgh_id
            if model_of is model and after.pgh_id != standing and after.pgh_label != "delete"
            else None,
        )
        for model_of, after, columns in differing
    ]


def _context(row: Any) -> dict[str, Any]:
    return row.pgh_context.metadata if row.pgh_context_id is not None and row.pgh_context is not None else {}


def _who(row: Any) -> Any:
    context = _context(row)
    return context.get("user") or context.get("editor")


def _step(model: Any, row: Any, columns: list[tuple[Any, Any, Any]], labels: Labels, *, version: int | None) -> Step:
    context = _context(row)
    return Step(
        at=row.pgh_created_at,
        what=DONE.get(row.pgh_label, row.pgh_label),
        record=str(model._meta.verbose_name),
        who=labels.of(get_user_model(), _who(row)),
        reason=str(context.get("reason") or ""),
        place=str(context.get("url") or ""),
        request_id=str(context.get("request_id") or ""),
        changes=tuple(
            Change(str(field.verbose_name), words_of(field, old, labels), words_of(field, new, labels))
            for field, old, new in columns
        ),
        version=version,
    )


def history_page(admin: Any, request: HttpRequest, object_id: str, below: tuple[str, ...]) -> HttpResponse:
    """The page of a record's history; a record that was deleted has none any more."""
    record = admin.get_object(request, unquote(object_id))
    if record is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    context = {
        "title": f"History: {record}",
        "module_name": str(admin.opts.verbose_name_plural).capitalize(),
        "object": record,
        "steps": steps_of(admin, request, record, below),
        "newest": NEWEST,
        "restores": admin.has_change_permission(request, record) and admin.restores,
    }
    return admin.page(request, "facts/admin/history.html", context)
