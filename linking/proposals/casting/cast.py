"""Who a step or a move is about."""

from __future__ import annotations

from dataclasses import dataclass

from linking.forms import EntityRef


@dataclass(frozen=True, slots=True)
class Cast:
    """Who a step is about; `person` None where only firms are named."""

    person: EntityRef | None
    from_: EntityRef | None
    to: EntityRef | None
