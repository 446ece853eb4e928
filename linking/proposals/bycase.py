"""What a linked case says of a wording whose own places stay empty.

"A then filed a lawsuit: he had stolen ..." names no target where the frame of its verb looks for one. But where a
linked case knows the only person in reach as one who moved, and no firm of anybody else stands there, it is that
person's step or move. Only wordings that hardly ever state anything else are read so.
"""

from __future__ import annotations

import re

from linking.forms import EntityRef
from linking.proposals.drafts import Draft
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit
from linking.proposals.story import Story

# Frames in which a suit is named, not somebody sued: "sued a supplier that had hired P" has an object of its own.
_SUITS = frozenset({"claims", "captioned", "tell", "demand"})
# Frames of moves in which a person goes somewhere of their own accord. Whoever hires, dismisses or forbids may be meant
# by the others.
_GOES = {
    "joined": frozenset({"join", "going", "came", "post", "swap"}),
    "left": frozenset({"leave", "gone"}),
}
_PARTS = re.compile(r"[;。]|\. ")
_MARK = re.compile(r"<([PE])(\d+)>")
# What says that a move was stopped, or that it is still to come.
_NOT_GONE = re.compile(
    r"\b(?:stop\w*|prevent\w*|block\w*|bar|bars|barr\w+|froze|freez\w*|halt\w*|plan\w*|declin\w*|would|could|might|if|"
    r"gele\w*|interdi\w*|empech\w*|bloqu\w*|suspen\w*|pourrait|devait|projet\w*|si)\b"
)
_NO_SUIT = re.compile(
    r"\b(?:threat\w*|menac\w*|no|none|never|not|pas|aucune?|jamais|charges?|indict\w*|prosecutor\w*|parquet|procureur)\b|公诉|检方|检察|地检"
)


def by_case(scene: Scene, hit: Hit, story: Story, language: str) -> list[Draft]:
    """The draft of a wording without places of its own: a suit of the old employer against the only person in reach, or
    that person's move; none where anything else may be meant."""
    kind = hit.row.kind
    start, end = _reach(scene.marked, hit)
    stretch = scene.marked[start:end]
    if kind in _GOES:
        if language == "zh" and kind == "joined":
            return []  # 做, 任 and 负责 tell of many things
        if hit.row.frame not in _GOES[kind] or _NOT_GONE.search(stretch):
            return []
    elif kind != "complaint_filed" or hit.row.frame not in _SUITS or _NO_SUIT.search(stretch):
        return []
    if scene.marked.startswith("被告", max(0, hit.verb - 1)):
        return []  # a party, or somebody who was told
    marks = [(found.group(1), int(found.group(2))) for found in _MARK.finditer(stretch)]
    people = _refs(scene, [number for letter, number in marks if letter == "P" and number not in scene.officials])
    firms = _refs(scene, [number for letter, number in marks if letter == "E"])
    if len(people) != 1:
        return []
    person, number = next(iter(people.items()))
    known = story.of_person(person)
    if person.id is None or known.claimant is None or not set(firms) <= {known.claimant, known.rival}:
        return []
    source, goal = firms.get(known.claimant), firms.get(known.rival) if known.rival is not None else None
    if kind == "joined":
        moved = Draft(kind, hit.verb, hit.end, hit.verb, people=(number,), source=source, goal=goal)
        return [] if goal is None else [moved]
    if source is None:
        return []
    if kind == "left":
        return [Draft(kind, hit.verb, hit.end, hit.verb, people=(number,), source=source, goal=goal)]
    return [Draft(kind, hit.verb, hit.end, hit.verb, people=(number,), actor=source)]


def _reach(marked: str, hit: Hit) -> tuple[int, int]:
    """The part of a sentence about a wording that no semicolon or full stop cuts."""
    start = max((found.end() for found in _PARTS.finditer(marked, 0, hit.verb)), default=0)
    stop = _PARTS.search(marked, hit.tail)
    return start, stop.start() if stop else len(marked)


def _refs(scene: Scene, numbers: list[int]) -> dict[EntityRef, int]:
    """Whom marks stand for, each with its first mark."""
    found: dict[EntityRef, int] = {}
    for number in numbers:
        ref = scene.ref(number)
        if ref is not None:
            found.setdefault(ref, number)
    return found
