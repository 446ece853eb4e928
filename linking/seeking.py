"""Seeking: which stored texts does a change of names or cases concern?

An index over terms (`linking.terms`) is asked a few questions and gives texts that may be meant; the scanner, over
nothing but the names in question, then says which are. A text is meant if it mentions one of the entities, or if it
would ask for one of the cases (`linking.candidates`). A name that supports and never stands alone (a mask, a nickname)
is no mention: it counts beside what makes it ask for a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from linking.candidates import keys_of_case, keys_of_mentions
from linking.forms import CaseCard, Document, NameEntry
from linking.mentions import Scanner
from linking.names import Strength, variants
from linking.page import Page
from linking.terms import Query, both, least, queries_of_names, query_of_key

_STANDING = (Strength.FULL, Strength.DERIVED)
_ANY = (*_STANDING, Strength.WEAK)


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """What is looked for. A text that is meant holds all terms of at least one of `queries`."""

    queries: list[Query]
    entities: frozenset[str]
    keys: frozenset[str]
    scanner: Scanner

    def means(self, document: Document) -> bool:
        """Whether a text is meant."""
        page = Page(document)
        mentions = self.scanner.scan(page)
        if any(one.form != "weak" and not self.entities.isdisjoint(one.entities) for one in mentions):
            return True
        return bool(self.keys) and not self.keys.isdisjoint(keys_of_mentions(mentions, page))


def seek(
    names: Iterable[NameEntry],
    *,
    entities: Collection[str] = (),
    cases: Iterable[CaseCard] = (),
    through: Iterable[CaseCard] = (),
) -> Sought:
    """Look for texts that mention one of `entities` or ask for one of `cases`.

    `names` are all names of the entities and of everybody in the cards. `through` are cards of cases that a name of
    `entities` which never stands alone may ask for.
    """
    named: dict[str, list[NameEntry]] = defaultdict(list)
    for entry in names:
        named[entry.entity].append(entry)
    of = _Queries(named)
    keys = {key for card in cases for key in keys_of_case(card)}
    weak = supported(entry for entity in entities for entry in named.get(entity, ()))
    keys |= {key for card in through for key in keys_of_case(card) if key[0] in "pw" and weak & set(_entities_in(key))}
    queries = [query for entity in entities for query in of.standing(entity)]
    queries += [query for key in sorted(keys) for query in of.key(key)]
    entries = [entry for group in named.values() for entry in group]
    return Sought(least(queries), frozenset(entities), frozenset(keys), Scanner(entries))


def supported(names: Iterable[NameEntry]) -> set[str]:
    """The entities that have a name which never stands alone."""
    return {entry.entity for entry in names if any(variant.strength == Strength.WEAK for variant in variants(entry))}


def _entities_in(key: str) -> list[str]:
    return key[2:].split("|")


class _Queries:
    """What to ask for an entity, and for a key of a case."""

    def __init__(self, named: dict[str, list[NameEntry]]) -> None:
        self._named = named
        self._made: dict[tuple[str, Sequence[Strength]], list[Query]] = {}

    def _of(self, entity: str, strengths: tuple[Strength, ...]) -> list[Query]:
        if (entity, strengths) not in self._made:
            self._made[entity, strengths] = queries_of_names(self._named.get(entity, ()), strengths)
        return self._made[entity, strengths]

    def standing(self, entity: str) -> list[Query]:
        """Names that stand alone."""
        return self._of(entity, _STANDING)

    def key(self, key: str) -> list[Query]:
        """A key of a case: see `linking.candidates` for its kinds."""
        if key[0] in "dt":
            return [query_of_key(key)]
        if key[0] in "mx":
            return self.standing(key[2:])
        one, other = _entities_in(key)
        return both(self._of(one, _ANY), self._of(other, _ANY))
