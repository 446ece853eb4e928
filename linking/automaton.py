"""The automaton over folded names: built from a list of patterns, saved to bytes, loaded in a moment.

A thin shell around daachorse: overlapping matches, because a wrong earlier match must not hide the right one (Chinese
is written without spaces). A small second automaton (the delta) can hold names that came since the base was built, and
`gone` the patterns that were removed, so that a new name needs no rebuild.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import daachorse

Machine = daachorse.CharwiseDoubleArrayAhoCorasick


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """All occurrences of many patterns at once. Pattern numbers count through the base first, then the delta.

    `size` is the number of patterns in the base; a part without patterns is None.
    """

    base: Machine | None
    size: int
    delta: Machine | None = None
    gone: frozenset[int] = frozenset()

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Automaton:
        """An automaton over folded patterns, distinct and none empty."""
        return cls(Machine(list(patterns)) if patterns else None, len(patterns))

    def with_delta(self, added: Sequence[str], gone: frozenset[int] = frozenset()) -> Automaton:
        """The same base, shared and not copied, with a small automaton beside it."""
        return replace(self, delta=Machine(list(added)) if added else None, gone=gone)

    def matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, pattern number) of every occurrence in a folded text, overlapping ones included."""
        if self.base is not None:
            for hit in self.base.find_overlapping(text):
                if hit[2] not in self.gone:
                    yield hit
        if self.delta is not None:
            for start, end, number in self.delta.find_overlapping(text):
                yield start, end, number + self.size

    def dump(self) -> bytes:
        """The base as bytes. The delta is not saved: it is rebuilt from the few names since."""
        return bytes(self.base.serialize()) if self.base is not None else b""

    @classmethod
    def load(cls, data: bytes, size: int) -> Automaton:
        """An automaton from `dump()`; `size` is the number of its patterns. ValueError where the bytes are damaged."""
        return cls(Machine.deserialize(data) if data else None, size)
