"""History of what editors change, kept by database triggers (django-pghistory), so that no write escapes it."""

from collections.abc import Callable
from typing import TypeVar, cast

import pghistory
import pghistory.models
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.expressions import RawSQL

M = TypeVar("M", bound=models.Model)


class HistoryRow(pghistory.models.Event):
    """A history row that also carries the transaction it was written in.

    Commit order cannot be read from timestamps or from serial keys: a change feed that must lose nothing compares
    transaction ids with the snapshot of the reader (PostgreSQL, "System Information Functions",
    ``pg_current_xact_id``).
    """

    pgh_xact = models.BigIntegerField(db_default=RawSQL("pg_current_xact_id()::text::bigint", ()), editable=False)

    class Meta:
        abstract = True


def track(*, but_not: tuple[str, ...] = ("updated_at",), without: tuple[str, ...] = ()) -> Callable[[type[M]], type[M]]:
    """Class decorator: record every insert, update and delete, but for changes of ``but_not`` columns alone.

    ``without``: columns that history does not hold at all, so that emptying them leaves nothing behind.
    """

    def decorate(model: type[M]) -> type[M]:
        tracker = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude=[*but_not, *without])),
            pghistory.DeleteEvent(),
            exclude=list(without) or None,
            base_model=HistoryRow,
            model_name=f"{model.__name__}History",
            obj_field=pghistory.ObjForeignKey(related_name="history"),
            # Rows lie in about the order of their transactions, so that ranges of pages are index enough.
            meta={
                "indexes": [BrinIndex(fields=["pgh_xact"], name=f"{model.__name__.lower()}_xact", autosummarize=True)]
            },
        )
        return cast("type[M]", tracker(model))

    return decorate
