"""Locks of a merge, always in one order, so that two merges wait for each other and neither for itself.

First the one lock of all merges, which are rare; then the rows that move, table by table and by key, since whoever
edits such a row holds it while a trigger asks for its case; then the two records.
"""

from typing import Any
from uuid import UUID

from django.db import connection, models

from facts.merging.tables import pointing, pointing_at, rows_of

# Any number that no other lock of this database has: "merge" read as hexadecimal digits of its letters.
_ONE_AT_A_TIME = 0x6D65726765


def lock_merges() -> None:
    """Wait for any other merge or unmerge; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def lock_rows_of(model: type[models.Model], key: UUID) -> None:
    """Lock every row that points at a record."""
    for related, columns in pointing_at(model):
        list(pointing(related, columns, key).select_for_update(of=("self",)).values_list("pk", flat=True))


def lock_records(model: type[models.Model], *keys: UUID) -> dict[UUID, Any]:
    """Lock records in the order of their keys, and read them."""
    rows = rows_of(model).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    return {row.pk: row for row in rows}
