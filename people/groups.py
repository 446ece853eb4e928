"""Which employers belong to one group, as of a day.

A group is no row and no equation: it follows from relations (unit of, brand of) with their periods. Two employers
belong to one group on a day where one stands above the other then, or something above both. A relation counts on every
day on which it can have been in force, as far as its sources say. Who succeeds whom says nothing of a group.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from facts.dates import PartialDate
from facts.visibility import Viewer
from people.choices import EmployerKind, RelationKind
from people.models import Employer

BELOW = (RelationKind.UNIT_OF, RelationKind.BRAND_OF)

# Everything above some employers, and with ``down`` everything below that as well; then the relations among it.
_RELATIONS = """
WITH RECURSIVE relation AS (
    SELECT source_id, target_id, since_lo, until_hi FROM people_employerrelation
    WHERE kind = ANY(%s) AND source_id IN ({visible}) AND target_id IN ({visible})
), up(id) AS (
    SELECT unnest(%s::uuid[]) UNION SELECT target_id FROM up JOIN relation ON source_id = up.id
), down(id) AS (
    SELECT id FROM up UNION SELECT source_id FROM down JOIN relation ON {down} AND target_id = down.id
)
SELECT source_id, target_id, since_lo, until_hi FROM relation WHERE source_id IN (SELECT id FROM down)
ORDER BY source_id, target_id
"""


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``lo`` to ``hi``, both included; open at ``date.min`` and ``date.max``."""

    lo: date = date.min
    hi: date = date.max

    @classmethod
    def of(cls, *when: PartialDate) -> "Period":
        """All days between the first and the last that the dates can mean; those that are unknown are left out."""
        known = [one for one in when if one.lo is not None or one.hi is not None]
        if not known:
            return cls()
        return cls(min(one.lo or date.min for one in known), max(one.hi or date.max for one in known))

    def meets(self, other: "Period") -> bool:
        """Is there a day in both?"""
        return self.lo <= other.hi and other.lo <= self.hi


ALWAYS = Period()


class Groups:
    """The relations around some employers, as far as a viewer may see both ends."""

    def __init__(self, relations: Iterable[tuple[UUID, UUID, Period]]) -> None:
        self._above: dict[UUID, list[tuple[UUID, Period]]] = defaultdict(list)
        self._below: dict[UUID, list[tuple[UUID, Period]]] = defaultdict(list)
        for source, target, period in relations:
            self._above[source].append((target, period))
            self._below[target].append((source, period))

    @classmethod
    def around(cls, employers: Iterable[UUID], viewer: Viewer, *, whole: bool = False) -> "Groups":
        """What stands above the employers, at any time; with ``whole`` also what stands below that. One query."""
        visible, given = Employer.objects.visible_to(viewer).order_by().values("pk").query.sql_with_params()
        statement = _RELATIONS.format(visible=visible, down="TRUE" if whole else "FALSE")
        kinds = [kind.value for kind in BELOW]
        with connection.cursor() as cursor:
            cursor.execute(statement, [kinds, *given, *given, list(employers)])
            rows = cursor.fetchall()
        return cls((source, target, Period(lo or date.min, hi or date.max)) for source, target, lo, hi in rows)

    @property
    def known(self) -> set[UUID]:
        """All employers in the relations."""
        return {*self._above, *self._below}

    def above(self, employer: UUID, when: Period) -> list[UUID]:
        """The employer, then what can have stood above it in a period, the nearest first."""
        return _reached([employer], self._above, when)

    def common(self, one: UUID, two: UUID, when: Period) -> UUID | None:
        """The topmost employer of the group to which both can have belonged in a period; None where there is none."""
        over = set(self.above(two, when))
        shared = [each for each in self.above(one, when) if each in over]
        return shared[-1] if shared else None

    def members(self, employer: UUID) -> dict[UUID, list[Period]]:
        """Who can have belonged to the employer's group, and when; the employer itself always did."""
        edges = [edge for each in self._above.values() for edge in each]
        starts = {date.min, *(period.lo for _, period in edges)}
        starts |= {period.hi + timedelta(days=1) for _, period in edges if period.hi < date.max}
        found: dict[UUID, list[Period]] = defaultdict(list)
        # Between two such days no relation begins or ends.
        days = sorted(starts)
        for at, start in enumerate(days):
            end = days[at + 1] - timedelta(days=1) if at + 1 < len(days) else date.max
            here = Period(start, end)
            for member in _reached(self.above(employer, here), self._below, here):
                periods = found[member]
                if periods and periods[-1].hi + timedelta(days=1) == start:
                    here_too = Period(periods.pop().lo, end)
                    periods.append(here_too)
                else:
                    periods.append(here)
        return dict(found)


def group_of(employer: UUID, viewer: Viewer) -> dict[UUID, list[Period]]:
    """Who can have belonged to an employer's group, and when. One query."""
    return Groups.around([employer], viewer, whole=True).members(employer)


def legal_entity(employer: Employer, when: Period) -> Employer | None:
    """The nearest company that the employer is, or can have been a part of in a period. At most two queries."""
    if employer.kind == EmployerKind.COMPANY:
        return employer
    above = Groups.around([employer.pk], Viewer(sees_unpublished=True)).above(employer.pk, when)
    companies = Employer.objects.filter(kind=EmployerKind.COMPANY).in_bulk(above)
    return next((companies[each] for each in above if each in companies), None)


def _reached(start: list[UUID], edges: dict[UUID, list[tuple[UUID, Period]]], when: Period) -> list[UUID]:
    """Everything that can be reached from ``start`` in a period, the nearest first."""
    found = dict.fromkeys(start)
    frontier = list(found)
    while frontier:
        following = [
            to for each in frontier for to, period in edges.get(each, ()) if period.meets(when) and to not in found
        ]
        frontier = list(dict.fromkeys(following))
        found |= dict.fromkeys(frontier)
    return list(found)
