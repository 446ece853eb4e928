"""Employments, single names, relations of employers, and the links of their citations."""

from typing import Any

from django.contrib import admin

from facts.admin.base import RecordAdmin
from facts.admin.citations import links_admin
from facts.admin.inlines import cited_for
from facts.admin.narrowing import by_year
from facts.admin.publication import PublishableAdmin
from facts.outcomes import Saved
from people import services
from people.admin.queues import EmploymentQueues
from people.admin.search import NamedAdmin
from people.models import (
    EmployerCitation,
    EmployerRelation,
    EmployerRelationCitation,
    Employment,
    EmploymentCitation,
    Name,
    NameCitation,
    PersonCitation,
)


@admin.register(Employment)
class EmploymentAdmin(NamedAdmin, PublishableAdmin):
    list_display = ("person", "employer", "unit", "title", "start_text", "end_text", "end_state", "publication_state")
    list_filter = (
        EmploymentQueues,
        "publication_state",
        "verification",
        "end_state",
        "role_class",
        "exit_kind",
        by_year("start_lo"),
    )
    search_fields = ("title",)
    people_at = ("person_id",)
    employers_at = ("employer_id", "unit_id")
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("person", "employer", "unit")
    relations = ("person", "employer", "unit")
    fieldsets = (
        (None, {"fields": ("person", "employer", "unit", "title", "role_class", "work_jurisdictions")}),
        (
            "When",
            {
                "fields": (
                    ("start_text", "start_not_after"),
                    ("end_text", "end_not_after"),
                    "end_state",
                    "exit_kind",
                    ("notice_given_text", "notice_given_not_after"),
                    ("garden_leave_from_text", "garden_leave_from_not_after"),
                    ("garden_leave_to_text", "garden_leave_to_not_after"),
                )
            },
        ),
    )
    inlines = (cited_for(EmploymentCitation),)
    below = ("citation_links",)
    add_below = (("cases_event", "employment", "Add event"),)

    def write(self, record: Employment, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_employment(employment=record, editor=editor, **parts)


@admin.register(Name)
class NameAdmin(NamedAdmin):
    list_display = ("text", "kind", "script", "language", "weak", "person", "employer")
    list_filter = ("kind", "script", "weak", "language")
    search_fields = ("text",)
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("text", "pk")
    autocomplete_fields = ("person", "employer")
    readonly_fields = ("script", "folded", "romanised", "tokens")
    relations = ("person", "employer")
    inlines = (cited_for(NameCitation),)
    below = ("citation_links",)

    def write(self, record: Name, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.add_name(name=record, editor=editor, **parts)


@admin.register(EmployerRelation)
class EmployerRelationAdmin(NamedAdmin, RecordAdmin):
    list_display = ("source", "kind", "target", "since_text", "until_text")
    list_filter = ("kind",)
    search_fields = ("source__slug", "target__slug")
    employers_at = ("source_id", "target_id")
    ordering = ("source__display_name", "pk")
    autocomplete_fields = ("source", "target")
    relations = ("source", "target")
    fields = ("source", "kind", "target", ("since_text", "since_not_after"), ("until_text", "until_not_after"))
    inlines = (cited_for(EmployerRelationCitation),)
    below = ("citation_links",)

    def write(self, record: EmployerRelation, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.relate_employers(relation=record, editor=editor, **parts)


admin.site.register([PersonCitation, EmployerCitation, NameCitation], links_admin())
admin.site.register(EmploymentCitation, links_admin("person", "employer"))
admin.site.register(EmployerRelationCitation, links_admin("source", "target"))
