"""Sealing the history, and erasing what must not be kept without breaking the seal."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from psycopg import sql

from facts import chain
from facts.models import HistoryBlock, HistoryShape

logger = logging.getLogger(__name__)

# A request may add to its context, and so to what its rows say, until it ends; after this time nothing does any more.
SETTLED_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Sealed:
    """The newest block (None: nothing was ever sealed) and how many rows this call added to the chain."""

    block: HistoryBlock | None
    rows: int


@transaction.atomic
def seal_history(*, settled_after: timedelta = SETTLED_AFTER) -> Sealed:
    """Seal the history rows that finished transactions wrote at least ``settled_after`` ago, as one block.

    Rows of unfinished transactions are found next time: blocks end at a transaction id below which nothing can appear
    any more, never at a time or at a serial number. The head is logged, so that it can be kept away from this database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [chain.LOCK])
        chain.use_utc(cursor)
        last = HistoryBlock.objects.order_by("-number").first()
        high = chain.oldest_open(cursor)
        low = last.horizon if last is not None else 0
        if high < low:  # restored into another server, which counts transactions anew
            low = 0
        young = chain.youngest_unsettled(cursor, since=low, seconds=settled_after.total_seconds())
        high = high if young is None else min(high, young)
        number = last.number + 1 if last is not None else 1
        if not _seal_tables(cursor, number, low, high):
            return Sealed(last, 0)
        # The rows point at a block that is added now, since blocks are never changed.
        rows, content = chain.content_of(cursor, number)
        head = chain.head_of(last.head if last is not None else chain.FIRST, number, high, rows, content)
        block = HistoryBlock.objects.create(
            number=number, sealed_at=timezone.now(), horizon=high, rows=rows, content=content, head=head
        )
    logger.info("history sealed: block %s, %s rows, head %s", number, rows, head)
    return Sealed(block, rows)


def _seal_tables(cursor: Any, block: int, low: int, high: int) -> int:
    shapes = {(one.table, tuple(one.columns)): one.pk for one in HistoryShape.objects.all()}
    sealed = 0
    for model in chain.tracked():
        table, columns = model._meta.db_table, chain.columns_of(model)
        shape = shapes.get((table, tuple(columns)))
        if shape is None:
            shape = HistoryShape.objects.create(table=table, columns=columns).pk
        sealed += chain.seal_table(cursor, table=table, columns=columns, shape=shape, block=block, low=low, high=high)
    return sealed


@transaction.atomic
def erase_history(
    *, model: type[models.Model], key: Any, columns: Sequence[str], reason: str, door: str = "facts_erase_history"
) -> int:
    """Empty columns in every history row of a record, and take these rows' salts; returns how many rows there were.

    Runs as the owner of the tables: the application's role may not touch history. ``door`` is a function of the
    database with the same arguments that lets the application in for reasons that it checks. The digests stay and
    verify, and what was there cannot be found out from them. Raises ``ValidationError`` on ``model`` or ``columns``.
    """
    event: Any = getattr(model, "pgh_event_model", None)
    if event is None:
        raise ValidationError({"model": ["No history is kept of this kind of record."]})
    if not reason.strip():
        raise ValidationError({"reason": ["Erasing needs a reason."]})
    emptied = _emptied(event, columns)
    query = sql.SQL("SELECT {}(%s, %s, %s, %s)").format(sql.Identifier(door))
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), [event._meta.db_table, str(key), json.dumps(emptied), reason])
        return int(cursor.fetchone()[0])


def _emptied(event: Any, columns: Sequence[str]) -> dict[str, str | None]:
    """Each column with the value that says nothing: NULL, or the empty text, object or list where it must be set."""
    accepted: dict[str, str | None] = {}
    for field in event._meta.concrete_fields:
        if field.name.startswith("pgh_") or field.name == "id" or field.is_relation:
            continue
        column = str(field.column)
        if field.null:
            accepted[column] = None
        elif isinstance(field, (models.CharField, models.TextField)):
            accepted[column] = ""
        elif isinstance(field, (models.JSONField, ArrayField)):
            accepted[column] = "{}"
    unknown = sorted(set(columns) - accepted.keys())
    if unknown or not columns:
        named = ", ".join(unknown) or "none given"
        message = f"Not to be emptied: {named}. Accepted: {', '.join(sorted(accepted))}."
        raise ValidationError({"columns": [message]})
    return {column: accepted[column] for column in columns}
