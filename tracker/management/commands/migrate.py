"""migrate, as the owner of the tables; the application's role and the editors' roles get their rights afterwards."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from tracker.database.base import DatabaseWrapper
from tracker.database.executor import Executor
from tracker.database.roles import grant_to_application
from tracker.roles import apply_roles

# Django's command takes its executor from its module and offers no other place to name one.
migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Django's own command, run as the owner role, with the grants and the groups of tracker/roles.py after it."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. Where only a plan or a check is asked for, nothing is created or granted."""
        connection = connections[options["database"]]
        if not isinstance(connection, DatabaseWrapper):
            super().handle(*args, **options)
            return
        application = connection.settings_dict["USER"]
        with connection.as_owner():
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                grant_to_application(connection, role=application)
                apply_roles(options["database"])
