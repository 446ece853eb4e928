"""Search over published disputes, people and employers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from cases.filters import CaseFilter
from cases.models import Case, Participant
from facts.visibility import Viewer
from people import spelling
from people.models import Employer, Name, Person
from web.names import NAME_ORDER
from web.visible import naming_only_visible

KINDS = ("disputes", "people", "employers")
# The overview shows the first of each kind; one kind alone is shown in pages.
FIRST = 10
PER_PAGE = 20
# Further pages cost more and more; whoever comes this far is served better by more words.
LAST_PAGE = 500
NEAR = 5


@dataclass(frozen=True)
class Hits:
    """One kind's part of an answer: `total` is counted, never estimated; pages count from 1."""

    kind: str
    total: int
    rows: list[Any]
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return min(LAST_PAGE, max(1, -(-self.total // self.per_page)))

    @property
    def first(self) -> int:
        return (self.page - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def more(self) -> bool:
        return self.total > len(self.rows)

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def overview(query: str, *, viewer: Viewer) -> list[Hits]:
    """The first hits of every kind, in the order of KINDS; without words, the newest or first of all."""
    return [_hits(kind, query, viewer=viewer, page=1, per_page=FIRST) for kind in KINDS]


def one_kind(
    kind: str, query: str, *, viewer: Viewer, page: int, group_of: str = "", group_on: date | None = None
) -> Hits:
    """One page of one kind; of disputes also those of an employer's group alone (``CaseFilter``)."""
    if not group_of:
        return _hits(kind, query, viewer=viewer, page=page, per_page=PER_PAGE)
    asked = {"group_of": group_of, "group_on": group_on}
    rows = CaseFilter(asked, queryset=_disputes(query, viewer), viewer=viewer).qs
    return _page_of("disputes", rows, page, PER_PAGE)


def nearly(query: str, *, viewer: Viewer) -> list[Person | Employer]:
    """People and employers with a name spelled much like the query."""
    people = Person.objects.visible_to(viewer).nearly_named(query)[:NEAR]
    employers = Employer.objects.visible_to(viewer).nearly_named(query)[:NEAR]
    return [*people, *employers]


def looser(query: str) -> list[str]:
    """The words of a query one by one, where it has several: each finds at least as much as all together."""
    words = list(dict.fromkeys(query.split()))
    return [word for word in words if spelling.query_tokens(word)] if len(words) > 1 else []


def _hits(kind: str, query: str, *, viewer: Viewer, page: int, per_page: int) -> Hits:
    rows = {"disputes": _disputes, "people": _people, "employers": _employers}[kind](query, viewer)
    return _page_of(kind, rows, page, per_page)


def _page_of(kind: str, rows: Any, page: int, per_page: int) -> Hits:
    start = (page - 1) * per_page
    return Hits(kind, rows.count(), list(rows[start : start + per_page]), page, per_page)


def _disputes(query: str, viewer: Viewer) -> Any:
    cases = Case.objects.visible_to(viewer).live()
    if query:
        cases = cases.about(query, published_only=not viewer.sees_unpublished)
    participants = naming_only_visible(Participant.objects.select_related("person", "employer"), viewer)
    return cases.newest_first().prefetch_related(Prefetch("participants", participants.order_by("role", "pk")))


def _people(query: str, viewer: Viewer) -> Any:
    people = Person.objects.visible_to(viewer).live()
    return _with_names(people.named(query) if query else people)


def _employers(query: str, viewer: Viewer) -> Any:
    employers = Employer.objects.visible_to(viewer).live()
    return _with_names(employers.named(query) if query else employers)


def _with_names(rows: Any) -> Any:
    return rows.order_by("display_name", "pk").prefetch_related(Prefetch("names", Name.objects.order_by(*NAME_ORDER)))
