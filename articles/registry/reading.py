"""Names and cases of the database as the linking engine wants them: all, or those of some entities.

Everything that is on record can be linked, published or not: suggestions are for editors. Rows that were merged into
another stand for the survivor.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Q

from articles.registry.changes import Changes
from cases.models import Case, CaseRelation, Participant, Proceeding
from linking.forms import CaseCard, CaseRole, NameEntry, Role
from people.models import Employer, Name, Person

_ROLES: Mapping[str, Role] = {
    "mover": "mover",
    "former_employer": "former_employer",
    "new_employer": "new_employer",
    "other": "other",
}
# All who are merged with some: up to whom they were merged into, and down to who was merged into those.
_GROUP = """
    WITH RECURSIVE found (id, into_id) AS (
        SELECT id, merged_into_id FROM {table} WHERE id = ANY(%s)
        UNION
        SELECT other.id, other.merged_into_id
        FROM found JOIN {table} other ON other.id = found.into_id OR other.merged_into_id = found.id
    )
    SELECT id, into_id FROM found
"""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of one table and who stands for each: ``into`` is each row's ``merged_into``, ``survivor`` the last one."""

    into: Mapping[UUID, UUID | None]
    survivor: Mapping[UUID, UUID] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "survivor", _survivors(self.into))

    def below(self, ids: Iterable[UUID]) -> set[UUID]:
        """Some rows and all that were merged into them, at once or through others."""
        children = defaultdict(set)
        for row, into in self.into.items():
            if into is not None:
                children[into].add(row)
        found: set[UUID] = set()
        waiting = [one for one in ids if one in self.into]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(children[one])
        return found


@dataclass(frozen=True, slots=True)
class Read:
    """Names and cards, and (where not all were read) the entities and cases that have none any more."""

    names: list[NameEntry]
    cards: list[CaseCard]
    nameless: frozenset[str] = frozenset()
    cardless: frozenset[str] = frozenset()


def read_all() -> Read:
    """All names and cases, in eight queries."""
    people, employers, cases = (all_of(model) for model in (Person, Employer, Case))
    kinds = dict(Employer.objects.values_list("id", "kind"))
    return Read(
        _names(Name.objects.all(), people, employers, kinds),
        _cards(None, people.survivor, employers.survivor, cases.survivor),
    )


def read_changed(changes: Changes) -> Read:
    """The names and cards of what changed, by id: two queries for a name, eight for a case."""
    people = groups_of(Person, changes.people)
    employers = groups_of(Employer, changes.employers)
    names = _changed_names(people, employers)
    nameless = {*changes.people, *changes.employers, *map(str, people.into), *map(str, employers.into)}
    nameless -= {entry.entity for entry in names}
    cases = _changed_cases(changes, people, employers)
    members = list(cases.into)
    cards = _cards(members, people.survivor, employers.survivor, cases.survivor) if members else []
    cardless = {*changes.cases, *map(str, members)} - {card.case for card in cards}
    return Read(names, cards, frozenset(nameless), frozenset(cardless))


def all_of(model: type[models.Model]) -> Groups:
    """All rows of a table that knows merges."""
    return Groups(dict(model._default_manager.values_list("id", "merged_into_id")))


def groups_of(model: type[models.Model], ids: Collection[str | UUID]) -> Groups:
    """Some rows of a table and all that they are merged with. No query for none; ids of no row are left out."""
    if not ids:
        return Groups({})
    with connection.cursor() as cursor:
        cursor.execute(_GROUP.format(table=model._meta.db_table), [[UUID(str(one)) for one in ids]])
        return Groups(dict(cursor.fetchall()))


def _survivors(into: Mapping[UUID, UUID | None]) -> dict[UUID, UUID]:
    """Row -> the row that stands for it now, through any number of merges."""
    found = {}
    for start in into:
        at, seen = start, {start}
        while (after := into.get(at)) is not None and after not in seen:
            seen.add(after)
            at = after
        found[start] = at
    return found


def _changed_names(people: Groups, employers: Groups) -> list[NameEntry]:
    if not (people.into or employers.into):
        return []
    rows = Name.objects.filter(Q(person__in=list(people.into)) | Q(employer__in=list(employers.into)))
    kinds = {}
    if employers.into:
        survivors = set(employers.survivor.values())
        kinds = dict(Employer.objects.filter(pk__in=survivors).values_list("id", "kind"))
    return _names(rows, people, employers, kinds)


def _names(rows: Any, people: Groups, employers: Groups, kinds: Mapping[UUID, str]) -> list[NameEntry]:
    entries = []
    for person, employer, text, weak in rows.values_list("person_id", "employer_id", "text", "weak").iterator():
        if person is not None and (survivor := people.survivor.get(person)) is not None:
            entries.append(NameEntry(str(survivor), "person", text, weak))
        elif employer is not None and (survivor := employers.survivor.get(employer)) is not None:
            entries.append(NameEntry(str(survivor), "employer", text, weak, kinds.get(survivor, "")))
    return entries


def _changed_cases(changes: Changes, people: Groups, employers: Groups) -> Groups:
    """The cases that changed themselves or name, as a party or a sibling, one for whom another stands now."""
    wanted = {UUID(one) for one in changes.cases}
    merged = {UUID(one) for one in changes.merged}
    moved_people, moved_employers = people.below(merged), employers.below(merged)
    if moved_people or moved_employers:
        parties = Q(person__in=list(moved_people)) | Q(employer__in=list(moved_employers))
        wanted |= set(Participant.objects.filter(parties).values_list("case_id", flat=True))
    cases = groups_of(Case, wanted)
    moved = list(cases.below(merged))
    if moved:
        pairs = CaseRelation.objects.filter(Q(first__in=moved) | Q(second__in=moved)).values_list("first", "second")
        siblings = {one for pair in pairs for one in pair}
        cases = groups_of(Case, {*wanted, *siblings})
    return cases


def _cards(
    members: list[UUID] | None,
    people: Mapping[UUID, UUID],
    employers: Mapping[UUID, UUID],
    cases: Mapping[UUID, UUID],
) -> list[CaseCard]:
    """Cards of the cases of some groups (None: of all), with who stands for each party and case."""
    rows_of_parties = Participant.objects.order_by("pk").values_list("case_id", "person_id", "employer_id", "role")
    rows_of_proceedings = Proceeding.objects.order_by("pk").values_list(
        "case_id", "docket_raw", "forum_type", "tribunal__name", "tribunal__local_name"
    )
    rows_of_pairs = CaseRelation.objects.values_list("first_id", "second_id")
    rows_of_cases = Case.objects.filter(merged_into=None)
    parties: Iterable[tuple[UUID, UUID | None, UUID | None, str]] = rows_of_parties.iterator()
    pairs: Iterable[tuple[UUID, UUID]] = rows_of_pairs.iterator()
    if members is not None:
        parties = list(rows_of_parties.filter(case__in=members))
        people = _with_strangers(Person, people, (person for _, person, _, _ in parties))
        employers = _with_strangers(Employer, employers, (employer for _, _, employer, _ in parties))
        rows_of_proceedings = rows_of_proceedings.filter(case__in=members)
        pairs = list(rows_of_pairs.filter(Q(first__in=members) | Q(second__in=members)))
        cases = _with_strangers(Case, cases, (case for pair in pairs for case in pair))
        rows_of_cases = rows_of_cases.filter(pk__in=members)

    roles: dict[UUID, dict[CaseRole, None]] = defaultdict(dict)
    for case, person, employer, role in parties:
        entity = people.get(person) if person is not None else employers.get(employer)  # type: ignore[arg-type]
        # What was written since the groups were read is noted in the log and read again the next time.
        if entity is not None and case in cases:
            roles[cases[case]][CaseRole(str(entity), _ROLES[role])] = None
    dockets: dict[UUID, dict[str, None]] = defaultdict(dict)
    forums: dict[UUID, dict[str, None]] = defaultdict(dict)
    for case, docket, forum_type, tribunal, local in rows_of_proceedings.iterator():
        survivor = cases.get(case, case)
        if docket:
            dockets[survivor][docket] = None
        for forum in (tribunal, local, forum_type):
            if forum:
                forums[survivor][forum] = None
    related: dict[UUID, set[UUID]] = defaultdict(set)
    for first, second in pairs:
        one, two = cases.get(first, first), cases.get(second, second)
        if one != two:
            related[one].add(two)
            related[two].add(one)
    told = rows_of_cases.values_list("id", "title", "claim_kinds", "jurisdiction", "opened_lo", "opened_hi")
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
        for case, title, claim_kinds, jurisdiction, opened_lo, opened_hi in told.iterator()
    ]


def _with_strangers(
    model: type[models.Model], known: Mapping[UUID, UUID], named: Iterable[UUID | None]
) -> Mapping[UUID, UUID]:
    """Who stands for each row, with those who are named and not known yet."""
    strangers = {one for one in named if one is not None and one not in known}
    return {**known, **groups_of(model, strangers).survivor} if strangers else known
