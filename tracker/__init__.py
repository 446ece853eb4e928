"""Top floor: wires the rooms together and decides nothing."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]
