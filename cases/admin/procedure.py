"""Tribunals, proceedings, and what stands in a proceeding."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases import services
from cases.admin.queues import ProceedingQueues
from cases.models import (
    Claim,
    Decision,
    DecisionCitation,
    Event,
    Party,
    PartyCitation,
    Proceeding,
    ProceedingCitation,
    Relief,
    ReliefCitation,
    Tribunal,
)
from facts.admin.base import RecordAdmin
from facts.admin.forms import RecordForm
from facts.admin.inlines import Below, Rows, cited_for
from facts.admin.narrowing import PartFilter, by_year
from facts.outcomes import Saved
from people.admin.search import NamedAdmin


@admin.register(Tribunal)
class TribunalAdmin(RecordAdmin):
    list_display = ("name", "local_name", "forum_type", "jurisdiction")
    list_filter = ("forum_type", "jurisdiction")
    search_fields = ("name", "local_name", "slug", "=courtlistener_id")

    def write(self, record: Tribunal, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_tribunal(tribunal=record)


class PartyForm(RecordForm):
    optional = ("side",)


class PartyInline(Rows):
    model = Party
    form = PartyForm
    fields = ("role", "side", "person", "employer", "placeholder", "since_text", "until_text")
    autocomplete_fields = ("person", "employer")
    relations = ("person", "employer")

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.save_party(party=row, editor=editor)


class ClaimInline(Rows):
    model = Claim
    fields = ("kind", "by", "against", "cause_text")
    autocomplete_fields = ("by", "against")
    relations = ("by__person", "by__employer", "against__person", "against__employer")

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.save_claim(claim=row)


class DecisionsBelow(Below):
    model = Decision
    fields = ("kind", "disposition", "decided_text", "is_final", "overturned_by")
    readonly_fields = fields
    relations = ("overturned_by",)


class ReliefsBelow(Below):
    model = Relief
    fields = ("kind", "sought", "sought_amount", "granted", "granted_amount", "settled_amount", "currency")
    readonly_fields = fields


@admin.register(Proceeding)
class ProceedingAdmin(NamedAdmin):
    list_display = ("case", "forum_type", "stage", "tribunal", "docket_raw", "filed_text", "status")
    list_filter = (
        ProceedingQueues,
        "forum_type",
        "stage",
        "status",
        "docket_scheme",
        "citation_conflict",
        "anonymised",
        by_year("filed_lo", "year of filing"),
    )
    search_fields = ("docket_raw", "docket_norm", "ecli", "case__title", "tribunal__name")
    people_at = ("parties__person_id",)
    employers_at = ("parties__employer_id",)
    autocomplete_fields = ("case", "tribunal", "predecessor")
    readonly_fields = ("docket_norm", "docket_scheme", "docket_parts", "citation_conflict")
    relations = ("case", "tribunal", "predecessor__tribunal")
    fieldsets = (
        (None, {"fields": ("case", "forum_type", "stage", "status", "tribunal", "docket_raw")}),
        ("Read from the number", {"fields": ("docket_norm", "docket_scheme", "docket_parts")}),
        ("When", {"fields": (("filed_text", "filed_not_after"), ("closed_text", "closed_not_after"))}),
        ("Before it", {"fields": ("predecessor", "predecessor_kind")}),
        ("Elsewhere", {"fields": ("ecli", "neutral_citations", "citation_conflict", "anonymised")}),
    )
    inlines = (PartyInline, ClaimInline, DecisionsBelow, ReliefsBelow, cited_for(ProceedingCitation))
    below = ("parties", "claims", "decisions", "reliefs", "citation_links")
    add_below = (
        ("cases_decision", "proceeding", "Add decision"),
        ("cases_relief", "proceeding", "Add relief"),
        ("cases_event", "proceeding", "Add event"),
    )

    def write(self, record: Proceeding, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_proceeding(proceeding=record, editor=editor, **parts)


@admin.register(Party)
class PartyAdmin(NamedAdmin):
    form = PartyForm
    list_display = ("proceeding", "role", "side", "person", "employer", "placeholder")
    list_filter = ("role", "side")
    search_fields = ("placeholder", "proceeding__docket_raw", "proceeding__case__title")
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("proceeding", "person", "employer")
    relations = ("proceeding__tribunal", "person", "employer")
    fields = (
        "proceeding",
        "role",
        "side",
        "person",
        "employer",
        "placeholder",
        "identified_because",
        "counsel",
        ("since_text", "since_not_after"),
        ("until_text", "until_not_after"),
    )
    inlines = (cited_for(PartyCitation),)
    below = ("citation_links",)

    def write(self, record: Party, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_party(party=record, editor=editor, **parts)


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    list_display = ("kind", "proceeding", "by", "against", "cause_text")
    list_filter = ("kind",)
    search_fields = ("cause_text", "proceeding__docket_raw", "proceeding__case__title")
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("proceeding", "by", "against")
    relations = ("proceeding__tribunal", "by__person", "by__employer", "against__person", "against__employer")

    def write(self, record: Claim, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_claim(claim=record)


class DecisionReliefs(ReliefsBelow):
    fk_name = "decision"
    verbose_name_plural = "reliefs it grants or refuses"


class DecisionEvents(Below):
    model = Event
    fk_name = "decision"
    fields = ("occurred_text", "kind", "assertion", "publication_state")
    readonly_fields = fields


class DecisionCitationInline(Rows):
    """Each source with the number under which it gives the decision."""

    model = DecisionCitation
    fields = ("citation", "cited_as")
    autocomplete_fields = ("citation",)
    relations = ("citation",)
    show_change_link = False
    verbose_name = "citation"
    verbose_name_plural = "citations, and what each calls the decision"

    def write(self, row: Any, *, editor: Any) -> Saved[Any]:
        return services.cite_decision(link=row)


class ConflictFilter(PartFilter):
    """Cited under two numbers of one court."""

    title = "citation conflict"
    parameter_name = "conflict"
    parts = {"yes": ("Two numbers of one court", lambda rows: rows.in_conflict())}


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    list_display = ("kind", "number", "disposition", "decided_text", "proceeding", "is_final", "overturned_by")
    list_filter = ("kind", "disposition", ConflictFilter, "is_final", "precedential", by_year("decided_lo"))
    search_fields = ("summary", "citation_links__cited_as", "proceeding__docket_raw", "proceeding__case__title")
    autocomplete_fields = ("proceeding", "overturned_by")
    readonly_fields = ("number",)
    relations = ("proceeding__tribunal", "overturned_by")
    fields = (
        "proceeding",
        "kind",
        "number",
        "disposition",
        ("decided_text", "decided_not_after"),
        "summary",
        "outcomes",
        "is_final",
        "appealable",
        "precedential",
        "overturned_by",
    )
    inlines = (DecisionReliefs, DecisionEvents, DecisionCitationInline)
    below = ("reliefs", "citation_links")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("citation_links__citation")

    @admin.display(description="number")
    def number(self, decision: Decision) -> str:
        """The number that is shown to readers, and whether another one contradicts it."""
        numbers = decision.numbers
        if not numbers.conflict:
            return numbers.shown
        return f"{numbers.shown} (conflict: also {', '.join(numbers.others)})"

    def write(self, record: Decision, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_decision(decision=record, **parts)


@admin.register(Relief)
class ReliefAdmin(RecordAdmin):
    list_display = ("kind", "proceeding", "sought", "sought_amount", "granted", "granted_amount", "currency")
    list_filter = ("kind", "sought", "granted", "settled", "currency")
    search_fields = ("terms", "proceeding__docket_raw", "proceeding__case__title")
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("proceeding", "claim", "sought_by", "decision")
    relations = ("proceeding__tribunal", "claim", "sought_by__person", "sought_by__employer", "decision")
    inlines = (cited_for(ReliefCitation),)
    below = ("citation_links",)

    def write(self, record: Relief, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_relief(relief=record, **parts)
