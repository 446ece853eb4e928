# ruff: noqa: E501 - a pattern is read in one line
"""Frames of legal steps: who acts, against whom, and what a tribunal does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, phrase, subject
from linking.proposals.latin.places import CLITIC, agent_of, draft_of, firm_of, is_passive, people_of, target_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_COURT = re.compile(
    r"\b(?:judges?|opinion|decision|court|courts|tribunal|justice|magistrate|chancellor|panel|appeals|jury|injunction|order|ruling|juge|cour|refere|"
    r"magistrat|ordonnance|prud'hommes|circuit|arbitrators?|arbitration|arbitres?|arbitrage|arbitral|jury)\b"
)
_SUIT = re.compile(r"\b(?:suit|lawsuit|case|complaint|court|filing|proceso|plainte|proces|tribunal|justice)\b")


def _step(scene: Scene, hit: Hit, actor: Slot, target: Slot) -> list[Draft]:
    """A step of an actor against a target."""
    people = people_of(scene, target)
    firm = firm_of(target) if not people else None
    if target.kind == "U" and target.items and not people:
        firm = target.items[0]
    described = "" if target.items else target.words
    return [
        draft_of(
            hit,
            people=people,
            actor=firm_of(actor) if actor.kind == "E" else (actor.items[0] if actor.items else None),
            against=firm,
            described=described,
            anaphor=actor.words == "it",
        )
    ]


def _sue(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    if is_passive(scene, hit, grammar):
        agent = agent_of(scene, hit, grammar)
        return _step(scene, hit, agent, subject(scene.marked, hit.verb, grammar))
    actor = subject(scene.marked, hit.verb, grammar)
    target = target_of(scene, hit, grammar, direct=True)
    whom = re.search(
        r"<P(\d+)>(?: ?\([^()]*\))?(?:, [^<>]{0,60})?,? (?:whom|que|qu'|that) ?<[EU]\d+>(?: ?\([^()]*\))?[^<>,]{0,20}$",
        scene.marked[: hit.verb],
    )
    if whom and not target.items:
        target = Slot((int(whom.group(1)),), "P")
    which = re.search(
        r"<E(\d+)>, (?:which|whom|that|que) (?:<E\d+>|it|they) (?:has |had |later |also )*$", scene.marked[: hit.verb]
    )
    if which and not target.items:
        target = Slot((int(which.group(1)),), "E")
    clitic = CLITIC.search(scene.marked[: hit.verb])
    if clitic:  # "E l'a assigné": the object stands before the verb
        actor, target = subject(scene.marked, clitic.start(), grammar), Slot((int(clitic.group(1)),), "P")
    if not target.items and target.end < 0 and target.words:
        return []  # somebody or something else
    return _step(scene, hit, actor, target)


def _file(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    owner = re.search(r" (?:that |which )?<E(\d+)> (?:has |had )?$", scene.marked[hit.start : hit.verb])
    if owner is not None:  # "the suit that A brought"
        target = target_of(scene, hit, grammar, direct=False)
        return _step(scene, hit, Slot((int(owner.group(1)),), "E"), target)
    if hit.start < hit.verb or is_passive(scene, hit, grammar):
        target = behind(scene.marked, hit.start, hit.verb, grammar.against, grammar, 80)
        if not target.said:
            target = target_of(scene, hit, grammar, direct=False)
        return _step(scene, hit, agent_of(scene, hit, grammar), target)
    return _step(scene, hit, subject(scene.marked, hit.verb, grammar), target_of(scene, hit, grammar, direct=False))


def _noun(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "The suit against him": spoken of, not told. The firm is the one it belongs to."""
    if re.search(
        r"\b(?:any|no|possible|threatened|a potential|similar|in another|filed|brought|lodged|depose|porte|intente) (?:\w+ ){0,2}$",
        scene.marked[max(0, hit.verb - 40) : hit.verb],
    ):
        return []
    _, end = bounds_of(scene.marked, hit.end, grammar)
    target = phrase(scene.marked, hit.tail, end, grammar)
    owner = re.search(r"<E(\d+)>'s? (?:\w+ ){0,3}$", scene.marked[: hit.verb])
    actor = Slot((int(owner.group(1)),), "E") if owner else NOBODY
    if not target.items:
        return []
    return _step(scene, hit, actor, target)


def _accuse(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    actor = subject(scene.marked, hit.verb, grammar)
    _, end = bounds_of(scene.marked, hit.end, grammar)
    target = phrase(scene.marked, hit.tail, end, grammar)
    if actor.kind != "E":
        by = re.search(
            r"\b(?:suit|lawsuit|complaint|plainte) (?:by|from|de) <E(\d+)>(?: \w+)? $", scene.marked[: hit.verb]
        )
        actor = Slot((int(by.group(1)),), "E") if by else actor
    over = re.compile(r"\bover (?:<P(\d+)>)").search(scene.marked, hit.end, end)
    if over is not None and actor.kind == "E":
        return [draft_of(hit, people=(int(over.group(1)),), actor=actor.items[0])]
    described = bool(target.words and grammar.people.search(target.words))
    if actor.kind == "E" and _SUIT.search(scene.marked[: hit.verb]) and (target.items or described):
        told = _step(scene, hit, actor, target)
        filed = re.search(r"\b(?:suit|lawsuit|complaint) (?:filed|brought|lodged)\b", scene.marked[: hit.verb])
        return [replace(one, kind="complaint_filed") for one in told] if filed else told
    return []


def _face(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P faces a lawsuit from A"."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    return _step(scene, hit, phrase(scene.marked, hit.tail, end, grammar), subject(scene.marked, hit.verb, grammar))


def _answer(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """The other side sues back: a person, or a firm."""
    who = subject(scene.marked, hit.verb, grammar)
    target = target_of(scene, hit, grammar, direct=True)
    people = people_of(scene, who)
    return [
        draft_of(
            hit,
            people=people,
            actor=firm_of(target) if target.kind == "E" else None,
            against=firm_of(who) if who.kind == "E" else None,
            described=who.words if grammar.people.search(who.words) else "",
            anaphor=not who.items,
        )
    ]


def _order(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """What a tribunal gives or refuses: the person it is meant for stands behind "against", or in the clause."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    marked = scene.marked
    target = behind(marked, hit.tail, end, grammar.against, grammar, 160)
    people = people_of(scene, target)
    if not people:
        held = re.compile(
            r"\b(?:barring|preventing|keeping|stopping|blocking|prohibiting|forbidding|bar|prevent|keep|stop|block|ban on|ban of|enjoin|"
            r"interdisant a|empechant|interdire a|empecher)\b[^<>.;]{0,40}<([PU])(\d+)>"
        ).search(marked, hit.verb, end)
        if held is not None and int(held.group(2)) not in scene.officials:
            people = (int(held.group(2)),)
    given = re.compile(r" ?<P(\d+)>").match(marked, hit.tail)
    if not people and given is not None and int(given.group(1)) not in scene.officials:
        people = (int(given.group(1)),)
    winner = re.compile(r"^ ?<E(\d+)>").match(marked[hit.tail : hit.tail + 8])
    actor: int | None = int(winner.group(1)) if winner else None
    first = subject(marked, hit.verb, grammar)
    if actor is None and first.kind == "E":
        actor = first.items[0]
    gain = re.compile(r"\b(?:for|to|pour|a|sought by|obtenue? par|brought by) <E(\d+)>").search(marked, hit.tail, end)
    if actor is None and gain is not None:
        actor = int(gain.group(1))
    rival = firm_of(target) if target.kind == "E" else None
    described = "" if people or rival is not None else target.words
    return [draft_of(hit, people=people, actor=actor, against=rival, described=described, court=True)]


def _bid(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A tribunal forbids or bids somebody something."""
    marked = scene.marked
    start, end = bounds_of(marked, hit.end, grammar)
    told = subject(marked, hit.verb, grammar)
    if is_passive(scene, hit, grammar):
        people = people_of(scene, told)
        if not people or not (_COURT.search(marked) or hit.row.kind == "ruling"):
            return []
        return [draft_of(hit, people=people, court=True)]
    by_court = bool(_COURT.search(told.words)) or any(one in scene.officials for one in told.items)
    by_court = by_court or bool(_COURT.search(marked[max(start, hit.verb - 90) : hit.verb]))
    if not by_court or re.search(r"\bclaim", told.words):
        return []
    slot = phrase(marked, hit.tail, end, grammar)
    people = people_of(scene, slot)
    if slot.items and not people:
        return []
    if not slot.items and not re.search(
        r"\b(?:hire|hiring|appointment|move|arrival|vice president|executive|engineer|trader|officer|job|role|start|embauche|"
        r"arrivee|nomination|depart)\b",
        slot.words + marked[hit.tail : hit.tail + 40],
    ):
        return []
    return [
        draft_of(
            hit, people=people, described="" if people else slot.words or marked[hit.tail : hit.tail + 40], court=True
        )
    ]


def _settle(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """An end by the parties: whoever they are."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    who = subject(scene.marked, hit.verb, grammar) if hit.start == hit.verb else NOBODY
    other = behind(scene.marked, hit.tail, end, grammar.against, grammar, 110)
    if other.words and not other.items and not grammar.people.search(other.words):
        return []  # with somebody else
    if not other.said and re.match(
        r" (?:with|avec) (?!(?:an?|no|the|its|une?|la|le|undisclosed|confidential)\b)",
        scene.marked[hit.tail : hit.tail + 20],
    ):
        return []
    people = (*people_of(scene, who), *people_of(scene, other))
    firms = [one for slot in (who, other) for one in slot.items if scene.items[one].kind == "E"]
    mixed = [one for one in firms if one not in people]
    return [
        draft_of(
            hit,
            people=people,
            actor=mixed[0] if mixed else None,
            against=mixed[1] if len(mixed) > 1 and not people else None,
            described=""
            if people or other.items
            else other.words or (who.words if grammar.people.search(who.words) else ""),
            anaphor=who.words == "it",
        )
    ]


def _charge(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody is charged, convicted, acquitted: people, firms, or "three engineers"."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    if is_passive(scene, hit, grammar):
        slot = subject(scene.marked, hit.verb, grammar)
    else:
        slot = phrase(scene.marked, hit.tail, end, grammar)
    people = people_of(scene, slot)
    if people:
        return [draft_of(hit, people=people, court=True)]
    firm = firm_of(slot) if slot.kind == "E" else None
    if firm is not None:
        return [draft_of(hit, against=firm, court=True)]
    if not grammar.people.search(slot.words):
        return []
    owner = re.search(r"<E(\d+)>", slot.words)
    return [draft_of(hit, actor=int(owner.group(1)) if owner else None, described=slot.words, court=True)]


def _push(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "..., prompting the latter to take legal action": the firm named last, against the person named before."""
    del grammar
    between = scene.marked[hit.tail : hit.end]
    named = re.search(r"<E(\d+)>", between) or None
    firms = [int(one) for one in re.findall(r"<E(\d+)>", scene.marked[: hit.verb])]
    actor = int(named.group(1)) if named else (firms[-1] if firms else None)
    people = [int(one) for one in re.findall(r"<P(\d+)>", scene.marked[: hit.verb]) if int(one) not in scene.officials]
    if len({scene.items[one].ref for one in people}) > 1 or actor is None:
        return []
    return [draft_of(hit, people=tuple(people[-1:]), actor=actor)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "sue": _sue,
    "file": _file,
    "noun": _noun,
    "accuse": _accuse,
    "face": _face,
    "answer": _answer,
    "order": _order,
    "bid": _bid,
    "settle": _settle,
    "charge": _charge,
    "push": _push,
}
