# ruff: noqa: E501 - a pattern is read in one line
"""Frames of how a dispute ends for somebody: settlements, verdicts, sums to pay, charges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, grammar_of, phrase, subject
from linking.proposals.latin.orders import COURT
from linking.proposals.latin.places import CLITIC, draft_of, firm_of, is_passive, people_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# Whom a sum goes to, or whose staff it is about.
_GAIN = re.compile(
    r"[^<>;]{0,90}(?:\b(?:a|to|pay|payer|verser|indemniser|envers)|"
    r"\b(?:salaries|employes|ingenieurs|equipes?|employees|engineers|staff|secrets) (?:de|of)|"
    r"\b(?:luring|raiding|poaching|hiring|stealing|lifting|taking)(?: away| out)?(?: (?:a|the|its|team|group|dozens|of|former|key|trade|secrets|from|\d+))*) (?:la (?:societe |sas |sarl |sa |banque )?|le groupe |l'entreprise )?<E(\d+)>"
)
_PROSECUTOR = re.compile(r"\b(?:parquet|procureur|procureure|prosecutors?|prosecution)\b")
# What follows a verb that has no object: English "a" begins one.
_NO_OBJECT_EN = re.compile(r" (?:with|in|over|for|of|to) ")
_NO_OBJECT_FR = re.compile(r" (?:pour |de |d'|a |au |aux )")
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


# "P, 56, of Rockport, Texas, and Q, 47, ...".
_AND_P = re.compile(
    r"(?: ?\([^()]{0,30}\))?, (?:\d\d,? ?)?(?:(?:of|from|an?|the) [^<>;.]{0,60}?(?:<U\d+>[^<>;.]{0,30})?,)? ?and (?:(?:his|her|an?|the|former|ex|business|partner) ?)*(?:[\w-]+ ){0,4}<P(\d+)>"
)
# "Five former and one current B employees".
_STAFF = re.compile(
    r" (?:\w+ )?(?:current|former|ex)(?: \w+){0,4} <E\d+>(?:'s?)? (?:employees|engineers|workers|executives|staff|staffers|brokers|traders|scientists)\b"
)
# "A jury convicted him": whoever was told of before.
_PRONOUN = re.compile(r"him|her|he|she|they|them|both|the pair|the two|the duo")
# Employees "of B" may be charged with what was taken from A.
_STOLEN_FROM = re.compile(
    r"[^<>;.]{0,80}\b(?:stolen|taken|pilfered|swiped|secrets|files|designs|data) (?:from|of|belonging to) (?:rival |competitor |their former employer,? )*<E(\d+)>"
)


def _charge(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody is charged, convicted, acquitted: people, firms, or "three engineers"."""
    clitic = CLITIC.search(scene.marked[: hit.verb])
    if clitic is not None and int(clitic.group(1)) not in scene.officials:  # "la justice l'avait mis en examen"
        return [draft_of(hit, people=(int(clitic.group(1)),), court=True)]
    _, end = bounds_of(scene.marked, hit.end, grammar)
    leads = _NO_OBJECT_EN if grammar is grammar_of("en") else _NO_OBJECT_FR
    bare = scene.marked[hit.verb : hit.tail].endswith(
        (" with", " in", " of", " on", " under", " de", " a")
    ) or leads.match(scene.marked, hit.tail)
    if is_passive(scene, hit, grammar) or bare or re.match(r",| and | et |$|\.", scene.marked[hit.tail :]):
        slot = subject(scene.marked, hit.verb, grammar)
    else:
        slot = phrase(scene.marked, hit.tail, end, grammar)
    people = people_of(scene, slot)
    if people:
        also = _AND_P.match(scene.marked, slot.end, end) if len(people) == 1 else None
        if also is not None and int(also.group(1)) not in scene.officials:
            people = (*people, int(also.group(1)))
        return [draft_of(hit, people=people, court=True)]
    firm = firm_of(slot) if slot.kind == "E" else None
    if firm is not None:
        gain = _GAIN.search(scene.marked, hit.tail, end)
        paid = re.compile(r"[^<>;]{0,60}\b(?:a|to|pay) <P(\d+)>").match(scene.marked, slot.end)
        if paid is not None:
            return [draft_of(hit, people=(int(paid.group(1)),), actor=firm, court=True)]
        return [draft_of(hit, against=firm, actor=int(gain.group(1)) if gain else None, court=True)]
    if _PRONOUN.fullmatch(slot.words.strip()):
        return [draft_of(hit, court=True, anaphor=True)]
    if not grammar.people.search(slot.words):
        staff = _STAFF.match(scene.marked, hit.tail, end)
        slot = Slot(words=staff.group(0), end=staff.end()) if staff is not None else NOBODY
    if not slot.words:
        return []
    owner = _STOLEN_FROM.match(scene.marked, max(hit.tail, slot.end), end) or re.search(r"<E(\d+)>", slot.words)
    return [draft_of(hit, actor=int(owner.group(1)) if owner else None, described=slot.words, court=True)]


def _charges(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "The district attorney filed state charges against P": the noun parts the verb from whom it is about."""
    told = _charge(scene, replace(hit, verb=hit.end, tail=hit.end), grammar)
    if told:
        return told
    _, end = bounds_of(scene.marked, hit.end, grammar)  # "brought charges of theft against P"
    people = people_of(scene, behind(scene.marked, hit.end, end, grammar.against, grammar, 90))
    return [draft_of(hit, people=people, court=True)] if people else []


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
    "charges": _charges,
    "undone": _undone,
    "which": _which_granted,
    "pay": _pay,
    "fate": _fate,
    "deal": _deal,
    "blame": _blame,
    "by_court": _by_court,
}
