"""“Export” and “Import” above a list."""

from __future__ import annotations

import tempfile
from typing import Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.response import StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone

from facts import services
from facts.admin.base import RecordAdmin
from facts.admin.exchange.soon import work_soon
from facts.exchange import commas, workbooks
from facts.exchange.sheets import VERSION, Sheet
from facts.exchange.tables import MAX_BYTES, MAX_ROWS
from facts.exchange.written import exportable, keys_of, written
from facts.requests import request_id
from facts.visibility import Viewer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A workbook is made whole before it is sent; CSV is sent as it is read.
MOST_IN_A_WORKBOOK = 20_000


class UploadForm(forms.Form):
    file = forms.FileField(label="File", help_text=f"CSV or XLSX, at most {MAX_BYTES // 1024 // 1024} MB.")
    encoding = forms.ChoiceField(
        choices=list(commas.ENCODINGS.items()),
        label="Encoding of a CSV file",
        help_text="UTF-8 unless the file was saved otherwise. What says itself what it is (UTF-16, XLSX) is read so.",
    )
    reason = forms.CharField(
        max_length=500,
        label="What the file is and where it comes from",
        help_text="Kept in the history of every record that it makes or changes.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class ExchangeAdmin(RecordAdmin):
    """A list whose records leave and enter as tables; ``sheet`` describes them."""

    sheet: Sheet

    def get_urls(self) -> list[Any]:
        """With the pages of both ways."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("export/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
            path("import/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        """The list's filters and search go along to the export."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        query = request.GET.copy()
        for local in ("p", "all", "e", "o"):
            query.pop(local, None)
        tools = super().list_tools(request)
        if may_import(request, self.sheet):
            tools.append((reverse(f"{name}_import"), "Import"))
        address = reverse(f"{name}_export")
        return [*tools, (f"{address}?{query.urlencode()}" if query else address, "Export")]

    # --- out ---

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What a list shows, as far as it may travel: asked for on this page, sent as the answer to its form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            listed = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            # As the list itself does with a filter that means nothing.
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist") + "?e=1"
            )
        seen: Any = listed.model._default_manager.visible_to(Viewer.of_user(request.user)).order_by()
        listed = listed.filter(pk__in=seen.values("pk"))
        keys = keys_of(exportable(self.sheet, listed))
        chosen = str(request.POST.get("format", ""))
        if request.method == "POST" and chosen == "csv":
            return _sent_as_csv(self.sheet, keys)
        problem = ""
        if request.method == "POST" and chosen == "xlsx":
            try:
                return _sent_as_xlsx(self.sheet, keys)
            except ValueError as error:
                problem = str(error)
        elif request.method == "POST":
            problem = "Accepted formats: csv, xlsx."
        context = {
            "title": f"Export {self.opts.verbose_name_plural}",
            "count": len(keys),
            "left_out": len(keys_of(listed)) - len(keys),
            "narrowed": bool(request.GET),
            "most_in_a_workbook": MOST_IN_A_WORKBOOK,
            "most_rows": MAX_ROWS,
            "beyond": self.sheet.beyond,
            "problem": problem,
        }
        return self.page(request, "facts/admin/export.html", context)

    # --- in ---

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file in. It is read by the queue; its own page tells what is wrong and what would change."""
        if not may_import(request, self.sheet):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            file, who = form.cleaned_data["file"], request.user
            if file.size > MAX_BYTES:
                form.add_error("file", f"{file.size:,} bytes; at most {MAX_BYTES:,} are accepted: divide the file.")
            else:
                started = self._start(request, form, file.read(), who)
                if started is not None:
                    return HttpResponseRedirect(reverse("admin:facts_import_change", args=[started.pk]))
        context = {
            "title": f"Import {self.opts.verbose_name_plural}",
            "form": form,
            "sheet": self.sheet,
            "columns": _described(self.sheet),
            "most_rows": MAX_ROWS,
            "days": services.KEPT_DAYS,
        }
        return self.page(request, "facts/admin/import_upload.html", context)

    def _start(self, request: HttpRequest, form: UploadForm, content: bytes, who: Any) -> Any:
        try:
            started = services.start_import(
                sheet=self.sheet.name,
                content=content,
                file_name=form.cleaned_data["file"].name,
                encoding=form.cleaned_data["encoding"],
                reason=form.cleaned_data["reason"],
                requested_by=who,
                request_id=request_id(request),
            )
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                form.add_error({"content": "file"}.get(field, field if field in form.fields else None), messages)
            return None
        work_soon(started.pk)
        return started


def _described(sheet: Sheet) -> list[tuple[str, str, str]]:
    """The columns that are read: name, what is accepted, and what cannot be without it."""
    rows = [(VERSION, "what an export says; blank for a new record", "")]
    rows += [(one.name, one.accepted, "a new record" if one.required else "") for one in sheet.own]
    for part in sheet.parts:
        rows += [(one.name, one.accepted, f"each {part.name}" if one.required else "") for one in part.read]
    return rows


def may_import(request: HttpRequest, sheet: Sheet) -> bool:
    """Who may import may add and change all that a file of this kind can."""
    user: Any = request.user
    return bool(Viewer.of_user(user).sees_unpublished and user.has_perms(sheet.rights()))


def _named(sheet: Sheet, ending: str) -> str:
    return f"{sheet.name}-{timezone.now():%Y-%m-%d-%H%M}.{ending}"


def _sent_as_csv(sheet: Sheet, keys: list[Any]) -> HttpResponseBase:
    answer = StreamingHttpResponse(commas.write(written(sheet, keys)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_named(sheet, "csv")}"'
    return answer


def _sent_as_xlsx(sheet: Sheet, keys: list[Any]) -> HttpResponseBase:
    """Raises ``ValueError`` where a workbook cannot hold it."""
    if len(keys) > MOST_IN_A_WORKBOOK:
        raise ValueError(
            f"{len(keys):,} records; a workbook takes {MOST_IN_A_WORKBOOK:,}: narrow the list, or take CSV."
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        workbooks.write(written(sheet, keys), sheet.name, file)
    except ValueError:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_named(sheet, "xlsx"), content_type=XLSX)
