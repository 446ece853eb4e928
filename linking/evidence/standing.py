"""One card against a document and against the other candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import combinations

from linking.evidence.card import facts_of
from linking.evidence.document import Evidence
from linking.forms import CaseCard


class Standing:
    """One card against a document: which of its people and firms are there, and where they stand together.

    `movers` are named in full or by an explained short form, `shadows` are movers known by a weak form only. What few
    signals ask is found out when it is asked.
    """

    def __init__(self, among: Candidates, place: int) -> None:
        self.card = among.cards[place]
        self.facts = facts_of(self.card)
        self._among, self._place, self._evidence = among, place, among.evidence
        where, strong = among.evidence.where, among.evidence.strong
        self.movers = [one for one in self.facts.movers if one in where and strong(one)]
        self.shadows = [one for one in self.facts.movers if one in where and not strong(one)]
        self.others = [one for one in self.facts.others if one in where and strong(one)]
        self.former = [one for one in self.facts.former if one in where]
        self.new = [one for one in self.facts.new if one in where]
        self.by_surname: frozenset[str] | None = None  # movers named by a surname, once a signal has looked for them
        # What is found out when it is asked: None until then.
        self._known_pair: set[int] | None = None
        self._known_mover_sentences: set[int] | None = None
        self._known_rivals: list[Standing] | None = None
        self._known_elsewhere: set[int] | None = None
        self._known_near: set[int] | None = None

    @property
    def present(self) -> set[str]:
        """The movers and employers of the case that the document names."""
        return {*self.movers, *self.former, *self.new}

    @property
    def pair(self) -> set[int]:
        """Sentences with a former and a new employer."""
        if self._known_pair is None:
            sentences_of, found = self._evidence.sentences_of, set[int]()
            for former in self.former:
                for new in self.new:
                    found |= sentences_of(former) & sentences_of(new)
            if not self.facts.former or not self.facts.new:  # sides unknown: any two of its firms
                for one, other in combinations(sorted({*self.former, *self.new}), 2):
                    found |= sentences_of(one) & sentences_of(other)
            self._known_pair = found
        return self._known_pair

    @property
    def mover_sentences(self) -> set[int]:
        """Sentences that name who moved, if by a weak form."""
        if self._known_mover_sentences is None:
            self._known_mover_sentences = self._sentences((*self.movers, *self.shadows))
        return self._known_mover_sentences

    @property
    def rivals(self) -> list[Standing]:
        """Siblings among the candidates: related, same employers on both sides, or one of them and the same mover."""
        if self._known_rivals is None:
            self._known_rivals = self._among.rivals_of(self._place)
        return self._known_rivals

    @property
    def elsewhere(self) -> set[int]:
        """Sentences that name people of any other candidate."""
        if self._known_elsewhere is None:
            self._known_elsewhere = self._among.movers_beside(self._place)
        return self._known_elsewhere

    def same_movers(self) -> list[Standing]:
        """The other candidates with a mover who is named and is one of this one's."""
        return self._among.same_movers(self._place)

    @property
    def near(self) -> set[int]:
        """The sentences that name who moved or firms of both sides, else any firm or person of the case, and their
        neighbours; every sentence where nobody is named, as in a ruling known by its docket. A headline counts by
        itself: it is beside no sentence of the text.
        """
        if self._known_near is None:
            self._known_near = self._nearby()
        return self._known_near

    def _nearby(self) -> set[int]:
        page = self._evidence.page
        own = self.mover_sentences | self.pair or self._sentences((*self.former, *self.new, *self.others))
        if not own:
            return set(range(page.size))
        first = page.first_of_text
        near = {one for number in own for one in (number - 1, number, number + 1) if (one < first) == (number < first)}
        return {number for number in near if 0 <= number < page.size}

    def _sentences(self, entities: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for entity in entities:
            found |= self._evidence.sentences_of(entity)
        return found


class Candidates:
    """All candidates of a document; each one's standing is found out when it is asked for."""

    def __init__(self, evidence: Evidence, cards: Sequence[CaseCard]) -> None:
        self.evidence, self.cards = evidence, cards
        self._made: dict[int, Standing] = {}
        evidence.cards = cards
        # What is found out when it is asked: None until then.
        self._known_movers: dict[int, dict[str, Set[int]]] | None = None
        self._known_places: dict[str, list[int]] | None = None

    def standing(self, place: int) -> Standing:
        """The standing of the card at a place, always the same one."""
        known = self._made.get(place)
        return known if known is not None else self._made.setdefault(place, Standing(self, place))

    def let_go(self) -> None:
        """Forget the standings, which know their candidates: a ring that only the garbage collector would free. Those
        that somebody holds stay as they are."""
        self._made = {}

    def same_movers(self, place: int) -> list[Standing]:
        """The other candidates with a mover whom the document names and who is one of this one's."""
        mine = set(self.standing(place).movers)
        return [
            self.standing(other) for other, movers in self._movers.items() if other != place and mine & movers.keys()
        ]

    def rivals_of(self, place: int) -> list[Standing]:
        """The siblings of the card at a place, in the order of the cards."""
        rivals = {other for case in self.cards[place].related for other in self._places.get(case, ())}
        facts = self.standing(place).facts
        for other, card in enumerate(self.cards):
            shared, same = set[str](), False
            for role in card.roles:
                if role.role == "mover":
                    same = same or role.entity in facts.movers
                elif role.role != "other" and role.entity in facts.firms:
                    shared.add(role.entity)
            if len(shared) > 1 or (shared and same):
                rivals.add(other)
        return [self.standing(other) for other in sorted(rivals) if other != place]

    def movers_beside(self, place: int) -> set[int]:
        """The sentences that name who moved in other candidates."""
        found: set[int] = set()
        for other, movers in self._movers.items():
            if other != place:
                found.update(*movers.values())
        return found

    @property
    def _movers(self) -> dict[int, dict[str, Set[int]]]:
        """Of every card of which somebody who moved is named in full: its movers that are named, with their
        sentences."""
        if self._known_movers is None:
            found = {}
            for place in range(len(self.cards)):
                named = {one: self.evidence.sentences_of(one) for one in self._movers_of(place)}
                here = {one: sentences for one, sentences in named.items() if sentences}
                if any(map(self.evidence.strong, here)):
                    found[place] = here
            self._known_movers = found
        return self._known_movers

    @property
    def _places(self) -> dict[str, list[int]]:
        """The places of each case."""
        if self._known_places is None:
            found: dict[str, list[int]] = defaultdict(list)
            for place, card in enumerate(self.cards):
                found[card.case].append(place)
            self._known_places = found
        return self._known_places

    def _movers_of(self, place: int) -> list[str]:
        return [role.entity for role in self.cards[place].roles if role.role == "mover"]


def stand(evidence: Evidence, cards: Sequence[CaseCard]) -> list[Standing]:
    """Every candidate's standing, in the order of the cards."""
    among = Candidates(evidence, cards)
    return [among.standing(place) for place in range(len(cards))]
