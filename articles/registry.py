"""Names and cases as the linking engine wants them, kept in each worker and read again when they changed.

Everything that is on record can be linked, published or not: suggestions are for editors. Rows that were merged into
another stand for the survivor.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from articles.models import RegistryChange
from cases.models import Case, CaseRelation, Participant, Proceeding
from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, NameEntry, Role
from people.models import Employer, Name, Person

_ROLES: Mapping[str, Role] = {
    "mover": "mover",
    "former_employer": "former_employer",
    "new_employer": "new_employer",
    "other": "other",
}


@dataclass(frozen=True)
class Registry:
    """An engine over the names and cases of one moment. ``people`` and ``employers`` are the ids that it may name."""

    generation: Decimal
    engine: Engine
    people: frozenset[str]
    employers: frozenset[str]
    cases: frozenset[str]


_held: dict[str, Registry] = {}
_lock = threading.Lock()


def current() -> Registry:
    """The registry as the database has it now: one cheap query where nothing changed, else all is read again."""
    with _lock:
        # Before the names: what is committed in between is read now and once more next time.
        now = generation()
        name = str(connection.settings_dict["NAME"])
        held = _held.get(name)
        if held is None or held.generation != now:
            held = _held[name] = read(now)
        return held


def generation() -> Decimal:
    """A number that differs after every commit that touched names or cases."""
    return Decimal(RegistryChange.objects.aggregate(total=Sum("mark"))["total"] or 0)


def read(now: Decimal) -> Registry:
    """Read all names and cases."""
    people = _survivors(Person.objects.values_list("id", "merged_into_id"))
    employers = _survivors(Employer.objects.values_list("id", "merged_into_id"))
    cases = _survivors(Case.objects.values_list("id", "merged_into_id"))
    cards = _cards(people, employers, cases)
    engine = Engine(_names(people, employers), CaseIndex(cards))
    return Registry(
        now,
        engine,
        frozenset(map(str, people.values())),
        frozenset(map(str, employers.values())),
        frozenset(map(str, cases.values())),
    )


def _survivors(rows: Iterable[tuple[UUID, UUID | None]]) -> dict[UUID, UUID]:
    """Row -> the row that stands for it now, through any number of merges."""
    into = dict(rows)
    found = {}
    for start in into:
        at, seen = start, {start}
        while (after := into.get(at)) is not None and after not in seen:
            seen.add(after)
            at = after
        found[start] = at
    return found


def _names(people: Mapping[UUID, UUID], employers: Mapping[UUID, UUID]) -> list[NameEntry]:
    kinds = dict(Employer.objects.values_list("id", "kind"))
    entries = []
    rows = Name.objects.values_list("person_id", "employer_id", "text", "weak")
    for person, employer, text, weak in rows.iterator():
        if person:
            entries.append(NameEntry(str(people[person]), "person", text, weak))
        elif employer:
            survivor = employers[employer]
            entries.append(NameEntry(str(survivor), "employer", text, weak, kinds[survivor]))
    return entries


def _cards(people: Mapping[UUID, UUID], employers: Mapping[UUID, UUID], cases: Mapping[UUID, UUID]) -> list[CaseCard]:
    roles: dict[UUID, dict[CaseRole, None]] = defaultdict(dict)
    participants = Participant.objects.order_by("pk").values_list("case_id", "person_id", "employer_id", "role")
    for case, person, employer, role in participants.iterator():
        entity = people[person] if person is not None else employers[employer]
        roles[cases[case]][CaseRole(str(entity), _ROLES[role])] = None
    dockets: dict[UUID, dict[str, None]] = defaultdict(dict)
    forums: dict[UUID, dict[str, None]] = defaultdict(dict)
    proceedings = Proceeding.objects.order_by("pk").values_list(
        "case_id", "docket_raw", "forum_type", "tribunal__name", "tribunal__local_name"
    )
    for case, docket, forum_type, tribunal, local in proceedings.iterator():
        survivor = cases[case]
        if docket:
            dockets[survivor][docket] = None
        for forum in (tribunal, local, forum_type):
            if forum:
                forums[survivor][forum] = None
    related: dict[UUID, set[UUID]] = defaultdict(set)
    for first, second in CaseRelation.objects.values_list("first_id", "second_id"):
        one, two = cases[first], cases[second]
        if one != two:
            related[one].add(two)
            related[two].add(one)
    rows = Case.objects.filter(merged_into=None).values_list(
        "id", "title", "claim_kinds", "jurisdiction", "opened_lo", "opened_hi"
    )
    return [
        CaseCard(
            case=str(case),
            title=title,
            roles=tuple(roles[case]),
            dockets=tuple(dockets[case]),
            claim_kinds=tuple(claim_kinds),
            jurisdiction=jurisdiction,
            forum="; ".join(forums[case]),
            opened_lo=opened_lo,
            opened_hi=opened_hi,
            related=tuple(sorted(map(str, related[case]))),
        )
        for case, title, claim_kinds, jurisdiction, opened_lo, opened_hi in rows.iterator()
    ]
