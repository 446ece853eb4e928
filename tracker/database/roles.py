"""The rights of the application's role, set after every migration."""

from __future__ import annotations

import pghistory.models
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from facts.models import HistoryBlock, HistoryErasure, HistoryShape, SealedRow

# Whoever acted, as history tells it; its trigger adds to a row already there, so it must be able to update.
CONTEXT_TABLE = pghistory.models.Context._meta.db_table
MIGRATIONS_TABLE = "django_migrations"


def history_tables() -> list[str]:
    """The tables that triggers write history to."""
    models = apps.get_models(include_auto_created=True)
    return sorted(model._meta.db_table for model in models if issubclass(model, pghistory.models.Event))


def sealing_tables() -> list[str]:
    """The tables of the chain over the history."""
    return [model._meta.db_table for model in (HistoryBlock, HistoryErasure, HistoryShape, SealedRow)]


def grant_to_application(connection: BaseDatabaseWrapper, *, role: str) -> None:
    """Give the application's role what it needs and no more: rows of tables, but of history only adding and reading.

    Runs as the owner. The owner's own role needs no grants.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            return
        tables = set(connection.introspection.table_names(cursor))

        def execute(statement: str, table: str | None = None) -> None:
            names = {"role": sql.Identifier(role), "table": sql.Identifier(table or "")}
            cursor.execute(sql.SQL(statement).format(**names))

        execute("GRANT USAGE ON SCHEMA public TO {role}")
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in tables.intersection([*history_tables(), *sealing_tables()]):
            execute("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}", table)
        if CONTEXT_TABLE in tables:
            execute("REVOKE DELETE, TRUNCATE ON {table} FROM {role}", CONTEXT_TABLE)
        if MIGRATIONS_TABLE in tables:
            execute("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role}", MIGRATIONS_TABLE)
