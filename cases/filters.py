"""Filters of cases, agreements and rules of jurisdictions."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef

from cases import choices
from cases.models import Agreement, Case, JurisdictionRule, Participant
from facts.filters import Day, Key, OneOf, RecordFilter, Words, standing
from people.groups import group_of
from people.models import Employer, Person


class GroupForm(forms.Form):
    """A day of a group needs the group."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("group_on") and not cleaned.get("group_of"):
            self.add_error("group_on", "It goes with “group_of”: whose group, by id or slug.")
        return cleaned


class CaseFilter(RecordFilter):
    """Which cases."""

    q = Words(method="about", label="Words of the title, a docket number, or any name of who takes part.")
    status = OneOf(choices.CaseStatus)
    claim_kind = OneOf(choices.ClaimKind, method="claiming", label="What it is about.")
    jurisdiction = django_filters.CharFilter(max_length=10, label="ISO 3166-1 or -2, e.g. CN or US-CA.")
    person = Key(method="of_person", label="Id or slug of a person who takes part.")
    employer = Key(method="of_employer", label="Id or slug of an employer that takes part, in any role.")
    former_employer = Key(method="of_employer", label="Id or slug of the employer that was left.")
    new_employer = Key(method="of_employer", label="Id or slug of the employer that was joined.")
    group_of = Key(
        method="of_group",
        label="Id or slug of an employer: with anyone of its group in a role of an employer, as the group was when the "
        "case was opened (on every day that can mean), or on `group_on`.",
    )
    group_on = Day(method="on_day", label="With `group_of`: the group as it was on this day.")
    opened_from = Day(field_name="opened_hi", lookup_expr="gte", label="Can have been opened on this day or later.")
    opened_to = Day(field_name="opened_lo", lookup_expr="lte", label="Can have been opened on this day or earlier.")

    class Meta:
        model = Case
        form = GroupForm
        fields: list[str] = []

    def about(self, queryset: Any, name: str, value: str) -> Any:
        """Names of hidden people and employers find nothing."""
        return queryset.about(value, published_only=not self.viewer.sees_unpublished)

    def claiming(self, queryset: Any, name: str, value: str) -> Any:
        """Cases with this among their kinds of claim."""
        return queryset.filter(claim_kinds__contains=[value])

    def of_person(self, queryset: Any, name: str, value: str) -> Any:
        """Cases of a person whom the viewer may see."""
        people = standing(Person.objects, value, self.viewer)
        return self._with(queryset, person__in=people)

    def of_employer(self, queryset: Any, name: str, value: str) -> Any:
        """Cases of an employer that the viewer may see, in the role that the parameter names."""
        employers = standing(Employer.objects, value, self.viewer)
        role = {} if name == "employer" else {"role": name}
        return self._with(queryset, employer__in=employers, **role)

    def of_group(self, queryset: Any, name: str, value: str) -> Any:
        """Cases of whoever belonged to the group of an employer that the viewer may see."""
        employer = standing(Employer.objects, value, self.viewer).values_list("pk", flat=True).first()
        if employer is None:
            return queryset.none()
        return queryset.of_group(group_of(employer, self.viewer), on=self.form.cleaned_data.get("group_on"))

    def on_day(self, queryset: Any, name: str, value: Any) -> Any:
        """Read by ``of_group``."""
        return queryset

    def _with(self, queryset: Any, **condition: Any) -> Any:
        return queryset.filter(Exists(Participant.objects.filter(case=OuterRef("pk"), **condition)))


class AgreementFilter(RecordFilter):
    """Which agreements."""

    person = Key(method="of_person", label="Id or slug of the person.")
    employer = Key(method="of_employer", label="Id or slug of the employer.")
    instrument = OneOf(choices.Instrument)
    existence = OneOf(choices.Existence)
    covenant_kind = OneOf(choices.CovenantKind, method="with_covenant", label="With a covenant of this kind.")

    class Meta:
        model = Agreement
        fields: list[str] = []

    def of_person(self, queryset: Any, name: str, value: str) -> Any:
        """Agreements of a person whom the viewer may see."""
        return queryset.filter(person__in=standing(Person.objects, value, self.viewer))

    def of_employer(self, queryset: Any, name: str, value: str) -> Any:
        """Agreements with an employer that the viewer may see."""
        return queryset.filter(employer__in=standing(Employer.objects, value, self.viewer))

    def with_covenant(self, queryset: Any, name: str, value: str) -> Any:
        """Agreements with such a covenant."""
        return queryset.filter(covenants__kind=value).distinct()


class RuleFilter(RecordFilter):
    """Which rules."""

    jurisdiction = django_filters.CharFilter(max_length=10, label="ISO 3166-1 or -2, e.g. CN or US-CA.")
    covenant_kind = OneOf(choices.CovenantKind)

    class Meta:
        model = JurisdictionRule
        fields: list[str] = []
