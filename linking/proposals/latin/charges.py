# ruff: noqa: E501 - a pattern is read in one line
"""Frames of charges and verdicts: somebody is indicted, convicted, acquitted, or said by those who charge to have done it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import NOBODY, Grammar, Slot, behind, bounds_of, grammar_of, phrase, subject
from linking.proposals.latin.places import CLITIC, draft_of, firm_of, is_passive, people_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# Whom a sum goes to, or whose staff it is about.
_GAIN = re.compile(
    r"[^<>;]{0,90}(?:\b(?:a|to|pay|payer|verser|indemniser|envers)|"
    r"\b(?:salaries|employes|ingenieurs|equipes?|employees|engineers|staff|secrets) (?:de|of)|"
    r"\b(?:luring|raiding|poaching|hiring|stealing|lifting|taking)(?: away| out)?(?: (?:a|the|its|team|group|dozens|of|former|key|trade|secrets|from|\d+))*) (?:la (?:societe |sas |sarl |sa |banque )?|le groupe |l'entreprise )?<E(\d+)>"
)
# What follows a verb that has no object: English "a" begins one.
_NO_OBJECT_EN = re.compile(r" (?:with|in|over|for|of|to) ")
_NO_OBJECT_FR = re.compile(r" (?:pour |de |d'|a |au |aux )")

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
# "Condamné à dix mois de prison pour le vol de fichiers de A, P ...": a participle that opens the sentence.
_OPENS = re.compile(r"\W*\w+ (?:a|pour|par|de|en|au) (?:[^<>;.]|<[ED]\d+>){1,140}, <P(\d+)>(?!'s)")
# Employees "of B" may be charged with what was taken from A.
_STOLEN_FROM = re.compile(
    r"[^<>;.]{0,80}\b(?:stolen|taken|pilfered|swiped|secrets|files|designs|data) (?:from|of|belonging to) (?:rival |competitor |their former employer,? )*<E(\d+)>"
)


def _charge(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """Somebody is charged, convicted, acquitted: people, firms, or "three engineers"."""
    clitic = CLITIC.search(scene.marked[: hit.verb])
    if clitic is not None and int(clitic.group(1)) not in scene.officials:  # "la justice l'avait mis en examen"
        return [draft_of(hit, people=(int(clitic.group(1)),), court=True)]
    opening = _OPENS.match(scene.marked) if hit.verb < 3 and grammar is grammar_of("fr") else None
    if opening is not None:
        named = int(opening.group(1))
        return [] if named in scene.officials else [draft_of(hit, people=(named,), court=True)]
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


def _per_indictment(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P stole secrets from A, according to an indictment": the only person of a sentence without a day."""
    del grammar
    if "<D" in scene.marked:
        return []  # a day of what was done, or of another step
    people = [number for number, item in enumerate(scene.items) if item.kind == "P" and number not in scene.officials]
    people = [number for number in people if f"<P{number}>" in scene.marked]
    if len({scene.items[number].ref for number in people}) != 1:
        return []
    return [draft_of(hit, people=(people[0],), court=True)]


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "charge": _charge,
    "charges": _charges,
    "blame": _blame,
    "per_indictment": _per_indictment,
}
