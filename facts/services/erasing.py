"""Taking somebody's names out of every table, history included, and looking afterwards whether they are gone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from facts.erasing import Mask, Place, is_history, places, tables, take_out, text_columns
from facts.merging.tables import pointing_at
from facts.publication import reviewed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# (table with history, key of the record, columns) -> history rows emptied.
EraseHistory = Callable[[type[models.Model], Any, Collection[str]], int]
# The context of history rows, which may hold a reason that names somebody.
EraseContext = Callable[[UUID], None]


@dataclass(frozen=True)
class Erased:
    """How many records lost a name, how many rows went with it, how many history rows were emptied."""

    changed: int
    deleted: int
    history: int


@transaction.atomic
def take_names_out(
    *,
    mask: Mask,
    by: "User",
    reason: str,
    spared: Collection[str],
    erase_history: EraseHistory,
    erase_context: EraseContext,
) -> Erased:
    """Take the names of ``mask`` out of every table, and empty the history that holds them.

    ``spared``: places (``Place.id``) that speak of somebody else of that name. Who may touch history is not decided
    here: the two functions do it. Raises ``ValidationError`` on ``erasure``, with everything as before, where a name
    still stands somewhere afterwards.
    """
    with pghistory.context(reason=reason, editor=by.pk) as context, reviewed(), erasing():
        deleted = changed = 0
        for place in _standing(mask, spared):
            # As it is now: another row's turn may have changed or removed it.
            row = place.model._base_manager.select_for_update().filter(pk=place.row.pk).first()
            if row is None:
                continue
            if getattr(row, "goes_with_names", False):
                row.delete()
                deleted += 1
            else:
                _change(row, mask)
                changed += 1
        deleted += _delete_rows(mask)
        for bearer in mask.bearing._base_manager.select_for_update().filter(pk__in=mask.bearers):
            _change(bearer, mask)
        history = _empty_history(mask, spared, context.id, erase_history, erase_context)
        left = [place for place in places(mask) if place.id not in spared and not _of_spared(place, spared)]
        if left:
            named = ", ".join(sorted({str(place.row._meta.verbose_name) for place in left}))
            raise ValidationError(
                {"erasure": [f"A name still stands in {len(left)} rows ({named}). Nothing was done."]}
            )
    return Erased(changed, deleted, history)


@contextmanager
def erasing() -> Iterator[None]:
    """What is otherwise never changed (notes to readers, closed requests) may lose a name within."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('facts.erasing', 'on', true)")
        yield
        cursor.execute("SELECT set_config('facts.erasing', 'off', true)")


def _change(row: Any, mask: Mask) -> None:
    take_out(row, mask)
    row.save()


def _delete_rows(mask: Mask) -> int:
    """Rows that say nothing but a bearer's name, spelled in whatever way."""
    deleted = 0
    for model, columns in pointing_at(mask.bearing):
        if getattr(model, "goes_with_names", False):
            for column in columns:
                rows = model._base_manager.filter(**{f"{column}__in": mask.bearers})
                deleted += rows.count()
                rows.delete()
    return deleted


def _standing(mask: Mask, spared: Collection[str]) -> list[Place]:
    current = [model for model in tables() if not is_history(model) and model is not pghistory.models.Context]
    return [place for place in places(mask, within=current) if place.id not in spared]


def _of_spared(place: Place, spared: Collection[str]) -> bool:
    """The history of a record that speaks of somebody else."""
    events: Any = place.model
    return is_history(place.model) and f"{events.pgh_tracked_model._meta.label_lower}:{place.row.pgh_obj_id}" in spared


def _empty_history(
    mask: Mask, spared: Collection[str], context: UUID, erase_history: EraseHistory, erase_context: EraseContext
) -> int:
    """After everything else: taking names out writes history, too."""
    found: dict[tuple[type[models.Model], Any], set[str]] = defaultdict(set)
    for place in places(mask, within=filter(is_history, tables())):
        if not _of_spared(place, spared):
            events: Any = place.model
            columns = {str(events._meta.get_field(name).column) for name in place.columns}
            found[events.pgh_tracked_model, place.row.pgh_obj_id] |= columns
    for model, key, changed in _changed_in(context):
        found[model, key] |= changed
    for model, key in _whole(mask):
        events = model.pgh_event_model  # type: ignore[attr-defined]
        found[model, key] |= {str(field.column) for field in text_columns(events)}
    emptied = sum(erase_history(model, key, sorted(columns)) for (model, key), columns in found.items())
    for place in places(mask, within=[pghistory.models.Context]):
        erase_context(place.row.pk)
    return emptied


def _changed_in(context: UUID) -> Iterator[tuple[type[models.Model], Any, set[str]]]:
    """Text columns that the deed changed, by record: a quote may go though it holds no whole name."""
    for events in filter(is_history, tables()):
        kept: Any = events
        for row in kept.objects.filter(pgh_context=context, pgh_label="update").order_by("pgh_id"):
            before = kept.objects.filter(pgh_obj=row.pgh_obj_id, pgh_id__lt=row.pgh_id).order_by("-pgh_id").first()
            columns = {
                str(field.column)
                for field in text_columns(events)
                if before is not None and getattr(before, field.attname) != getattr(row, field.attname)
            }
            if columns:
                yield kept.pgh_tracked_model, row.pgh_obj_id, columns


def _whole(mask: Mask) -> Iterator[tuple[type[models.Model], Any]]:
    """Records whose every text is the bearer's: themselves, and the rows that went with their names."""
    yield from ((mask.bearing, key) for key in mask.bearers)
    for model, columns in pointing_at(mask.bearing):
        events: Any = getattr(model, "pgh_event_model", None)
        if events is None or not getattr(model, "goes_with_names", False):
            continue
        for column in columns:
            keys = events.objects.filter(**{f"{column}__in": mask.bearers}).values_list("pgh_obj_id", flat=True)
            yield from ((model, key) for key in set(keys))
