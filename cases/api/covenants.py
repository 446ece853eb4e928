"""How agreements, covenants and rules of jurisdictions are written in answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from cases import choices
from cases.models import Agreement, Covenant, JurisdictionRule, RuleVersion
from cases.restraints import windows_of
from cases.windows import Window
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


class DayRangeSerializer(serializers.Serializer[Any]):
    """The first and the last day that a day can be."""

    lo = serializers.DateField()
    hi = serializers.DateField()


class WindowSerializer(serializers.Serializer[Any]):
    """How long a restraint runs by its words and the rule of the place; whether it binds is a tribunal's word."""

    basis = serializers.ChoiceField(
        choices=["agreement", "agreement_reduced_to_cap", "statutory_maximum", "void_as_recorded", "unknown"]
    )
    starts = DayRangeSerializer(allow_null=True, help_text="The end of employment, from which it is counted.")
    last_day = DayRangeSerializer(allow_null=True, help_text="The last restrained day.")
    flags = serializers.ListField(
        child=serializers.CharField(), help_text="Such as garden_leave_subtracted or exceeds_cap:void_beyond."
    )

    def to_representation(self, instance: Window) -> dict[str, Any]:
        """Days as texts."""
        return {
            "basis": instance.basis,
            "starts": _range(instance.starts),
            "last_day": _range(instance.last_day),
            "flags": list(instance.flags),
        }


def _range(days: tuple[date, date] | None) -> dict[str, str] | None:
    return {"lo": days[0].isoformat(), "hi": days[1].isoformat()} if days is not None else None


class CovenantSerializer(RecordSerializer):
    """One restraint of an agreement, as agreed on."""

    window = WindowSerializer(allow_null=True, help_text="Null but for restraints that run from the end of employment.")

    named_competitors = CompetitorSerializer(many=True)
    decided_by_id = serializers.UUIDField(
        source="decided_by.pk", allow_null=True, help_text="The decision that the status rests on."
    )
    sources = sources()

    class Meta:
        model = Covenant
        fields = [*TERMS, "window", "named_competitors", "decided_by_id", "sources"]


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

    def to_representation(self, instance: Agreement) -> dict[str, Any]:
        """Windows are computed for all covenants at once."""
        windows = windows_of([instance], self.context["viewer"])
        for covenant in instance.covenants.all():
            covenant.window = windows.get(covenant.pk)  # type: ignore[attr-defined]
        return super().to_representation(instance)


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
