"""The top floor as a Django app: it has commands and checks, no models."""

from __future__ import annotations

from django.apps import AppConfig

# Loaded with Django, so that every room's shared tasks belong to this application and its settings.
from tracker.celery import app as celery_app

__all__ = ["TrackerConfig", "celery_app"]


class TrackerConfig(AppConfig):
    """Listed first, so that its commands win over those of the same name."""

    name = "tracker"
    verbose_name = "tracker"
