"""Notes to readers."""

from django.db import models


class NoteKind(models.TextChoices):
    CORRECTION = "correction", "Correction"
    REPLY = "reply", "Reply of the one concerned"
