# ruff: noqa: E501 - a pattern is read in one line
"""Frames of legal steps: who acts, against whom, and what a tribunal does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, subject
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
# Who goes to court in quarrels of their own.
_NO_PARTY = re.compile(
    r"\b(?:union|unions|syndicats?|regulators?|ministry|minister|ministere|ministre|neighbou?rs?|voisins?|shareholders?|actionnaires?|customers?|patients?|clients?|consumers?|association|autorite|police|"
    r"students?|tenants?|riverains?|investors?|creditors?|creanciers?)\b(?! of <E)"
)
# "La demande d'injonction": a noun.
_A_REQUEST = re.compile(r"\b(?:la|sa|une|cette|leur|toute) demande$")


def _somebody_else(actor: Slot) -> bool:
    """Whether a subject is told in words that mean no firm told of before: "Disney sued too"."""
    return not actor.items and bool(actor.words) and not _SOME_FIRM.search(actor.words)


_WHO_SUED = re.compile(
    r"<E(\d+)>(?: ?\([^()]*\))? (?:has |had |then |promptly )*(?:sued|sues|filed suit|filed a lawsuit|filed a complaint|went to court|took) (?:against )?(?:(?:him|her|them|[^<>;.]{0,40}<P(\d+)>)(?:[^<>;.]|<[ED]\d+>){0,60})?, $"
)


# "The order was filed last week": papers that are no complaint.
_OTHER_PAPER = re.compile(
    r"\b(?:indictment|injunction|order|ruling|opinion|brief|request|motion|response|reply|answer|statement|papers|notice|plea agreement|judgment|affidavit|verdict)s? (?:(?:was|were|had been|has been) )?$"
)


def _file(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    if _OTHER_PAPER.search(scene.marked[max(0, hit.verb - 30) : hit.verb]):
        return []
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
    if not actor.items and _NO_PARTY.search(actor.words):
        return []
    sued = (
        _WHO_SUED.search(scene.marked[: hit.verb]) if re.match(r"\w+ing\b", scene.marked[hit.verb : hit.tail]) else None
    )
    if sued is not None:  # "A sued P, seeking an injunction"
        whom = Slot((int(sued.group(2)),), "P") if sued.group(2) else NOBODY
        return step(scene, hit, Slot((int(sued.group(1)),), "E"), whom)
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


def _turn(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "C'est au tour de B de poursuivre A": the other side sues, a person or a firm."""
    del grammar
    who = re.compile(r" ?<([PE])(\d+)> ?$").match(scene.marked[hit.tail : hit.end].rpartition(" d")[0] + " ")
    whom = re.compile(r"[^<>,.;]{0,20}<E(\d+)>").match(scene.marked, hit.end)
    if who is None or whom is None:
        return []
    if who.group(1) == "P":
        return [draft_of(hit, people=(int(who.group(2)),), actor=int(whom.group(1)))]
    return [draft_of(hit, actor=int(whom.group(1)), against=int(who.group(2)))]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "sue": _sue,
    "file": _file,
    "answer": _answer,
    "push": _push,
    "turn": _turn,
}
