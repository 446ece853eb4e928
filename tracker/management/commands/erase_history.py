"""`manage.py erase_history`: take what must not be kept out of the history, as the owner of its tables."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from facts.services import erase_history


class Command(BaseCommand):
    """Empties columns of a record's history."""

    help = (
        "Empties columns in every history row of one record, for a person's right to erasure. The record itself is "
        "edited at the desk. The chain of digests still verifies; what was there is gone from this database for good, "
        "not from backups made before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which record, which columns, and why."""
        parser.add_argument("model", help="such as people.person")
        parser.add_argument("key", help="the record's id")
        parser.add_argument("--column", action="append", required=True, help="may be given more than once")
        parser.add_argument("--reason", required=True, help="kept beside who ran it; without personal data")
        parser.add_argument("--database", default="default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many rows were concerned."""
        try:
            model = apps.get_model(options["model"])
            key = model._meta.pk.to_python(options["key"])
        except (LookupError, ValueError) as error:
            raise CommandError("model: accepted is app.model, such as people.person.") from error
        except ValidationError as error:
            raise CommandError(f"key: {'; '.join(error.messages)}") from error
        connection: Any = connections[options["database"]]
        try:
            with connection.as_owner():
                rows = erase_history(model=model, key=key, columns=options["column"], reason=options["reason"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        if not rows:
            raise CommandError(f"key: the history has no rows of {options['model']} {options['key']}.")
        self.stdout.write(f"Erased {', '.join(options['column'])} in {rows} history rows.")
