"""What can happen to one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Move:
    """A row changes columns: (column, value before, value after), of foreign keys."""

    model: type[models.Model]
    key: Any
    columns: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class Aside:
    """A row leaves its table and is kept with the merge.

    ``twin``: the key of the row that says the same and stands; None: there is none, the row would name one record
    twice or hang on one that left.
    """

    model: type[models.Model]
    key: Any
    twin: Any | None


Step = Move | Aside


def label_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


def digest_of(steps: Iterable[Step]) -> str:
    """The same for the same steps: tells whether anything changed since a preview was shown."""
    lines = (
        f"{label_of(step.model)} {step.key} {step.columns if isinstance(step, Move) else step.twin}" for step in steps
    )
    return sha256("\n".join(lines).encode()).hexdigest()
