"""Agreements and their covenants."""

from typing import Any

from django.contrib import admin

from cases import services
from cases.exchange import AGREEMENTS
from cases.models import Agreement, AgreementCitation, Covenant, CovenantCitation
from facts.admin.exchange import ExchangeAdmin
from facts.admin.inlines import Below, cited_for
from facts.admin.narrowing import by_year
from facts.admin.publication import PublishableAdmin
from facts.outcomes import Saved
from people.admin.search import NamedAdmin


class CovenantsBelow(Below):
    model = Covenant
    fields = ("kind", "duration_value", "duration_unit", "trigger", "territory", "status")
    readonly_fields = fields


@admin.register(Agreement)
class AgreementAdmin(NamedAdmin, ExchangeAdmin, PublishableAdmin):
    sheet = AGREEMENTS
    list_display = ("person", "employer", "instrument", "existence", "signed_text", "publication_state")
    list_filter = (
        "publication_state",
        "instrument",
        "existence",
        "governing_law",
        "dispute_forum",
        by_year("signed_lo", "year of signing"),
    )
    search_fields = ("slug",)
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    autocomplete_fields = ("person", "employer")
    relations = ("person", "employer")
    fieldsets = (
        (None, {"fields": ("person", "employer", "slug", "instrument", "existence")}),
        ("When", {"fields": (("signed_text", "signed_not_after"),)}),
        ("Law and forum", {"fields": ("governing_law", "dispute_forum", "forum_text")}),
    )
    inlines = (CovenantsBelow, cited_for(AgreementCitation))
    below = ("covenants", "citation_links")
    add_below = (("cases_covenant", "agreement", "Add covenant"),)

    def write(self, record: Agreement, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_agreement(agreement=record, editor=editor, **parts)


@admin.register(Covenant)
class CovenantAdmin(NamedAdmin):
    list_display = ("agreement", "kind", "duration_value", "duration_unit", "territory", "status", "status_as_of")
    list_filter = ("kind", "status", "trigger", "compensation_basis", "governing_law")
    search_fields = ("agreement__slug", "territory", "activities")
    people_at = ("agreement__person_id",)
    employers_at = ("agreement__employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("agreement", "named_competitors", "decided_by")
    relations = ("agreement__person", "agreement__employer", "decided_by")
    fieldsets = (
        (None, {"fields": ("agreement", "kind", ("duration_value", "duration_unit"), "trigger")}),
        ("Reach", {"fields": ("territory", "activities", "named_competitors", "garden_leave_setoff")}),
        (
            "Money",
            {
                "fields": (
                    "compensation_basis",
                    "compensation_percent",
                    ("compensation_amount", "compensation_currency", "compensation_period"),
                    ("penalty_amount", "penalty_currency"),
                )
            },
        ),
        ("Standing", {"fields": ("governing_law", "status", "status_as_of", "decided_by")}),
    )
    inlines = (cited_for(CovenantCitation),)
    below = ("citation_links",)

    def write(self, record: Covenant, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_covenant(covenant=record, **parts)
