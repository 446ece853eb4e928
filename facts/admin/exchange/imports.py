"""A file on its way in: how far it is, all that is wrong with it at once, what would change, and the button for it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from facts import services
from facts.admin.base import LockedAdmin, may_look
from facts.admin.exchange.lists import may_import
from facts.admin.exchange.soon import work_soon
from facts.admin.forms import in_words, page_of
from facts.choices import ImportState
from facts.exchange.sheets import sheets
from facts.models import Import
from facts.requests import request_id

# Records, and errors, on one page of a report.
SHOWN = 100


@admin.register(Import)
class ImportAdmin(LockedAdmin):
    """Made by uploading a file on a list; its page is a report with what can be decided about it."""

    list_display = ("__str__", "progress", "requested_by", "confirmed_by", "created_at", "ended_at")
    list_filter = ("state", "sheet")
    search_fields = ("file_name", "reason")
    ordering = ("-created_at", "-pk")
    relations = ("requested_by", "confirmed_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of kinds that one may import oneself: a file holds what its records hold."""
        mine = [name for name, sheet in sheets().items() if may_import(request, sheet)]
        return super().get_queryset(request).filter(sheet__in=mine).defer("content", "report")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        mine = [sheet for name, sheet in sheets().items() if obj is None or name == obj.sheet]
        return may_look(request) and any(may_import(request, sheet) for sheet in mine)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The report; a press of one of its buttons is answered by it."""
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return self._decided(request, row) if request.method == "POST" else self._shown(request, row)

    def _decided(self, request: HttpRequest, row: Import) -> HttpResponse:
        who: Any = request.user
        try:
            if "confirm" in request.POST:
                seen = str(request.POST.get("seen", ""))
                services.confirm_import(row=row, digest=seen, by=who, request_id=request_id(request))
                work_soon(row.pk)
            elif "again" in request.POST:
                services.check_again(row=row)
                work_soon(row.pk)
            elif "cancel" in request.POST:
                services.cancel_import(row=row)
        except ValidationError as error:
            messages.error(request, f"Nothing was done. {in_words(error)}")
        return HttpResponseRedirect(reverse("admin:facts_import_change", args=[row.pk]))

    def _shown(self, request: HttpRequest, row: Import) -> HttpResponse:
        report = row.report
        rows = max(len(report.get("records", ())), len(report.get("errors", ())))
        number = min(page_of(request.GET), max(1, -(-rows // SHOWN)))
        part = slice((number - 1) * SHOWN, number * SHOWN)
        context = {
            "title": f"Import: {row.file_name}",
            "row": row,
            "counts": report.get("counts", {}),
            "errors": report.get("errors", [])[part],
            "notices": report.get("notices", [])[part],
            "records": report.get("records", [])[part],
            "page": number,
            "before": number - 1,
            "after": number + 1 if _further(report, number) else 0,
            "list": reverse(f"admin:{_list_of(row)}_changelist"),
            "days": services.KEPT_DAYS,
            "confirms": row.state == ImportState.READY and bool(report.get("records")),
            "cancels": row.is_active or row.state == ImportState.READY,
            "checks": row.state in services.CHECKED and row.emptied_at is None,
        }
        return self.page(request, "facts/admin/import.html", context)


def _further(report: dict[str, Any], page: int) -> bool:
    return any(len(report.get(part, ())) > page * SHOWN for part in ("errors", "notices", "records"))


def _list_of(row: Import) -> str:
    meta = sheets()[row.sheet].model._meta
    return f"{meta.app_label}_{meta.model_name}"
