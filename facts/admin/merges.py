"""Merges, to be looked at. Merging and unmerging are services' work."""

from django.contrib import admin

from facts.admin.base import LockedAdmin
from facts.admin.inlines import Below
from facts.models import Distinction, Merge, MergedRow


class MergedRowInline(Below):
    model = MergedRow
    fields = ("deed", "model", "row_id", "column", "before", "after", "twin")
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
    list_display = ("model", "row_id", "deed", "column", "merge")
    search_fields = ("=row_id",)
    ordering = ("-created_at", "-pk")
    relations = ("merge",)


@admin.register(Distinction)
class DistinctionAdmin(LockedAdmin):
    list_display = ("model", "first_id", "second_id", "noted_by", "reason", "created_at", "lifted_at", "lifted_by")
    list_filter = ("model", "lifted_at")
    search_fields = ("=first_id", "=second_id", "reason")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    relations = ("noted_by", "lifted_by")
