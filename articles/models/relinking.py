"""Linking stored articles again: the jobs, what is left of them, and up to where changes were looked at."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from articles import choices
from articles.models.article import Article
from articles.querysets import RelinkJobQuerySet
from facts.models import Record


class RelinkJob(Record):
    """Articles to be linked again, and how far that is. The row is the queue, as it is for articles.

    First articles are found: ``targets`` (``articles.finding``), ``position`` of them searched, or all articles in
    order of their keys; then they are linked (``found_at`` is set). ``after`` is the key of the last article that this
    pass has dealt with. What is found and not dealt with stands in ``RelinkItem``, so that a killed worker leaves
    everything as its last commit had it.
    """

    kind = models.CharField(max_length=8, choices=choices.RelinkKind)
    target = models.CharField(max_length=400, help_text="What is linked again.")
    targets = ArrayField(models.CharField(max_length=50), default=list, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="relink_jobs"
    )
    state = models.CharField(max_length=9, choices=choices.RelinkState, default=choices.RelinkState.QUEUED)
    total = models.PositiveIntegerField(default=0, help_text="Articles found.")
    done = models.PositiveIntegerField(default=0, help_text="Articles dealt with.")
    changed = models.PositiveIntegerField(default=0, help_text="Articles whose suggestions are others now.")
    failed = models.PositiveIntegerField(default=0, help_text="Articles that the engine stumbled over.")
    position = models.PositiveIntegerField(default=0, editable=False)
    after = models.UUIDField(null=True, editable=False)
    found_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_attempt_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)

    objects = RelinkJobQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="relinkjob_done_not_beyond_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="relinkjob_ended_has_a_time",
                condition=Q(state__in=choices.RELINK_ACTIVE) | Q(finished_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state__in=choices.RELINK_ACTIVE), name="relinkjob_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target}"

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        if self.state in (choices.RelinkState.QUEUED, choices.RelinkState.DONE):
            told = "waiting" if self.state == choices.RelinkState.QUEUED else "done"
        elif self.found_at is None:
            told = f"finding: {self.position} of {len(self.targets)} searched" if self.targets else "finding"
        else:
            told = f"linking: {100 * self.done // max(1, self.total)} %"
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{told}; {self.done} of {self.total} articles, {self.changed} changed{failed}"


class RelinkItem(models.Model):
    """An article that a job found and has not dealt with."""

    job = models.ForeignKey(RelinkJob, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="relink_items")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "article"], name="relinkitem_once")]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.article_id}"


class RelinkMark(models.Model):
    """Up to where changes of names and cases were turned into jobs: ``articles.registry.Mark``. One row."""

    snapshot = models.TextField()
    database = models.TextField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="relinkmark_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.snapshot
