"""The queue's application. `celery -A tracker worker` and `celery -A tracker beat` find it here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import celery
import kombu.transport.redis
import redis.exceptions
from django.conf import settings

from tracker.embedded.places import Places
from tracker.embedded.valkey import Valkey

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")


class Channel(kombu.transport.redis.Channel):
    """kombu's channel, whose end is a connection error where the connection is gone already.

    kombu 5.7 looks the broker's host up on a client that is None then. The AttributeError passes the worker's clean-up
    after a lost broker, which catches connection errors, and the worker hangs instead of connecting again.
    """

    def _connparams(self, *args: Any, **options: Any) -> Any:
        if self.connection is None or self.connection.client is None:
            raise redis.exceptions.ConnectionError("the connection to the broker is closed")
        return super()._connparams(*args, **options)


kombu.transport.redis.Transport.Channel = Channel


class Celery(celery.Celery):
    """Celery that starts the embedded broker where one is to be used and none answers."""

    def _connection(self, url: str, **options: Any) -> Any:
        if settings.ENVIRONMENT.embedded_valkey:
            Valkey(Places(Path(settings.ENVIRONMENT.places.local))).ensure()
        return super()._connection(url, **options)


app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What the clock does. A message that nobody took in time is dropped: the next one does the same.
app.conf.beat_schedule = {
    "sweep": {
        "task": "articles.tasks.sweep",
        "schedule": settings.SWEEP_SECONDS,
        "options": {"expires": settings.SWEEP_SECONDS},
    },
    "seal-history": {"task": "facts.tasks.seal_history", "schedule": 60, "options": {"expires": 60}},
    "relink-what-changed": {
        "task": "articles.tasks.relink_what_changed",
        "schedule": settings.SWEEP_SECONDS,
        "options": {"expires": settings.SWEEP_SECONDS},
    },
    "sweep-imports": {
        "task": "facts.tasks.sweep_imports",
        "schedule": settings.SWEEP_SECONDS,
        "options": {"expires": settings.SWEEP_SECONDS},
    },
    "poll-due-feeds": {"task": "articles.tasks.poll_due_feeds", "schedule": 60, "options": {"expires": 60}},
    "prune-registry-changes": {
        "task": "articles.tasks.prune_registry_changes",
        "schedule": 600,
        "options": {"expires": 600},
    },
}
