"""flush, as the owner of the tables: the application's role may not empty them, history least of all."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from tracker.database.base import DatabaseWrapper
from tracker.roles import apply_roles


class Command(flush.Command):
    """Django's own command, run as the owner role; the groups of tracker/roles.py are there again after it."""

    def handle(self, **options: Any) -> None:
        """Empty every table."""
        connection = connections[options["database"]]
        if not isinstance(connection, DatabaseWrapper):
            super().handle(**options)
            return
        with connection.as_owner():
            super().handle(**options)
            apply_roles(options["database"])
