"""A name index that takes in changes: one large base, and small layers with what changed since.

An entity that changed is struck out of every older layer (its numbers there are `gone`) and stands, with all the names
it has now, in the newest one. Layers are merged as they grow, each at least `RATIO` times the size of the next, so that
a change costs little and a text is read by few automata. Nothing is ever altered: a changed index is a new value that
shares all but the small parts, so that threads may go on reading the old one.

What a caller sees is the same as from one index built anew of the same entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from linking.forms import EntityKind, NameEntry
from linking.nameindex import ACRONYM, NameIndex

RATIO = 8  # a layer under this many times the size of a change is merged with it


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """An index, the entities in it that no longer count, and (but for the base) the entries it was built of."""

    index: NameIndex
    gone: frozenset[int] = frozenset()
    entries: Mapping[str, tuple[NameEntry, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(map(len, self.entries.values()))

    def without(self, entities: Iterable[str]) -> _Layer:
        struck = [entity for entity in entities if not self.entries or entity in self.entries]
        numbers = {number for entity in struck for number in self.index.numbers_of(entity)}
        if numbers <= self.gone:
            return self
        left = {entity: entries for entity, entries in self.entries.items() if entity not in set(struck)}
        return replace(self, gone=self.gone | numbers, entries=left)


class Labels(Mapping[str, str]):
    """Entity -> a name to show: a large dictionary, and what changed since (None: no name any more)."""

    __slots__ = ("_base", "_changed")

    def __init__(self, base: dict[str, str], changed: dict[str, str | None]) -> None:
        self._base, self._changed = base, changed

    def __getitem__(self, entity: str) -> str:
        if entity not in self._changed:
            return self._base[entity]
        label = self._changed[entity]
        if label is None:
            raise KeyError(entity)
        return label

    def __iter__(self) -> Iterator[str]:
        yield from (entity for entity in self._base if entity not in self._changed)
        yield from (entity for entity, label in self._changed.items() if label is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def with_changes(self, changed: Mapping[str, str | None]) -> Labels:
        """The same with other labels for some entities."""
        return Labels(self._base, {**self._changed, **changed})


# A pattern of a layer as one number: those of the base are as they are in its automaton.
_LAYER = 1 << 40
# (start, end, place) of patterns in a folded text; a place is what `bearers` takes.
Found = list[tuple[int, int, int]]
# Strength as in `linking.names.Strength`, kind, entity.
Bearer = tuple[int, EntityKind, str]


class NameLayers:
    """All names as they are now. Safe to share between threads: nothing changes."""

    __slots__ = ("_layers", "labels")

    def __init__(self, layers: tuple[_Layer, ...], labels: Labels) -> None:
        self._layers = layers
        self.labels = labels

    @classmethod
    def over(cls, base: NameIndex) -> NameLayers:
        """A base and no changes."""
        return cls((_Layer(base),), Labels(_labels(base), {}))

    @property
    def base(self) -> NameIndex:
        """The large index below all changes, which is what is worth saving."""
        return self._layers[0].index

    @property
    def changes(self) -> int:
        """How much the base is behind: names in the layers above it and entities struck out of it."""
        base, *above = self._layers
        return len(base.gone) + sum(layer.size for layer in above)

    def with_changes(self, names: Iterable[NameEntry], removed: Iterable[str] = ()) -> NameLayers:
        """The index after a change: `names` holds all names that the changed entities have now, `removed` the entities
        that have none any more. Either may name entities that are new or unknown."""
        now: dict[str, list[NameEntry]] = {entity: [] for entity in removed}
        for entry in names:
            now.setdefault(entry.entity, []).append(entry)
        layers = [layer.without(now) for layer in self._layers]
        added = {entity: tuple(entries) for entity, entries in now.items() if entries}
        size = sum(map(len, added.values()))
        while len(layers) > 1 and layers[-1].size <= RATIO * size:
            older = layers.pop()
            added.update(older.entries)
            size += older.size
        labels: dict[str, str | None] = dict.fromkeys(now)
        if added:
            index = NameIndex.build(entry for entries in added.values() for entry in entries)
            layers.append(_Layer(index, frozenset(), added))
            fresh = _labels(index)
            labels = {entity: fresh.get(entity) for entity in now}
        return NameLayers(tuple(layers), self.labels.with_changes(labels))

    def matches(self, text: str) -> Found:
        """(start, end, place) of every pattern in a folded text, in order of end, then of start; a span that several
        layers have is there once for each of them.

        A span is there even where all who bore its name are gone: ask `bearers`.
        """
        found: Found = self._layers[0].index.automaton.matches(text)
        for number, layer in enumerate(self._layers[1:], start=1):
            more = layer.index.automaton.matches(text)
            if more:
                found = found + [(start, end, number * _LAYER + one) for start, end, one in more]
                found.sort(key=lambda hit: (hit[1], hit[0]))  # two runs: a plain merge
        return found

    def bearers(self, places: Iterable[int], *, capitals: bool) -> list[Bearer]:
        """Who bears a pattern found at some places, each once, in no particular order. What counts in capitals only is
        left out where the name is not written so."""
        found: list[Bearer] = []
        for place in places:
            number, pattern = divmod(place, _LAYER) if place >= _LAYER else (0, place)
            layer = self._layers[number]
            index, gone = layer.index, layer.gone
            for one in range(index.first[pattern], index.first[pattern + 1]):
                entity, flags = index.entity[one], index.flags[one]
                if entity in gone or (flags & ACRONYM and not capitals):
                    continue
                name, kind = index.ids[entity]
                found.append((flags & 3, kind, name))
        return found


def _labels(index: NameIndex) -> dict[str, str]:
    pairs = list(zip(index.ids, index.labels, strict=True))
    return {entity: label for (entity, _), label in reversed(pairs)}
