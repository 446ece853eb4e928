"""Words for reading people, employers and employments."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from facts.choices import CONTRADICTED, PublicationState
from facts.querysets import M, PublishableQuerySet, rows_of
from people import choices, spelling


class NamedQuerySet(PublishableQuerySet[M]):
    """Rows with names. A merged row stays for redirects and is in no list."""

    name_key = ""

    def live(self) -> Any:
        return self.filter(merged_into=None)

    def published(self) -> Any:
        return super().published().filter(merged_into=None)

    def named(self, query: str) -> Any:
        """Rows with a name that holds every token of ``query``, in any order and script."""
        names = rows_of(self.model, "names")
        return self.filter(
            Exists(names.filter(**{self.name_key: OuterRef("pk")}, tokens__contains=spelling.query_tokens(query)))
        )

    def nearly_named(self, query: str) -> Any:
        """Rows with a name spelled much like ``query`` (trigrams), nearest first. For Latin script."""
        return (
            self.annotate(nearness=models.Max(TrigramSimilarity("names__folded", spelling.folded(query))))
            .filter(nearness__gt=0.4)
            .order_by("-nearness", "pk")
        )


class PersonQuerySet(NamedQuerySet[M]):
    name_key = "person"


class EmployerQuerySet(NamedQuerySet[M]):
    name_key = "employer"


class EmploymentQuerySet(PublishableQuerySet[M]):
    def contradicted(self) -> Any:
        """A source contradicts or retracts them; not withdrawn."""
        return self.filter(verification__in=CONTRADICTED).exclude(publication_state=PublicationState.WITHDRAWN)

    def published(self) -> Any:
        """Published employments of published people at published employers: a hidden party hides the row."""
        shown = PublicationState.PUBLISHED
        return (
            super()
            .published()
            .filter(Q(person__publication_state=shown) & Q(employer__publication_state=shown), person__merged_into=None)
        )

    def in_order(self) -> Any:
        return self.order_by(models.F("start_lo").asc(nulls_last=True), models.F("end_lo").asc(nulls_last=True), "pk")


class RightsRequestQuerySet(models.QuerySet[M]):
    """``on`` is the day that counts as today."""

    def open(self) -> Any:
        return self.filter(state__in=choices.OPEN_REQUESTS)

    def due_within(self, days: int, *, on: date | None = None) -> Any:
        """Open and due today or in the next ``days`` days; what is overdue is not among them."""
        today = on or timezone.localdate()
        return self.open().filter(due_on__gte=today, due_on__lte=today + timedelta(days=days))

    def overdue(self, *, on: date | None = None) -> Any:
        """Open though the last day for an answer is past."""
        return self.open().filter(due_on__lt=on or timezone.localdate())
