"""What workers must hear of."""

from typing import Any, ClassVar

from django.db import models

from articles import choices


class XactField(models.Field):
    """A transaction's number as PostgreSQL counts it, without wrap-around (``xid8``)."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - the signature is Django's
        """The column's type."""
        return "xid8"


class RegistryChange(models.Model):
    """Which person, employer or case a transaction changed, as far as linking sees it.

    Written by triggers on the tables of names and cases, read by ``articles.registry.changes``. A row belongs to its
    transaction alone, so that writers never wait for each other. ``merged``: who stands for the entity changed, and
    with it every case that names it. ``entity`` is all zeros where ``kind`` speaks of everything.
    """

    xact = XactField()
    kind = models.CharField(max_length=8, choices=choices.RegistryChangeKind)
    entity = models.UUIDField()
    merged = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            # Also the index by which a reader finds what is new to it.
            models.UniqueConstraint(fields=["xact", "kind", "entity"], name="registrychange_once_per_transaction")
        ]

    def __str__(self) -> str:
        return f"{self.xact}: {self.kind} {self.entity}"
