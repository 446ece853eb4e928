"""Merges and how they are taken back; pairs that are known not to be the same."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from facts import services
from facts.admin.base import LockedAdmin, RecordAdmin, may_look
from facts.admin.forms import in_words, reason_of
from facts.admin.inlines import Below
from facts.admin.labels import Labelled, kinds, labelled, read
from facts.admin.merging import BUSY, may_merge
from facts.admin.verbs import Verb, VerbsAdmin
from facts.merging import undoing_of
from facts.models import Distinction, Merge, MergedRow

GONE = Labelled("no longer on record", "")
_PARTS = (
    ("back", "What goes back", ""),
    ("restored", "What is put back", "These were kept aside when the two were merged."),
    ("edited", "What was changed since", "These go back as they are now."),
    ("stays", "What stays with the record that stands", "These were added after the merge."),
    ("elsewhere", "What was given to another record since", "These stay where they are."),
)


class _Naming(ChangeList):
    """A list whose rows name records by model and key: their labels are read together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        admin: Any = self.model_admin
        admin.name_records(request, self.result_list)


class NamingAdmin(RecordAdmin):
    """Rows with ``model`` and the columns ``named``, which hold keys of that model."""

    named: tuple[str, str]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return _Naming

    def name_records(self, request: HttpRequest, rows: Iterable[Any]) -> None:
        """Give each row the labels of its two records: one query per model."""
        listed = list(rows)
        for label in {row.model for row in listed}:
            same = [row for row in listed if row.model == label]
            try:
                model = apps.get_model(label)
            except LookupError:
                records: dict[Any, Any] = {}
            else:
                records = read(
                    self.admin_site, request, model, {getattr(row, name) for row in same for name in self.named}
                )
            for row in same:
                row.labels = [self._label(records.get(getattr(row, name))) for name in self.named]

    def _label(self, record: Any) -> Labelled:
        return labelled(record) if record is not None else GONE

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            self.name_records(request, [row])
        return row

    @admin.display(description="kind", ordering="model")
    def kind(self, row: Any) -> str:
        return str(row.model).rpartition(".")[2]

    def linked(self, row: Any, which: int) -> str | SafeString:
        """The label of a row's first or second record, with a link to its page."""
        shown: Labelled = row.labels[which]
        return format_html('<a href="{}">{}</a>', shown.url, shown.label) if shown.url else shown.label


class MergedRowInline(Below):
    model = MergedRow
    fields = ("deed", "model", "row_id", "column", "before", "after", "twin")
    readonly_fields = fields
    verbose_name_plural = "rows moved or kept aside"
    ordering = ("number", "column")
    show_change_link = False


@admin.register(Merge)
class MergeAdmin(NamingAdmin, LockedAdmin):
    named = ("merged_id", "survivor_id")
    list_display = ("created_at", "kind", "merged", "survivor", "merged_by", "reason", "undo")
    list_filter = ("model", ("undone_at", admin.EmptyFieldListFilter))
    search_fields = ("=survivor_id", "=merged_id", "reason")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    relations = ("merged_by", "undone_by")
    fields = ("kind", "merged", "survivor", "merged_by", "created_at", "reason", "undo", "undone_by", "undone_reason")
    readonly_fields = fields
    inlines = (MergedRowInline,)

    def get_urls(self) -> Any:
        """The preview of unmerging."""
        view = self.admin_site.admin_view(self.unmerge_view)
        return [path("<path:object_id>/unmerge/", view, name="facts_merge_unmerge"), *super().get_urls()]

    @admin.display(description="merged record")
    def merged(self, merge: Merge) -> str | SafeString:
        return self.linked(merge, 0)

    @admin.display(description="into")
    def survivor(self, merge: Merge) -> str | SafeString:
        return self.linked(merge, 1)

    @admin.display(description="undone")
    def undo(self, merge: Merge) -> str | SafeString:
        if merge.undone_at is not None:
            return f"{merge.undone_at:%Y-%m-%d %H:%M}"
        return format_html('<a href="{}">Unmerge…</a>', reverse("admin:facts_merge_unmerge", args=[merge.pk]))

    def unmerge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Look at what goes back and what stays, and unmerge."""
        if not may_look(request) or not may_merge(request):
            raise PermissionDenied
        merge = self.get_object(request, unquote(object_id))
        if merge is None:
            raise Http404
        refused, reason = "", reason_of(request.POST)
        if request.method == "POST":
            who: Any = request.user
            try:
                done = services.unmerge(merge=merge, by=who, reason=reason)
            except ValidationError as error:
                refused = in_words(error)
            except OperationalError:
                refused = BUSY
            else:
                messages.success(request, f"Unmerged: {done.moved} rows went back, {done.put_back} were put back.")
                back = done.restored._meta
                return HttpResponseRedirect(
                    reverse(f"admin:{back.app_label}_{back.model_name}_change", args=[done.restored.pk])
                )
        return self._preview(request, merge, refused, reason)

    def _preview(self, request: HttpRequest, merge: Any, refused: str, reason: str) -> HttpResponse:
        standing = merge.undone_at is None
        undoing = undoing_of(merge) if standing else None
        parts = [
            {"title": title, "help": said, "kinds": kinds(self.admin_site, request, getattr(undoing, name))}
            for name, title, said in _PARTS
            if undoing is not None and getattr(undoing, name)
        ]
        merged, survivor = merge.labels
        context = {
            "title": f"Unmerge “{merged.label}” from “{survivor.label}”",
            "merge": merge,
            "merged": merged,
            "survivor": survivor,
            "blocked": [
                (
                    f"{other.created_at:%Y-%m-%d %H:%M}: {other.reason}",
                    reverse("admin:facts_merge_unmerge", args=[other.pk]),
                )
                for other in (undoing.blocked_by if undoing is not None else ())
            ],
            "parts": parts,
            "gone": kinds(self.admin_site, request, undoing.gone) if undoing is not None else [],
            "edits": _edits(merge) if standing else [],
            "refused": refused,
            "reason": reason,
        }
        return self.page(request, "facts/admin/unmerge.html", context)


def _edits(merge: Merge) -> list[str]:
    """When the record that stands was changed since, oldest first."""
    model: Any = apps.get_model(merge.model)
    steps = model.pgh_event_model.objects.filter(pgh_obj_id=merge.survivor_id, pgh_created_at__gt=merge.created_at)
    return [f"{at:%Y-%m-%d %H:%M} UTC" for at in steps.order_by("pgh_id").values_list("pgh_created_at", flat=True)]


@admin.register(MergedRow)
class MergedRowAdmin(LockedAdmin):
    list_display = ("model", "row_id", "deed", "column", "merge")
    search_fields = ("=row_id",)
    ordering = ("-created_at", "-pk")
    relations = ("merge",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Left out of the index: each is seen with its merge."""
        return False


LIFT = Verb(
    "lift",
    "Lift: they may be the same",
    "Lifted",
    lambda pair, editor, reason: services.lift_distinction(distinction=pair, by=editor, reason=reason),
    lambda pair: pair.lifted_at is None,
)


@admin.register(Distinction)
class DistinctionAdmin(NamingAdmin, VerbsAdmin):
    named = ("first_id", "second_id")
    list_display = ("created_at", "kind", "first", "second", "noted_by", "reason", "lifted_at", "lifted_by")
    list_filter = ("model", ("lifted_at", admin.EmptyFieldListFilter))
    search_fields = ("=first_id", "=second_id", "reason")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    relations = ("noted_by", "lifted_by")
    fields = ("kind", "first", "second", "noted_by", "created_at", "reason", "lifted_at", "lifted_by", "lifted_reason")
    readonly_fields = fields
    verbs = (LIFT,)
    saves = False
    reason_label = "Reason (required, kept in the history):"

    @admin.display(description="this")
    def first(self, pair: Distinction) -> str | SafeString:
        return self.linked(pair, 0)

    @admin.display(description="is not")
    def second(self, pair: Distinction) -> str | SafeString:
        return self.linked(pair, 1)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Noted where two are compared, and by unmerging."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_look(request) and may_merge(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Lifted, never deleted."""
        return False
