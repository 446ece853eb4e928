"""The registry's names in compact arrays: which entities stand behind which pattern, and how strongly."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linking.automaton import Automaton
from linking.fold import is_han
from linking.forms import EntityKind, NameEntry
from linking.names import TITLES, Strength, variants

FORMAT = b"linking-names-2\n"  # raised with every change of the variants that names have
KINDS: tuple[EntityKind, ...] = ("employer", "person")
ACRONYM = 4  # flag beside the strength in the two low bits


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """One immutable index. `first[p]` to `first[p + 1]` are the places in `entity` and `flags` of pattern p.

    `entity` numbers `ids` (entity and kind, sorted by kind, then entity) and `labels` (a name to show).
    """

    ids: list[tuple[str, EntityKind]]
    labels: list[str]
    first: array[int]
    entity: array[int]
    flags: array[int]
    automaton: Automaton

    @classmethod
    def build(cls, names: Iterable[NameEntry]) -> NameIndex:
        """An index of entries in any order; equal sets of entries make equal indexes."""
        best: dict[tuple[str, EntityKind], NameEntry] = {}
        postings: dict[str, dict[tuple[str, EntityKind], tuple[Strength, bool]]] = defaultdict(dict)
        ordered = sorted(set(names), key=lambda one: (one.kind, one.entity, one.weak, one.text, one.employer_kind))
        for entry in ordered:
            key = (entry.entity, entry.kind)
            if key not in best or _label_rank(entry) < _label_rank(best[key]):
                best[key] = entry
            for variant in variants(entry):
                reading = (variant.strength, variant.acronym)
                postings[variant.text][key] = min(reading, postings[variant.text].get(key, reading))
        ids = list(best)
        number = {key: place for place, key in enumerate(ids)}
        first, entity, flags = array("I", [0]), array("I"), array("B")
        patterns = sorted(postings)
        for pattern in patterns:
            for key, (strength, acronym) in sorted(postings[pattern].items()):
                entity.append(number[key])
                flags.append(strength | (ACRONYM if acronym else 0))
            first.append(len(entity))
        return cls(ids, [best[key].text for key in ids], first, entity, flags, Automaton.build(patterns))

    def numbers_of(self, entity: str) -> Iterator[int]:
        """The numbers under which an entity stands in `ids`: none, or one for each kind of it."""
        for kind in KINDS:
            place = bisect_left(self.ids, (kind, entity), key=lambda pair: (pair[1], pair[0]))
            if place < len(self.ids) and self.ids[place] == (entity, kind):
                yield place

    def dump(self) -> bytes:
        """The index as bytes: a line of JSON with each part's size, then the parts."""
        table = json.dumps([self.ids, self.labels]).encode()
        parts = [table, self.first.tobytes(), self.entity.tobytes(), self.flags.tobytes(), self.automaton.dump()]
        return FORMAT + json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)

    @classmethod
    def load(cls, data: bytes) -> NameIndex:
        """An index from `dump()`; ValueError where the bytes are of another format or cut short."""
        if not data.startswith(FORMAT):
            raise ValueError("not a saved scanner of this version")
        head, _, body = data[len(FORMAT) :].partition(b"\n")
        sizes = json.loads(head)
        if sum(sizes) != len(body):
            raise ValueError("a saved scanner was cut short")
        parts, place = [], 0
        for size in sizes:
            parts.append(body[place : place + size])
            place += size
        ids, labels = json.loads(parts[0])
        return cls(
            [(entity, kind) for entity, kind in ids],
            labels,
            array("I", parts[1]),
            array("I", parts[2]),
            array("B", parts[3]),
            Automaton.load(parts[4]),
        )


def _label_rank(entry: NameEntry) -> tuple[bool, bool, bool, int, int, str]:
    """Sort key of the name to show; Latin letters first, since readers of every language can tell them apart, but a
    whole name before a title, an initial or a given name."""
    text = entry.text
    if entry.kind == "person":
        words = text.split() if text.isascii() or not is_han(text[0]) else ["", "", ""][: len(text)]
        titled = bool(words) and words[0].strip(".").lower() in TITLES
        whole = 1 if titled else sum(len(word.strip(".")) != 1 for word in words)
        return entry.weak, whole < 2, not text.isascii(), -min(whole, 3), len(text), text
    short = len(text) < 4 or (text.isupper() and len(text) < 6)
    return entry.weak, False, not text.isascii(), 1 if short else 0, len(text), text
