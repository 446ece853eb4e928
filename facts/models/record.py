"""Abstract rows that every room builds on."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from facts import bulk, choices, keys


class Record(models.Model):
    """Key and timestamps."""

    id = models.UUIDField(primary_key=True, default=keys.uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def full_clean(
        self,
        exclude: Iterable[str] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - the signature is Django's
        validate_constraints: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """In bulk (``facts.bulk``) what the database checks by itself is left to it."""
        asked = not bulk.in_bulk()
        pointers = () if asked else (field.name for field in self._meta.concrete_fields if field.is_relation)
        super().full_clean({*(exclude or ()), *pointers}, validate_unique and asked, validate_constraints and asked)


class Publishable(models.Model):
    """May it be shown? New records are drafts, even inside a published case."""

    publication_state = models.CharField(
        max_length=12, choices=choices.PublicationState, default=choices.PublicationState.DRAFT, db_index=True
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.publication_state == choices.PublicationState.PUBLISHED

    def has_source(self) -> bool:
        """Is there anything that publication can rest on? For most records that is a citation that supports it."""
        record: Any = self
        return bool(record.citation_links.filter(citation__stance=choices.Stance.SUPPORTS).exists())

    def accuses_a_person(self) -> bool:
        """Does the record say that a named person broke a duty? Then publishing it needs a second editor."""
        return False

    def against_publishing(self) -> str:
        """Why this record cannot be published as it stands, in one sentence; empty where nothing is against it."""
        return ""


class Supported(models.Model):
    """A record that says how well its citations support it. The database writes it, nobody else (``facts.support``)."""

    verification = models.CharField(
        max_length=16, choices=choices.Verification, default=choices.Verification.UNVERIFIED, editable=False
    )

    class Meta:
        abstract = True
