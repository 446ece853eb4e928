"""Where articles come from."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format

from articles import tasks
from articles.admin.queue import soon
from articles.models import Source
from facts.admin.narrowing import PartFilter
from facts.admin.verbs import Verb, VerbsAdmin
from facts.services import save


class StandingFilter(PartFilter):
    """Feeds by how they do."""

    title = "standing"
    parameter_name = "standing"
    parts = {
        "paused": ("Paused", lambda rows: rows.exclude(paused_at=None)),
        "failing": ("Failing", lambda rows: rows.failing()),
        "well": (
            "Polled without failure",
            lambda rows: rows.filter(paused_at=None, failures=0).exclude(feed_url=""),
        ),
    }


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


# In the address of a page after “Run now”: the poll that was the last one then. Compared as it stands, so that the
# clocks of two machines need not agree.
AFTER = "after"
RUN_NOW = Verb("run_now", "Run now", "A worker was asked to poll", _run_now, _polled)


def _moment(at: datetime | None, otherwise: str = "never") -> str:
    return otherwise if at is None else f"{date_format(at, 'j F Y, H:i:s')} UTC"


def _last_poll(source: Source) -> str:
    return "never" if source.last_polled_at is None else source.last_polled_at.isoformat()


@admin.register(Source)
class SourceAdmin(VerbsAdmin):
    list_display = ("name", "kind", "language", "standing", "failures", "last_polled_at", "last_new_articles")
    list_filter = ("kind", StandingFilter, "language")
    search_fields = ("name", "slug", "homepage", "feed_url")
    verbs = (
        Verb("pause", "Pause", "Paused", _pause, lambda source: _polled(source) and source.paused_at is None),
        Verb("resume", "Resume", "Resumed", _resume, lambda source: source.paused_at is not None),
        RUN_NOW,
    )
    change_form_template = "articles/admin/source.html"
    readonly_fields = ("standing", "result", "last_success", "last_failure", "next_poll", "paused_since")
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "homepage", "language")}),
        ("Feed", {"fields": ("feed_url", "poll_minutes")}),
        ("How it does", {"fields": readonly_fields, "classes": ["live"]}),
    )

    def response_change(self, request: HttpRequest, obj: Source) -> HttpResponse:
        """After “Run now” the page looks again until the worker is done."""
        answer = super().response_change(request, obj)
        if f"_verb_{RUN_NOW.name}" not in request.POST or not obj.feed_url:
            return answer
        query = request.GET.copy()
        query[AFTER] = _last_poll(obj)
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        if source is not None and AFTER in request.GET:
            context |= {"asked": True, "polling": request.GET[AFTER] == _last_poll(source), "told": self.result(source)}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="standing")
    def standing(self, source: Source) -> str:
        if not source.feed_url:
            return "not polled"
        failed = f", failing: {source.failures} in a row" if source.failures else ""
        return f"{'polled' if source.paused_at is None else 'paused'}{failed}"

    @admin.display(description="last poll")
    def result(self, source: Source) -> str:
        """When it was polled for the last time, and what came of it."""
        if source.last_polled_at is None:
            return "never"
        if source.failures:
            told = f"failed. {source.last_error}"
        else:
            new = source.last_new_articles or 0
            told = f"{new or 'no'} new {'article' if new == 1 else 'articles'}."
            # A feed can answer, and have items that are of no use.
            told += f" {source.last_error}" if source.last_error_at == source.last_polled_at else ""
        return f"{_moment(source.last_polled_at)}: {told}"

    @admin.display(description="last success")
    def last_success(self, source: Source) -> str:
        return _moment(source.last_success_at)

    @admin.display(description="last error")
    def last_failure(self, source: Source) -> str:
        return f"{_moment(source.last_error_at, 'earlier')}: {source.last_error}" if source.last_error else "none"

    @admin.display(description="next poll")
    def next_poll(self, source: Source) -> str:
        if not source.feed_url or source.paused_at is not None:
            return "none, unless by “Run now”" if source.feed_url else "none"
        return _moment(source.next_poll_at, "as soon as a worker is free")

    @admin.display(description="paused")
    def paused_since(self, source: Source) -> str:
        return "no" if source.paused_at is None else f"since {_moment(source.paused_at)}"
