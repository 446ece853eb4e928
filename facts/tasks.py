"""Tasks of the clock. They call one service each."""

from celery import shared_task

from facts import services


@shared_task
def seal_history() -> None:
    """Add what was written since the last time to the chain over the history."""
    services.seal_history()
