"""Who may be one and the same: records that share a name, in whatever script and order it is written."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count

from facts.merging.apart import told_apart
from people.models import Employer, Name, Person

Named = Person | Employer


@dataclass(frozen=True)
class Pair:
    """Two live records, the one on record for longer first, and the names that they share."""

    one: Any
    two: Any
    names: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Pairs of one page, and whether another follows."""

    pairs: list[Pair]
    more: bool


def doubles_of(record: Named) -> list[Any]:
    """Other live records with one of this record's names; those noted as not the same are left out."""
    owner = _owner(type(record))
    mine = _telling(owner).filter(**{owner: record.pk}).values("romanised")
    keys = _telling(owner).filter(romanised__in=mine).exclude(**{owner: record.pk}).values(owner)
    model: Any = type(record)
    others = list(model.objects.live().filter(pk__in=keys).order_by("pk"))
    apart = told_apart(model, [record.pk, *(other.pk for other in others)])
    return [other for other in others if frozenset((record.pk, other.pk)) not in apart]


def doubles(model: type[Named], *, page: int, size: int) -> Page:
    """All pairs that share a name, ``size`` names at a time; page 1 is the first. A fixed number of queries."""
    owner = _owner(model)
    shared = (
        _telling(owner)
        .order_by()
        .values("romanised")
        .annotate(bearers=Count(owner, distinct=True))
        .filter(bearers__gt=1)
    )
    start = (page - 1) * size
    keys = list(shared.order_by("romanised").values_list("romanised", flat=True)[start : start + size + 1])
    names = _telling(owner).filter(romanised__in=keys[:size]).select_related(owner).order_by("romanised", "pk")
    bearers: dict[str, dict[Any, Any]] = defaultdict(dict)
    texts: dict[Any, set[str]] = defaultdict(set)
    for name in names:
        record = getattr(name, owner)
        bearers[name.romanised][record.pk] = record
        texts[name.romanised, record.pk].add(name.text)
    apart = told_apart(model, {key for group in bearers.values() for key in group})
    found: dict[frozenset[Any], Pair] = {}
    for key, group in bearers.items():
        for one, two in combinations(sorted(group), 2):
            pair = frozenset((one, two))
            if pair not in apart:
                said = (*found[pair].names,) if pair in found else ()
                said = tuple(sorted({*said, *texts[key, one], *texts[key, two]}))
                found[pair] = Pair(group[one], group[two], said)
    return Page(list(found.values()), len(keys) > size)


def _owner(model: type[Any]) -> str:
    return "person" if model is Person else "employer"


def _telling(owner: str) -> Any:
    """Names of live records that are not too common to tell anything."""
    live = Name.objects.filter(**{f"{owner}__isnull": False, f"{owner}__merged_into": None})
    return live.filter(weak=False).exclude(romanised="").order_by("pk")
