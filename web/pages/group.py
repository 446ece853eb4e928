"""The group of an employer, as readers see it: who belonged to it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facts.filters import standing
from facts.visibility import Viewer
from people.groups import ALWAYS, Period, group_of
from people.models import Employer


@dataclass(frozen=True)
class Member:
    """An employer, and the words for when it belonged to the group; empty where nothing limits it."""

    employer: Employer
    when: str


@dataclass(frozen=True)
class Group:
    """The group of ``employer``, on a day or over all time (``on`` is None); the employer itself comes first."""

    employer: Employer
    on: date | None
    members: list[Member]


def group_page(key: str, *, on: date | None, viewer: Viewer) -> Group | None:
    """The group of the employer behind an id or slug; None where there is none that the viewer may see. Four queries
    at most.
    """
    employer = standing(Employer.objects, key, viewer).first()
    if employer is None:
        return None
    periods = group_of(employer.pk, viewer)
    there = {pk for pk, spans in periods.items() if on is None or any(span.lo <= on <= span.hi for span in spans)}
    found = Employer.objects.visible_to(viewer).filter(pk__in=there).order_by("display_name", "pk")
    rows = sorted(found, key=lambda row: row.pk != employer.pk)
    words = {pk: "" if on is not None else ", ".join(map(_words, spans)) for pk, spans in periods.items()}
    return Group(employer, on, [Member(row, words[row.pk]) for row in rows])


def _words(period: Period) -> str:
    if period == ALWAYS:
        return ""
    since = f"from {_day(period.lo)}" if period.lo != date.min else ""
    until = f"to {_day(period.hi)}" if period.hi != date.max else ""
    return f"{since} {until}".strip()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
