"""A sentence with marks: the plain values that rules see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from linking.forms import EntityRef


@lru_cache(maxsize=4096)
def about(pattern: str, number: int) -> re.Pattern[str]:
    """A pattern about one mark: `#` stands for its number. Kept, as compiling costs more than searching."""
    return re.compile(pattern.replace("#", str(number)))


@dataclass(frozen=True, slots=True)
class Item:
    """What a mark stands for: offsets in the text, and the entity or the partial date."""

    kind: Literal["P", "E", "U", "D"]
    start: int
    end: int
    ref: EntityRef | None = None
    edtf: str = ""
    text: str = ""
    strange: bool = False  # nobody knows the name; its surroundings show what it is


@dataclass(slots=True)
class Scene:
    """A sentence with marks. `topic` is the person that a pronoun here means, if there is only one; `officials` are
    the numbers of people who judge, plead or comment."""

    number: int
    start: int
    end: int
    marked: str
    items: list[Item]
    topic: int | None
    officials: set[int] = field(default_factory=set)
    bystanders: set[int] = field(default_factory=set)  # officials only because linked cases call them no movers
    lead: int | None = None  # whom a pronoun means that stands before all names

    def mark_of(self, ref: EntityRef) -> int | None:
        """The first mark of an entity."""
        return next((number for number, item in enumerate(self.items) if item.ref == ref), None)

    def ref(self, number: int | None) -> EntityRef | None:
        """The entity behind a mark."""
        return None if number is None else self.items[number].ref
