"""Where articles come from."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import tasks
from articles.admin.queue import soon
from articles.models import Source
from facts.admin.verbs import Verb, VerbsAdmin
from facts.services import save


class StandingFilter(admin.SimpleListFilter):
    """Feeds by how they do."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("paused", "Paused"), ("failing", "Failing"), ("well", "Polled without failure")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        found = {
            "paused": queryset.exclude(paused_at=None),
            "failing": queryset.filter(failures__gt=0),
            "well": queryset.filter(paused_at=None, failures=0).exclude(feed_url=""),
        }
        return found.get(self.value() or "", queryset)


def _whole(source: Source) -> tuple[()]:
    source.full_clean()
    return ()


def _pause(source: Source, editor: Any, *_: Any) -> None:
    _set_pause(source, editor, timezone.now())


def _resume(source: Source, editor: Any, *_: Any) -> None:
    _set_pause(source, editor, None)


def _set_pause(source: Source, editor: Any, at: datetime | None) -> None:
    # Locked and read again: a poll that ends meanwhile writes to the same row.
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if not locked.feed_url:
        raise ValidationError({"feed_url": ["Only a feed is polled, so only a feed can be paused or resumed."]})
    locked.paused_at = at
    if at is None:
        # It starts afresh: its next failure is the first one.
        locked.failures, locked.next_poll_at = 0, None
    save(locked, check=_whole, editor=editor)


def _run_now(source: Source, *_: Any) -> None:
    if not source.feed_url:
        raise ValidationError({"feed_url": ["Only a feed can be polled."]})
    soon(tasks.poll_source, source.pk)


def _polled(source: Source) -> bool:
    return bool(source.feed_url)


@admin.register(Source)
class SourceAdmin(VerbsAdmin):
    list_display = ("name", "kind", "language", "standing", "failures", "last_polled_at", "last_new_articles")
    list_filter = ("kind", StandingFilter, "language")
    search_fields = ("name", "slug", "homepage", "feed_url")
    verbs = (
        Verb("pause", "Pause", "Paused", _pause, lambda source: _polled(source) and source.paused_at is None),
        Verb("resume", "Resume", "Resumed", _resume, lambda source: source.paused_at is not None),
        Verb("run_now", "Run now", "Asked a worker to poll; look again in a moment", _run_now, _polled),
    )
    readonly_fields = (
        "standing",
        "paused_at",
        "failures",
        "last_error",
        "last_polled_at",
        "next_poll_at",
        "last_new_articles",
    )
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "homepage", "language")}),
        ("Feed", {"fields": ("feed_url", "poll_minutes")}),
        ("How it does", {"fields": readonly_fields}),
    )

    @admin.display(description="standing")
    def standing(self, source: Source) -> str:
        if not source.feed_url:
            return "not polled"
        if source.paused_at is not None:
            return "paused"
        return "failing" if source.failures else "polled"
