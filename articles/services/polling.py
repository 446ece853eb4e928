"""Polling feeds: politely (conditional requests), one poller per feed, paused with its error after repeated failure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import fetching
from articles.extract import Entry, Feed, parse_feed
from articles.extract.feed import MAX_BYTES
from articles.models import Source
from articles.outcomes import Unreadable
from articles.services.ingest import check_published_on, ingest, is_language

FAILURES_UNTIL_PAUSE = 5
LONGEST_WAIT = timedelta(days=1)
_FEED_TYPES = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"


@dataclass(frozen=True)
class Polled:
    """What a poll brought: articles to read, how many items were known, what was wrong (empty: nothing).

    ``ran`` is False where another poller holds the feed.
    """

    to_read: list[UUID] = field(default_factory=list)
    known: int = 0
    error: str = ""
    ran: bool = True


def due_feeds() -> list[UUID]:
    """Feeds to poll now. Their next turn is set at once, so that a slow queue does not gather the same feed twice."""
    now = timezone.now()
    with transaction.atomic():
        rows = list(Source.objects.due(now=now).select_for_update(skip_locked=True)[:500])
        for source in rows:
            source.next_poll_at = now + timedelta(minutes=source.poll_minutes)
        Source.objects.bulk_update(rows, ["next_poll_at"])
    return [source.pk for source in rows]


def poll(*, source_id: UUID) -> Polled:
    """Poll one feed, due or not, paused or not (a paused one that answers again after failures is taken up again).

    What goes wrong is kept on the source and returned, not raised.
    """
    source = _claimed(source_id)
    if source is None:
        return Polled(ran=False)
    try:
        page = fetching.fetch(source.feed_url, max_bytes=MAX_BYTES, headers=_conditions(source))
        if page.status == 304:
            return _done(source, Polled(), page.headers)
        feed = parse_feed(page.body, content_type=page.content_type, url=source.feed_url)
    except Unreadable as unreadable:
        return _failed(source, str(unreadable))
    except Exception:
        _failed(source, "An error of this program: see the worker's log.")
        raise
    return _done(source, _taken_in(source, feed), page.headers)


def _claimed(source_id: UUID) -> Source | None:
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    until = now + timedelta(seconds=max(settings.LEASE_SECONDS, 2 * fetching.SECONDS))
    rows = Source.objects.filter(free, pk=source_id).exclude(feed_url="")
    return Source.objects.get(pk=source_id) if rows.update(lease_until=until) else None


def _conditions(source: Source) -> dict[str, str]:
    asked = {"Accept": _FEED_TYPES}
    if source.etag:
        asked["If-None-Match"] = source.etag
    if source.last_modified:
        asked["If-Modified-Since"] = source.last_modified
    return asked


def _taken_in(source: Source, feed: Feed) -> Polled:
    to_read: list[UUID] = []
    known, refused = 0, 0
    language = source.language if is_language(source.language) else ""
    for entry in feed.entries:
        try:
            taken = ingest(url=entry.url, title=entry.title, source=source, published_on=_day(entry), language=language)
        except ValidationError:
            refused += 1  # one wrong address in a feed is no reason to leave out the others
            continue
        if taken.to_read:
            to_read.append(taken.article.pk)
        else:
            known += 1
    wrong = f"{refused} of {len(feed.entries)} items have no usable address." if refused else ""
    return Polled(to_read, known, wrong)


def _day(entry: Entry) -> date | None:
    try:
        if entry.published_on is not None:
            check_published_on(entry.published_on)
    except ValidationError:
        return None
    return entry.published_on


def _done(source: Source, polled: Polled, headers: Mapping[str, str]) -> Polled:
    now = timezone.now()
    kept: dict[str, Any] = {}
    if source.failures >= FAILURES_UNTIL_PAUSE:
        kept["paused_at"] = None
    if "etag" in headers or "last-modified" in headers:
        kept["etag"], kept["last_modified"] = headers.get("etag", "")[:300], headers.get("last-modified", "")[:100]
    if polled.error:
        kept |= {"last_error": polled.error, "last_error_at": now}
    _note(source, now, failures=0, last_success_at=now, last_new_articles=len(polled.to_read), **kept)
    return polled


def _failed(source: Source, error: str) -> Polled:
    now = timezone.now()
    failures = min(source.failures + 1, 1000)
    kept: dict[str, Any] = {}
    if failures >= FAILURES_UNTIL_PAUSE and source.paused_at is None:
        kept["paused_at"] = now
    wait = min(timedelta(minutes=source.poll_minutes) * 2 ** min(failures, 10), LONGEST_WAIT)
    kept |= {"last_error": error[:2000], "last_error_at": now}
    _note(source, now, failures=failures, last_new_articles=0, wait=wait, **kept)
    return Polled(error=error)


def _note(source: Source, now: datetime, *, wait: timedelta | None = None, **columns: Any) -> None:
    turn = now + (wait or timedelta(minutes=source.poll_minutes))
    Source.objects.filter(pk=source.pk).update(lease_until=None, last_polled_at=now, next_poll_at=turn, **columns)
