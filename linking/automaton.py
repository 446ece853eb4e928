"""The automaton over folded names: built from a list of patterns, saved to bytes, loaded in a moment.

A thin shell around daachorse: overlapping matches, because a wrong earlier match must not hide the right one (Chinese is
written without spaces). A small second automaton (`delta`) can hold the names that came since the base was built, and
`gone` the patterns that were removed, so that a new name needs no rebuild.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import daachorse


class Automaton:
    """All occurrences of many patterns at once. Pattern numbers count through the base first, then the delta."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Build over `patterns`: folded, distinct, none empty."""
        self._base = daachorse.CharwiseDoubleArrayAhoCorasick(list(patterns)) if patterns else None
        self._size = len(patterns)
        self._delta: daachorse.CharwiseDoubleArrayAhoCorasick | None = None
        self._gone: frozenset[int] = frozenset()

    def with_delta(self, added: Sequence[str], gone: frozenset[int] = frozenset()) -> Automaton:
        """The same base with a small automaton beside it; the base is shared, not copied."""
        other = Automaton.__new__(Automaton)
        other._base, other._size, other._gone = self._base, self._size, gone
        other._delta = daachorse.CharwiseDoubleArrayAhoCorasick(list(added)) if added else None
        return other

    def matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, pattern number) of every occurrence in a folded text, overlapping ones included."""
        if self._base is not None:
            for hit in self._base.find_overlapping(text):
                if hit[2] not in self._gone:
                    yield hit
        if self._delta is not None:
            for start, end, number in self._delta.find_overlapping(text):
                yield start, end, number + self._size

    def dump(self) -> bytes:
        """The base as bytes. The delta is not saved: it is rebuilt from the few names since."""
        return self._base.serialize() if self._base is not None else b""

    @classmethod
    def load(cls, data: bytes, size: int) -> Automaton:
        """An automaton from `dump()`; `size` is the number of its patterns. ValueError where the bytes are damaged."""
        automaton = cls.__new__(cls)
        automaton._base = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(data) if data else None
        automaton._size, automaton._delta, automaton._gone = size, None, frozenset()
        return automaton
