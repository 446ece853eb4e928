"""How agreements, covenants and rules of jurisdictions are written in answers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import choices
from cases.models import Agreement, Covenant, JurisdictionRule, RuleVersion
from facts.api.codes import name_vocabularies
from facts.api.fields import AddressField, PartialDateField, RecordSerializer, sources
from people.models import Employer

name_vocabularies(choices)

TERMS = [
    "id",
    "kind",
    "duration_value",
    "duration_unit",
    "trigger",
    "garden_leave_setoff",
    "territory",
    "activities",
    "compensation_basis",
    "compensation_percent",
    "compensation_amount",
    "compensation_currency",
    "compensation_period",
    "penalty_amount",
    "penalty_currency",
    "governing_law",
    "status",
    "status_as_of",
]


class CaseCovenantSerializer(RecordSerializer):
    """One restraint that a case is about."""

    agreement_id = serializers.UUIDField()
    agreement_url = AddressField("agreements", source="agreement")

    class Meta:
        model = Covenant
        fields = [*TERMS, "agreement_id", "agreement_url"]


class CompetitorSerializer(RecordSerializer):
    """An employer that a covenant names."""

    employer_id = serializers.UUIDField(source="pk")
    employer_url = AddressField("employers")
    employer_name = serializers.CharField(source="display_name")

    class Meta:
        model = Employer
        fields = ["employer_id", "employer_url", "employer_name"]


class CovenantSerializer(RecordSerializer):
    """One restraint of an agreement, as agreed on."""

    named_competitors = CompetitorSerializer(many=True)
    decided_by_id = serializers.UUIDField(
        source="decided_by.pk", allow_null=True, help_text="The decision that the status rests on."
    )
    sources = sources()

    class Meta:
        model = Covenant
        fields = [*TERMS, "named_competitors", "decided_by_id", "sources"]


class AgreementSerializer(RecordSerializer):
    """What a person signed with an employer, as far as it is known to exist."""

    self_url = AddressField("agreements")
    person_id = serializers.UUIDField()
    person_url = AddressField("people", source="person")
    person_name = serializers.CharField(source="person.display_name")
    employer_id = serializers.UUIDField()
    employer_url = AddressField("employers", source="employer")
    employer_name = serializers.CharField(source="employer.display_name")
    signed = PartialDateField()

    class Meta:
        model = Agreement
        fields = [
            "id",
            "slug",
            "self_url",
            "person_id",
            "person_url",
            "person_name",
            "employer_id",
            "employer_url",
            "employer_name",
            "instrument",
            "existence",
            "signed",
            "governing_law",
            "dispute_forum",
            "forum_text",
            "published_at",
        ]


class AgreementDetailSerializer(AgreementSerializer):
    """With covenants and sources."""

    covenants = CovenantSerializer(many=True)
    sources = sources()

    class Meta(AgreementSerializer.Meta):
        fields = [*AgreementSerializer.Meta.fields, "covenants", "sources"]


class AuthoritySerializer(serializers.Serializer[Any]):
    """A statute, judgment or official text."""

    title = serializers.CharField(required=False)
    citation = serializers.CharField(required=False)
    url = serializers.CharField(required=False)


class RuleVersionSerializer(RecordSerializer):
    """What a rule says from one day to another, both included; null: always was, still is."""

    authorities = AuthoritySerializer(many=True)

    class Meta:
        model = RuleVersion
        fields = [
            "id",
            "effective_from",
            "effective_to",
            "selected_by",
            "enforceability",
            "duration_rule",
            "excess_effect",
            "max_duration_months",
            "max_duration_days",
            "compensation_required",
            "compensation_rule",
            "covered_roles",
            "notice_rules",
            "mandatory_local_law",
            "authorities",
            "confidence",
            "verified_on",
        ]


class RuleSerializer(RecordSerializer):
    """One jurisdiction's rule on one kind of covenant. General information, not legal advice."""

    self_url = AddressField("jurisdictions", by="pk")
    versions = RuleVersionSerializer(many=True, help_text="Oldest first.")

    class Meta:
        model = JurisdictionRule
        fields = ["id", "self_url", "jurisdiction", "covenant_kind", "name", "versions"]
