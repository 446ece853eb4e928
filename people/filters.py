"""Filters of people and employers."""

from __future__ import annotations

from typing import Any

import django_filters

from facts.filters import Key, OneOf, RecordFilter, Words, standing
from people import choices, spelling
from people.models import Employer, Employment, Person


class _Named(RecordFilter):
    q = Words(method="named", label="Words of any of the names, in any order and script.")

    def named(self, queryset: Any, name: str, value: str) -> Any:
        """Rows with a name of these words; a query without a letter finds nothing."""
        return queryset.named(value) if spelling.query_tokens(value) else queryset.none()


class PersonFilter(_Named):
    """Which people."""

    public_role = OneOf(choices.PublicRole)
    employer = Key(method="employed", label="Id or slug of an employer they work or worked for.")

    class Meta:
        model = Person
        fields: list[str] = []

    def employed(self, queryset: Any, name: str, value: str) -> Any:
        """People with an employment there that the viewer may see."""
        employers = standing(Employer.objects, value, self.viewer)
        there = Employment.objects.visible_to(self.viewer).filter(employer__in=employers)
        return queryset.filter(pk__in=there.values("person"))


class EmployerFilter(_Named):
    """Which employers."""

    kind = OneOf(choices.EmployerKind)
    jurisdiction = django_filters.CharFilter(max_length=10, label="ISO 3166-1 or -2, e.g. CN or US-CA.")

    class Meta:
        model = Employer
        fields: list[str] = []
