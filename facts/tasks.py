"""Tasks of the clock and of imports. Each calls one service; rows say what is to be done, messages are hints."""

from uuid import UUID

from celery import shared_task
from django.conf import settings

from facts import services


@shared_task
def seal_history() -> None:
    """Add what was written since the last time to the chain over the history."""
    services.seal_history()


# What is one transaction cannot be divided: it may take as long as a message is kept from other workers.
_LONGEST = max(settings.CELERY_TASK_TIME_LIMIT, settings.CELERY_VISIBILITY_TIMEOUT - 60)


@shared_task(time_limit=_LONGEST, soft_time_limit=max(1, _LONGEST - 30))
def work_on_import(import_id: str) -> None:
    """Check or save a file of records."""
    services.work_on_import(import_id=UUID(import_id))


@shared_task
def sweep_imports() -> None:
    """Enqueue again what waits without a worker; remove files whose time is over."""
    services.empty_old_imports()
    for key in services.waiting_imports():
        work_on_import.delay_on_commit(str(key))
