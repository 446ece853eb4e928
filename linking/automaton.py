"""The automaton over folded names: built from a list of patterns, saved to bytes, loaded in a moment.

A thin shell around daachorse: overlapping matches, because a wrong earlier match must not hide the right one (Chinese
is written without spaces). Names that come later live in automata of their own (`linking.layers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import daachorse

Machine = daachorse.CharwiseDoubleArrayAhoCorasick


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """All occurrences of many patterns at once; without patterns there is no machine."""

    machine: Machine | None

    @classmethod
    def build(cls, patterns: Sequence[str]) -> Automaton:
        """An automaton over folded patterns, distinct and none empty."""
        return cls(Machine(list(patterns)) if patterns else None)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, pattern number) of every occurrence in a folded text, overlapping ones included.

        In order of end, then of start.
        """
        return self.machine.find_overlapping(text) if self.machine is not None else []

    def dump(self) -> bytes:
        """The automaton as bytes."""
        return bytes(self.machine.serialize()) if self.machine is not None else b""

    @classmethod
    def load(cls, data: bytes) -> Automaton:
        """An automaton from `dump()`. ValueError where the bytes are damaged."""
        return cls(Machine.deserialize(data) if data else None)
