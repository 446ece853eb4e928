"""How people and employers are written in answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from facts.api.codes import name_vocabularies
from facts.api.fields import AddressField, PartialDateField, RecordSerializer, represent, sources
from people import choices
from people.models import Employer, EmployerRelation, Employment, Name, Person
from people.moves import changed_within

name_vocabularies(choices)


class NameSerializer(RecordSerializer):
    """One spelling of a name."""

    class Meta:
        model = Name
        fields = ["text", "script", "kind", "language"]


class PersonSerializer(RecordSerializer):
    """A natural person. Only public facts."""

    self_url = AddressField("people")
    cases_url = AddressField("cases", by="slug", filters="person")
    names = NameSerializer(many=True)

    class Meta:
        model = Person
        fields = [
            "id",
            "slug",
            "self_url",
            "display_name",
            "family_first",
            "disambiguator",
            "public_role",
            "wikidata_id",
            "names",
            "published_at",
            "cases_url",
        ]


class EmploymentSerializer(RecordSerializer):
    """Worked for an employer, from when to when as far as known."""

    employer_id = serializers.UUIDField()
    employer_url = AddressField("employers", source="employer")
    employer_name = serializers.CharField(source="employer.display_name")
    unit_id = serializers.UUIDField(source="unit.pk", allow_null=True)
    unit_url = AddressField("employers", source="unit", allow_null=True)
    unit_name = serializers.CharField(source="unit.display_name", allow_null=True)
    start = PartialDateField()
    end = PartialDateField()
    notice_given = PartialDateField()
    garden_leave_from = PartialDateField()
    garden_leave_to = PartialDateField()
    role_change_within_id = serializers.UUIDField(
        source="within.pk",
        allow_null=True,
        help_text="The group within which they came here from the employment before: a change of role, no departure.",
    )
    role_change_within_url = AddressField("employers", source="within", allow_null=True)
    role_change_within_name = serializers.CharField(source="within.display_name", allow_null=True)
    sources = sources()

    class Meta:
        model = Employment
        fields = [
            "id",
            "employer_id",
            "employer_url",
            "employer_name",
            "unit_id",
            "unit_url",
            "unit_name",
            "title",
            "role_class",
            "start",
            "end",
            "end_state",
            "notice_given",
            "garden_leave_from",
            "garden_leave_to",
            "exit_kind",
            "work_jurisdictions",
            "role_change_within_id",
            "role_change_within_url",
            "role_change_within_name",
            "sources",
        ]


class PersonDetailSerializer(PersonSerializer):
    """With employments and sources."""

    employments = EmploymentSerializer(many=True)
    sources = sources()

    class Meta(PersonSerializer.Meta):
        fields = [*PersonSerializer.Meta.fields, "employments", "sources"]

    def to_representation(self, person: Person) -> Any:
        """Changes within a group of companies are told of the employments together."""
        employments: list[Any] = list(person.employments.all())
        named = changed_within(employments, self.context["viewer"])
        for employment in employments:
            employment.within = named.get(employment.pk)
        return super().to_representation(person)


class EmployerSerializer(RecordSerializer):
    """A company, or a unit, lab, brand or group of companies that people work for."""

    self_url = AddressField("employers")
    cases_url = AddressField("cases", by="slug", filters="employer")
    people_url = AddressField("people", by="slug", filters="employer")
    names = NameSerializer(many=True)

    class Meta:
        model = Employer
        fields = [
            "id",
            "slug",
            "self_url",
            "display_name",
            "kind",
            "jurisdiction",
            "registration_id",
            "wikidata_id",
            "names",
            "published_at",
            "cases_url",
            "people_url",
        ]


class RelationSerializer(RecordSerializer):
    """``source`` is unit of, brand of, or succeeded by ``target``, in a period."""

    source_id = serializers.UUIDField()
    source_url = AddressField("employers", source="source")
    source_name = serializers.CharField(source="source.display_name")
    target_id = serializers.UUIDField()
    target_url = AddressField("employers", source="target")
    target_name = serializers.CharField(source="target.display_name")
    since = PartialDateField()
    until = PartialDateField()
    sources = sources()

    class Meta:
        model = EmployerRelation
        fields = [
            "id",
            "kind",
            "source_id",
            "source_url",
            "source_name",
            "target_id",
            "target_url",
            "target_name",
            "since",
            "until",
            "sources",
        ]


class EmployerDetailSerializer(EmployerSerializer):
    """With relations to other employers, and sources."""

    relations = serializers.SerializerMethodField(help_text="In both directions.")
    sources = sources()

    class Meta(EmployerSerializer.Meta):
        fields = [*EmployerSerializer.Meta.fields, "relations", "sources"]

    @extend_schema_field(RelationSerializer(many=True))
    def get_relations(self, employer: Employer) -> Any:
        """Both directions, in the order in which they were recorded."""
        rows = sorted([*employer.relations.all(), *employer.relations_to.all()], key=lambda row: row.pk)
        return [represent(RelationSerializer, row, dict(self.context)) for row in rows]
