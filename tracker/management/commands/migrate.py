"""migrate, as the owner of the tables; the application's role gets its rights afterwards."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from tracker.database.base import DatabaseWrapper
from tracker.database.roles import create_extensions, grant_to_application


class Command(migrate.Command):
    """Django's own command, run as the owner role between the extensions and the grants."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. Where only a plan or a check is asked for, nothing is created or granted."""
        connection = connections[options["database"]]
        if not isinstance(connection, DatabaseWrapper):
            super().handle(*args, **options)
            return
        application = connection.settings_dict["USER"]
        with connection.as_owner():
            only_look = options["plan"] or options["check_unapplied"]
            if not only_look:
                create_extensions(connection)
            super().handle(*args, **options)
            if not only_look:
                grant_to_application(connection, role=application)
