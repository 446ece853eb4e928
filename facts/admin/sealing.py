"""The chain over the history, to be looked at: `manage.py verify_history` says whether it holds."""

from django.contrib import admin

from facts.admin.base import LockedAdmin
from facts.models import HistoryBlock, HistoryErasure, HistoryShape, SealedRow


@admin.register(HistoryBlock)
class HistoryBlockAdmin(LockedAdmin):
    list_display = ("number", "sealed_at", "rows", "head")
    ordering = ("-number",)
    restores = False


@admin.register(HistoryErasure)
class HistoryErasureAdmin(LockedAdmin):
    list_display = ("erased_at", "table", "record", "rows", "reason")
    ordering = ("-erased_at",)
    restores = False


@admin.register(HistoryShape)
class HistoryShapeAdmin(LockedAdmin):
    list_display = ("table", "columns")
    ordering = ("table", "pk")
    restores = False


@admin.register(SealedRow)
class SealedRowAdmin(LockedAdmin):
    list_display = ("table", "row_id", "block_id", "erased")
    list_filter = ("table",)
    ordering = ("-pk",)
    exclude = ("salt",)
    restores = False

    @admin.display(boolean=True)
    def erased(self, row: SealedRow) -> bool:
        return row.salt is None
