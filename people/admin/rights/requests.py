"""The list and the form of requests."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from facts.admin.verbs import Verb, VerbsAdmin
from facts.outcomes import Saved
from people import services
from people.admin.queues import RequestQueues
from people.admin.rights.work import access_file, work_page
from people.admin.search import NamedAdmin
from people.models import RightsRequest


def _of_open(name: str, label: str, done: str, service: Callable[..., object]) -> Verb:
    """What is done to a request that nobody closed yet."""
    return Verb(
        name,
        label,
        done,
        lambda request, editor, _: service(request=request, editor=editor),
        lambda request: request.is_open,
    )


START = _of_open("start", "Take it on", "Taken on", services.start_request)
ANSWER = _of_open("answer", "Close as answered", "Answered", services.answer_request)
REFUSE = _of_open("refuse", "Close as refused", "Refused", services.refuse_request)
WITHDRAW = _of_open("withdraw", "Withdrawn by the requester", "Closed as withdrawn", services.withdraw_request)
FORGET = Verb(
    "forget",
    "Forget the requester",
    "The requester is forgotten",
    lambda request, *_: services.forget_requester(request=request),
    lambda request: not request.is_open and bool(request.requester),
)


@admin.register(RightsRequest)
class RightsRequestAdmin(NamedAdmin, VerbsAdmin):
    list_display = ("received_on", "kind", "about", "state", "due_on", "left", "handled_by")
    list_filter = (RequestQueues, "kind", "state", "channel")
    search_fields = ("=id", "notes", "outcome")
    people_at = ("person_id",)
    employers_at = ("employer_id",)
    date_hierarchy = "received_on"
    ordering = ("due_on", "pk")
    autocomplete_fields = ("person", "employer")
    relations = ("person", "employer", "handled_by", "identity_checked_by", "prepared_by", "confirmed_by")
    fieldsets = (
        (None, {"fields": ("kind", "person", "employer", "records")}),
        ("Receipt", {"fields": (("received_on", "channel"), "requester", "due_on", "left")}),
        ("Identity", {"fields": (("identity_checked_on", "identity_checked_by"), "identity_how")}),
        ("Extension", {"fields": (("extension_months", "extension_told_on"), "extension_reason")}),
        ("Answer", {"fields": ("outcome", "refusal_ground", "notes")}),
        (
            "Handling",
            {
                "fields": (
                    "state",
                    "handled_by",
                    "closed_on",
                    ("prepared_by", "prepared_at"),
                    ("confirmed_by", "erased_at"),
                )
            },
        ),
    )
    readonly_fields = (
        "due_on",
        "left",
        "identity_checked_by",
        "state",
        "handled_by",
        "closed_on",
        "prepared_by",
        "prepared_at",
        "confirmed_by",
        "erased_at",
    )
    verbs = (START, ANSWER, REFUSE, WITHDRAW, FORGET)
    reason_label = "Note (kept in the history):"
    restores = False

    def get_urls(self) -> Any:
        """The page that does what is asked for, and the file for access."""
        work, file = (self.admin_site.admin_view(view) for view in (self.work_view, self.access_view))
        return [
            path("<path:object_id>/work/", work, name="people_rightsrequest_work"),
            path("<path:object_id>/access.<str:kind>", file, name="people_rightsrequest_access"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A closed request stays as it is."""
        if obj is None or obj.is_open:
            return super().get_readonly_fields(request, obj)
        return [name for _, part in self.fieldsets for each in part["fields"] for name in _flat(each)]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def record_tools(self, request: HttpRequest, object_id: str) -> list[tuple[str, str]]:
        """With a way to the page that does what is asked for."""
        return [(reverse("admin:people_rightsrequest_work", args=[object_id]), "Work on it")]

    def write(self, record: RightsRequest, *, editor: Any, **parts: list[Any]) -> Saved[Any]:
        if not record.is_open:
            return Saved(record, created=False)
        return services.save_request(request=record, editor=editor)

    def work_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the request asks for, done on one page."""
        return work_page(self, request, object_id)

    def access_view(self, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
        """All that is on record about the person, as a file."""
        return access_file(self, request, object_id, kind)

    @admin.display(description="concerns")
    def about(self, row: RightsRequest) -> str:
        return str(row.person or row.employer or "nobody on record")

    @admin.display(description="time left", ordering="due_on")
    def left(self, row: RightsRequest) -> str:
        """Until the last day for an answer; empty once it is closed."""
        if not row.is_open or row.due_on is None:
            return ""
        days = (row.due_on - timezone.localdate()).days
        if days < 0:
            return f"{-days} days overdue"
        return "today" if days == 0 else f"{days} days"


def _flat(field: Any) -> tuple[str, ...]:
    return field if isinstance(field, tuple) else (field,)
