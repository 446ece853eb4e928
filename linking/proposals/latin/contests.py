# ruff: noqa: E501 - a pattern is read in one line
"""Frames of suits that are spoken of as a fight: "the battle between A and P", "P is fighting a suit by A"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import Grammar, Slot, bounds_of, subject
from linking.proposals.latin.legal import step
from linking.proposals.latin.places import draft_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_PAPER = r"(?:suit|lawsuit|case|claims?|complaint)"
# Whose suit it is.
_WHOSE = re.compile(
    rf"[^<>;.]{{0,40}}\b{_PAPER}s? (?:filed |brought |made |lodged )?(?:against (?:him|her|it|them) )?(?:by|from) (?:the |rival |competitor |former employer,? )*<E(\d+)>|[^<>;.]{{0,24}}<E(\d+)>'s? (?:[\w-]+ ){{0,4}}{_PAPER}\b"
)
_PAIR = re.compile(
    r" (?:the |rival |brokers |brokerages )*<([PE])(\d+)>(?: ?\([^()]*\))? and (?:[\w-]+ ){0,6}?<([PE])(\d+)>"
)


# Fights that are not about people.
_OTHER_FIGHT = re.compile(r"\b(?:patents?|trademarks?|copyrights?|antitrust|royalt\w+|invoices?|rent|loans?|taxes)\b")


def _between(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "The legal battle between A and its former executive P"."""
    del grammar
    pair = _PAIR.match(scene.marked, hit.tail)
    if pair is None or _OTHER_FIGHT.search(scene.marked, hit.verb):
        return []
    first, second = (Slot((int(pair.group(place + 1)),), pair.group(place)) for place in (1, 3))
    return step(scene, hit, second, first) if first.kind == "P" else step(scene, hit, first, second)


def _fend(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P is fighting a suit by A", "P asked a judge to throw out A's case"."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    whose = _WHOSE.match(marked, hit.tail, end)
    who = subject(marked, hit.verb, grammar)
    if whose is None or not who.items or _OTHER_FIGHT.search(marked, hit.verb, end):
        return []
    told = step(scene, hit, Slot((int(whose.group(1) or whose.group(2)),), "E"), who)
    filed = re.search(r"\b(?:filed|brought) (?:\w+ ){0,2}by ", whose.group(0))
    return [replace(one, kind="complaint_filed") for one in told] if filed else told


def _locked(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A and B are embroiled in a court fight"."""
    sides = subject(scene.marked, hit.verb, grammar)
    if len(sides.items) != 2:
        return []
    one, other = sides.items
    kinds = [scene.items[place].kind for place in sides.items]
    if kinds == ["E", "E"]:
        return [draft_of(hit, actor=one, against=other)]
    first, second = (Slot((place,), scene.items[place].kind) for place in sides.items)
    if kinds == ["P", "E"]:
        return step(scene, hit, second, first)
    return step(scene, hit, first, second) if kinds == ["E", "P"] else []


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "between": _between,
    "fend": _fend,
    "locked": _locked,
}
