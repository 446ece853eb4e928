"""Writing many records at once: what the database checks by itself is not asked of it beforehand.

Validation asks about every constraint and every foreign key in statements of its own, and nested services set a
savepoint each: good for one form, most of the work for a thousand records. In bulk all of them still hold; a broken
one comes back as an ``IntegrityError`` that undoes the whole transaction, in place of a ``ValidationError`` on a field.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_IN_BULK = ContextVar("in_bulk", default=False)


def in_bulk() -> bool:
    return _IN_BULK.get()


@contextmanager
def bulk() -> Iterator[None]:
    """One transaction, all or nothing, in which constraints are left to the database."""
    with transaction.atomic(), unasked():
        yield


@contextmanager
def unasked() -> Iterator[None]:
    """The same within a transaction of the caller's, who lets no error of the database pass."""
    features = connection.features
    token, savepoints = _IN_BULK.set(True), features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = savepoints
        _IN_BULK.reset(token)
