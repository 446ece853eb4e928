# ruff: noqa: E501 - a pattern is read in one line
"""Who is who in the dispute that a text tells: what was told so far, and the roles of the linked cases.

A `Quarrel` is a claimant, its rival and the people between them. Linked cases say who may have which role, but only of
those whom the text names; what the text tells comes first. Where two quarrels fit, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from linking.evidence import Evidence
from linking.forms import CaseCard, EntityRef, Match
from linking.proposals.affiliation import affiliation
from linking.proposals.quarrel import Quarrel
from linking.proposals.scene import Scenes
from linking.vocabulary import SUBJECTS

# "P, 44, had resigned in May", "The engineer, identified as P, ...".
_INTRODUCED = re.compile(
    r"\W*(?:(?:having|after|while) [^<>.;]{0,50}(?:<[ED]\d+>[^<>.;]{0,50}){0,2}, )?(?:(?:mr|ms|mrs|dr|m|mme|mlle)\.? )?<P\d+>|(?:the |l'|le |la )[\w' -]{3,40},[^<>.;]{0,60}<P\d+>|"
    r"[^<>;]{0,120}(?:<[ED]\d+>[^<>;]{0,80}){0,2}\bthat (?:(?:its |the )?(?:former|ex) (?:[\w-]+ ){1,4})?<P\d+>,? (?:(?:once|formerly|a former|its former|who)\b|(?:had )?(?:violated|breached|took|taken|stole|stolen|broke|broken|misappropriated|copied|downloaded)\b)"
)
# "The third case ...", "La troisième ...", "Separately, ...", "III. ...".
_NEXT_ITEM = re.compile(
    r"\W*(?:[Tt]he (?:second|third|fourth|fifth|other|last) (?:case|one|suit|decision|is|of|story|concerns)|[Ss]eparately,|[Ii]n (?:another|a separate|an unrelated) (?:case|suit|decision|matter)|[Ee]lsewhere|"
    r"[Ll]a (?:deuxième|seconde|troisième|quatrième|dernière) (?:est|n['’]est|affaire|décision|concerne|histoire)|[Ll]e (?:deuxième|second|troisième|quatrième|dernier) (?:est|n['’]est|cas|arrêt|litige|dossier|concerne)|[Aa]illeurs,|"
    r"[Dd]ans une autre affaire|(?:II|III|IV|V|VI)\. |(?:ARRÊT|Arrêt|AFFAIRE|CASE) N?[°o.]? ?\d)"
)
# A name that is kept back as courts do: 王某, "M. [L]", "Mme N. F.".
_KEPT_BACK = re.compile(r"某|^(?:M\.|Mme|Mlle|Mrs?\.?|Ms\.?|[Mm]adame|[Mm]onsieur) (?:\[|[A-Z][.…])")
FAR = 200  # sentences back that "the two" may have been named in
REACH = 2  # sentences over which a step without names goes on with the quarrel told last


class Story:
    """The state of the story at a sentence. `tell` adds what was read; questions look back only."""

    def __init__(
        self,
        evidence: Evidence,
        scenes: Scenes,
        matches: Sequence[Match],
        cards: Mapping[str, CaseCard],
        names: Mapping[str, str],
    ) -> None:
        self._evidence = evidence
        self._scenes = scenes
        self._cards = [cards[match.case] for match in matches if match.case in cards]
        self._names = names
        self.told: list[Quarrel] = []
        self._nobody_until = evidence.page.first_of_text  # no sentence before this one names a person
        self._together: list[tuple[int, tuple[EntityRef, ...]]] = []  # who moved together, and in which sentence
        self.employers: dict[EntityRef, tuple[EntityRef | None, EntityRef | None]] = {}  # person: left, joined

    def tell(self, quarrel: Quarrel) -> None:
        """Remember a quarrel that a sentence told."""
        self.told.append(quarrel)

    def moved(self, person: EntityRef, source: EntityRef | None, goal: EntityRef | None) -> None:
        """Remember a move: later steps are about the last one."""
        before = self.employers.get(person, (None, None))
        if source is not None and source == before[1]:
            before = (None, None)  # whoever was joined was left again
        self.employers[person] = (source or before[0], goal or before[1])

    def joined_last(self, person: EntityRef) -> EntityRef | None:
        """The employer that somebody was told to have joined, where none was told to have been left."""
        source, goal = self.employers.get(person, (None, None))
        return goal if source is None else None

    def first_employer(self, person: EntityRef) -> EntityRef | None:
        """The employer with which a Chinese text names somebody first: "甲的主管某人", "某人原系甲总监"."""
        if self._evidence.page.language != "zh":
            return None
        first = self._scenes.first(person)
        scene = self._scenes.scene(first) if first >= 0 else None
        return affiliation(scene, scene.mark_of(person), None) if scene is not None else None

    def _ref(self, entity: str) -> EntityRef:
        return EntityRef(entity, self._names.get(entity, entity))

    def _named(self, card: CaseCard, role: str) -> list[EntityRef]:
        return [
            self._ref(one.entity)
            for one in card.roles
            if one.role == role
            and any(role == "mover" or mention.form != "weak" for mention in self._evidence.where.get(one.entity, ()))
        ]

    def _seen(self, person: EntityRef, number: int) -> bool:
        return person.id is not None and any(one <= number for one in self._evidence.sentences_of(person.id))

    @property
    def about_leaving(self) -> bool:
        """Whether the text speaks of non-competes, secrets taken along or poaching anywhere."""
        return any(self._evidence.topics[topic] for topic in SUBJECTS)

    @property
    def movers_named(self) -> bool:
        """Whether the text names a mover of a linked case."""
        return any(self._named(card, "mover") for card in self._cards)

    def of_cards(self, number: int) -> list[Quarrel]:
        """The quarrels of the linked cases, as far as the text has named their people up to a sentence."""
        found: dict[Quarrel, None] = {}
        for card in self._cards:
            movers = tuple(one for one in self._named(card, "mover") if self._seen(one, number))
            former, new = self._named(card, "former_employer"), self._named(card, "new_employer")
            found[Quarrel(movers, former[0] if len(former) == 1 else None, new[0] if len(new) == 1 else None)] = None
        return list(found)

    def of_person(self, person: EntityRef) -> Quarrel:
        """Whom a person left and joined, by the linked cases, else by what was told."""
        known = {
            (former[0] if len(former) == 1 else None, new[0] if len(new) == 1 else None)
            for card in self._cards
            if any(one.entity == person.id and one.role == "mover" for one in card.roles)
            for former, new in [(self._named(card, "former_employer"), self._named(card, "new_employer"))]
        }
        if len(known) == 1:
            claimant, rival = next(iter(known))
            return Quarrel((person,), claimant, rival)
        claimants = {one for one, _ in known}
        if known:
            return Quarrel((person,), next(iter(claimants)) if len(claimants) == 1 else None, None)
        for quarrel in reversed(self.told):
            if person in quarrel.people:
                return quarrel
        source, goal = self.employers.get(person, (None, None))
        return Quarrel((person,), source, goal)

    def lately(self, number: int, firms: Sequence[EntityRef], reach: int = REACH) -> Quarrel | None:
        """The quarrel told last, at most `reach` sentences back, if these firms stand in it."""
        near = [
            one
            for one in self.told
            if 0 <= number - one.told <= reach and not self._another_item(max(one.told, 0), number)
        ]
        if not near:
            return None
        last = near[-1]
        return last if last.fits(firms) else next((one for one in reversed(near) if firms and one.fits(firms)), None)

    def _another_item(self, told: int, number: int) -> bool:
        """Whether a sentence behind one, up to another, begins with the next of several things told of."""
        page = self._evidence.page
        return page.language in ("en", "fr") and any(
            _NEXT_ITEM.match(page.document.text, page.sentences[one].start) for one in range(told + 1, number + 1)
        )

    def next_item(self, number: int) -> bool:
        """Whether a sentence begins with the next of several things told of."""
        return self._another_item(number - 1, number)

    def named_since(self, number: int, firms: Sequence[EntityRef]) -> Quarrel | None:
        """The people named last, after the step told last, where they are movers of one linked case of these firms."""
        told = max((one.told for one in self.told), default=-1)
        for before in range(number - 1, max(told, number - REACH - 1), -1):
            people = {item.ref for item in self._scenes.people(before) if item.ref is not None}
            if people:
                fitting = [
                    one
                    for one in self.of_cards(number)
                    if people <= set(one.people) and one.fits(firms) and one.claimant
                ]
                sides = {(one.claimant, one.rival) for one in fitting}
                if len(sides) != 1:
                    return None
                claimant, rival = next(iter(sides))
                return Quarrel(tuple(one for one in fitting[0].people if one in people), claimant, rival)
        return None

    def moved_together(self, people: Sequence[EntityRef], number: int) -> None:
        """Remember who a sentence said moved together: "they" and "both" mean them next."""
        self._together.append((number, tuple(dict.fromkeys(people))))

    def pair(self, number: int, firms: Sequence[EntityRef]) -> Quarrel | None:
        """Those who were told to have moved together last, where nobody else was named since, and these firms fit."""
        if not self._together:
            return None
        told, people = self._together[-1]
        if not 0 < number - told <= REACH:
            return None
        if any({item.ref for item in self._scenes.people(one)} - set(people) for one in range(told, number)):
            return None
        ends = [self.employers.get(person, (None, None)) for person in people]
        if len({source for source, _ in ends}) != 1:
            return None
        goals = {goal for _, goal in ends}
        quarrel = Quarrel(people, ends[0][0], ends[0][1] if len(goals) == 1 else None)
        return quarrel if quarrel.claimant is not None and quarrel.fits(firms) else None

    def two(self, number: int) -> Quarrel | None:
        """The quarrel of the only two people named so far, at most `FAR` sentences back, where they are the movers of
        one linked case."""
        named: dict[EntityRef, None] = {}
        for before in range(max(self._evidence.page.first_of_text, number - FAR), number + 1):
            named.update((item.ref, None) for item in self._scenes.people(before) if item.ref is not None)
        fitting = [one for one in self.of_cards(number) if len(named) == 2 and set(one.people) == set(named)]
        return fitting[0] if len({(one.claimant, one.rival) for one in fitting}) == 1 else None

    def last_since(self, number: int) -> EntityRef | None:
        """The one person named last, after the step told last."""
        told = max((one.told for one in self.told), default=-1)
        for before in range(number - 1, max(told, number - REACH - 1), -1):
            people = {item.ref for item in self._scenes.people(before) if item.ref is not None}
            if people:
                last = next(iter(people))
                return last if len(people) == 1 else None
        return None

    def anybody_before(self, number: int) -> bool:
        """Whether the text names any person before a sentence."""
        while self._nobody_until < number:
            if self._scenes.people(self._nobody_until):
                return True
            self._nobody_until += 1
        return False

    def followed(self, person: EntityRef) -> bool:
        """Whether the text tells of somebody as of one who changed employer: by a move, with the name kept back as
        courts do, or as a linked case has it."""
        if not self.about_leaving:
            return False
        moving = any(role.entity == person.id and role.role == "mover" for card in self._cards for role in card.roles)
        return moving or person in self.employers or _KEPT_BACK.search(person.name) is not None

    def alone(self) -> EntityRef | None:
        """The only person of the text, where it tells of that person as of one who left."""
        person = self._scenes.sole()
        return person if person is not None and self.followed(person) else None

    def introduced(self, number: int) -> EntityRef | None:
        """The one person whom the sentence behind one names, or the next, and none before: who was only described."""
        for behind in (number + 1, number + 2):
            if behind >= len(self._evidence.page.sentences):
                return None
            people = {item.ref for item in self._scenes.people(behind) if item.ref is not None}
            if people:
                scene = self._scenes.scene(behind)
                if len(people) > 1 or scene is None or not _INTRODUCED.match(scene.marked):
                    return None
                person = next(iter(people))
                return person if self._scenes.first(person) > number else None
        return None

    def several_since(self, number: int) -> bool:
        """Whether the people named last, after the step told last, are several who are no movers of one linked case."""
        told = max((one.told for one in self.told), default=-1)
        for before in range(number - 1, max(told, number - REACH - 1), -1):
            people = {item.ref for item in self._scenes.people(before) if item.ref is not None}
            if people:
                return len(people) > 1 and not any(people <= set(one.people) for one in self.of_cards(number))
        return False

    def only(self, number: int, firms: Sequence[EntityRef]) -> Quarrel | None:
        """The one quarrel of the linked cases in which these firms stand; None where there are two, or none."""
        fitting = [one for one in self.of_cards(number) if one.fits(firms) and (one.claimant or one.rival)]
        with_people = [one for one in fitting if one.people]
        chosen = with_people or fitting
        if len(chosen) > 1 and len({one.people for one in chosen}) == 1 and len({one.claimant for one in chosen}) == 1:
            chosen = sorted(chosen, key=lambda one: one.rival is None)[:1]
        return chosen[0] if len(chosen) == 1 else None

    def sole(self, firms: Sequence[EntityRef]) -> Quarrel | None:
        """The one quarrel with one person anywhere in the text: whom "the executive" means before the name is told."""
        last = len(self._evidence.page.sentences)
        fitting = {one for one in self.of_cards(last) if one.fits(firms) and (one.claimant or one.rival)}
        people = {one.people for one in fitting}
        if len(people) != 1 or len(next(iter(people))) != 1:
            return None
        return max(fitting, key=lambda one: one.rival is not None)

    def one_case(self, firm: EntityRef) -> bool:
        """Whether the text is about one case only, in which this firm is the employer left, and speaks of leaving."""
        return (
            len(self._cards) == 1
            and self.about_leaving
            and any(one.entity == firm.id and one.role == "former_employer" for one in self._cards[0].roles)
        )

    def together(self, one: EntityRef, other: EntityRef) -> bool:
        """Whether a linked case has both firms on its two sides."""
        return any(
            {one.id, other.id}
            <= {role.entity for role in card.roles if role.role in ("former_employer", "new_employer")}
            and len({role.role for role in card.roles if role.entity in (one.id, other.id)}) == 2
            for card in self._cards
        )

    def fought_over(self, former: EntityRef, new: EntityRef) -> EntityRef | None:
        """The one mover whom the text names of each linked case between two firms; nobody where they differ."""
        movers = {tuple(self._named(card, "mover")) for card in self._between(former, new)}
        people = movers.pop() if len(movers) == 1 else ()
        return people[0] if len(people) == 1 else None

    def sides(self, former: EntityRef, new: EntityRef) -> bool:
        """Whether a linked case has one firm as the employer left and the other as the one joined."""
        return bool(self._between(former, new))

    def _between(self, former: EntityRef, new: EntityRef) -> list[CaseCard]:
        sides = {("former_employer", former.id), ("new_employer", new.id)}
        return [card for card in self._cards if sides <= {(role.role, role.entity) for role in card.roles}]

    def case_of(self, person: EntityRef | None, firms: Sequence[EntityRef]) -> str | None:
        """The most probable linked case with the person as mover; without a person, the only one with all the firms."""
        if person is not None:
            if person.id is None:
                return None
            for card in self._cards:
                if any(role.entity == person.id and role.role == "mover" for role in card.roles):
                    return card.case
            return None
        ids = {firm.id for firm in firms}
        fitting = [
            card.case
            for card in self._cards
            if ids <= {role.entity for role in card.roles if role.role in ("former_employer", "new_employer")}
        ]
        return fitting[0] if len(ids) > 1 and len(fitting) == 1 else None
