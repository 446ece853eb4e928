# ruff: noqa: E501 - a pattern is read in one line
"""From a draft to who is meant by it: a person or nobody, the employer left, the employer joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.evidence import Evidence
from linking.forms import EntityRef
from linking.proposals.drafts import Draft
from linking.proposals.scene import Scene
from linking.proposals.story import Quarrel, Story
from linking.proposals.unknown import is_firm
from linking.vocabulary import SUBJECTS

# Other quarrels between firms. A step in one of them is none in a dispute about people.
_OTHER = re.compile(
    r"\b(?:patents?|trademarks?|copyrights?|antitrust|monopol\w+|royalt\w+|licen[cs]e fees?|brevets?|marques?|contrefacon|safety|defamation|"
    r"government|supplier|landlord|loans?|chrome)\b|专利|商标|著作权|垄断|版权|诽谤"
)
# Who is fought over where nobody is named.
_STAFF = re.compile(
    r"\b(?:staff|employees|engineers|brokers|traders|researchers|executives|its people|team|poach\w*|raid\w*|lift out|hires|salaries|employes|"
    r"ingenieurs|courtiers|equipe|debauch\w*|recrutement)\b|挖角|挖走|员工|工程师|离职|跳槽|前高管|前主管"
)
_PLURAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|former \w+s|ex \w+s|deux|trois|quatre|cinq|sept|"
    r"plusieurs|d'anciens|anciens)\b"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who a step is about; `person` None where only firms are named."""

    person: EntityRef | None
    from_: EntityRef | None
    to: EntityRef | None


def cast_move(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """A move: each person with the employers left and joined."""
    found = []
    for number in draft.people:
        person = scene.ref(number)
        if person is None or (scene.items[number].kind == "U" and is_firm(scene.items[number].text)):
            continue
        source, goal = scene.ref(draft.source), scene.ref(draft.goal)
        known = story.of_person(person)
        if draft.kind == "joined":
            if goal is None and source is not None:
                goal = known.claimant if source == known.rival else None
            if goal is None:
                continue
            if source is None:
                told = affiliation(scene, number, draft.goal)
                source = told or (known.claimant if goal == known.rival else None)
            if source == goal:
                source = None
        else:
            if source is None and goal is None:
                source = known.claimant
            if source is None:
                continue
        other = goal if draft.kind == "joined" else source
        if person.id is None and (other is None or other.id is None):
            continue
        found.append(Cast(person, source, goal))
    return found


def cast_step(scene: Scene, draft: Draft, story: Story, evidence: Evidence) -> list[Cast]:
    """A legal step: each person it is taken against with the employers, or the firms alone."""
    actor, against = scene.ref(draft.actor), scene.ref(draft.against)
    acting_person = draft.actor is not None and scene.items[draft.actor].kind == "P"
    if acting_person:
        if draft.actor in scene.officials or actor is None or actor.id is None:
            return []
        if draft.kind in ("complaint_filed", "legal_action") and against is not None:
            return [Cast(actor, against, None)]
        return []
    unknown = draft.actor is not None and scene.items[draft.actor].kind == "U"
    if unknown and not draft.people and not (actor and is_firm(actor.name)):
        return []
    firms = [one for one in (actor, against) if one is not None]
    people = [ref for number in draft.people if (ref := scene.ref(number)) is not None]
    if people:
        return _of_people(scene, draft, story, people, actor)
    if against is not None:
        return _of_firms(scene, draft, story, evidence, actor, against)
    quarrel = _meant(scene, draft, story, firms)
    if quarrel is None:
        return []
    if quarrel.people:
        return [
            Cast(person, quarrel.claimant or story.of_person(person).claimant, quarrel.rival)
            for person in quarrel.people
        ]
    if _about_people(scene, evidence, story, quarrel.claimant, quarrel.rival, draft):
        return [Cast(None, quarrel.claimant, quarrel.rival)]
    return []


def _of_people(
    scene: Scene, draft: Draft, story: Story, people: list[EntityRef], actor: EntityRef | None
) -> list[Cast]:
    found = []
    for person in people:
        known = story.of_person(person)
        claimant, rival = known.claimant, known.rival
        if actor is not None and claimant is None and actor != rival:
            claimant = actor
        elif actor is not None and claimant is not None and actor != claimant and not draft.court:
            claimant, rival = (actor, None) if actor != rival else (claimant, rival)
        if claimant is None:
            claimant = affiliation(scene, scene_number(scene, person), None)
        if person.id is None and (claimant is None or claimant.id is None):
            continue
        if draft.kind in ("complaint_filed", "arbitration_applied", "legal_action") and claimant is None:
            continue
        found.append(Cast(person, claimant, rival))
    return found


def _of_firms(
    scene: Scene, draft: Draft, story: Story, evidence: Evidence, actor: EntityRef | None, against: EntityRef
) -> list[Cast]:
    if actor is None and draft.kind == "counterclaim":
        before = story.lately(scene.number, (against,), reach=9) or story.only(scene.number, (against,))
        actor = before.claimant if before is not None else None
        if actor is None or actor == against:
            return []
    elif actor is None:
        if draft.described or not draft.anaphor:
            return []
        before = story.lately(scene.number, (), reach=5)
        actor = before.claimant if before is not None else None
        if actor is None or actor == against:
            return []
    if actor == against or (actor.id is None and against.id is None):
        return []
    if not _about_people(scene, evidence, story, actor, against, draft):
        return []
    known = next(
        (one for one in reversed(story.told) if one.fits((actor, against)) and one.claimant and one.rival), None
    )
    if known is not None and known.claimant == against:
        actor, against = against, actor  # the sides of a dispute stay what they were
    return [Cast(None, actor, against)]


def _meant(scene: Scene, draft: Draft, story: Story, firms: list[EntityRef]) -> Quarrel | None:
    """The quarrel that a step without a target belongs to; None where that is open."""
    here = {
        ref: None
        for number, item in enumerate(scene.items)
        if item.kind == "P"
        and number not in scene.officials
        and number != scene.topic
        and (ref := item.ref) is not None
    }
    here = {ref: None for ref in here if ref.id is not None}
    plural = _PLURAL.search(draft.described) is not None
    if len(here) == 1 and not (draft.described and plural):
        person = next(iter(here))
        known = story.of_person(person)
        if known.fits(firms) or not firms:
            return Quarrel((person,), known.claimant, known.rival)
        if known.claimant is None and len(firms) == 1:
            return Quarrel((person,), firms[0], None)
        return None
    if len(here) > 1:
        quarrel = story.only(scene.number, firms)
        if quarrel is not None and set(here) <= set(quarrel.people):
            return Quarrel(tuple(here), quarrel.claimant, quarrel.rival)
        return None
    if draft.described and not plural:
        sole = story.sole(firms)
        if sole is not None:
            return sole
    last = story.lately(scene.number, firms)
    if last is not None and not (draft.described and plural and last.people):
        return last
    quarrel = story.only(scene.number, firms)
    if quarrel is not None:
        if draft.described and plural and len(quarrel.people) < 2:
            return Quarrel((), quarrel.claimant, quarrel.rival)
        return quarrel
    if draft.described and len(firms) == 1:
        return Quarrel((), firms[0], None)
    return None


def _about_people(
    scene: Scene,
    evidence: Evidence,
    story: Story,
    one: EntityRef | None,
    other: EntityRef | None,
    draft: Draft,
) -> bool:
    """Whether a step between firms is one in a dispute about people who changed employer."""
    if _OTHER.search(_clause(scene.marked, draft)):
        return False
    if one is not None and other is not None and story.together(one, other):
        return True
    topics = set().union(*(evidence.topics_in.get(scene.number + step, set()) for step in (-1, 0, 1)))
    if topics & SUBJECTS:
        return True
    if _STAFF.search(scene.marked):
        return True
    return bool(draft.described) and "move" in evidence.topics_in.get(scene.number, set())


def _clause(marked: str, draft: Draft) -> str:
    """The clause about a wording: between semicolons, in Chinese between commas."""
    cuts = re.compile(r";|,(?! )")
    start = max((hit.end() for hit in cuts.finditer(marked, 0, draft.at)), default=0)
    stop = cuts.search(marked, draft.end)
    return marked[start : stop.start() if stop else len(marked)]


def scene_number(scene: Scene, person: EntityRef) -> int | None:
    """The first mark of a person."""
    return next((number for number, item in enumerate(scene.items) if item.ref == person), None)


_FORMER = r"(?:former|formerly|ex|once|until \w+|ancien(?:ne)?|veteran|previously)"


def affiliation(scene: Scene, who: int | None, goal: int | None) -> EntityRef | None:
    """The employer that stands with a person's name: "former A executive P", "P, key figure of the X team of A,"."""
    if who is None:
        return None
    marked, found = scene.marked, None
    behind = re.search(
        rf"<[PU]{who}>, (?!<)[^<>,]{{0,60}}((?:<E\d+>[^<>,]{{0,12}}){{1,2}})(?:,|$)", marked
    ) or re.search(rf"<[PU]{who}>,? {_FORMER}[^<>,]{{0,60}}(<E\d+>)", marked)
    before = re.search(
        rf"\b{_FORMER} (?:\w+ ){{0,3}}?<E(\d+)>(?:'s)? (?:[\w&]+ ){{1,6}},? ?<[PU]{who}>", marked
    ) or re.search(rf"<E(\d+)>(?:'s)? (?:ex|former) (?:[\w&]+ ){{1,6}},? ?<[PU]{who}>", marked)
    han = re.search(rf"(?:前|原)<E(\d+)>[^<>,.;]{{1,16}}<P{who}>", marked) or re.search(
        rf"<E(\d+)>(?:的)?(?:前|原|离职)[^<>,.;]{{1,16}}<P{who}>", marked
    )
    if behind is not None:
        found = int(re.findall(r"<E(\d+)>", behind.group(1))[-1])
    elif before is not None or han is not None:
        found = int((before or han).group(1))  # type: ignore[union-attr]
    if found is None or (goal is not None and scene.items[found].ref == scene.items[goal].ref):
        return None
    return scene.items[found].ref
