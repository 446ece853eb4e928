"""Typed outcomes of writing services: what was saved, and what an editor should look at again."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Notice:
    """Saved all the same, but worth a look.

    ``field`` names the input, ``code`` is stable, ``message`` is for people.
    """

    code: str
    field: str
    message: str


@dataclass(frozen=True)
class Saved(Generic[T]):
    """``created`` is False where an equal record already stood and is returned instead."""

    record: T
    created: bool = True
    warnings: tuple[Notice, ...] = field(default=())
