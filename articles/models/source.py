"""Where articles come from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from articles import choices
from articles.querysets import SourceQuerySet
from facts import history
from facts.models import Record


@history.track(
    but_not=(
        "updated_at",
        "etag",
        "last_modified",
        "next_poll_at",
        "last_polled_at",
        "last_new_articles",
        "lease_until",
        "failures",
        "last_error",
        "last_error_at",
        "last_success_at",
    )
)
class Source(Record):
    """Where articles come from: an outlet, a feed that is polled, or an upload."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=choices.SourceKind, default=choices.SourceKind.OUTLET)
    homepage = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=16, blank=True)
    feed_url = models.URLField(max_length=1000, blank=True, help_text="RSS or Atom.")
    poll_minutes = models.PositiveIntegerField(default=60)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_polled_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_new_articles = models.PositiveIntegerField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    last_error = models.TextField(blank=True, editable=False, help_text="Kept when a later poll succeeds.")
    last_error_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_success_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed_url"], condition=~Q(feed_url=""), name="source_feed_url_once"),
            models.CheckConstraint(name="source_poll_minutes_at_least_5", condition=Q(poll_minutes__gte=5)),
            models.CheckConstraint(
                name="source_feed_has_an_address",
                condition=~Q(kind=choices.SourceKind.FEED) | ~Q(feed_url=""),
                violation_error_message="A feed needs its URL (RSS or Atom).",
            ),
        ]

    def __str__(self) -> str:
        return self.name
