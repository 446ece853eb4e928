"""From one employment to the next: a move to another employer, or a change of role within one group of companies.

Who changes between companies or units of a group leaves nobody: that is no departure, and opens no restraint by itself.
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from facts.choices import PublicationState
from facts.dates import UNKNOWN, PartialDate
from facts.visibility import Viewer
from people.choices import EndState
from people.groups import Groups, Period
from people.models import Employer, Employment, Person

# How far the end of one and the start of the next lie apart on paper where they are one move in life.
GAP = timedelta(days=31)


def groups_of(employments: Iterable[Employment], viewer: Viewer) -> Groups:
    """What stands above the employers and units of some employments. One query, none where there are none."""
    places = {place for employment in employments for place in _places(employment)}
    return Groups.around(places, viewer) if places else Groups(())


def within(earlier: Employment, later: Employment, groups: Groups) -> UUID | None:
    """The group in which somebody changed from one employment to the next; None where they may have left it.

    They lie in one group at the time of the change, as far as both can have, and no more than a month apart.
    """
    end, start = earlier.partial("end"), later.partial("start")
    if end.hi is not None and start.lo is not None and start.lo - end.hi > GAP:
        return None
    when = Period.of(end, start)
    for place in _places(later):
        for before in _places(earlier):
            found = groups.common(before, place, when)
            if found is not None:
                return found
    return None


def in_time(employments: Iterable[Employment]) -> list[Employment]:
    """By the first day that is known of each: one whose start is not known stands where its end does."""
    return sorted(
        employments, key=lambda row: (row.start_lo or row.start_hi or row.end_lo or row.end_hi or date.max, row.pk)
    )


def role_changes(employments: Iterable[Employment], groups: Groups) -> dict[UUID, UUID]:
    """Employment -> group, where somebody came to it from the one before in the same group. All of one person."""
    found = {}
    for earlier, later in itertools.pairwise(in_time(employments)):
        group = within(earlier, later, groups)
        if group is not None:
            found[later.pk] = group
    return found


def changed_within(employments: Sequence[Employment], viewer: Viewer) -> dict[UUID, Employer]:
    """The same with the groups themselves, as far as ``viewer`` may see them. Two queries, none without employments."""
    groups = groups_of(employments, viewer)
    places = {place for employment in employments for place in _places(employment)}
    named = Employer.objects.visible_to(viewer).in_bulk(groups.known | places)
    changes = role_changes(employments, groups)
    return {key: named[group] for key, group in changes.items() if group in named}


def last_of_service(employments: Iterable[Employment], employer: UUID, groups: Groups) -> Employment | None:
    """The employment with which a person's work for an employer ended; whoever goes on within its group did not stop.

    The one that ended last there, or the last of those in the group that went on from it. None where that one goes on,
    or no end is on record. ``employments``: all of one person.
    """
    rows = in_time(employments)
    ended = [row for row in rows if employer in _places(row) and row.end_state == EndState.ENDED and row.end_hi]
    if not ended:
        return None
    last = max(ended, key=lambda row: (row.end_hi or date.min, row.pk))
    passed = {last.pk}
    while (following := _following(last, rows, passed, groups)) is not None:
        last = following
        passed.add(last.pk)
    return last if last.end_state == EndState.ENDED and last.end_text else None


def end_of_service(person: Person, employer: Employer) -> PartialDate:
    """When a person's work for an employer ended, as far as editors have it on record. Two queries."""
    rows = Employment.objects.filter(person=person).exclude(publication_state=PublicationState.WITHDRAWN)
    employments = list(rows)
    last = last_of_service(employments, employer.pk, groups_of(employments, Viewer(sees_unpublished=True)))
    return UNKNOWN if last is None else last.partial("end")


def _following(last: Employment, employments: list[Employment], passed: set[UUID], groups: Groups) -> Employment | None:
    """The employment in the group by which somebody went on after ``last``: it ends later, or its end is not known.

    One of which neither the start is known nor that it goes on says nothing of what came after.
    """
    for row in employments:
        told = row.end_state == EndState.ONGOING or row.start_text
        later = row.end_hi is None or last.end_hi is None or row.end_hi > last.end_hi
        if told and later and row.pk not in passed and within(last, row, groups) is not None:
            return row
    return None


def _places(employment: Employment) -> list[UUID]:
    """Where somebody worked, the narrower first."""
    return [place for place in (employment.unit_id, employment.employer_id) if place is not None]
