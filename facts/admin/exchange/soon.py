"""Telling the queue of an import."""

from uuid import UUID

from django.db import transaction

from facts import tasks


def work_soon(key: UUID) -> None:
    """Enqueue the next step of an import once this transaction is committed.

    The row is the queue and the message only a hint: where the broker is away, the sweeper finds the row, and the
    editor's page answers all the same.
    """

    def tell() -> None:
        tasks.work_on_import.delay(str(key))

    # A named function: Django writes its name into the log where it fails.
    transaction.on_commit(tell, robust=True)
