# ruff: noqa: E501 - a pattern is read in one line
"""From a draft to who is meant by it: a person or nobody, the employer left, the employer joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linking.evidence import Evidence
from linking.forms import EntityRef
from linking.proposals.affiliation import affiliation
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.story import Quarrel, Story
from linking.proposals.strange import is_firm
from linking.vocabulary import SUBJECTS

# Other quarrels between firms. A step in one of them is none in a dispute about people.
_OTHER = re.compile(
    r"\b(?:patents?|trademarks?|copyrights?|antitrust|monopol\w+|royalt\w+|licen[cs]e fees?|brevets?|marques?|contrefacon|safety|defamation|"
    r"government|supplier|landlord|loans?|chrome)\b|专利|商标|著作权|垄断|版权|诽谤"
)
_BY_PEOPLE = frozenset({"complaint_filed", "legal_action"})
_BY_FIRMS = frozenset({"complaint_filed", "arbitration_applied", "legal_action"})
# A leaving that needs no employer to be one.
_SURE = re.compile(
    r"resign|notice|fired|dismissed|sacked|laid off|let go|stepped down|retired|demission|licenci|congedi|limoge|retraite|辞职|离职|请辞|辞任|退休|解雇|开除|辞呈"
)
# Who is fought over where nobody is named.
_STAFF = re.compile(
    r"\b(?:staff|employees|engineers|brokers|traders|researchers|executives|its people|team|poach\w*|raid\w*|lift out|hires|salaries|employes|"
    r"ingenieurs|courtiers|equipe|debauch\w*|recrutement)\b|挖角|挖走|员工|工程师|离职|跳槽|前高管|前主管"
)
# People in general: "Amazon has sued departing staff" tells of no one suit.
_ANYBODY = re.compile(
    r"^ ?(?:(?:departing|its|their|other|many|some|former|ex|senior|own|even|new|his|her|these|such|individual) )*(?:staff|staffers|employees|workers|people|"
    r"engineers|rivals|competitors|executives|others|leavers|salaries|employes|concurrents)\b"
)
_ONE_MORE = re.compile(r"^ ?(?:its|their|a|an|one|another|son|sa|un|une|leur) ")
# "IBM sued when its chief diversity officer left": about somebody without a name.
_STAFF_LEFT = re.compile(
    r"\b(?:its|an?|two|three|several|former|ex) (?:[\w<>]+ ){0,4}(?:officer|executive|engineers?|employees?|executives|traders?|brokers?|manager|president)\b"
)
_TO_PRISON = re.compile(r"判了?刑|有期徒刑|\b(?:jailed|sentenced to|prison)\b")
_PLURAL = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|former \w+s|ex \w+s|deux|trois|quatre|cinq|sept|"
    r"plusieurs|d'anciens|anciens)\b|[二两三四五六七八九十多数\d]+(?:名|位|个|人)"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who a step is about; `person` None where only firms are named."""

    person: EntityRef | None
    from_: EntityRef | None
    to: EntityRef | None


def cast_move(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """A move: each person with the employers left and joined."""
    if not draft.people and draft.anaphor:
        return _of_them(scene, draft, story)
    found = []
    for number in draft.people:
        person = scene.ref(number)
        if person is None or (scene.items[number].kind == "U" and is_firm(scene.items[number].text)):
            continue
        ends = _ends_joined if draft.kind == "joined" else _ends_left
        employers = ends(scene, draft, story, number, person)
        if employers is None:
            continue
        source, goal = employers
        other = goal if draft.kind == "joined" else source
        if person.id is None and (other is None or other.id is None) and not _plain(scene, number, draft):
            continue
        found.append(Cast(person, source, goal))
    return found


Ends = tuple[EntityRef | None, EntityRef | None]


def _ends_joined(scene: Scene, draft: Draft, story: Story, number: int, person: EntityRef) -> Ends | None:
    """The employers left and joined of a joining; None where the one joined is open, or is a post that was left."""
    source, goal = scene.ref(draft.source), scene.ref(draft.goal)
    known = story.of_person(person)
    if goal is None and source is not None:
        goal = known.claimant if source == known.rival else None
    if goal is None or (draft.post and goal == known.claimant):
        return None
    if source is None:
        source = affiliation(scene, number, draft.goal) or (known.claimant if goal == known.rival else None)
    return (None if source == goal else source), goal


def _ends_left(scene: Scene, draft: Draft, story: Story, number: int, person: EntityRef) -> Ends | None:
    """The employers left and joined of a leaving; None where it is open which one was left, and whether one was."""
    source, goal = scene.ref(draft.source), scene.ref(draft.goal)
    if source is None and goal is None:
        source = story.of_person(person).claimant or affiliation(scene, number, None)
    sure = _SURE.search(scene.marked[draft.verb : draft.end]) and story.about_leaving
    return (source, goal) if source is not None or (person.id is not None and sure) else None


def _of_them(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """ "They joined B": the people told of last."""
    them = story.named_since(scene.number, ()) or story.lately(scene.number, ())
    goal, source = scene.ref(draft.goal), scene.ref(draft.source)
    if them is None or len(them.people) < 2 or (goal is None and source is None):
        return []
    if source is None and goal is not None and goal == them.rival:
        source = them.claimant
    return [Cast(person, source, goal) for person in them.people if person.id is not None]


def cast_step(scene: Scene, draft: Draft, story: Story, evidence: Evidence) -> list[Cast]:
    """A legal step: each person it is taken against with the employers, or the firms alone."""
    actor, against = scene.ref(draft.actor), scene.ref(draft.against)
    acting_person = draft.actor is not None and scene.items[draft.actor].kind == "P"
    if acting_person:
        if draft.actor in scene.officials or actor is None or actor.id is None:
            return []
        return _by_person(draft, actor, against, story)
    unknown = draft.actor is not None and scene.items[draft.actor].kind == "U"
    if unknown and not draft.people and not (actor and is_firm(actor.name)):
        return []
    firms = [one for one in (actor, against) if one is not None]
    people = [ref for number in draft.people if (ref := scene.ref(number)) is not None]
    if people:
        return _of_people(scene, draft, story, people, actor)
    if against is not None:
        return _of_firms(scene, draft, story, evidence, actor, against)
    if _ANYBODY.search(draft.described):
        return []
    quarrel = _meant(scene, draft, story, firms)
    if quarrel is None or (_elsewhere(scene, draft, quarrel) and not (draft.described and draft.actor is not None)):
        return []
    if not quarrel.people and draft.court and _TO_PRISON.search(scene.marked):
        return []  # firms are not jailed
    if quarrel.people:
        return [
            Cast(person, quarrel.claimant or story.of_person(person).claimant, quarrel.rival)
            for person in quarrel.people
        ]
    if _about_people(scene, evidence, story, quarrel.claimant, quarrel.rival, draft):
        return [Cast(None, quarrel.claimant, quarrel.rival)]
    return []


def _by_person(draft: Draft, actor: EntityRef, against: EntityRef | None, story: Story) -> list[Cast]:
    """A suit that a person brings; against the old employer where it is not said whom ("has sued to undo the award")."""
    if draft.kind == "complaint_filed" and against is None and not draft.described:
        against = story.of_person(actor).claimant
    return [Cast(actor, against, None)] if draft.kind in _BY_PEOPLE and against is not None else []


def _plain(scene: Scene, person: int, draft: Draft) -> bool:
    """Whether a move of somebody unknown to or from a firm unknown is plain: both are shown to be what they are."""
    firm = draft.goal if draft.kind == "joined" else draft.source
    return scene.items[person].strange and firm is not None and scene.items[firm].strange


def _told_of(scene: Scene, person: EntityRef, story: Story) -> bool:
    """Whether a step against somebody unknown stands in a text about leaving an employer."""
    strange = any(item.ref == person and item.strange for item in scene.items)
    return strange and story.about_leaving


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
        if person.id is None and (claimant is None or claimant.id is None) and not _told_of(scene, person, story):
            continue
        nameless = person.id is None or draft.actor is not None or not story.about_leaving
        if draft.kind in _BY_FIRMS and claimant is None and nameless:
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
        if not draft.court and (draft.described or not draft.anaphor):
            return []
        before = None if draft.court else story.lately(scene.number, (), reach=5)
        before = before or story.only(scene.number, (against,))
        actor = before.claimant if before is not None else None
        if actor is None or actor == against:
            return []
    unknown = actor.id is None and against.id is None
    if actor == against or (unknown and not (story.about_leaving and draft.kind in _BY_FIRMS)):
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
    plural = bool(draft.described) and _PLURAL.search(draft.described) is not None
    here = {
        ref: None
        for number, item in enumerate(scene.items)
        if item.kind == "P"
        and number not in scene.officials
        and number != scene.topic
        and (ref := item.ref) is not None
    }
    people = [ref for ref in here if ref.id is not None]
    if people and not (len(people) == 1 and plural):
        return _of_those_here(scene, story, firms, people)
    if draft.described and not plural:
        sole = story.sole(firms)
        if sole is not None:
            return sole
        if _ONE_MORE.search(draft.described):
            return Quarrel((), firms[0], None) if len(firms) == 1 else None
    return _going_on(scene, draft, story, firms, plural=plural)


def _of_those_here(scene: Scene, story: Story, firms: list[EntityRef], people: list[EntityRef]) -> Quarrel | None:
    """The quarrel of the people whom the sentence names: one, or several movers of one case."""
    if len(people) > 1:
        quarrel = story.only(scene.number, firms)
        if quarrel is not None and set(people) <= set(quarrel.people):
            return Quarrel(tuple(people), quarrel.claimant, quarrel.rival)
        return None
    known = story.of_person(people[0])
    if known.fits(firms) or not firms:
        return Quarrel((people[0],), known.claimant, known.rival)
    return Quarrel((people[0],), firms[0], None) if known.claimant is None and len(firms) == 1 else None


def _going_on(scene: Scene, draft: Draft, story: Story, firms: list[EntityRef], *, plural: bool) -> Quarrel | None:
    """The quarrel that a sentence without people goes on with: of those named last, told last, or the only one."""
    named = None if plural else story.named_since(scene.number, firms)
    if named is not None or (not plural and story.several_since(scene.number)):
        return named
    last = story.lately(scene.number, firms)
    if last is not None and not (plural and last.people):
        return last
    quarrel = story.only(scene.number, firms)
    if quarrel is not None:
        return Quarrel((), quarrel.claimant, quarrel.rival) if plural and len(quarrel.people) < 2 else quarrel
    untold = draft.described or (draft.kind == "complaint_filed" and _STAFF_LEFT.search(_stretch(scene.marked, draft)))
    return Quarrel((), firms[0], None) if untold and len(firms) == 1 else None


def _elsewhere(scene: Scene, draft: Draft, quarrel: Quarrel) -> bool:
    """Whether the clause of a step without a target names a firm that has no side in the quarrel it would go on with."""
    sides = (quarrel.claimant, quarrel.rival)
    if None in sides and draft.actor is not None:
        return False
    return any(
        item.ref not in sides
        for number in re.findall(r"<E(\d+)>", _stretch(scene.marked, draft))
        if (item := scene.items[int(number)]).ref is not None and item.ref.id is not None
    )


def _about_people(
    scene: Scene,
    evidence: Evidence,
    story: Story,
    one: EntityRef | None,
    other: EntityRef | None,
    draft: Draft,
) -> bool:
    """Whether a step between firms is one in a dispute about people who changed employer."""
    here = evidence.topics_in.get(scene.number, set())
    if _OTHER.search(_stretch(scene.marked, draft)) and not here & SUBJECTS:
        return False
    known = one is not None and other is not None and story.together(one, other)
    if known and (story.movers_named or any(evidence.topics[topic] for topic in (*SUBJECTS, "move"))):
        return True
    topics = set().union(*(evidence.topics_in.get(scene.number + step, set()) for step in (-1, 0, 1)))
    if topics & SUBJECTS:
        return True
    if _STAFF.search(scene.marked):
        return True
    return bool(draft.described) and "move" in evidence.topics_in.get(scene.number, set())


def _stretch(marked: str, draft: Draft) -> str:
    """The part of a sentence about a wording that no semicolon cuts."""
    start = marked.rfind(";", 0, draft.at) + 1
    stop = marked.find(";", draft.end)
    return marked[start : stop if stop >= 0 else len(marked)]


def scene_number(scene: Scene, person: EntityRef) -> int | None:
    """The first mark of a person."""
    return next((number for number, item in enumerate(scene.items) if item.ref == person), None)
