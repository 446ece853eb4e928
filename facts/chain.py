"""Digests of history rows, as PostgreSQL computes them: one text per row, the same on every server.

A row's text is the ``jsonb`` of the columns that its shape names, times in UTC, with the metadata of its context. jsonb
orders keys and writes numbers in one way (PostgreSQL documentation, "JSON Types").
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, LiteralString

import pghistory.models
from django.apps import apps
from django.db import connection
from psycopg import sql

FIRST = "0" * 64  # the head before the first block
# Held while a block is made, so that there is one chain.
LOCK = 7_203_145_901

# Every statement is a constant; names of tables and columns are put in as identifiers and literals.
_PAYLOAD = sql.SQL(
    """jsonb_build_object(
        'row', (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(to_jsonb(h)) e WHERE e.key = ANY({columns})),
        'context', c.metadata)::text"""
)
_SEAL = """
    INSERT INTO facts_sealedrow (block_id, shape_id, "table", row_id, salt, digest)
    SELECT %(block)s, %(shape)s, %(table)s, pgh_id, salt, encode(sha256(salt || convert_to(payload, 'UTF8')), 'hex')
    FROM (
        SELECT h.pgh_id, uuid_send(gen_random_uuid()) AS salt, {payload} AS payload
        FROM {table} h LEFT JOIN pghistory_context c ON c.id = h.pgh_context_id
        WHERE h.pgh_xact >= %(low)s AND h.pgh_xact < %(high)s
    ) rows
    WHERE NOT EXISTS (SELECT 1 FROM facts_sealedrow s WHERE s."table" = %(table)s AND s.row_id = rows.pgh_id)
"""
_DISAGREEING = """
    SELECT s.block_id, s.row_id, h.pgh_id IS NULL
    FROM facts_sealedrow s
    LEFT JOIN {table} h ON h.pgh_id = s.row_id
    LEFT JOIN pghistory_context c ON c.id = h.pgh_context_id
    WHERE s.shape_id = %(shape)s AND (
        h.pgh_id IS NULL
        OR (s.salt IS NOT NULL AND s.digest <> encode(sha256(s.salt || convert_to({payload}, 'UTF8')), 'hex')))
    ORDER BY s.block_id, s.row_id
"""
_UNSEALED = """
    SELECT h.pgh_id FROM {table} h
    WHERE h.pgh_xact < %(below)s
        AND NOT EXISTS (SELECT 1 FROM facts_sealedrow s WHERE s."table" = %(table)s AND s.row_id = h.pgh_id)
    ORDER BY h.pgh_id
"""
_YOUNGEST = """
    SELECT min(pgh_xact) AS low FROM {table}
    WHERE pgh_xact >= %(since)s AND pgh_created_at > now() - make_interval(secs => %(seconds)s)
"""


def tracked() -> list[type[pghistory.models.Event]]:
    """Every history model, in the order of its table."""
    models = (model for model in apps.get_models() if issubclass(model, pghistory.models.Event))
    return sorted(models, key=lambda model: str(model._meta.db_table))


def columns_of(model: type[pghistory.models.Event]) -> list[str]:
    """All columns of a history table as they are now, sorted."""
    return sorted(str(field.column) for field in model._meta.concrete_fields)


def head_of(previous: str, number: int, horizon: int, rows: int, content: str) -> str:
    """The head of a block (64 hex digits)."""
    return sha256(f"{previous}|{number}|{horizon}|{rows}|{content}".encode()).hexdigest()


def _compose(template: LiteralString, table: str, columns: list[str]) -> sql.Composed:
    payload = _PAYLOAD.format(columns=sql.Literal(columns))
    return sql.SQL(template).format(table=sql.Identifier(table), payload=payload)


def use_utc(cursor: Any) -> None:
    """Times as texts depend on the session's zone; for the length of this transaction it is UTC."""
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")


def oldest_open(cursor: Any) -> int:
    """The lowest transaction id that may still be running: everything below is committed or gone."""
    cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    return int(cursor.fetchone()[0])


def youngest_unsettled(cursor: Any, *, since: int, seconds: float) -> int | None:
    """The lowest transaction id from ``since`` on of rows written within the last ``seconds``; None: no such rows."""
    parts = [_compose(_YOUNGEST, model._meta.db_table, []) for model in tracked()]
    cursor.execute(
        sql.SQL("SELECT min(low) FROM ({}) AS lows").format(sql.SQL(" UNION ALL ").join(parts)),
        {"since": since, "seconds": seconds},
    )
    found = cursor.fetchone()[0]
    return None if found is None else int(found)


def seal_table(cursor: Any, *, table: str, columns: list[str], shape: int, block: int, low: int, high: int) -> int:
    """Add the digests of a table's rows of transactions ``low`` to below ``high``; returns how many."""
    cursor.execute(
        _compose(_SEAL, table, columns),
        {"block": block, "shape": shape, "table": table, "low": low, "high": high},
    )
    return int(cursor.rowcount)


def content_of(cursor: Any, block: int) -> tuple[int, str]:
    """How many rows a block holds, and the SHA-256 over their digests in the order of table and row."""
    cursor.execute(
        "SELECT count(*), encode(sha256(convert_to(coalesce("
        "string_agg(\"table\" || ' ' || row_id || ' ' || digest, E'\\n' ORDER BY \"table\" COLLATE \"C\", row_id), ''"
        "), 'UTF8')), 'hex') FROM facts_sealedrow WHERE block_id = %s",
        [block],
    )
    rows, content = cursor.fetchone()
    return int(rows), str(content)


def disagreeing(cursor: Any, *, table: str, columns: list[str], shape: int) -> Iterator[tuple[int, int, str]]:
    """(block, row, what) of a shape's rows that are not as they were sealed: ``missing`` or ``changed``."""
    cursor.execute(_compose(_DISAGREEING, table, columns), {"shape": shape})
    for block, row, missing in cursor.fetchall():
        yield int(block), int(row), "missing" if missing else "changed"


def unsealed(cursor: Any, *, table: str, below: int) -> list[int]:
    """Rows of transactions below a sealed horizon that no block holds: slipped in afterwards, or out of a backup."""
    cursor.execute(_compose(_UNSEALED, table, []), {"below": below, "table": table})
    return [int(row) for (row,) in cursor.fetchall()]


def columns_in_database(table: str) -> set[str]:
    """The columns that a table has now."""
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}
