"""Taking back exactly what one history context wrote, as long as nothing was built on it.

The history rows of a context say which records it added and which it changed, and from what. Added ones are removed
and changed ones get their former values; history keeps both.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from facts.chain import tracked
from facts.merging.tables import pointing_at

# A record's own bookkeeping, which is not put back.
_OWN = frozenset({"created_at", "updated_at"})


@dataclass
class _Written:
    """What a context wrote in one table: history rows by record, oldest first."""

    model: type[models.Model]
    rows: dict[Any, list[Any]] = field(default_factory=lambda: defaultdict(list))

    @property
    def added(self) -> list[Any]:
        return [key for key, rows in self.rows.items() if rows[0].pgh_label == "insert"]

    @property
    def changed(self) -> list[Any]:
        return [key for key, rows in self.rows.items() if rows[0].pgh_label != "insert"]


@transaction.atomic
def take_back(
    *,
    context: UUID,
    but_not: Iterable[type[models.Model]] = (),
    made_again: Iterable[type[models.Model]] = (),
) -> tuple[int, int]:
    """Remove what ``context`` added and restore what it changed; returns how many of each.

    ``but_not``: tables that the caller puts right by itself, before. ``made_again``: tables whose rows a machine makes
    again; they go with what they point at. Raises ``ValidationError`` where a record was changed since, or another one
    points at it. Costs one query per table with history, and some per table that was written.
    """
    left_alone, machines = set(but_not), set(made_again)
    written = [one for one in _written(context) if one.model not in left_alone]
    removed = {one.model: set(one.added) for one in written if one.added}
    for one in written:
        # Whoever is changing one of them right now is waited for, and then seen.
        list(one.model._base_manager.filter(pk__in=list(one.rows)).order_by("pk").select_for_update().values_list("pk"))
        _untouched(one, context)
    for model, keys in removed.items():
        _nothing_built_on(model, keys, removed, machines)
    try:
        with transaction.atomic():
            for model in _leaves_first(removed):
                _delete(model, set(removed[model]))
            restored = sum(_restore(one) for one in written)
            connection.check_constraints()
    except IntegrityError as error:
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a rule"
        raise _refused(f"The database refused this: {str(rule).replace('_', ' ')}.") from error
    return sum(len(keys) for keys in removed.values()), restored


def _written(context: UUID) -> list[_Written]:
    found = []
    for events in tracked():
        model: Any = events.pgh_tracked_model
        one = _Written(model)
        rows: Any = events
        for row in rows.objects.filter(pgh_context=context).order_by("pgh_id"):
            one.rows[row.pgh_obj_id].append(row)
        if one.rows:
            found.append(one)
    return found


def _untouched(one: _Written, context: UUID) -> None:
    """Whatever was written to one of the records after the context is somebody's work."""
    events: Any = one.model.pgh_event_model  # type: ignore[attr-defined]
    later = Q()
    for key, rows in one.rows.items():
        if any(row.pgh_label == "delete" for row in rows):
            raise _refused("It removed a record, which is not taken back this way.")
        later |= Q(pgh_obj=key, pgh_id__gt=rows[-1].pgh_id)
    changed = events.objects.filter(later).exclude(pgh_context=context).first()
    if changed is not None:
        raise _refused(f"This {one.model._meta.verbose_name} was changed since: {_named(one.model, changed)}.")


def _nothing_built_on(
    model: type[models.Model],
    keys: set[Any],
    removed: dict[type[models.Model], set[Any]],
    let: set[type[models.Model]],
) -> None:
    for related, columns in pointing_at(model):
        if related in let:
            continue
        points = Q()
        for column in columns:
            points |= Q(**{f"{column}__in": keys})
        row = related._base_manager.filter(points).exclude(pk__in=removed.get(related, ())).first()
        if row is not None:
            what = f"{model._meta.verbose_name}"
            raise _refused(f"This {what} is used since by: {related._meta.verbose_name} “{row}”.")


def _leaves_first(removed: dict[type[models.Model], set[Any]]) -> list[type[models.Model]]:
    """Tables in an order in which nothing points at what goes."""
    order: list[type[models.Model]] = []
    rest = sorted(removed, key=lambda model: model._meta.label_lower)
    while rest:
        free = [
            model
            for model in rest
            if not any(related in rest and related is not model for related, _ in pointing_at(model))
        ]
        # Tables that point at each other in a circle go by name; the database has the last word.
        order += free or rest
        rest = [model for model in rest if model not in order]
    return order


def _delete(model: type[models.Model], keys: set[Any]) -> None:
    """Rows that point at others of their own table go before these."""
    own = [column for related, columns in pointing_at(model) if related is model for column in columns]
    while keys:
        rows = model._base_manager.filter(pk__in=keys)
        pointed = {key for column in own for key in rows.values_list(column, flat=True)}
        free = keys - pointed or keys
        rows.filter(pk__in=free).delete()
        keys = keys - free


def _restore(one: _Written) -> int:
    events: Any = one.model.pgh_event_model  # type: ignore[attr-defined]
    kept = {each.attname for each in events._meta.concrete_fields}
    columns = [
        each.attname
        for each in one.model._meta.concrete_fields
        if each.attname in kept and each.name not in _OWN and not each.primary_key
    ]
    for key in one.changed:
        before = events.objects.filter(pgh_obj=key, pgh_id__lt=one.rows[key][0].pgh_id).order_by("-pgh_id").first()
        if before is None:
            raise _refused(f"What stood before is not on record: {one.model._meta.verbose_name}.")
        record = one.model._base_manager.get(pk=key)
        for column in columns:
            setattr(record, column, getattr(before, column))
        record.save()
    return len(one.changed)


def _named(model: type[models.Model], row: Any) -> str:
    record = model._base_manager.filter(pk=row.pgh_obj_id).first()
    return str(record) if record is not None else "it was removed"


def _refused(message: str) -> ValidationError:
    return ValidationError({"undo": [message]}, code="built_on")
