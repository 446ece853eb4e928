"""Import: a file of records on its way in. The row is the queue, and the worker's whole memory of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from facts import choices
from facts.models.record import Record
from facts.querysets import ImportQuerySet


class Import(Record):
    """A file, what it would change, and how far it is.

    First it is checked: read in full, done, and undone again, which gives the ``report``. Once somebody confirmed
    exactly that (``digest``), it is done in one transaction. ``claim`` is the worker's that works on it now; a step of
    another one is not saved. ``content`` and what ``report`` tells of records are personal data: they are emptied some
    days after the end.
    """

    sheet = models.CharField(max_length=20, help_text="What kind of records.")
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20, help_text="Of a CSV file that does not say it itself.")
    content = models.BinaryField(null=True, editable=False)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, help_text="Kept in the history of every record that it changes.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    request_id = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=choices.ImportState, default=choices.ImportState.QUEUED)
    total = models.PositiveIntegerField(default=0, help_text="Records in the file.")
    done = models.PositiveIntegerField(default=0, help_text="Records dealt with in this step.")
    report = models.JSONField(default=dict, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    said = models.CharField(max_length=500, blank=True, editable=False, help_text="Why it is looked at once more.")
    claim = models.UUIDField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    emptied_at = models.DateTimeField(null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="import_done_not_beyond_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="import_has_its_file_until_emptied",
                condition=Q(content__isnull=False) | Q(emptied_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_emptied_only_at_its_end",
                condition=Q(emptied_at__isnull=True) | ~Q(state__in=choices.IMPORT_ACTIVE),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state__in=choices.IMPORT_ACTIVE), name="import_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.sheet})"

    @classmethod
    def naming(cls, bearers: Any) -> Any:  # noqa: ARG003 - whom a packed file names is not known
        """Every file that nobody works on and that is still kept: it may hold anybody's name."""
        resting = cls.objects.exclude(state__in=choices.IMPORT_ACTIVE)
        return resting.filter(content__isnull=False).values_list("pk", flat=True)

    def take_names_out(self, mask: Any) -> None:  # noqa: ARG002
        """An ended import goes empty before its time; one that waits to be confirmed is cancelled with it."""
        if self.is_active:
            return
        now = timezone.now()
        if self.state == choices.ImportState.READY:
            self.state, self.ended_at = choices.ImportState.CANCELLED, now
        self.content, self.report, self.emptied_at = None, {}, self.emptied_at or now

    @property
    def is_active(self) -> bool:
        return self.state in choices.IMPORT_ACTIVE

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        doing = self.state in (choices.ImportState.CHECKING, choices.ImportState.SAVING)
        told = f": {self.done} of {self.total} records" if doing and self.total else ""
        return f"{self.get_state_display()}{told}"
