"""Two records that were one, and what moved."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from facts import history
from facts.models.record import Record


@history.track()
class Merge(Record):
    """Two records were one. The merged row keeps its key and points at the survivor; unmerging replays
    ``MergedRow``.
    """

    model = models.CharField(max_length=60, help_text="app_label.model")
    survivor_id = models.UUIDField()
    merged_id = models.UUIDField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="merges_made"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="merges_undone"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["model", "merged_id"], condition=models.Q(undone_at=None), name="merge_once_while_it_stands"
            ),
            models.CheckConstraint(name="merge_of_two", condition=~models.Q(survivor_id=models.F("merged_id"))),
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.merged_id} into {self.survivor_id}"


class MergedRow(Record):
    """One row that a merge moved: which column of which row, so that unmerging restores exactly it."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)
    row_id = models.UUIDField()
    column = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "model", "row_id", "column"], name="mergedrow_once")
        ]

    def __str__(self) -> str:
        return f"{self.model}.{self.column} of {self.row_id}"
