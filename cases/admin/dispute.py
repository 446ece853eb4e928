"""Cases, who they are about, and their siblings."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases import services
from cases.admin.queues import CaseQueues
from cases.choices import ClaimKind
from cases.exchange import CASES
from cases.models import Case, CaseCitation, CaseRelation, Event, Participant, ParticipantCitation, Proceeding
from cases.models.event import TIMELINE_ORDER
from cases.wording import wording_level
from facts.admin.base import RecordAdmin
from facts.admin.exchange import ExchangeAdmin
from facts.admin.forms import RecordForm
from facts.admin.inlines import Below, Rows, cited_for
from facts.admin.merging import MergingAdmin
from facts.admin.narrowing import by_value, by_year
from facts.admin.publication import PublishableAdmin
from facts.choices import WordingLevel
from facts.outcomes import Saved
from people.admin.entities import MergedFilter
from people.admin.search import NamedAdmin, owners
from people.models import Name


class ParticipantInline(Rows):
    model = Participant
    part = "participants"
    fields = ("role", "person", "employer", "description")
    autocomplete_fields = ("person", "employer")
    relations = ("person", "employer")

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.add_participant(participant=row, editor=editor)


class ProceedingsBelow(Below):
    model = Proceeding
    fields = ("forum_type", "stage", "tribunal", "docket_raw", "filed_text", "closed_text", "status")
    readonly_fields = fields
    relations = ("tribunal",)


class EventsBelow(Below):
    model = Event
    fields = ("occurred_text", "kind", "assertion", "scheduled", "publication_state")
    readonly_fields = fields
    ordering = TIMELINE_ORDER
    verbose_name_plural = "timeline"


class RelationsFirst(Below):
    model = CaseRelation
    fk_name = "first"
    fields = ("kind", "second")
    readonly_fields = fields
    relations = ("first", "second")
    verbose_name_plural = "related cases"


class RelationsSecond(Below):
    model = CaseRelation
    fk_name = "second"
    fields = ("kind", "first")
    readonly_fields = fields
    relations = ("first", "second")
    verbose_name_plural = "related cases, seen from the other"


class CaseForm(RecordForm):
    claim_kinds = forms.MultipleChoiceField(
        choices=ClaimKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What it is about.",
    )


@admin.register(Case)
class CaseAdmin(NamedAdmin, MergingAdmin, ExchangeAdmin, PublishableAdmin):
    sheet = CASES
    form = CaseForm
    list_display = ("title", "status", "jurisdiction", "opened_text", "publication_state", "updated_at")
    list_filter = (
        *(CaseQueues, "publication_state", "status", "verification"),
        *(by_value("jurisdiction"), by_year("opened_lo", "year of opening"), MergedFilter),
    )
    search_fields = ("title", "slug")
    autocomplete_fields = ("covenants",)
    readonly_fields = ("wording", "verification", "revision", "merged_into")
    relations = ("merged_into",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "status", "claim_kinds", "jurisdiction")}),
        ("When", {"fields": (("opened_text", "opened_not_after"), "reviewed_on")}),
        ("Restraints", {"fields": ("covenants",)}),
        ("Derived", {"fields": ("wording", "verification", "revision", "merged_into")}),
    )
    inlines = (
        ParticipantInline,
        ProceedingsBelow,
        EventsBelow,
        RelationsFirst,
        RelationsSecond,
        cited_for(CaseCitation),
    )
    below = ("participants", "proceedings", "events", "relations_first", "relations_second", "citation_links")
    add_below = (
        ("cases_proceeding", "case", "Add proceeding"),
        ("cases_event", "case", "Add event"),
        ("cases_caserelation", "first", "Relate to a case"),
        ("cases_casenote", "case", "Add correction or reply"),
    )

    def bearing(self, named: "QuerySet[Name]") -> "list[QuerySet[Any]]":
        of = Participant.objects
        ways = (of.filter(person__in=owners(named, "person")), of.filter(employer__in=owners(named, "employer")))
        return [Case.objects.filter(pk__in=way.values("case")) for way in ways]

    def found(self, term: str) -> "list[QuerySet[Any]]":
        """Also by words of the title in any order, and by docket numbers."""
        return [Case.objects.about(term, published_only=False)]

    def write(self, record: Case, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_case(case=record, editor=editor, **parts)

    @admin.display(description="wording allowed")
    def wording(self, case: Case) -> str:
        """Which verbs a text may use; follows from published events and the decisions that stand."""
        return str(WordingLevel(wording_level(case)).label)


@admin.register(Participant)
class ParticipantAdmin(NamedAdmin):
    list_display = ("case", "role", "person", "employer", "description")
    list_filter = ("role",)
    search_fields = ("case__title", "description")
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("case", "person", "employer")
    relations = ("case", "person", "employer")
    inlines = (cited_for(ParticipantCitation),)
    below = ("citation_links",)

    def write(self, record: Participant, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.add_participant(participant=record, editor=editor, **parts)


class CaseRelationForm(RecordForm):
    """Either order is the same relation: it is stored with the lower key first."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        first, second = cleaned.get("first"), cleaned.get("second")
        if first is not None and second is not None:
            cleaned["first"], cleaned["second"] = sorted((first, second), key=lambda case: case.pk)
        return cleaned


@admin.register(CaseRelation)
class CaseRelationAdmin(RecordAdmin):
    form = CaseRelationForm
    list_display = ("first", "kind", "second")
    list_filter = ("kind",)
    search_fields = ("first__title", "second__title")
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("first", "second")
    relations = ("first", "second")
    makes = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else ("first", "second")

    def make(self, request: HttpRequest, form: Any) -> CaseRelation:
        relation: CaseRelation = services.relate_cases(**form.cleaned_data).record
        return relation
