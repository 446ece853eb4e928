# ruff: noqa: E501 - a pattern is read in one line
"""Whom a legal step is taken against and by whom: people with their employers, or firms alone."""

from __future__ import annotations

import re

from linking.evidence import Evidence
from linking.forms import EntityRef
from linking.proposals.affiliation import affiliation
from linking.proposals.casting.cast import Cast
from linking.proposals.casting.quarrels import about_people, another, elsewhere, meant, of_several
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.story import Story
from linking.proposals.strange import is_firm

LONG_AGO = 4  # years after which a decision told without any party is cited as law
_BY_PEOPLE = frozenset({"complaint_filed", "legal_action", "arbitration_applied"})
_BY_FIRMS = frozenset({"complaint_filed", "arbitration_applied", "legal_action"})
# People in general: "Amazon has sued departing staff" tells of no one suit.
_ANYBODY = re.compile(
    r"^ ?(?:(?:departing|its|their|other|many|some|former|ex|senior|own|even|new|his|her|these|such|individual) )*(?:staff|staffers|employees|workers|people|"
    r"engineers|rivals|competitors|executives|others|leavers|salaries|employes|concurrents)\b"
)
_TO_PRISON = re.compile(r"判了?刑|有期徒刑|\b(?:jailed|sentenced to|prison)\b")


def cast_step(scene: Scene, draft: Draft, story: Story, evidence: Evidence) -> list[Cast]:
    """A legal step: each person it is taken against with the employers, or the firms alone."""
    actor, against = scene.ref(draft.actor), scene.ref(draft.against)
    acting_person = draft.actor is not None and scene.items[draft.actor].kind == "P"
    if acting_person:
        if draft.actor in scene.officials or actor is None or (actor.id is None and not story.followed(actor)):
            return []
        return _by_person(draft, actor, against, story)
    unknown = draft.actor is not None and scene.items[draft.actor].kind == "U"
    if unknown and not draft.people and not (actor and is_firm(actor.name)):
        return []
    firms = [one for one in (actor, against) if one is not None]
    people = [ref for number in draft.people if (ref := scene.ref(number)) is not None]
    if people:
        if all(person.id is None for person in people) and another(scene, evidence, draft):
            return []
        return _of_people(scene, draft, story, people, actor)
    if against is not None:
        return _of_firms(scene, draft, story, evidence, actor, against)
    if _ANYBODY.search(draft.described) or _long_ago(scene, draft, evidence):
        return []
    return _of_the_quarrel(scene, draft, story, evidence, firms)


def _of_the_quarrel(scene: Scene, draft: Draft, story: Story, evidence: Evidence, firms: list[EntityRef]) -> list[Cast]:
    """A step that names nobody it is taken against: those of the quarrel that the text is in."""
    quarrel = meant(scene, draft, story, firms)
    if quarrel is None or (elsewhere(scene, draft, quarrel) and not (draft.described and draft.actor is not None)):
        return []
    if not quarrel.people and draft.court and not draft.described and _TO_PRISON.search(scene.marked):
        return []  # firms are not jailed
    if quarrel.people:
        return [
            Cast(person, quarrel.claimant or story.of_person(person).claimant, quarrel.rival)
            for person in quarrel.people
        ]
    if about_people(scene, evidence, story, quarrel.claimant, quarrel.rival, draft):
        return [Cast(None, quarrel.claimant, quarrel.rival)]
    return []


def _long_ago(scene: Scene, draft: Draft, evidence: Evidence) -> bool:
    """Whether a court's step that names nobody is told of years before: settled law, not this dispute."""
    published = evidence.page.document.published_on
    if published is None or draft.actor is not None or not draft.court:
        return False
    years = [int(item.edtf[:4]) for item in scene.items if item.kind == "D" and item.edtf[:4].isdigit()]
    return bool(years) and max(years) < published.year - LONG_AGO


def _by_person(draft: Draft, actor: EntityRef, against: EntityRef | None, story: Story) -> list[Cast]:
    """A suit that a person brings; against the old employer where it is not said whom ("has sued to undo the award")."""
    if draft.kind in ("complaint_filed", "arbitration_applied") and against is None and not draft.described:
        against = story.of_person(actor).claimant or story.joined_last(actor)
    return [Cast(actor, against, None)] if draft.kind in _BY_PEOPLE and against is not None else []


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
        if actor is not None and claimant is None and (actor != rival or not draft.court):
            claimant, rival = actor, rival if actor != rival else None  # an employer told of as joined may sue later
        elif actor is not None and claimant is not None and actor != claimant and not draft.court:
            claimant, rival = (actor, None) if actor != rival else (claimant, rival)
        if claimant is None:
            claimant = affiliation(scene, scene.mark_of(person), None)
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
    if not about_people(scene, evidence, story, actor, against, draft):
        return []
    actor, against = _sides(scene.number, draft, story, actor, against)
    alone = evidence.topics["move"] and not of_several(scene, draft)
    return [Cast(story.fought_over(actor, against) if alone else None, actor, against)]


def _sides(
    number: int, draft: Draft, story: Story, actor: EntityRef, against: EntityRef
) -> tuple[EntityRef, EntityRef]:
    """The claimant and its rival, whoever of them takes this step."""
    known = next(
        (one for one in reversed(story.told) if one.fits((actor, against)) and one.claimant and one.rival), None
    )
    if known is None and draft.kind == "legal_action":  # "A and B are embroiled in a fight": the case knows who is who
        known = story.only(number, (actor, against))
    if known is not None:
        turned = known.claimant == against  # the sides of a dispute stay what they were
    else:  # who appeals, or agrees, may be either
        either = draft.court or draft.kind == "settlement"
        turned = either and story.sides(against, actor) and not story.sides(actor, against)
    return (against, actor) if turned else (actor, against)
