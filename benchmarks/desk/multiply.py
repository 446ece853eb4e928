"""Copies of a whole world within its database: copy number k of a row has k in the first digits of its key.

Rows point at rows of their own copy. Names, titles, texts, addresses and slugs end in a syllable of the copy's, so that
nothing is there twice that must be there once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg import sql

from articles.models import Article, Mention, Suggestion
from cases.models import Case, CaseCitation, Event, EventActor, EventCitation, Participant, Proceeding
from facts.models import Citation
from people.models import Employer, Name, Person

_MODELS: Sequence[Any] = (
    *(Person, Employer, Name, Citation, Case, Participant, Proceeding, Event, EventActor, CaseCitation, EventCitation),
    *(Article, Mention, Suggestion),
)
# Columns whose words must differ between copies.
_WORDS = frozenset(
    {"slug", "title", "display_name", "folded", "romanised", "docket_raw", "url", "tokens", "docket_tokens"}
)
_MORE = {(Name, "text"), (Article, "text")}
_SYLLABLE = "translate(k::text, '0123456789', 'aeioulnrst')"


def multiply(cursor: psycopg.Cursor, times: int) -> None:
    """Add ``times`` copies of everything, history included. As a superuser: triggers and foreign keys are not asked."""
    histories = [model.pgh_event_model for model in _MODELS if hasattr(model, "pgh_event_model")]
    tables = [model._meta.db_table for model in (*_MODELS, *histories)]
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET synchronous_commit = off")
    cursor.execute("SET maintenance_work_mem = '256MB'")
    indexes = _without_indexes(cursor, tables)
    for model in (*_MODELS, *histories):
        columns = {
            field.column: _value(model, field) for field in model._meta.concrete_fields if field.name != "pgh_id"
        }
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {times}) AS k"
            ).format(
                table=sql.Identifier(model._meta.db_table),
                names=sql.SQL(", ").join(map(sql.Identifier, columns)),
                values=sql.SQL(", ").join(sql.SQL(value) for value in columns.values()),
                times=times,
            )
        )
    for index in indexes:
        cursor.execute(index)


def _without_indexes(cursor: psycopg.Cursor, tables: Sequence[str]) -> list[Any]:
    """Drop the indexes that belong to no constraint; returns how to make them again, which is faster afterwards."""
    cursor.execute(
        """
        SELECT indexname, indexdef FROM pg_indexes
        WHERE tablename = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)
        """,
        [tables],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def _value(model: Any, field: Any) -> str:
    """SQL for a column of copy ``k``."""
    column = f'"{field.column}"'
    kept: Any = getattr(model, "pgh_tracked_model", model)
    if isinstance(field, models.UUIDField) or (field.is_relation and field.remote_field.model in _MODELS):
        if not field.is_relation and field.name != "id":
            return column
        return f"overlay({column}::text placing lpad(to_hex(k), 8, '0') from 1 for 8)::uuid"
    if field.name == "text_sha256" and kept is Article:
        return f"encode(sha256(convert_to(text || {_SYLLABLE}, 'UTF8')), 'hex')"
    if field.name == "created_at" and kept is Suggestion:
        return f"{column} + k * interval '1 hour'"
    if field.name in _WORDS or (kept, field.name) in _MORE:
        if isinstance(field, ArrayField):
            last = f"{column}[cardinality({column})] || {_SYLLABLE}"
            return (
                f"CASE WHEN cardinality({column}) = 0 THEN {column} ELSE trim_array({column}, 1) || ({last})::text END"
            )
        return f"CASE WHEN {column} = '' THEN {column} ELSE {column} || {_SYLLABLE} END"
    return column
