"""A record as a file wants it, beside what stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from facts.exchange.sheets import Part
from facts.exchange.tables import Problem
from facts.services.importing.gathering import Group


@dataclass(frozen=True)
class Change:
    """A column of a record, or of a row below it, before and after."""

    row: int
    column: str
    before: str
    after: str


@dataclass
class Below:
    """A row below a record that is to be made or changed."""

    part: Part
    row: int
    child: Any
    created: bool
    many: dict[str, Any] = field(default_factory=dict)


@dataclass
class Draft:
    """One record as the file wants it: ``record`` holds the new values and is not saved; what is wrong with it."""

    group: Group
    record: Any
    created: bool
    # Its publication state before anything is done; empty for a new one.
    state: str = ""
    changes: list[Change] = field(default_factory=list)
    below: list[Below] = field(default_factory=list)
    sources: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    # Cells that are needed to make the record, and are missing or wrong.
    incomplete: bool = False
