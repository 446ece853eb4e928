"""What waits among news, and what was decided in a week (``facts.admin.board``)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Min
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.arrivals import RetryableFilter
from articles.admin.sources import StandingFilter
from articles.choices import JUDGED, ArticleState, SuggestionKind, SuggestionState
from articles.models import Article, Source, Suggestion
from facts.admin.board import Group, Line, address, may_list

DAYS = 7
# An index is all that is read, so the queue may be counted further than other things.
MOST_OPEN = 100_000


def _open(kind: SuggestionKind) -> Any:
    return lambda rows: rows.open().filter(kind=kind)


QUEUE = Group(
    "Suggestions",
    "What the engine proposes and nobody has decided; unsure: set aside by an editor.",
    (
        Line("Open", Suggestion, {}, lambda rows: rows.open(), most=MOST_OPEN),
        Line.where("Unsure", Suggestion, state=SuggestionState.UNSURE.value),
    ),
)
GROUPS = (
    Group(
        "Unmatched names",
        "Named in articles beside a dispute, and on record nowhere.",
        tuple(
            Line(label, Suggestion, {"kind__exact": kind.value}, _open(kind))
            for label, kind in (("People", SuggestionKind.NEW_PERSON), ("Employers", SuggestionKind.NEW_EMPLOYER))
        ),
    ),
    Group(
        "Sources and articles",
        "Feeds whose last poll failed; articles that a worker has still to read or link; articles that could not be.",
        (
            Line.of_part("Failing feeds", Source, StandingFilter, "failing"),
            Line.of_part("Articles waiting for a worker", Article, RetryableFilter, "yes"),
            Line.where("Failed articles", Article, state__exact=ArticleState.FAILED.value),
        ),
    ),
)


def waits_since(site: AdminSite, request: HttpRequest) -> datetime | None:
    """Since when the oldest open suggestion waits; None where none does, or the user may not see them. One query."""
    if not may_list(site, request, Suggestion):
        return None
    oldest: datetime | None = Suggestion.objects.open().aggregate(oldest=Min("created_at"))["oldest"]
    return oldest


def may_review(site: AdminSite, request: HttpRequest) -> bool:
    """May the user decide?"""
    return site.get_model_admin(Suggestion).has_change_permission(request)


@dataclass(frozen=True)
class Cell:
    """How many suggestions were decided, and the address of their list."""

    count: int
    url: str


@dataclass(frozen=True)
class Day:
    """What was decided on one day (UTC): of each outcome, in the order of ``OUTCOMES``, and in all."""

    day: date
    outcomes: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Week:
    """Seven days, today the last, and what they come to. ``most`` is the highest number of one day, at least 1."""

    days: list[Day]
    whole: Day
    most: int

    outcomes = [state.label for state in JUDGED]


def week(site: AdminSite, request: HttpRequest) -> Week | None:
    """What editors decided in a week and did not take back; None for those who may not see it. One query."""
    if not may_list(site, request, Suggestion):
        return None
    today = timezone.localdate()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    decided = Suggestion.objects.decided_since(_midnight(days[0])).order_by()
    counted: Counter[tuple[date, str]] = Counter()
    for day, state, count in (
        decided.annotate(day=TruncDate("decided_at")).values_list("day", "state").annotate(count=Count("pk"))
    ):
        counted[day, state] = count
    rows = [_day(days[at : at + 1], counted) for at in range(DAYS)]
    return Week(rows, _day(days, counted), max(1, *(row.total.count for row in rows)))


def _day(days: list[date], counted: Counter[tuple[date, str]]) -> Day:
    since, until = _midnight(days[0]), _midnight(days[-1] + timedelta(days=1))
    between = {"decided_at__gte": str(since), "decided_at__lt": str(until)}

    def cell(states: tuple[str, ...], asked: str) -> Cell:
        count = sum(counted[day, state] for day in days for state in states)
        return Cell(count, address(Suggestion, {"state": asked, **between}))

    return Day(days[0], [cell((state,), state) for state in JUDGED], cell(JUDGED, "judged"))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
