"""How cases and what lies below them are written in answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases import choices
from cases.api.covenants import CaseCovenantSerializer
from cases.models import Case, CaseRelation, Claim, Decision, Participant, Party, Proceeding, Relief, Tribunal
from cases.wording import wording_level
from facts.api.codes import CodeField, name_vocabularies
from facts.api.fields import AddressField, PartialDateField, RecordSerializer, represent, sources
from facts.choices import WordingLevel

name_vocabularies(choices)


class NamedSerializer(RecordSerializer):
    """A row that names a person or an employer; the other three fields are null."""

    person_id = serializers.UUIDField(allow_null=True)
    person_url = AddressField("people", source="person", allow_null=True)
    person_name = serializers.CharField(source="person.display_name", allow_null=True)
    employer_id = serializers.UUIDField(allow_null=True)
    employer_url = AddressField("employers", source="employer", allow_null=True)
    employer_name = serializers.CharField(source="employer.display_name", allow_null=True)


NAMED = ["person_id", "person_url", "person_name", "employer_id", "employer_url", "employer_name"]


class ParticipantSerializer(NamedSerializer):
    """Who a case is about, in a plain role, whatever they are called in court."""

    class Meta:
        model = Participant
        fields = ["role", "description", *NAMED]


class TribunalSerializer(RecordSerializer):
    """A body that hears disputes."""

    class Meta:
        model = Tribunal
        fields = ["id", "slug", "name", "local_name", "forum_type", "jurisdiction"]


class PartySerializer(NamedSerializer):
    """Someone in a proceeding, or a placeholder for a party that the tribunal does not name."""

    since = PartialDateField()
    until = PartialDateField()

    class Meta:
        model = Party
        fields = ["id", "role", "side", *NAMED, "placeholder", "since", "until"]


class ClaimSerializer(RecordSerializer):
    """What one side says the other did."""

    by_id = serializers.UUIDField(allow_null=True, help_text="A party of this proceeding.")
    against_id = serializers.UUIDField(allow_null=True, help_text="A party of this proceeding.")

    class Meta:
        model = Claim
        fields = ["id", "kind", "by_id", "against_id", "cause_text"]


class ReliefSerializer(RecordSerializer):
    """What was sought, granted and settled; what was asked is not what was given."""

    claim_id = serializers.UUIDField(allow_null=True)
    sought_by_id = serializers.UUIDField(allow_null=True, help_text="A party of this proceeding.")
    decision_id = serializers.UUIDField(allow_null=True, help_text="The decision that granted or refused it.")

    class Meta:
        model = Relief
        fields = [
            "id",
            "kind",
            "claim_id",
            "sought",
            "sought_by_id",
            "sought_amount",
            "granted",
            "granted_amount",
            "decision_id",
            "settled",
            "settled_amount",
            "currency",
            "period",
            "terms",
        ]


class DecisionSerializer(RecordSerializer):
    """One ruling. It stands until ``overturned_by_id`` names the one that set it aside."""

    decided = PartialDateField()
    neutral_citation = serializers.CharField(
        source="numbers.shown", help_text="The court's own number where a source gives one; else empty."
    )
    also_cited_as = serializers.ListField(
        source="numbers.others", child=serializers.CharField(), help_text="What other sources call it."
    )
    citation_conflict = serializers.BooleanField(
        source="numbers.conflict", help_text="Two numbers of one court for this one decision: a source is wrong."
    )
    overturned_by_id = serializers.UUIDField(allow_null=True, help_text="A decision of this case.")
    sources = sources()

    class Meta:
        model = Decision
        fields = [
            "id",
            "kind",
            "neutral_citation",
            "also_cited_as",
            "citation_conflict",
            "disposition",
            "decided",
            "summary",
            "is_final",
            "appealable",
            "precedential",
            "overturned_by_id",
            "sources",
        ]


class ProceedingSerializer(RecordSerializer):
    """One case file before one body."""

    tribunal = TribunalSerializer(allow_null=True)
    docket = serializers.CharField(source="docket_raw", help_text="As it stands in the source.")
    docket_normalised = serializers.CharField(source="docket_norm")
    filed = PartialDateField()
    closed = PartialDateField()
    predecessor_id = serializers.UUIDField(allow_null=True, help_text="A proceeding of this case.")
    parties = PartySerializer(many=True)
    claims = ClaimSerializer(many=True)
    reliefs = ReliefSerializer(many=True)
    decisions = DecisionSerializer(many=True)

    class Meta:
        model = Proceeding
        fields = [
            "id",
            "forum_type",
            "stage",
            "status",
            "tribunal",
            "docket",
            "docket_normalised",
            "docket_scheme",
            "ecli",
            "neutral_citations",
            "citation_conflict",
            "filed",
            "closed",
            "predecessor_id",
            "predecessor_kind",
            "anonymised",
            "parties",
            "claims",
            "reliefs",
            "decisions",
        ]

    def to_representation(self, instance: Proceeding) -> dict[str, Any]:
        """Without the ids of parties who are not shown, and without the people of an anonymised proceeding."""
        shown = super().to_representation(instance)
        seen = {party["id"] for party in shown["parties"]}
        for row, columns in [(row, ("by_id", "against_id")) for row in shown["claims"]] + [
            (row, ("sought_by_id",)) for row in shown["reliefs"]
        ]:
            for column in columns:
                if row[column] not in seen:
                    row[column] = None
        if instance.anonymised and not self.context["viewer"].sees_unpublished:
            for party in shown["parties"]:
                party.update(person_id=None, person_url=None, person_name=None)
        return shown


class CaseSerializer(RecordSerializer):
    """A case: one claimant-side action with its appeals."""

    self_url = AddressField("cases")
    timeline_url = AddressField("cases", action="timeline")
    opened = PartialDateField()
    claim_kinds = serializers.ListField(child=CodeField(choices=choices.ClaimKind.choices))
    participants = ParticipantSerializer(many=True)

    class Meta:
        model = Case
        fields = [
            "id",
            "slug",
            "self_url",
            "timeline_url",
            "title",
            "status",
            "claim_kinds",
            "jurisdiction",
            "opened",
            "participants",
            "published_at",
        ]


class RelatedSerializer(RecordSerializer):
    """A sibling case."""

    case_id = serializers.UUIDField(source="other.pk")
    case_url = AddressField("cases", source="other")
    case_title = serializers.CharField(source="other.title")

    class Meta:
        model = CaseRelation
        fields = ["kind", "case_id", "case_url", "case_title"]


class CaseDetailSerializer(CaseSerializer):
    """With proceedings, covenants, siblings and sources."""

    wording_level = serializers.SerializerMethodField(help_text="Which verbs a text about this case may use.")
    proceedings = ProceedingSerializer(many=True)
    covenants = CaseCovenantSerializer(many=True, help_text="What the case is about, as far as it is on record.")
    related_cases = serializers.SerializerMethodField()
    revision = serializers.SerializerMethodField(
        help_text="Counts every change below the case, unpublished ones too: null but for the scope `edit`."
    )
    sources = sources()

    class Meta(CaseSerializer.Meta):
        fields = [
            *CaseSerializer.Meta.fields,
            "summary",
            "wording_level",
            "reviewed_on",
            "proceedings",
            "covenants",
            "related_cases",
            "sources",
            "revision",
        ]

    @extend_schema_field(CodeField(choices=WordingLevel.choices))
    def get_wording_level(self, case: Case) -> dict[str, str]:
        """Code and label."""
        level = wording_level(case)
        return {"code": level.value, "label": str(level.label)}

    @extend_schema_field(RelatedSerializer(many=True))
    def get_related_cases(self, case: Case) -> Any:
        """Siblings in both directions, in the order in which they were recorded."""
        rows: list[Any] = [*case.relations_first.all(), *case.relations_second.all()]
        for row in rows:
            row.other = row.second if row.first_id == case.pk else row.first
        rows.sort(key=lambda row: row.pk)
        return [represent(RelatedSerializer, row, dict(self.context)) for row in rows]

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_revision(self, case: Case) -> int | None:
        """A counter that would tell the public of drafts."""
        return case.revision if self.context["viewer"].sees_unpublished else None

    def to_representation(self, instance: Case) -> dict[str, Any]:
        """Without ids of proceedings and decisions of other cases, which may be hidden."""
        shown = super().to_representation(instance)
        proceedings = {row["id"] for row in shown["proceedings"]}
        decisions = {row["id"] for proceeding in shown["proceedings"] for row in proceeding["decisions"]}
        for proceeding in shown["proceedings"]:
            if proceeding["predecessor_id"] not in proceedings:
                proceeding["predecessor_id"] = None
            for row in proceeding["decisions"]:
                if row["overturned_by_id"] not in decisions:
                    row["overturned_by_id"] = None
            for row in proceeding["reliefs"]:
                if row["decision_id"] not in decisions:
                    row["decision_id"] = None
        return shown
