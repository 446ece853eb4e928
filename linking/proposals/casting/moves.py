# ruff: noqa: E501 - a pattern is read in one line
"""Who moved, which employer was left and which one joined."""

from __future__ import annotations

import re

from linking.forms import EntityRef
from linking.proposals.affiliation import affiliation
from linking.proposals.casting.cast import Cast
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.story import Story
from linking.proposals.strange import is_firm

# A leaving that needs no employer to be one.
_SURE = re.compile(
    r"resign|notice|fired|dismissed|sacked|laid off|let go|stepped down|retired|demission|licenci|congedi|limoge|retraite|辞职|离职|请辞|辞任|退休|解雇|开除|辞呈"
)


def cast_move(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """A move: each person with the employers left and joined."""
    if not draft.people and draft.anaphor:
        return _of_them(scene, draft, story)
    if not draft.people and draft.described:
        return _of_described(scene, draft, story)
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
        told = (
            draft.kind == "left"
            and other is not None
            and other in (story.joined_last(person), story.first_employer(person))
        )
        if person.id is None and (other is None or other.id is None) and not (told or _plain(scene, number, draft)):
            continue
        found.append(Cast(person, source, goal))
    return found


# "An engineer": not the one named before.
_INDEFINITE = re.compile(r"\W*(?:an?|one|une?) ")
# A description, not a mere pronoun.
_DESCRIBES = re.compile(r"\w \w")

Ends = tuple[EntityRef | None, EntityRef | None]


def _ends_joined(scene: Scene, draft: Draft, story: Story, number: int, person: EntityRef) -> Ends | None:
    """The employers left and joined of a joining; None where the one joined is open, or is a post that was left."""
    source, goal = scene.ref(draft.source), scene.ref(draft.goal)
    known = story.of_person(person)
    if goal is None and source is not None:
        goal = known.claimant if source == known.rival else None
    if goal is None or (draft.post and goal == known.claimant):
        return None
    if draft.remains and (known.claimant is None or goal == known.claimant):
        return None
    if source is None:
        source = affiliation(scene, number, draft.goal) or (known.claimant if goal == known.rival else None)
        source = source or story.first_employer(person)
    return (None if source == goal else source), goal


def _ends_left(scene: Scene, draft: Draft, story: Story, number: int, person: EntityRef) -> Ends | None:
    """The employers left and joined of a leaving; None where it is open which one was left, and whether one was."""
    source, goal = scene.ref(draft.source), scene.ref(draft.goal)
    if source is None:
        known = story.of_person(person).claimant or story.joined_last(person)
        source = known if known != goal else None
        source = source or affiliation(scene, number, draft.goal) or story.first_employer(person)
        source = source if source != goal else None
    sure = _SURE.search(scene.marked[draft.verb : draft.end]) and story.about_leaving
    told = source is not None or goal is not None
    return (source, goal) if told or (person.id is not None and sure) else None


def _of_them(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """ "They joined B": the people told of last."""
    them = story.named_since(scene.number, ()) or story.lately(scene.number, ()) or story.pair(scene.number, ())
    if them is None or len(them.people) < 2:
        them = story.two(scene.number)
    goal, source = scene.ref(draft.goal), scene.ref(draft.source)
    if them is None or len(them.people) < 2 or (goal is None and source is None):
        return []
    if source is None and goal is not None and (goal == them.rival or them.rival is None) and goal != them.claimant:
        source = them.claimant
    return [Cast(person, source, goal) for person in them.people if person.id is not None]


def _of_described(scene: Scene, draft: Draft, story: Story) -> list[Cast]:
    """ "The engineer left A for B": the one person of the one dispute, where the text names that one only elsewhere."""
    goal, source = scene.ref(draft.goal), scene.ref(draft.source)
    firms = [one for one in (goal, source) if one is not None]
    known = story.sole(firms) if firms else None
    if known is None or (goal is not None and goal == known.claimant) or (source is not None and source == known.rival):
        return []
    some = not _DESCRIBES.search(draft.described) or _INDEFINITE.match(draft.described)
    if some and story.anybody_before(scene.number):
        return []  # "he" or "an engineer" is somebody else
    if any(
        item.kind in "PU" and item.ref not in known.people and count not in scene.officials
        for count, item in enumerate(scene.items)
    ):
        return []
    if goal is not None and source is None:
        source = known.claimant
    return [Cast(known.people[0], source, goal)]


def _plain(scene: Scene, person: int, draft: Draft) -> bool:
    """Whether a move of somebody unknown to or from a firm unknown is plain: both are shown to be what they are."""
    firm = draft.goal if draft.kind == "joined" else draft.source
    return scene.items[person].strange and firm is not None and scene.items[firm].strange
