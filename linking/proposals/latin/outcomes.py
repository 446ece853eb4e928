# ruff: noqa: E501 - a pattern is read in one line
"""Frames of how a dispute ends for somebody: settlements, verdicts, sums to pay, charges."""

from __future__ import annotations

import re
from collections.abc import Callable

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, grammar_of, phrase, subject
from linking.proposals.latin.orders import COURT
from linking.proposals.latin.places import CLITIC, draft_of, firm_of, is_passive, people_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# Whom a sum goes to, or whose staff it is about.
_GAIN = re.compile(
    r"[^<>;]{0,90}(?:\b(?:a|to|pay|payer|verser|indemniser|envers)|"
    r"\b(?:salaries|employes|ingenieurs|equipes?|employees|engineers|staff|secrets) (?:de|of)) <E(\d+)>"
)
_PROSECUTOR = re.compile(r"\b(?:parquet|procureur|procureure|prosecutors?|prosecution)\b")
# What follows a verb that has no object: English "a" begins one.
_NO_OBJECT_EN = re.compile(r" (?:with|in|over|for|of|to) ")
_NO_OBJECT_FR = re.compile(r" (?:pour |de |d'|a |au |aux )")
_BOTH = re.compile(r"\b(?:they|both|the two|the companies|the parties|ils|les deux)\b")


def _settle(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """An end by the parties: whoever they are."""
    _, end = bounds_of(scene.marked, hit.end, grammar)
    who = subject(scene.marked, hit.verb, grammar) if hit.start == hit.verb else NOBODY
    if _PROSECUTOR.search(who.words) or (who.words == "it" and scene.marked[hit.verb : hit.tail] == "settles"):
        return []  # no party; "then it settles in the corridor" is how such things end
    if scene.marked[hit.verb : hit.tail].endswith(("between", "entre")):
        who = phrase(scene.marked, hit.tail, end, grammar)
    if not who.items and _BOTH.search(
        scene.marked[max(0, hit.verb - 16) : hit.verb]
    ):  # "A and B told the judge that they had settled"
        pair = re.search(r"<([PE])(\d+)> (?:and|et) <([PE])(\d+)>", scene.marked[: hit.verb])
        who = Slot((int(pair.group(2)), int(pair.group(4))), pair.group(1)) if pair else who
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
    leads = _NO_OBJECT_EN if grammar is grammar_of("en") else _NO_OBJECT_FR
    bare = scene.marked[hit.verb : hit.tail].endswith((" with", " in", " of", " de", " a")) or leads.match(
        scene.marked, hit.tail
    )
    if is_passive(scene, hit, grammar) or bare or re.match(r",| and | et |$|\.", scene.marked[hit.tail :]):
        slot = subject(scene.marked, hit.verb, grammar)
    else:
        slot = phrase(scene.marked, hit.tail, end, grammar)
    people = people_of(scene, slot)
    if people:
        return [draft_of(hit, people=people, court=True)]
    firm = firm_of(slot) if slot.kind == "E" else None
    if firm is not None:
        gain = _GAIN.search(scene.marked, hit.tail, end)
        paid = re.compile(r"[^<>;]{0,60}\b(?:a|to|pay) <P(\d+)>").match(scene.marked, slot.end)
        if paid is not None:
            return [draft_of(hit, people=(int(paid.group(1)),), actor=firm, court=True)]
        return [draft_of(hit, against=firm, actor=int(gain.group(1)) if gain else None, court=True)]
    if not grammar.people.search(slot.words):
        return []
    owner = re.search(r"<E(\d+)>", slot.words)
    return [draft_of(hit, actor=int(owner.group(1)) if owner else None, described=slot.words, court=True)]


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


def _blame(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Le parquet lui reproche sept vols", "prosecutors accuse P of stealing": an accusation by those who charge."""
    marked = scene.marked
    _, end = bounds_of(marked, hit.end, grammar)
    clitic = CLITIC.search(marked[: hit.verb])
    before = marked[: clitic.start() if clitic else hit.verb]
    if not _STATE.search(before):
        return []
    people = (
        (int(clitic.group(1)),)
        if clitic
        else people_of(scene, phrase(marked, _behind_to(marked, hit.tail), end, grammar))
    )
    return [draft_of(hit, people=people, court=True)] if people else []


def _behind_to(marked: str, at: int) -> int:
    """Where the object begins: "reproche à P"."""
    return at + 2 if marked.startswith(" a ", at) else at


# Who charges, right before the verb.
_STATE = re.compile(
    r"\b(?:parquet|procureure?s?|ministere public|justice|prosecutors?|prosecution|grand jury|authorities)(?: \w+){0,2} (?:has |have |had |a |ont |avait )?$"
)

FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "settle": _settle,
    "charge": _charge,
    "pay": _pay,
    "fate": _fate,
    "deal": _deal,
    "blame": _blame,
    "by_court": _by_court,
}
