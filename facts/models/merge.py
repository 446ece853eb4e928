"""Two records that were one and what moved; and two that are known not to be one."""

import json
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from facts import choices, history
from facts.erasing import Mask
from facts.models.record import Record


class Mergeable(models.Model):
    """A record that can turn out to be another. The merged one keeps its key and slug and points at the survivor.

    Merging moves every row that points at the record (``facts.merging``). A model whose rows are moved may have a say,
    without anything on this floor knowing it:

    - ``against_merging(survivor, absorbed)``, a class method, also of the record's own model: sentences that forbid
      it; none: nothing on record does;
    - ``merge_same``, names of columns: rows equal in all of them say the same, beyond what is unique anyway;
    - ``merge_rank()``: of two rows that say the same the one with the higher number stands;
    - ``for_editors_only``: True where readers never see such rows, whatever they hang on.

    Subclasses add the foreign key ``merged_into`` to themselves, with ``merged`` as the way back.
    """

    class Meta:
        abstract = True


@history.track()
class Merge(Record):
    """Two records were one. The merged row keeps its key and points at the survivor; unmerging replays
    ``MergedRow`` backwards. There is no last day for it.
    """

    model = models.CharField(max_length=60, help_text="app_label.model")
    survivor_id = models.UUIDField()
    merged_id = models.UUIDField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="merges_made"
    )
    reason = models.TextField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="merges_undone"
    )
    undone_reason = models.TextField(blank=True)

    class Meta:
        permissions: ClassVar = [
            ("merge", "Can merge and unmerge records"),
            ("publish_by_merging", "Can merge an unpublished record into a published one"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["model", "merged_id"], condition=Q(undone_at=None), name="merge_once_while_it_stands"
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(survivor_id=F("merged_id"))),
            models.CheckConstraint(name="merge_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.merged_id} into {self.survivor_id}"


class MergedRow(Record):
    """One change of one row by a merge, so that unmerging restores exactly it; ``number`` is its place in the merge.

    ``moved``: ``column`` went from ``before`` to ``after``; one row per column, those of one change share a number.
    ``aside``: the whole row is kept as JSON, since ``twin`` says the same or it would name one record twice.
    Keys are text: tables that only join others have whole numbers.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=5, choices=choices.MergeDeed)
    model = models.CharField(max_length=60)
    row_id = models.CharField(max_length=40)
    column = models.CharField(max_length=60, blank=True)
    before = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - null is the column's own
    after = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    twin = models.CharField(max_length=40, blank=True, help_text="The row that says the same and stands.")
    kept = models.TextField(blank=True, editable=False, help_text="The whole row, as JSON.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "number", "column"], name="mergedrow_once"),
            models.CheckConstraint(
                name="mergedrow_moved_or_kept",
                condition=(Q(deed=choices.MergeDeed.MOVED, kept="") & ~Q(column=""))
                | (Q(deed=choices.MergeDeed.ASIDE, column="") & ~Q(kept="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["model", "row_id"], name="mergedrow_of_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}: {self.column or 'kept aside'}"

    @property
    def goes_with_names(self) -> bool:
        """What was kept aside and says nothing but the name is not put back by unmerging."""
        try:
            kept: Any = apps.get_model(self.model)
        except LookupError:
            return True
        return bool(getattr(kept, "goes_with_names", False))

    def take_names_out(self, mask: Mask) -> None:
        """The row that is kept loses the name as it would in its table."""
        self.kept = json.dumps(mask.nested(json.loads(self.kept)), ensure_ascii=False)


@history.track()
class Distinction(Record):
    """Two records that are known not to be one: merging them is refused until it is lifted.

    Symmetric: stored once, the lower key first. It holds for whatever was merged into either as well.
    """

    model = models.CharField(max_length=60, help_text="app_label.model")
    first_id = models.UUIDField()
    second_id = models.UUIDField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="distinctions_noted"
    )
    reason = models.TextField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="distinctions_lifted"
    )
    lifted_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "“not the same” pair"
        verbose_name_plural = "“not the same” pairs"
        constraints: ClassVar = [
            models.CheckConstraint(name="distinction_lower_key_first", condition=Q(first_id__lt=F("second_id"))),
            models.CheckConstraint(name="distinction_has_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["model", "first_id", "second_id"],
                condition=Q(lifted_at=None),
                name="distinction_once_while_it_stands",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["second_id"], name="distinction_second")]

    def __str__(self) -> str:
        return f"{self.model}: {self.first_id} is not {self.second_id}"
