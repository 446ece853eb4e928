"""The repository's own seeds, loaded once for all tests that only read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tracker.seeding.loader import load
from tracker.seeding.report import Report


@pytest.fixture(scope="module")
def first_run(django_db_setup: None, django_db_blocker: Any) -> Iterator[Report]:
    """What the first run reported. Everything is undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def seeded(first_run: Report, django_db_blocker: Any) -> Iterator[Report]:
    """The seeds are in the database; what a test changes on top of them is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield first_run
        transaction.set_rollback(True)
