# ruff: noqa: E501 - a pattern is read in one line
"""Frames of legal steps: who acts, against whom, and what a tribunal does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import Grammar, Slot, behind, bounds_of, phrase, subject
from linking.proposals.latin.decided import CAPTION, captioned
from linking.proposals.latin.places import (
    CLITIC,
    agent_of,
    draft_of,
    firm_of,
    is_passive,
    people_of,
    target_of,
)
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
    r"<E(\d+)>'s? (?:[\w-]+ ){0,3}(?:request|motion|bid|application|petition|plea|claims?|suit|lawsuit|case|demands?|effort|attempt|complaint)\b|"
    r"\b(?:request|motion|bid|application|petition|demandes?|requete|action|plainte|pretentions|recours|appel|pourvoi) (?:by|of|from|de|du|par|formee? par|presentee? par) <E(\d+)>|"
    r"\b(?:award|verdict|judgment|judgement|injunction|order|ruling|decision) (?:that |which )?<E(\d+)> (?:had |has )?(?:won|obtained|secured|got)\b"
)
_OF_PERSON = re.compile(
    r"<P(\d+)>(?:'s| 's) (?:[\w-]+ ){0,3}(?:appeal|motion|bid|request|claims?|counterclaims?|suit|lawsuit|conviction|sentence|non ?-?compete|covenant|petition)\b|"
    r"\b(?:appeal|motion|bid|request|claims?|counterclaims?|pourvoi|appel|recours|demandes?|pretentions|condamnation|plainte|requete|clause de \w+) (?:by|of|from|de|d'|par|formee? par|interjete par|signee par) ?<P(\d+)>"
)
# Who is found to have done what.
_GUILTY = re.compile(
    r"\b(?:found|held|ruled|concluded|decided|juge|estime|retenu|considere|reconnu) (?:that |que |qu')<([PE])(\d+)>(?: ?\([^()]*\))? (?:had |has |have |a |avait |ont )?(?:\w+ly )?"
    r"(?:stole|stolen|breach\w*|misappropriat\w*|violat\w*|broke|broken|used|infring\w*|induc\w*|poach\w*|interfer\w*|viole|vole|detourne|debauche|manque|enfreint)\b(?:[^<>.;]{0,40}<E(\d+)>)?"
)
# "What it wants for now is an inspection and an order keeping P ...".
_WISHED = re.compile(
    r"^\W*(?:what (?:it|<E\d+>|the \w+) (?:wants|wanted|seeks|sought|asks for|asked for)|ce que (?:veut|demande|reclame) )[^.;]{0,200}$"
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
    r"magistrat|ordonnance|prud'hommes|circuit|arbitrators?|arbitration|arbitres?|arbitrage|arbitral|jury)\b"
)


def step(scene: Scene, hit: Hit, actor: Slot, target: Slot) -> list[Draft]:
    """A step of an actor against a target; "it" is the only firm that the sentence names before."""
    if actor.words == "it":
        named = {scene.items[int(one)].ref: int(one) for one in re.findall(r"<E(\d+)>", scene.marked[: hit.verb])}
        if len(named) == 1 and not re.search(r"<[PU]\d+>", scene.marked[: hit.verb]):
            actor = Slot((next(iter(named.values())),), "E")
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
    if hit.row.kind == "withdrawal" and _BY_PROSECUTORS.search(scene.marked[: hit.verb]):
        return []
    if is_passive(scene, hit, grammar):
        agent = agent_of(scene, hit, grammar)
        return step(scene, hit, agent, subject(scene.marked, hit.verb, grammar))
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
    if _PROSECUTES.search(actor.words):
        hit = replace(hit, row=replace(hit.row, kind="charges_filed"))
    if not target.items and (_somebody_else(actor) or (target.end < 0 and target.words)):
        return []  # by, or against, somebody or something else
    return step(scene, hit, actor, target)


# A firm that is not named may be the one told of.
_SOME_FIRM = re.compile(
    r"\b(?:it|company|companies|firm|group|bank|broker|brokerage|employer|maker|fund|giant|startup|start up|chipmaker|carmaker|automaker|plaintiff|claimant|parent|latter|entreprise|societe|groupe|banque|"
    r"employeur|maison|firme|fabricant|editeur|which|who|qui|suit|lawsuit|complaint|plainte|action)\b|^\W*$|<[PEUD]\d+>"
)


# What a law or a contract asks for is no step.
_LAW = re.compile(r"\b(?:article|code|loi|law|statute|act|clause|contrat|contract|rule|guide|guidelines?)\b")


# They are no party: charges dropped are no withdrawal.
_BY_PROSECUTORS = re.compile(r"\b(?:parquet|procureure?|prosecutors?) (?:[\w']+ ){0,4}$")
_PROSECUTES = re.compile(
    r"\b(?:parquet|procureure?s?|ministere public|prosecutors?|district attorney|attorney general)\b"
)
# "La demande d'injonction": a noun.
_A_REQUEST = re.compile(r"\b(?:la|sa|une|cette|leur|toute) demande$")


def _somebody_else(actor: Slot) -> bool:
    """Whether a subject is told in words that mean no firm told of before: "Disney sued too"."""
    return not actor.items and bool(actor.words) and not _SOME_FIRM.search(actor.words)


def _file(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    owner = re.search(r" (?:that |which )?<E(\d+)> (?:has |had )?$", scene.marked[hit.start : hit.verb])
    if owner is not None:  # "the suit that A brought"
        target = target_of(scene, hit, grammar, direct=False)
        return step(scene, hit, Slot((int(owner.group(1)),), "E"), target)
    if hit.start < hit.verb or is_passive(scene, hit, grammar):
        first = subject(scene.marked, hit.verb, grammar)
        if hit.start == hit.verb and hit.row.nouns is None and people_of(scene, first):
            return step(scene, hit, agent_of(scene, hit, grammar), first)  # "was sued on Friday by A"
        target = behind(scene.marked, hit.start, hit.verb, grammar.against, grammar, 80)
        if not target.said:
            target = target_of(scene, hit, grammar, direct=False)
        return step(scene, hit, agent_of(scene, hit, grammar), target)
    actor = subject(scene.marked, hit.verb, grammar)
    if _LAW.search(actor.words) or _A_REQUEST.search(scene.marked[hit.verb - 8 if hit.verb > 8 else 0 : hit.tail]):
        return []
    return step(scene, hit, actor, target_of(scene, hit, grammar, direct=False))


def _answer(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """The other side sues back: a person, or a firm."""
    who = subject(scene.marked, hit.verb, grammar)
    target = target_of(scene, hit, grammar, direct=True)
    if not target.items:  # "filing counterclaims against A", "with counterclaims accusing A"
        _, end = bounds_of(scene.marked, hit.end, grammar)
        target = behind(scene.marked, hit.tail, end, grammar.against, grammar, 110)
        accused = re.compile(r"\baccus(?:ing|ant) <E(\d+)>").search(scene.marked, hit.tail, end)
        target = Slot((int(accused.group(1)),), "E") if accused and not target.items else target
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
    start, end = bounds_of(scene.marked, hit.end, grammar)
    marked = scene.marked
    if _IN_GENERAL.search(marked, start, end) or re.search(r"\bvoluntarily $", marked[: hit.verb]):
        return []
    if hit.row.kind == "injunction_granted" and _WISHED.search(marked[: hit.verb]):
        return _order(scene, replace(hit, row=replace(hit.row, kind="injunction_sought")), grammar)
    if (
        hit.row.kind == "ruling"
        and "refere" in marked[start : hit.verb]
        and _REFUSES.search(marked, hit.verb, hit.end + 24)
    ):
        told = replace(hit.row, kind="injunction_denied")
        return _order(scene, replace(hit, row=told), grammar)
    target = behind(marked, hit.tail, end, grammar.against, grammar, 160)
    people = people_of(scene, target) or _held_back(scene, hit, end)
    guilty = _GUILTY.search(marked, hit.verb, end) if hit.row.kind == "ruling" and not people else None
    if guilty is not None and guilty.group(1) == "P" and int(guilty.group(2)) not in scene.officials:
        people = (int(guilty.group(2)),)
    elif guilty is not None and guilty.group(1) == "E":
        winner_of = int(guilty.group(3)) if guilty.group(3) else None
        return [draft_of(hit, against=int(guilty.group(2)), actor=winner_of, court=True)]
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
    described = "" if people or rival is not None else target.words
    return [draft_of(hit, people=people, actor=actor, against=rival, described=described, court=True)]


def _held_back(scene: Scene, hit: Hit, end: int) -> tuple[int, ...]:
    """Whom an order is meant for where no "against" says so: who is kept from something, whose appeal it is, who is
    given it."""
    held = _HELD.search(scene.marked, hit.verb, end)
    if held is not None and int(held.group(2)) not in scene.officials:
        return (int(held.group(2)),)
    theirs = _OF_PERSON.search(scene.marked, hit.verb, end)
    if theirs is not None:
        return (int(theirs.group(1) or theirs.group(2)),)
    given = re.compile(r" ?<P(\d+)>").match(scene.marked, hit.tail)
    return (int(given.group(1)),) if given is not None and int(given.group(1)) not in scene.officials else ()


def _ordained(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """What others do too, where a tribunal does it: "the court cut the award"."""
    start, _ = bounds_of(scene.marked, hit.verb, grammar)
    return _order(scene, hit, grammar) if COURT.search(scene.marked[max(start, hit.verb - 80) : hit.verb]) else []


def _bid(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """A tribunal forbids or bids somebody something."""
    marked = scene.marked
    start, end = bounds_of(marked, hit.end, grammar)
    told = subject(marked, hit.verb, grammar)
    if is_passive(scene, hit, grammar):
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
    if slot.items and not people and hit.row.kind == "ruling" and slot.kind == "E":
        paid = re.compile(
            r"[^<>.;]{0,30}\b(?:pay|repay|compensate|verser|payer|rembourser|indemniser)(?: [^<>.;]{0,40}\b(?:to|a))? (?:its |his |her |former |son |sa |ancienne? )*<P(\d+)>"
        ).match(marked, slot.end, end)
        if paid is not None and int(paid.group(1)) not in scene.officials:
            return [draft_of(hit, people=(int(paid.group(1)),), actor=slot.items[0], court=True)]
        gain = re.compile(r"[^<>.;]{0,50}<E(\d+)>").match(marked, slot.end, end)
        return [draft_of(hit, against=slot.items[0], actor=int(gain.group(1)) if gain else None, court=True)]
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
    "answer": _answer,
    "order": _order,
    "ordained": _ordained,
    "bid": _bid,
    "push": _push,
}
