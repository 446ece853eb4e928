"""One card against a document and against the other candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from linking.evidence.card import CardFacts
from linking.evidence.document import Evidence
from linking.forms import CaseCard


@dataclass(slots=True)
class Standing:
    """One card against a document: which of its people and firms are there, and where they stand together."""

    card: CaseCard
    facts: CardFacts
    movers: list[str] = field(default_factory=list)  # named in full or by an explained short form
    shadows: list[str] = field(default_factory=list)  # movers known by a weak form only
    others: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    pair: set[int] = field(default_factory=set)  # sentences with a former and a new employer
    mover_sentences: set[int] = field(default_factory=set)
    rivals: list[Standing] = field(default_factory=list)  # siblings: same employers on both sides, or same mover

    elsewhere: set[int] = field(default_factory=set)  # sentences that name people of any other candidate
    near: set[int] = field(default_factory=set)  # where the case is told, if it is: see `_near`

    @property
    def present(self) -> set[str]:
        """The movers and employers of the case that the document names."""
        return {*self.movers, *self.former, *self.new}


def stand(evidence: Evidence, cards: Sequence[CaseCard]) -> list[Standing]:
    """Every candidate's standing, each knowing its rivals, in the order of the cards."""
    evidence.cast = frozenset(role.entity for card in cards for role in card.roles)
    found = [_stand_one(evidence, card) for card in cards]
    movers = [one for one in found if one.movers]
    holders: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        places[one.card.case].append(place)
        for firm in one.facts.firms:
            holders[firm].append(place)
    for place, one in enumerate(found):
        for other in movers:
            if other is not one:
                one.elsewhere |= other.mover_sentences
        rivals = {sibling for case in one.card.related for sibling in places.get(case, ()) if sibling != place}
        mine, shared = set(one.facts.movers), set[int]()
        for firm in one.facts.firms:
            for holder in holders[firm]:
                if holder != place and (holder in shared or not mine.isdisjoint(found[holder].facts.movers)):
                    rivals.add(holder)
                shared.add(holder)
        one.rivals = [found[other] for other in sorted(rivals)]
    return found


def _stand_one(evidence: Evidence, card: CaseCard) -> Standing:
    facts, where = CardFacts(card), evidence.where
    standing = Standing(card, facts)
    for entity in facts.movers:
        if entity in where:
            (standing.movers if evidence.strong(entity) else standing.shadows).append(entity)
    standing.others = [entity for entity in facts.others if entity in where and evidence.strong(entity)]
    standing.former = [entity for entity in facts.former if entity in where]
    standing.new = [entity for entity in facts.new if entity in where]
    for former in standing.former:
        for new in standing.new:
            standing.pair |= evidence.sentences_of(former) & evidence.sentences_of(new)
    if not facts.former or not facts.new:  # sides unknown: any two of its firms
        firms = sorted({*standing.former, *standing.new})
        for one, other in combinations(firms, 2):
            standing.pair |= evidence.sentences_of(one) & evidence.sentences_of(other)
    for entity in (*standing.movers, *standing.shadows):
        standing.mover_sentences |= evidence.sentences_of(entity)
    standing.near = _near(evidence, standing)
    return standing


def _near(evidence: Evidence, standing: Standing) -> set[int]:
    """The sentences that name who moved or firms of both sides, else any firm or person of the case, and their
    neighbours; every sentence where nobody is named, as in a ruling known by its docket. A headline counts by itself:
    it is beside no sentence of the text.
    """
    own = standing.mover_sentences | standing.pair
    if not own:
        for entity in (*standing.former, *standing.new, *standing.others):
            own |= evidence.sentences_of(entity)
    if not own:
        return set(range(len(evidence.page.sentences)))
    first = evidence.page.first_of_text
    near = {one for number in own for one in (number - 1, number, number + 1) if (one < first) == (number < first)}
    return {number for number in near if 0 <= number < len(evidence.page.sentences)}
