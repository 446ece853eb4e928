"""All that the database holds, byte for byte, but for what tells of the merge itself."""

from __future__ import annotations

import pghistory.models
from django.apps import apps
from django.db import connection

from facts.models import Distinction, Merge, MergedRow

# Clocks and counters, which a merge may move.
_LEFT_OUT = ("updated_at", "revision", "mark")
_OWN = (Merge, MergedRow, Distinction)
ROOMS = ("facts", "people", "cases", "articles")


def tables() -> list[str]:
    models = [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if not issubclass(model, (pghistory.models.Event, *_OWN)) and model.__name__ != "RegistryChange"
    ]
    return sorted(model._meta.db_table for model in models)


def dump() -> dict[str, list[str]]:
    """Table -> its rows as JSON text, in order."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            statement = f"SELECT (to_jsonb(t) - %s::text[])::text FROM {table} t ORDER BY 1"  # noqa: S608 - our own
            cursor.execute(statement, [list(_LEFT_OUT)])
            found[table] = [row for (row,) in cursor.fetchall()]
    return found
