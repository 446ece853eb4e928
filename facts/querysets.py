"""Words for reading facts. ``visible_to`` is the one door: every face uses it for every publishable record."""

from typing import Any, TypeVar

from django.db import models

from facts.choices import IMPORT_ACTIVE, PublicationState
from facts.visibility import Viewer

M = TypeVar("M", bound=models.Model)


class PublishableQuerySet(models.QuerySet[M, M]):
    """Rows with a publication state.

    A subclass narrows ``published`` where a row hangs below another publishable one.
    """

    def published(self) -> "Any":
        return self.filter(publication_state=PublicationState.PUBLISHED)

    def visible_to(self, viewer: Viewer) -> "Any":
        """What ``viewer`` may see: everything for those who may see unpublished records, else what is published."""
        return self.all() if viewer.sees_unpublished else self.published()


class ImportQuerySet(models.QuerySet[M, M]):
    """Files on their way in."""

    def light(self) -> "Any":
        """Without the file and the report: both can be large."""
        return self.defer("content", "report")

    def active(self) -> "Any":
        """Those that a worker has something to do with."""
        return self.filter(state__in=IMPORT_ACTIVE)


def related_to(model: type[models.Model], relation: str) -> type[models.Model]:
    """The model behind a relation, for a queryset that knows no other model."""
    related = model._meta.get_field(relation).related_model
    if related is None or isinstance(related, str):
        raise LookupError(f"{model.__name__}.{relation} is no relation")
    return related


def rows_of(model: type[models.Model], relation: str) -> "models.Manager[Any]":
    """The manager of the rows behind a reverse relation, for subqueries."""
    return related_to(model, relation)._default_manager
