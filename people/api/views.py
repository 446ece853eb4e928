"""Endpoints of people and employers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from facts.api.fields import cited
from facts.api.paging import Order
from facts.api.schema import described
from facts.api.views import RecordViewSet
from people.api import serializers
from people.filters import EmployerFilter, PersonFilter
from people.models import (
    Employer,
    EmployerCitation,
    EmployerRelation,
    EmployerRelationCitation,
    Employment,
    EmploymentCitation,
    Name,
    Person,
    PersonCitation,
)

ORDERS = {"name": Order("display_name"), "published_at": Order("published_at", datetime.fromisoformat, nullable=True)}


@described("people", "person")
class PersonViewSet(RecordViewSet):
    """People who are named in public, with their names in every script and where they worked."""

    model = Person
    collection = "people"
    list_serializer = serializers.PersonSerializer
    detail_serializer = serializers.PersonDetailSerializer
    filterset_class = PersonFilter
    orders = ORDERS
    default_order = "name"

    def rows(self, *, detail: bool) -> Any:
        """People with their names; one person with visible employments and sources."""
        people = Person.objects.visible_to(self.viewer).live().prefetch_related(_names())
        if not detail:
            return people
        units = Employer.objects.visible_to(self.viewer)
        employments = (
            Employment.objects.visible_to(self.viewer)
            .select_related("employer")
            .in_order()
            .prefetch_related(Prefetch("unit", units), cited(EmploymentCitation))
        )
        return people.prefetch_related(Prefetch("employments", employments), cited(PersonCitation))


@described("employers", "employer")
class EmployerViewSet(RecordViewSet):
    """Companies, units, labs, brands and groups."""

    model = Employer
    collection = "employers"
    list_serializer = serializers.EmployerSerializer
    detail_serializer = serializers.EmployerDetailSerializer
    filterset_class = EmployerFilter
    orders = ORDERS
    default_order = "name"

    def rows(self, *, detail: bool) -> Any:
        """Employers with their names; one employer with its relations to visible ones and sources."""
        employers = Employer.objects.visible_to(self.viewer).live().prefetch_related(_names())
        if not detail:
            return employers
        others = Employer.objects.visible_to(self.viewer)
        relations = EmployerRelation.objects.select_related("source", "target").prefetch_related(
            cited(EmployerRelationCitation)
        )
        return employers.prefetch_related(
            Prefetch("relations", relations.filter(target__in=others)),
            Prefetch("relations_to", relations.filter(source__in=others)),
            cited(EmployerCitation),
        )


def _names() -> Prefetch[Any]:
    return Prefetch("names", Name.objects.order_by("kind", "text"))
