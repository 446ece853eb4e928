"""One record becomes two again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pghistory
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from facts.merging.tables import rows_of
from facts.merging.undo import Change, blocking, changes_of
from facts.models import Merge
from facts.publication import reviewed
from facts.services.merging.apart import tell_apart
from facts.services.merging.locking import lock_merges, lock_records, lock_rows_of
from facts.services.merging.merge import BATCH
from facts.services.merging.refusing import reason_given, refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Unmerged:
    """The merge that was undone, both records, and how many rows went back or were put back."""

    merge: Merge
    survivor: Any
    restored: Any
    moved: int
    put_back: int


@transaction.atomic
def unmerge(*, merge: Merge, by: "User", reason: str) -> Unmerged:
    """Undo a merge, however old: every row that it moved goes back and every row that it kept aside is put back.

    What came later stays: rows added to the survivor, rows given to another record since, what was edited. The two are
    noted as not the same, so that nothing proposes them again. Raises ``ValidationError`` with a code: ``undone`` or
    ``leaned_on`` (a later merge must be undone first) on ``merge``, ``reason_missing`` on ``reason``, ``contradicts``.
    """
    why = reason_given(reason, "Unmerging")
    lock_merges()
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise refusal("merge", "undone", f"This merge was undone already, {merge.undone_at:%Y-%m-%d}.")
    later = next(iter(blocking(merge)), None)
    if later is not None:
        message = f"A later merge ({later.created_at:%Y-%m-%d %H:%M} UTC: {later.reason}) moved rows of this one: "
        raise refusal("merge", "leaned_on", message + "unmerge that one first.")
    model = apps.get_model(merge.model)
    lock_rows_of(model, merge.survivor_id)
    locked = lock_records(model, merge.survivor_id, merge.merged_id)
    survivor, restored = locked[merge.survivor_id], locked[merge.merged_id]
    with pghistory.context(reason=why, editor=by.pk):
        try:
            with transaction.atomic(), reviewed():
                moved, put_back = _put_back(changes_of(merge))
                rows_of(model).filter(pk=restored.pk).update(merged_into=None, updated_at=timezone.now())
                connection.check_constraints()
        except IntegrityError as error:
            rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a rule"
            message = f"The database refused this: {str(rule).replace('_', ' ')}. Something it needs was changed since."
            raise refusal("merge", "contradicts", message) from error
        merge.undone_at, merge.undone_by, merge.undone_reason = timezone.now(), by, why
        merge.save(update_fields=["undone_at", "undone_by", "undone_reason", "updated_at"])
        restored.merged_into = None
        tell_apart(one=survivor, two=restored, by=by, reason=f"Unmerged: {why}")
    return Unmerged(merge, survivor, restored, moved, put_back)


def _put_back(changes: Iterable[Change]) -> tuple[int, int]:
    """Backwards, so that a row stands again before what hangs on it. Rows that went elsewhere since are left there."""
    moved = put_back = 0
    for (model, columns, kept), group in groupby(reversed(list(changes)), key=_alike):
        same = list(group)
        if kept:
            for change in same:
                _insert(model, change.kept)
                put_back += 1
            continue
        was = {column: before for column, before, _ in columns}
        still = {column: after for column, _, after in columns}
        for start in range(0, len(same), BATCH):
            keys = [change.key for change in same[start : start + BATCH]]
            moved += rows_of(model).filter(pk__in=keys, **still).update(**was)
    return moved, put_back


def _alike(change: Change) -> tuple[type[models.Model], Any, bool]:
    return change.model, change.columns, bool(change.kept)


def _insert(model: type[models.Model], kept: str) -> None:
    """The row as it was; columns that came since hold what a new row would."""
    known = set(json.loads(kept))
    fields = list(model._meta.concrete_fields)
    new = {field.column: field.get_default() for field in fields if field.column not in known}
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns}"  # noqa: S608 - names of ours
            f" FROM jsonb_populate_record(NULL::{table}, %s::jsonb || %s::jsonb)",
            [kept, json.dumps(new, default=str)],
        )
