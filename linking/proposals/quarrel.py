"""Who stands against whom, and who is what in the linked cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linking.forms import CaseCard, EntityRef, Match


@dataclass(frozen=True, slots=True)
class Quarrel:
    """Who stands against whom. `told` is the sentence that said so, or -1 for a linked case."""

    people: tuple[EntityRef, ...]
    claimant: EntityRef | None
    rival: EntityRef | None
    told: int = -1

    def fits(self, firms: Iterable[EntityRef]) -> bool:
        """Whether all these firms have a side in it."""
        return all(firm in (self.claimant, self.rival) for firm in firms)


def bystanders_of(matches: Sequence[Match], cards: Mapping[str, CaseCard]) -> frozenset[str]:
    """People whom the linked cases know, and none of them as a mover."""
    roles = [role for match in matches if match.case in cards for role in cards[match.case].roles]
    movers = {role.entity for role in roles if role.role == "mover"}
    return frozenset(role.entity for role in roles if role.role == "other" and role.entity not in movers)


def movers_of(matches: Sequence[Match], cards: Mapping[str, CaseCard], names: Mapping[str, str]) -> list[EntityRef]:
    """The people whom the linked cases call movers."""
    roles = [role for match in matches if match.case in cards for role in cards[match.case].roles]
    return [
        EntityRef(one, names.get(one, one)) for one in sorted({role.entity for role in roles if role.role == "mover"})
    ]
