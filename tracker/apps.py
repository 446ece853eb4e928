"""The top floor as a Django app: it has commands and checks, no models."""

from __future__ import annotations

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Listed first, so that its commands win over those of the same name."""

    name = "tracker"
    verbose_name = "tracker"
