"""The chain over the history: blocks of salted digests, each resting on the one before.

Invariant: rows here are only added. A changed, removed or invented history row no longer agrees with its digest, a
changed digest no longer agrees with its block, and a changed block no longer agrees with the head that was noted
elsewhere. Erasing a row's content takes its salt with it: the digest stays, says nothing of what was there, and the
chain still verifies.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HistoryBlock(models.Model):
    """What was sealed at one time. ``head`` is the SHA-256 over the previous head and this block's facts."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    horizon = models.BigIntegerField(help_text="Every transaction below this id is sealed.")
    rows = models.PositiveIntegerField()
    content = models.CharField(max_length=64, help_text="SHA-256 over the digests of the rows, in order.")
    head = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number}: {self.head}"


class HistoryShape(models.Model):
    """Which columns of a history table a digest covers: columns that are added later change no digest."""

    table = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "columns"], name="historyshape_once")]

    def __str__(self) -> str:
        return self.table


class SealedRow(models.Model):
    """The digest of one history row: SHA-256 over salt, columns and context. Without a salt the row was erased."""

    block = models.ForeignKey(HistoryBlock, on_delete=models.PROTECT, related_name="sealed")
    shape = models.ForeignKey(HistoryShape, on_delete=models.PROTECT, related_name="sealed")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    salt = models.BinaryField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "row_id"], name="sealedrow_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class HistoryErasure(models.Model):
    """That columns of a record's history were emptied, when and why; never what had been there."""

    table = models.CharField(max_length=63)
    record = models.CharField(max_length=40)
    columns = ArrayField(models.CharField(max_length=63))
    rows = models.PositiveIntegerField()
    reason = models.TextField()
    erased_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.table} {self.record}"
