"""Corrections and replies: added, shown to readers, and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases import services
from cases.admin.queues import NoteQueues
from cases.models import CaseNote
from facts.admin.verbs import Verb, VerbsAdmin
from facts.outcomes import Saved
from facts.services import PUBLISH
from people.admin.search import NamedAdmin

SHOW = Verb(
    "show",
    "Show to readers",
    "Shown to readers",
    lambda note, editor, reason: services.show_note(note=note, editor=editor, reason=reason),
    lambda note: note.shown_at is None,
    PUBLISH,
)


@admin.register(CaseNote)
class CaseNoteAdmin(NamedAdmin, VerbsAdmin):
    list_display = ("kind", "text", "case", "event", "received_on", "by", "created_at", "shown_at")
    list_filter = (NoteQueues, "kind")
    search_fields = ("text", "case__title")
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("case", "event", "person", "employer", "citation", "request")
    relations = ("case", "event", "person", "employer", "citation", "request", "by", "shown_by")
    fieldsets = (
        (None, {"fields": ("kind", "case", "event", "text", "why")}),
        ("A reply", {"fields": ("person", "employer", "received_on", "citation", "request")}),
    )
    verbs = (SHOW,)
    saves = False
    restores = False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        stands = ("Readers", {"fields": ("by", "shown_at", "shown_by")})
        return self.fieldsets if obj is None else (*self.fieldsets, stands)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What it says stays."""
        return () if obj is None else [name for _, part in self.get_fieldsets(request, obj) for name in part["fields"]]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """To show one that waits."""
        shows = self.has_view_permission(request, obj) and request.user.has_perm(PUBLISH)
        return shows and (obj is None or obj.shown_at is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def write(self, record: CaseNote, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.add_note(note=record, editor=editor)
