"""The backend itself; Django loads this module by its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from tracker.embedded.places import Places
from tracker.embedded.postgres import Postgres


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with three settings of its own.

    OWNER: the owner role's connection settings. EMBEDDED: the directory of the server to start where none answers, or
    None. DURABLE: False for tests.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; where that fails and the server is ours to start, start it and connect again."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            directory = self.settings_dict.get("EMBEDDED")
            if directory is None:
                raise
            Postgres(Places(Path(directory)), durable=self.settings_dict.get("DURABLE", True)).ensure()
            return super().get_new_connection(conn_params)

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Act as the owner role within the block. Not inside a transaction: it takes another connection."""
        owner = self.settings_dict.get("OWNER")
        if not owner or self.settings_dict["USER"] == owner["USER"]:
            yield
            return
        if self.in_atomic_block:
            raise RuntimeError("the role cannot change inside a transaction")
        before = {key: self.settings_dict[key] for key in owner}
        self._reconnect(owner)
        try:
            yield
        finally:
            self._reconnect(before)

    @contextmanager
    def _nodb_cursor(self) -> Iterator[Any]:
        # Databases, those of tests, are made and dropped by the owner, too.
        with self.as_owner(), super()._nodb_cursor() as cursor:
            yield cursor

    def _reconnect(self, settings: dict[str, Any]) -> None:
        self.close()
        self.settings_dict.update(settings)
