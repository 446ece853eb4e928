# ruff: noqa: E501 - a pattern is read in one line
"""Frames of how a dispute ends for somebody: settlements, sums to pay, what is undone."""

from __future__ import annotations

import re
from collections.abc import Callable

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, phrase, subject
from linking.proposals.latin.orders import COURT
from linking.proposals.latin.places import draft_of, people_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

_PROSECUTOR = re.compile(r"\b(?:parquet|procureur|procureure|prosecutors?|prosecution)\b")
# With whom a quarrel about staff is not settled.
_WITH_OTHERS = re.compile(
    r" (?:with|avec) (?:the |its |la |le |l'|les )?(?:[\w-]+ ){0,2}?(?:tax|union|regulators?|ministry|government|commission|sec|ftc|office|agency|authorit\w+|department|city|customers?|patients?|shareholders?|investors?|syndicat|fisc|clients?|actionnaires?)\b"
)
_BETWEEN = re.compile(r"\bbetween <([PE])(\d+)> and (?:[\w-]+ ){0,4}<([PE])(\d+)>")
# "Under the settlement, P will ..."
_ON_TERMS_OF = re.compile(r"(?:as part|under) [^<>,;.]{0,30}settlement(?: with <E\d+>)?, <P(\d+)>")
_OVER_PERSON = re.compile(
    r"[^<>;.]{0,40}\b(?:over|about|concerning|regarding|against) (?:[\w'-]+ ){0,5}?(?:<E\d+>(?:'s)? [^<>;.]{0,40})?<P(\d+)>"
)
_BOTH = re.compile(r"\b(?:they|both|the two|the companies|the parties|ils|les deux)\b")


def _settle(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """An end by the parties: whoever they are."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    who = subject(scene.marked, hit.verb, grammar) if hit.start == hit.verb else NOBODY
    if _PROSECUTOR.search(who.words) or (who.words == "it" and scene.marked[hit.verb : hit.tail] == "settles"):
        return []  # no party; "then it settles in the corridor" is how such things end
    if scene.marked[hit.verb : hit.tail].endswith(("between", "entre")):
        who = phrase(scene.marked, hit.tail, end, grammar)
    pair = _BETWEEN.search(who.words) if not who.items else None
    if pair is not None:  # "the litigation between A and B was settled"
        who = Slot((int(pair.group(2)), int(pair.group(4))), pair.group(1))
    if not who.items and _BOTH.search(
        scene.marked[max(0, hit.verb - 16) : hit.verb]
    ):  # "A and B told the judge that they had settled"
        pair = re.search(r"<([PE])(\d+)> (?:and|et) <([PE])(\d+)>", scene.marked[: hit.verb])
        who = Slot((int(pair.group(2)), int(pair.group(4))), pair.group(1)) if pair else who
    other = behind(scene.marked, hit.tail, end, grammar.against, grammar, 110)
    if other.words and not other.items and not grammar.people.search(other.words):
        return []  # with somebody else
    if _WITH_OTHERS.match(scene.marked, hit.end - 5 if scene.marked[: hit.end].endswith(" with") else hit.end):
        return []
    if not other.said and re.match(
        r" (?:with|avec) (?!(?:an?|no|the|its|une?|la|le|undisclosed|confidential)\b)",
        scene.marked[hit.tail : hit.tail + 20],
    ):
        return []
    people = (*people_of(scene, who), *people_of(scene, other))
    over = _ON_TERMS_OF.match(scene.marked, hit.verb) if not people else None
    if not people and over is None:
        over = _OVER_PERSON.match(
            scene.marked, hit.end - 5 if scene.marked[: hit.end].endswith(" over") else hit.end, end
        )
    if over is not None and int(over.group(1)) not in scene.officials:  # "... over the appointment of P"
        people = (int(over.group(1)),)
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


# What a court undoes or keeps for somebody.
_UNDONE = re.compile(r"\b(?:convictions?|case|claims?|appeal|verdict|sentence|suit|lawsuit|counterclaims?)\b")


_OF_COURTS = re.compile(r"conviction|verdict|appeal|sentence|lawsuit")


def _undone(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P saw her conviction dismissed", "P has had his case against A rejected"."""
    between = scene.marked[hit.tail : hit.end]
    people = people_of(scene, subject(scene.marked, hit.verb, grammar))
    told = _UNDONE.search(between)
    if not people or told is None or not (_OF_COURTS.match(told.group(0)) or COURT.search(scene.marked)):
        return []
    firm = re.search(r"\bagainst <E(\d+)>", between)
    return [draft_of(hit, people=people, actor=int(firm.group(1)) if firm else None, court=True)]


# An order before the judgment, named before "which was granted".
_ORDER_BEFORE = re.compile(r"\b(?:injunction|restraining order|injunctive relief|tro)\b[^;]{0,160}$")


def _which_granted(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A moved for an injunction against P, which was granted"."""
    del grammar
    before = scene.marked[: hit.verb]
    if _ORDER_BEFORE.search(before) is None:
        return []
    people = [int(one) for one in re.findall(r"<P(\d+)>", before) if int(one) not in scene.officials]
    firms = [int(one) for one in re.findall(r"<E(\d+)>", before)]
    if len({scene.items[one].ref for one in people}) > 1:
        return []
    return [draft_of(hit, people=tuple(people[-1:]), actor=firms[0] if firms else None, court=True)]


def _pay(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A jury said B must pay A": a sum that a tribunal sets."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    if not COURT.search(marked):
        return []
    payer = subject(marked, hit.verb, grammar)
    gain = re.compile(r"[^<>.;]{0,50}<E(\d+)>").match(marked, hit.tail, end)
    winner = int(gain.group(1)) if gain else None
    people = people_of(scene, payer)
    if people:
        return [draft_of(hit, people=people, actor=winner, court=True)]
    return [draft_of(hit, against=payer.items[0], actor=winner, court=True)] if payer.kind == "E" else []


def _fate(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """What becomes of somebody before a court: "P pleaded guilty", "P lost on appeal"."""
    who = subject(scene.marked, hit.verb, grammar)
    people = people_of(scene, who)
    if not people and who.kind == "E":
        _, end = bounds_of(scene.marked, hit.end, grammar)
        other = behind(scene.marked, hit.tail, end, grammar.against, grammar, 60)
        if people_of(scene, other):
            return [draft_of(hit, people=people_of(scene, other), actor=who.items[0], court=True)]
        if other.kind == "E":
            return [draft_of(hit, actor=who.items[0], against=other.items[0], court=True)]
    return [draft_of(hit, people=people, court=True)] if people else []


def _deal(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "B agreed to pay A 245 million to settle": who pays, and whom."""
    payer = subject(scene.marked, hit.verb, grammar)
    paid = re.search(r"<([PE])(\d+)>", scene.marked[hit.tail : hit.end])
    people = people_of(scene, payer)
    if not payer.items:
        return []
    if people:
        return [draft_of(hit, people=people, actor=int(paid.group(2)) if paid and paid.group(1) == "E" else None)]
    if paid is not None and paid.group(1) == "P":
        return [draft_of(hit, people=(int(paid.group(2)),), actor=payer.items[0])]
    return [draft_of(hit, against=payer.items[0], actor=int(paid.group(2)) if paid else None, anaphor=paid is None)]


_SUM = re.compile(
    r"(?:\b(?:million|millions|billion|000|yuans?|euros?|dollars?|francs?|pounds|damages|penalty|sum|fine|dommages|indemnite|amende|somme|peine)\b|[$£€]\d[\d.,]*\w*) $"
)
_BY_A_COURT = re.compile(
    r" (?:(?:\w+ ){0,3}|[^<>.;,]{0,20}<D\d+>,? )(?:by|par) (?:[\w'-]+ ){0,5}?(?:court|judge|jury|tribunal|panel|commission|arbitrators?|arbitration|juge|cour|juges|arbitres?|conseil)\b"
)


def _by_court(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "The 5.8 million ordered last year by an arbitration panel": a sum, and who set it."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    if not _SUM.search(scene.marked[: hit.verb]) or not _BY_A_COURT.match(scene.marked, hit.tail, end):
        return []
    return [draft_of(hit, court=True)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "settle": _settle,
    "undone": _undone,
    "which": _which_granted,
    "pay": _pay,
    "fate": _fate,
    "deal": _deal,
    "by_court": _by_court,
}
