"""Merges, to be looked at. Merging and unmerging are services' work."""

from django.contrib import admin

from facts.admin.base import LockedAdmin
from facts.admin.inlines import Below
from facts.models import Merge, MergedRow


class MergedRowInline(Below):
    model = MergedRow
    fields = ("model", "row_id", "column")
    verbose_name_plural = "rows moved"


@admin.register(Merge)
class MergeAdmin(LockedAdmin):
    list_display = ("model", "survivor_id", "merged_id", "merged_by", "created_at", "undone_at", "undone_by")
    list_filter = ("model", "undone_at")
    search_fields = ("=survivor_id", "=merged_id")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    relations = ("merged_by", "undone_by")
    inlines = (MergedRowInline,)


@admin.register(MergedRow)
class MergedRowAdmin(LockedAdmin):
    list_display = ("model", "row_id", "column", "merge")
    search_fields = ("=row_id",)
    ordering = ("-created_at", "-pk")
    relations = ("merge",)
