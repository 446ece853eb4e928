"""Events of timelines."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from cases import services
from cases.admin.queues import EventQueues
from cases.models import Event, EventActor, EventCitation
from facts.admin.inlines import Rows, cited_for
from facts.admin.narrowing import by_value, by_year
from facts.admin.publication import PublishableAdmin
from facts.outcomes import Saved
from people.admin.search import NamedAdmin, owners
from people.models import Name


class ActorInline(Rows):
    model = EventActor
    part = "actors"
    fields = ("role", "person", "employer")
    autocomplete_fields = ("person", "employer")
    relations = ("person", "employer")


@admin.register(Event)
class EventAdmin(NamedAdmin, PublishableAdmin):
    list_display = ("title", "occurred_text", "kind", "assertion", "case", "publication_state")
    list_filter = (
        EventQueues,
        "publication_state",
        "verification",
        "kind",
        "assertion",
        "date_role",
        "scheduled",
        by_value("language"),
        by_year("occurred_lo"),
    )
    search_fields = ("title", "description", "case__title")
    ordering = ("-pk",)
    autocomplete_fields = ("case", "employment", "proceeding", "covenant", "decision", "relief")
    relations = (
        "case",
        "employment__person",
        "employment__employer",
        "proceeding__tribunal",
        "covenant",
        "decision",
        "relief",
    )
    fieldsets = (
        (None, {"fields": ("title", "kind", "assertion", "description", "language")}),
        ("When", {"fields": (("occurred_text", "occurred_not_after"), "date_role", "scheduled", "sequence")}),
        ("Where it belongs", {"fields": ("case", "employment", "proceeding", "covenant", "decision", "relief")}),
        ("Money", {"fields": (("amount", "currency"),)}),
    )
    inlines = (ActorInline, cited_for(EventCitation))
    below = ("actors", "notes", "citation_links")
    add_below = (("cases_casenote", "event", "Add correction or reply"),)

    def bearing(self, named: "QuerySet[Name]") -> "list[QuerySet[Any]]":
        of = EventActor.objects
        ways = (of.filter(person__in=owners(named, "person")), of.filter(employer__in=owners(named, "employer")))
        return [Event.objects.filter(pk__in=way.values("event")) for way in ways]

    def write(self, record: Event, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.save_event(event=record, editor=editor, **parts)


@admin.register(EventActor)
class EventActorAdmin(NamedAdmin):
    list_display = ("event", "role", "person", "employer")
    list_filter = ("role",)
    search_fields = ("event__title",)
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("event", "person", "employer")
    relations = ("event", "person", "employer")
