"""Tasks of the clock and of imports. Each calls one service; rows say what is to be done, messages are hints."""

from uuid import UUID

from celery import shared_task

from facts import services


@shared_task
def seal_history() -> None:
    """Add what was written since the last time to the chain over the history."""
    services.seal_history()


@shared_task
def work_on_import(import_id: str) -> None:
    """Check or save a file of records."""
    services.work_on_import(import_id=UUID(import_id))


@shared_task
def sweep_imports() -> None:
    """Enqueue again what waits without a worker; remove files whose time is over."""
    services.empty_old_imports()
    for key in services.waiting_imports():
        work_on_import.delay_on_commit(str(key))
