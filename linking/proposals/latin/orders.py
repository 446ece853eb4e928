# ruff: noqa: E501 - a pattern is read in one line
"""Frames of what a tribunal does: it gives or refuses an order, rules, forbids or bids somebody something."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import Grammar, Slot, behind, bounds_of, phrase, subject
from linking.proposals.latin.decided import CAPTION, captioned
from linking.proposals.latin.places import CLITIC, draft_of, firm_of, is_passive, people_of
from linking.proposals.latin.sides import between_firms, found_liable
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# Talk of what courts do.
_IN_GENERAL = re.compile(
    r"\b(?:such|these|similar|most|many|de telles|ces|ce genre de|ce type de) (?:[\w-]+ ){0,2}(?:clauses?|covenants?|agreements?|cases|suits|lawsuits|contracts|contrats|affaires|accords)\b|"
    r"\b(?:courts|judges|tribunaux|juges|juridictions) (?:[\w-]+ ){0,3}(?:often|routinely|usually|generally|typically|rarely|sometimes|increasingly|souvent|rarement|parfois|regulierement|generalement)\b|"
    r"\b(?:often|routinely|usually|generally|typically|rarely|souvent|generalement|regulierement)\b[^<>]{0,20}$"
)
# Whom an order is given to; nobody is given one by "working for B".
_GAIN = re.compile(
    r"(?<!working )(?<!work )(?<!job )(?<!start )(?<!moving )(?<!going )(?<!return )(?<!travailler )(?<!exercer )(?<!travaillant )\b(?:for|to|pour|a|(?:sought|won|obtained|secured) by|obtenue? par|accordee? a|brought by) <E(\d+)>"
)
_ASKED_BY = re.compile(
    r"<E(\d+)>'s? (?:[\w-]+ ){0,3}(?:request|motion|bid|application|petition|plea|claims?|suit|lawsuit|case|demands?|effort|attempt|complaint|allegations?)\b|"
    r"\b(?:claims?|allegations|case|suit|lawsuit) (?:made|brought|put forth|put forward|filed|raised) by <E(\d+)>|"
    r"\b(?:request|motion|bid|application|petition|demandes?|requete|action|poursuites|plainte|pretentions|recours|appel|pourvoi) (?:by|of|from|de|du|par|formee? par|presentee? par) <E(\d+)>|"
    r"\b(?:award|verdict|judgment|judgement|injunction|order|ruling|decision) (?:that |which )?<E(\d+)> (?:had |has )?(?:won|obtained|secured|got)\b"
)
_OF_PERSON = re.compile(
    r"<P(\d+)>(?:'s| 's) (?:[\w-]+ ){0,3}(?:appeal|motion|bid|request|claims?|counterclaims?|suit|lawsuit|conviction|sentence|non ?-?compete|covenant|petition)\b|"
    r"\b(?:conviction|sentence|acquittal|prison term|jail term) (?:of|to|on|for|against) (?:(?:an? |the )?(?:former|ex) [^<>,.;]{0,40}(?:<E\d+> )?[^<>,.;]{0,40},? )?<P(\d+)>|"
    r"\b(?:appeal|motion|bid|request|claims?|counterclaims?|pourvoi|appel|recours|demandes?|pretentions|condamnation|plainte|requete|clause de \w+) (?:by|of|from|de|d'|par|formee? par|interjete par|signee par) ?<P(\d+)>"
)
# Who is found to have done what.
_GUILTY = re.compile(
    r"\b(?:found|held|ruled|concluded|decided|determined|juge|estime|retenu|considere|reconnu) (?:(?:in |on )?<D\d+> )?(?:that |que |qu')<([PE])(\d+)>(?: ?\([^()]*\))? (?:had not |has not |did not |didn't |never |had |has |have |a |avait |ont )?(?:\w+ly )?"
    r"(?:stole|stolen|conspired|breach\w*|misappropriat\w*|violat\w*|broke|broken|used|infring\w*|induc\w*|poach\w*|interfer\w*|viole|vole|detourne|debauche|manque|enfreint)\b(?:[^<>.;]{0,40}<E(\d+)>)?"
)
# "What it wants for now is an inspection and an order keeping P ...".
_WISHED = re.compile(
    r"^\W*(?:what (?:it|<E\d+>|the \w+) (?:wants|wanted|seeks|sought|asks for|asked for)|ce que (?:veut|demande|reclame) )[^.;]{0,200}$"
)
# "It seeks damages and an injunction that keeps B ...".
_SOUGHT = re.compile(
    r"\b(?:seeks?|seeking|sought|ask(?:s|ed)? (?:\w+ ){0,3}for|asking for|demands?|demanding|requests|requesting) (?:[^<>.;]|<[PE]\d+>){0,50}\b(?:an?|the|any) (?:[\w-]+ )?$"
)
# What a party holds or finds is no decision; what somebody was found to have done is why a suit was brought.
_PARTY_HOLDS = re.compile(r"<E\d+> (?:had |has |also )?(?:held|found|concluded|determined) that$")
_REASON = re.compile(
    r"\b(?:sued|suing|a suit|a lawsuit)\b[^;.]{0,120}\b(?:after|because|since|when) <P\d+> (?:was|were|had been) found(?: to have)?$"
)
# What a judge of urgent matters turns down is an order before the judgment.
_REFUSES = re.compile(r"\b(?:deboute\w*|(?:rejet\w+|refus\w+|ecart\w+) (?:la |sa |les |l')?(?:demandes?|requete))\b")
# Who is held back by an order.
_HELD = re.compile(
    r"\b(?:(?:(?:bar|block|stopp|prevent|keep|prohibit|forbidd|enjoin|restrain|freez|limit|requir)(?:r?ing|s)|stops?|forbids?|bar|prevent|keep|block|enjoin|restrain|freeze|barred|binds|ban on|ban of|"
    r"interdisant a|empechant|interdire a|empecher|interdiction pour|interdiction faite a|interdit a|interdise a|bloquer|bloquant|geler|suspendre|enjoignant a|ordonner a|ordonnant a|defense faite a)\b|(?:contrat|embauche|recrutement|arrivee|nomination) d[e'])[^<>.;]{0,40}<([PU])(\d+)>"
)
COURT = re.compile(
    r"\b(?:judges?|opinion|decision|court|courts|tribunal|justice|magistrate|chancellor|panel|appeals|jury|injunction|order|ruling|juge|cour|refere|"
    r"restraining order|tro|magistrat|ordonnance|prud'hommes|circuit|arbitrators?|arbitration|arbitres?|arbitrage|arbitral|jury)\b"
)


def _order(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """What a tribunal gives or refuses: the person it is meant for stands behind "against", or in the clause."""
    start, end = bounds_of(scene.marked, hit.end, grammar)
    marked = scene.marked
    if _IN_GENERAL.search(marked, start, end) or re.search(r"\bvoluntarily $", marked[: hit.verb]):
        return []
    wished = _WISHED.search(marked[: hit.verb]) or _SOUGHT.search(marked[: hit.verb])
    if hit.row.kind == "injunction_granted" and wished:
        return _order(scene, replace(hit, row=replace(hit.row, kind="injunction_sought")), grammar)
    if (
        hit.row.kind == "ruling"
        and "refere" in marked[start : hit.verb]
        and _REFUSES.search(marked, hit.verb, hit.end + 24)
    ):
        told = replace(hit.row, kind="injunction_denied")
        return _order(scene, replace(hit, row=told), grammar)
    if hit.row.kind == "ruling" and (_PARTY_HOLDS.search(marked[: hit.tail]) or _REASON.search(marked[: hit.tail])):
        return []
    return _decision(scene, hit, grammar, end)


def _decision(scene: Scene, hit: Hit, grammar: Grammar, end: int) -> list[Draft]:
    """Whom a decision is about, and on whose suit."""
    marked = scene.marked
    target = behind(marked, hit.tail, end, grammar.against, grammar, 160)
    if not target.items and hit.start < hit.verb:  # "the verdict against P was thrown out"
        target = behind(marked, hit.start, hit.verb, grammar.against, grammar, 60)
    people = people_of(scene, target) or _held_back(scene, hit, end)
    guilty = _GUILTY.search(marked, hit.verb, end) if hit.row.kind == "ruling" and not people else None
    if guilty is not None and guilty.group(1) == "P" and int(guilty.group(2)) not in scene.officials:
        people = (int(guilty.group(2)),)
    elif guilty is not None and guilty.group(1) == "E":
        winner_of = int(guilty.group(3)) if guilty.group(3) else None
        return [draft_of(hit, against=int(guilty.group(2)), actor=winner_of, court=True)]
    lost = found_liable(scene, hit, end)
    if lost is not None:
        return [lost]
    winner = re.compile(r"^ ?<E(\d+)>").match(marked[hit.tail : hit.tail + 8])
    actor: int | None = int(winner.group(1)) if winner else None
    named = CAPTION.search(marked) if not people and winner is None and not target.items else None
    if named is not None:
        return [captioned(hit, named)]
    first = subject(marked, hit.verb, grammar)
    if actor is None and first.kind == "E":
        actor = first.items[0]
    gain = _GAIN.search(marked, hit.tail, end)
    asked = _ASKED_BY.search(marked, hit.verb, end)
    if actor is None and asked is not None:
        actor = int(next(one for one in asked.groups() if one))
    if actor is None and gain is not None:
        actor = int(gain.group(1))
    rival = firm_of(target) if target.kind == "E" else None
    also = _AND_CONVICTS.search(marked, hit.tail, end) if rival is None and not people else None
    if also is not None and also.group(1) == "P" and int(also.group(2)) not in scene.officials:
        people = (int(also.group(2)),)
    elif also is not None and also.group(1) == "E":
        rival = int(also.group(2))
    described = "" if people or rival is not None else target.words
    if not people and rival is None:
        actor, rival, described = between_firms(scene, hit, end, actor, described)
    return [draft_of(hit, people=people, actor=actor, against=rival, described=described, court=True)]


# "Ruled Tuesday that P must wait".
_RULED_THAT = re.compile(
    r"(?:has )?(?:ruled|decided|held|found|concluded|determined)(?: on)?(?: <D\d+>)?,? that <P(\d+)>(?:, [^<>,]{0,40}(?:<E\d+>[^<>,]{0,40})?,)? (?:must|may|can|cannot|has|had|is|was|did|owed|owes|should|could|would)\b"
)


def _held_back(scene: Scene, hit: Hit, end: int) -> tuple[int, ...]:
    """Whom an order is meant for where no "against" says so: who is kept from something, whose appeal it is, who is
    given it."""
    held = _HELD.search(scene.marked, hit.verb, end)
    if held is not None and int(held.group(2)) not in scene.officials:
        return (int(held.group(2)),)
    theirs = _OF_PERSON.search(scene.marked, hit.verb, end)
    if theirs is None and hit.start < hit.verb:  # "P's conviction was overturned", "the sentence on P was handed down"
        theirs = _OF_PERSON.search(scene.marked[max(0, hit.start - 24) : hit.verb])
    if theirs is not None:
        return (int(next(one for one in theirs.groups() if one)),)
    ruled = _RULED_THAT.match(scene.marked, hit.verb, end) if hit.row.kind == "ruling" else None
    if ruled is not None and int(ruled.group(1)) not in scene.officials:
        return (int(ruled.group(1)),)
    given = re.compile(r" ?<P(\d+)>").match(scene.marked, hit.tail)
    return (int(given.group(1)),) if given is not None and int(given.group(1)) not in scene.officials else ()


# "... grants A's claims and orders B to pay", "infirme le jugement et condamne P".
_AND_CONVICTS = re.compile(
    r"(?:,| et) (?:a )?(?:condamne|ordonne a) (?:in solidum |solidairement )?(?:la societe |la |le )?<([PE])(\d+)>"
)
# "The court obliges P, an engineer, to pay 2 million".
_TO_PAY = re.compile(
    r" (?:a )?(?:[\w'-]+ ){0,2}<[PEU]\d+>(?:, [^<>,;.]{3,60},)? (?:to|a|de|d') ?(?:pay|repay|compensate|payer|verser|rembourser|indemniser)\b"
)


def _ordained(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """What others do too, where a tribunal does it: "the court cut the award"."""
    start, _ = bounds_of(scene.marked, hit.verb, grammar)
    return _order(scene, hit, grammar) if COURT.search(scene.marked[max(start, hit.verb - 80) : hit.verb]) else []


def _finds(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "A jury found in April that P had stolen": what is found of somebody, not what a court thinks of a clause."""
    return [one for one in _ordained(scene, hit, grammar) if one.people or one.against is not None or one.described]


# "Ordered B to stop soliciting its employees".
_OF_STAFF = re.compile(
    r"\b(?:poach\w*|solicit\w*|hiring|recruit\w*|luring|employees|executives|staff|trade secrets|confidential|embauche\w*|debauch\w*|demarch\w*|salaries|employes|personnel|secrets d\w+|secrets commerciaux)\b"
)


def _bid(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A tribunal forbids or bids somebody something."""
    marked = scene.marked
    start, end = bounds_of(marked, hit.end, grammar)
    if hit.row.kind != "ruling" and _TO_PAY.match(marked, hit.tail):
        return []  # what somebody must pay is decided
    told = subject(marked, hit.verb, grammar)
    if is_passive(scene, hit, grammar):
        return _bidden(scene, hit, told, end)
    by_court = bool(COURT.search(told.words)) or any(one in scene.officials for one in told.items)
    by_court = by_court or bool(COURT.search(marked[max(start, hit.verb - 90) : hit.verb]))
    by_court = by_court or marked[hit.verb : hit.tail].startswith(("il ", "interdiction ", "defense "))
    if not by_court or re.search(r"\bclaim", told.words):
        return []
    clitic = CLITIC.search(marked[: hit.verb])
    if clitic is not None and int(clitic.group(1)) not in scene.officials:  # "le juge lui a interdit de"
        return [draft_of(hit, people=(int(clitic.group(1)),), court=True)]
    slot = phrase(marked, hit.tail, end, grammar)
    people = people_of(scene, slot)
    if hit.row.kind == "ruling" and not people:
        paying = _paying(scene, hit, slot, end)
        if paying is not None:
            return paying
    if slot.items and not people:
        return _kept_off(scene, hit, slot, end)
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


def _kept_off(scene: Scene, hit: Hit, slot: Slot, end: int) -> list[Draft]:
    """A firm that must leave another's staff or secrets alone, and who asked for it before the verb."""
    if slot.kind != "E" or not _OF_STAFF.search(scene.marked, slot.end, end):
        return []
    asked = _ASKED_BY.search(scene.marked[: hit.verb])
    actor = int(next(one for one in asked.groups() if one)) if asked is not None else None
    return [draft_of(hit, against=slot.items[0], actor=actor, court=True)]


def _bidden(scene: Scene, hit: Hit, told: Slot, end: int) -> list[Draft]:
    """ "P was ordered to ...", "B was ordered to pay A"."""
    marked = scene.marked
    people = people_of(scene, told)
    if told.kind == "E" and hit.row.kind == "ruling":
        gain = re.compile(r"[^<>.;]{0,50}<([PE])(\d+)>").match(marked, hit.tail, end)
        if gain is not None and gain.group(1) == "P":
            return [draft_of(hit, people=(int(gain.group(2)),), actor=told.items[0], court=True)]
        return [draft_of(hit, against=told.items[0], actor=int(gain.group(2)) if gain else None, court=True)]
    plain = marked[hit.verb : hit.tail] in ("ordered", "enjoined", "enjoined from", "sommee de", "somme de")
    if not people or not (plain or COURT.search(marked) or hit.row.kind == "ruling"):
        return []
    return [draft_of(hit, people=people, court=True)]


# "Ordered it to pay P": the firm whose claims were turned down.
_PAYS_PERSON = re.compile(
    r" (?:it|them|the (?:company|firm|bank|broker|brokerage|group|employer|claimant|plaintiff)) to (?:pay|repay|compensate|reimburse)(?: [^<>.;]{0,40}\bto)? (?:its |his |her |the |former |ex ?-?|broker |adviser |advisor )*<P(\d+)>"
)


def _paying(scene: Scene, hit: Hit, slot: Slot, end: int) -> list[Draft] | None:
    """What a firm is told to pay, to a person or to another firm; None where no firm is told to pay."""
    marked = scene.marked
    whom = _PAYS_PERSON.match(marked, hit.tail, end)
    if whom is not None:
        if int(whom.group(1)) in scene.officials:
            return []
        payer = _ASKED_BY.search(marked[: hit.verb])
        firm = int(next(one for one in payer.groups() if one)) if payer is not None else None
        return [draft_of(hit, people=(int(whom.group(1)),), actor=firm, court=True)]
    if slot.kind != "E":
        return None
    paid = re.compile(
        r"[^<>.;]{0,30}\b(?:pay|repay|compensate|verser|payer|rembourser|indemniser)(?: [^<>.;]{0,40}\b(?:to|a))? (?:its |his |her |former |son |sa |ancienne? )*<P(\d+)>"
    ).match(marked, slot.end, end)
    if paid is not None and int(paid.group(1)) not in scene.officials:
        return [draft_of(hit, people=(int(paid.group(1)),), actor=slot.items[0], court=True)]
    gain = re.compile(r"[^<>.;]{0,50}<E(\d+)>").match(marked, slot.end, end)
    return [draft_of(hit, against=slot.items[0], actor=int(gain.group(1)) if gain else None, court=True)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "order": _order,
    "ordained": _ordained,
    "finds": _finds,
    "bid": _bid,
}
