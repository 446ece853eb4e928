"""What unmerging would restore, and what came later and stays where it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from facts.choices import MergeDeed
from facts.merging.steps import label_of
from facts.merging.tables import pointing, pointing_at, rows_of
from facts.models import Merge, MergedRow

Keys = dict[type[models.Model], list[Any]]


@dataclass(frozen=True)
class Undoing:
    """``blocked_by``: later merges that lean on rows of this one and must be undone first.

    ``back``: rows that return; ``restored``: rows that were kept aside. These stay as they are: ``stays`` (rows added
    to the survivor since), ``gone`` (deleted since) and ``elsewhere`` (given to another record since). ``edited`` rows
    return with what was changed in them.
    """

    merge: Merge
    blocked_by: tuple[Merge, ...]
    back: Keys = field(default_factory=dict)
    restored: Keys = field(default_factory=dict)
    stays: Keys = field(default_factory=dict)
    edited: Keys = field(default_factory=dict)
    elsewhere: Keys = field(default_factory=dict)
    gone: Keys = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One row of a merge as it is recorded: its number, table, key and columns (name, before, after)."""

    number: int
    model: type[models.Model]
    key: Any
    columns: tuple[tuple[str, Any, Any], ...]
    kept: str


def changes_of(merge: Merge) -> list[Change]:
    """What a merge did, in order. A table that is no more is left out."""
    found = []
    for number, same in groupby(merge.rows.order_by("number", "column"), key=lambda row: row.number):
        rows = list(same)
        try:
            model = apps.get_model(rows[0].model)
        except LookupError:
            continue
        columns = tuple(
            (row.column, _value(model, row.column, row.before), _value(model, row.column, row.after))
            for row in rows
            if row.deed == MergeDeed.MOVED
        )
        found.append(Change(number, model, model._meta.pk.to_python(rows[0].row_id), columns, rows[0].kept))
    return found


def undoing_of(merge: Merge) -> Undoing:
    """Read what undoing ``merge`` would do. Writes nothing and locks nothing."""
    changes = changes_of(merge)
    found = Undoing(merge, tuple(blocking(merge)))
    moved: dict[type[models.Model], dict[Any, dict[str, Any]]] = {}
    for change in changes:
        if change.kept:
            found.restored.setdefault(change.model, []).append(change.key)
        else:
            moved.setdefault(change.model, {}).setdefault(change.key, {}).update(
                {column: after for column, _, after in change.columns}
            )
    for model, keys in moved.items():
        set_aside = set(found.restored.get(model, ()))
        standing = rows_of(model).in_bulk(keys)
        for key, columns in keys.items():
            row = standing.get(key)
            if row is None:
                if key not in set_aside:
                    found.gone.setdefault(model, []).append(key)
            elif any(getattr(row, column) != after for column, after in columns.items()):
                found.elsewhere.setdefault(model, []).append(key)
            else:
                found.back.setdefault(model, []).append(key)
                if getattr(row, "updated_at", merge.created_at) > merge.created_at:
                    found.edited.setdefault(model, []).append(key)
    _stays(merge, moved, found)
    return found


def blocking(merge: Merge) -> Iterable[Merge]:
    """Later merges that stand and that moved or set aside what this one moved, or took in a record it kept rows of."""
    later = Merge.objects.filter(undone_at=None, created_at__gt=merge.created_at).exclude(pk=merge.pk)
    mine = MergedRow.objects.filter(merge=merge, model=OuterRef("model"))
    moved_by_me = mine.filter(deed=MergeDeed.MOVED)
    shared = MergedRow.objects.filter(merge=OuterRef("pk")).filter(
        Q(Exists(moved_by_me.filter(row_id=OuterRef("row_id"), column=OuterRef("column"))))
        | Q(Exists(moved_by_me.filter(row_id=OuterRef("row_id"))), deed=MergeDeed.ASIDE)
        | Q(Exists(moved_by_me.filter(row_id=OuterRef("twin"))))
    )
    found = list(later.filter(Exists(shared)))
    into = later.filter(model=merge.model, merged_id=merge.survivor_id)
    kept = list(merge.rows.filter(deed=MergeDeed.ASIDE).values_list("kept", flat=True))
    named = [other for other in later if any(str(other.merged_id) in row for row in kept)] if kept else []
    unique = {other.pk: other for other in (*found, *into, *named)}
    return sorted(unique.values(), key=lambda other: other.created_at, reverse=True)


def _stays(merge: Merge, moved: dict[type[models.Model], dict[Any, dict[str, Any]]], found: Undoing) -> None:
    record: type[models.Model] = apps.get_model(merge.model)
    others = MergedRow.objects.filter(merge__model=merge.model, merge__survivor_id=merge.survivor_id)
    for model, columns in pointing_at(record):
        if not any(each.name == "created_at" for each in model._meta.concrete_fields):
            continue
        known = {str(key) for key in moved.get(model, {})}
        known |= set(others.filter(model=label_of(model)).values_list("row_id", flat=True))
        rows = pointing(model, columns, merge.survivor_id).filter(created_at__gt=merge.created_at)
        keys = [key for key in rows.values_list("pk", flat=True) if str(key) not in known]
        if keys:
            found.stays[model] = keys


def _value(model: type[models.Model], column: str, text: str | None) -> Any:
    field_of = next((each for each in model._meta.concrete_fields if each.attname == column), None)
    if text is None or field_of is None:
        return text
    target: Any = field_of
    return (target.target_field if target.is_relation else target).to_python(text)
