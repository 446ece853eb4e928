"""Which stored articles does a change of names or cases concern?

The index over terms gives articles that may be meant, a scan of their texts says which are. Names that somebody no
longer bears count for articles that were linked while they did. Rows that were merged stand for one another: a change
of either concerns the articles of both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q

from articles.choices import ArticleState
from articles.models import Article, ArticleTerms, Suggestion
from articles.registry.reading import groups_of
from cases.models import Case, Participant, Proceeding
from linking.forms import CaseCard, CaseRole, Document, NameEntry, Role
from linking.seeking import Sought, seek, supported
from people.models import Employer, Name, Person

Kind = Literal["person", "employer", "case"]
ROLES: Mapping[str, Role] = {
    "mover": "mover",
    "former_employer": "former_employer",
    "new_employer": "new_employer",
    "other": "other",
}
# Texts held in memory at once.
TEXTS = 200
# A worker may have read the names before one was taken away and saved after: it is still to be found.
_STRAGGLERS = timedelta(hours=1)


@dataclass(frozen=True)
class Target:
    """Somebody or something that changed."""

    kind: Kind
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The inverse of ``str``. Raises ``ValueError``."""
        kind, _, key = text.partition(":")
        if kind not in ("person", "employer", "case"):
            raise ValueError(f"“{text}” is no target; accepted: person:ID, employer:ID or case:ID")
        return cls(kind, UUID(key))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Search:
    """What is asked for some targets: names as they are, names until a moment, and cases that were suggested."""

    now: Sought
    before: Sought
    until: datetime | None
    cases: frozenset[UUID]

    def candidates(self) -> list[UUID]:
        """Articles that may be meant, in order: one query."""
        asked = [*self.now.queries, *self.before.queries]
        suggested = Suggestion.objects.filter(case__in=self.cases).values_list("article_id", flat=True).order_by()
        found = set(ArticleTerms.objects.answering(asked).values_list("pk", flat=True)) if asked else set()
        return sorted(found | set(suggested if self.cases else ()))

    def meant(self, ids: Sequence[UUID]) -> list[UUID]:
        """Those of ``ids`` that are linked, or read and about to be, and that are meant: a query per ``TEXTS`` of
        them, and one more where cases are among the targets."""
        suggested: set[UUID] = set()
        if self.cases:
            suggested.update(
                Suggestion.objects.filter(case__in=self.cases, article__in=ids).values_list("article_id", flat=True)
            )
        return [row.pk for row in _texts(ids) if row.pk in suggested or self._means(row)]

    def _means(self, article: Article) -> bool:
        document = Document(article.text, article.title)
        if self.now.means(document):
            return True
        if self.until is None or (article.linked_at is not None and article.linked_at > self.until):
            return False
        return self.before.means(document)


def _texts(ids: Sequence[UUID]) -> Iterator[Article]:
    alive = (ArticleState.READ, ArticleState.LINKED)
    for at in range(0, len(ids), TEXTS):
        rows = Article.objects.filter(pk__in=ids[at : at + TEXTS], state__in=alive).order_by("pk")
        yield from rows.only("title", "text", "linked_at")


def search(targets: Iterable[Target]) -> Search:
    """Prepare a search for everything that one of the targets concerns: a fixed number of queries, however many they
    are."""
    wanted: dict[Kind, set[UUID]] = defaultdict(set)
    for target in targets:
        wanted[target.kind].add(target.id)
    known = _Known()
    own = known.take(wanted["person"], wanted["employer"])
    cases = _families(Case, wanted["case"])
    cards = _cards(cases, known)
    weak = supported(known.names())
    through = _cards(_families(Case, _cases_of({one for one in own if known.root[one] in weak})), known)
    names = known.names()
    then, until = _former(own, known, names)
    entities = {known.root[one] for one in own}
    return Search(
        seek(names, entities=entities, cases=cards, through=through),
        seek(then, entities=entities),
        until,
        frozenset(cases),
    )


@dataclass
class _Known:
    """People and employers with everybody they were merged with, each under one id for all of them."""

    root: dict[UUID, str] = field(default_factory=dict)
    _named: dict[UUID, list[NameEntry]] = field(default_factory=dict)

    def take(self, people: Collection[UUID], employers: Collection[UUID]) -> set[UUID]:
        """Take in some more; returns them with whom they were merged with."""
        families = _families(Person, people) | _families(Employer, employers)
        self.root |= families
        return set(families)

    def names(self) -> list[NameEntry]:
        """All names of everybody taken in."""
        missing = [one for one in self.root if one not in self._named]
        if missing:
            self._named |= {one: [] for one in missing}
            rows = Name.objects.filter(Q(person__in=missing) | Q(employer__in=missing))
            for person, employer, text, weak in rows.values_list("person_id", "employer_id", "text", "weak"):
                self._named[person or employer].append(self.entry(person, employer, text, weak=weak))
        return [entry for entries in self._named.values() for entry in entries]

    def entry(self, person: UUID | None, employer: UUID | None, text: str, *, weak: bool) -> NameEntry:
        """A name of somebody taken in."""
        if person is not None:
            return NameEntry(self.root[person], "person", text, weak)
        assert employer is not None  # noqa: S101 - a check of the table
        return NameEntry(self.root[employer], "employer", text, weak)


def _families(model: type[Person] | type[Employer] | type[Case], ids: Collection[UUID]) -> dict[UUID, str]:
    """Each of some rows, and each row that any of them was merged with -> who stands for it. What is gone stands for
    itself."""
    return {one: str(one) for one in ids} | {one: str(into) for one, into in groups_of(model, ids).survivor.items()}


def _cases_of(entities: Collection[UUID]) -> set[UUID]:
    """The cases in which somebody has a part."""
    if not entities:
        return set()
    rows = Participant.objects.filter(Q(person__in=entities) | Q(employer__in=entities))
    return set(rows.values_list("case_id", flat=True))


def _cards(cases: dict[UUID, str], known: _Known) -> list[CaseCard]:
    """What articles ask for of some cases: title, parts and dockets. Everybody with a part is taken in."""
    if not cases:
        return []
    parts = list(
        Participant.objects.filter(case__in=cases)
        .order_by("pk")
        .values_list("case_id", "person_id", "employer_id", "role")
    )
    known.take({one[1] for one in parts if one[1] is not None}, {one[2] for one in parts if one[2] is not None})
    roles: dict[str, list[CaseRole]] = defaultdict(list)
    for case, person, employer, role in parts:
        roles[cases[case]].append(CaseRole(known.root[person or employer], ROLES[role]))
    dockets: dict[str, list[str]] = defaultdict(list)
    for case, docket in Proceeding.objects.filter(case__in=cases).values_list("case_id", "docket_raw"):
        dockets[cases[case]].append(docket)
    titles = Case.objects.filter(pk__in=cases).values_list("pk", "title")
    return [
        CaseCard(str(case), title, tuple(roles[cases[case]]), tuple(dockets[cases[case]])) for case, title in titles
    ]


def _former(
    own: Collection[UUID], known: _Known, names: Iterable[NameEntry]
) -> tuple[list[NameEntry], datetime | None]:
    """Names that somebody bore and does not bear now, and until when the last of them may have been linked."""
    if not own:
        return [], None
    history: Any = Name.pgh_event_model  # type: ignore[attr-defined]
    rows = history.objects.filter(Q(person__in=own) | Q(employer__in=own)).order_by("pgh_id")
    borne = set(names)
    ended: dict[UUID, datetime] = {}
    entries: dict[NameEntry, UUID] = {}
    for key, person, employer, text, weak, when in rows.values_list(
        "id", "person_id", "employer_id", "text", "weak", "pgh_created_at"
    ):
        ended[key] = when
        entry = known.entry(person, employer, text, weak=weak)
        if entry not in borne:
            entries[entry] = key
    until = max((ended[key] for key in entries.values()), default=None)
    return list(entries), None if until is None else until + _STRAGGLERS
