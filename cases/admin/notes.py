"""Corrections and replies: added, and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases import services
from cases.models import CaseNote
from facts.outcomes import Saved
from people.admin.search import NamedAdmin


@admin.register(CaseNote)
class CaseNoteAdmin(NamedAdmin):
    list_display = ("kind", "text", "case", "event", "received_on", "by", "created_at")
    list_filter = ("kind",)
    search_fields = ("text", "case__title")
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    ordering = ("-created_at", "-pk")
    autocomplete_fields = ("case", "event", "person", "employer", "citation", "request")
    relations = ("case", "event", "person", "employer", "citation", "request", "by")
    fieldsets = (
        (None, {"fields": ("kind", "case", "event", "text", "why")}),
        ("A reply", {"fields": ("person", "employer", "received_on", "citation", "request")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def write(self, record: CaseNote, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        return services.add_note(note=record, editor=editor)
