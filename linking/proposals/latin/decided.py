# ruff: noqa: E501 - a pattern is read in one line
"""Frames of decisions and suits that are told by a caption, by their day, or by what somebody may go on doing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from linking.proposals.drafts import Draft
from linking.proposals.latin.clauses import Grammar, subject
from linking.proposals.latin.places import described_in, draft_of, people_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit

# "In A v. P the court held ...", "dans A c. B".
CAPTION = re.compile(r"<E(\d+)> (?:v|vs|c|contre)\b[./]? ?<([PE])(\d+)>")


def captioned(hit: Hit, named: re.Match[str]) -> Draft:
    """A court's step in a case that the sentence gives by its caption."""
    other = int(named.group(3))
    if named.group(2) == "P":
        return draft_of(hit, people=(other,), actor=int(named.group(1)), court=True)
    return draft_of(hit, actor=int(named.group(1)), against=other, court=True)


def _captioned(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Filed Tuesday: A v. P"."""
    del grammar
    named = CAPTION.search(scene.marked, hit.tail)
    if named is None or not re.fullmatch(
        r"[ :,]*(?:(?:on |le |ce )?<D\d+>)?[ :,]*(?:in |a |dans )?", scene.marked[hit.tail : named.start()]
    ):
        return []
    return [replace(captioned(hit, named), court=False)]


# A decision that only a reason or a comparison cites.
_CITED_ONLY = re.compile(
    r"\b(?:depuis|since|following|conformement a|selon|like|as in|contre|against|appeal (?:of|against|from)|appel de|cf|voir|see|before|avant|after|apres|attendant|awaiting|pending)\.? (?:the |an? |une? |l'|la |le |cet |cette |its |his |her )?(?:\w+ ){0,2}$"
)
_BY_NUMBER = re.compile(r"\(?(?:n°|no\.|rg|case no|pourvoi|docket|hca|ewhc) ?[\w° .-]*\d")


# "In his ruling handed down Monday, the judge ordered B to ..."
_IN_A_RULING = re.compile(r"^\W*in (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,2}$")
_THEN_DONE = re.compile(r"\b(?:ordered|barred|blocked|enjoined|granted|denied|forbade|prohibited)\b")


def _cited(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "L'arrêt rendu le 15 janvier (n° 24-97.310, société A)", "the judgment of 6 May in A v. P": a decision by its day."""
    del grammar
    marked = scene.marked
    day = re.compile(r"[^<>.;]{0,24}<D\d+>").match(marked, hit.tail)
    if day is None or _CITED_ONLY.search(marked[: hit.verb]):
        return []
    if _IN_A_RULING.search(marked[: hit.verb]) and _THEN_DONE.search(marked, hit.tail):
        return []  # what was done in it is told by its own words
    named = CAPTION.search(marked)
    if named is not None:
        return [captioned(hit, named)]
    firm = re.compile(r"[^<>.;]{0,40}<E(\d+)>").match(marked, day.end())
    numbered = _BY_NUMBER.match(marked, day.end() + 1)
    if firm is None and numbered is None:
        return []
    if firm is None and numbered is not None:  # "..., où la chambre rappelle que la société A ..."
        firm = re.compile(r"[^<>;]{0,160}\b(?:la societe|the company) <E(\d+)>(?![^;]*<E)").match(
            marked, numbered.end()
        )
    return [draft_of(hit, actor=int(firm.group(1)) if firm else None, court=True)]


def _allowed(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P may keep working for B, a judge ruled": what an order would have stopped goes on."""
    marked = scene.marked
    forbidden = _IN_PART.search(marked, hit.end)
    if (_ON_TERMS.search(marked) and not forbidden) or not _COURT_SAYS.search(marked):
        return []
    who = subject(marked, hit.verb, grammar)
    people = people_of(scene, who)
    described = "" if people else described_in(who, grammar)
    if not people and (not described or _ANYONE.match(described)):
        return []
    told = draft_of(hit, people=people, described=described, court=True)
    return [replace(told, kind="injunction_granted") if forbidden else told]


# What goes on only in part is forbidden in part.
_ON_TERMS = re.compile(
    r"\b(?:so long as|as long as|provided|unless|except|only if|on condition|but (?:not|may not|must|cannot)|until|pending|in the meantime|sauf|a condition|pourvu|mais (?:pas|ne|doit)|tant que|en attendant|d'ici|if|si|dans l'intervalle|jusqu'a)\b"
)
_IN_PART = re.compile(
    r"\b(?:so long as|as long as|provided|on condition|but (?:may not|must not|cannot|not)|a condition (?:de|d'|qu')|pourvu|mais (?:ne peut|ne pourra|pas)|sans pouvoir)\b"
)
# "A worker may join a rival": law in general.
_ANYONE = re.compile(r"\W*(?:an?|une?) (?!former\b|ex\b|ancienne?\b)")
_COURT_SAYS = re.compile(
    r"\b(?:judges?|court|tribunal|panel|arbitrators?|juge|cour|tribunal|magistrate?|conseil)\b[^.;]{0,50}\b(?:ruled|decided|held|found|said|says|told|declared|agreed|concluded|a (?:decide|juge|tranche|estime|dit)|decide|juge|tranche|estime|ont decide)\b|"
    r"\b(?:ruled|decided|according to|selon|a decide|a juge|a tranche|a estime|d'apres|dit) (?:\w+ |l')?(?:\w+ ){0,2}(?:judge|court|tribunal|juge|cour)\b"
)


def _forbidden(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "P may not work for B until May, a judge ruled"."""
    if not _COURT_SAYS.search(scene.marked, hit.end):
        return []
    people = people_of(scene, subject(scene.marked, hit.verb, grammar))
    return [draft_of(hit, people=people, court=True)] if people else []


# "Cass. com., 3 avr. 2024, n° 23-98.815", "CA Paris, Pôle 1 ch. 3, 11 janvier 2023, n° 22/12005".
_HEADED = re.compile(r"[^<>;]{0,70}<D\d+>,? ?\(?(?:(?:n°|no\.?|rg|pourvoi|numero|repertoire) ?)*\d\d ?[\d/ .-]{3,}")
_SIDES = re.compile(
    r"\b(?:demandeu(?:r|rs|resse)|appelante?s?|requerante?s?) ?: [^<>]{0,20}<E(\d+)>[^<>]{0,40}\b(?:defendeu(?:r|rs|resse)|intimee?s?) ?: [^<>]{0,20}<E(\d+)>"
)


def _headed(scene: Scene, hit: Hit, grammar: Grammar) -> list[Draft]:
    """ "Cass. com., 3 avr. 2024, n° 23-98.815, A c/ B": a ruling by its heading."""
    del grammar
    if _HEADED.match(scene.marked, hit.tail) is None or _CITED_ONLY.search(scene.marked[: hit.verb]):
        return []
    named, sides = CAPTION.search(scene.marked), _SIDES.search(scene.marked)
    if named is not None:
        return [captioned(hit, named)]
    if sides is not None:
        return [draft_of(hit, actor=int(sides.group(1)), against=int(sides.group(2)), court=True)]
    return []


FRAMES: dict[str, Callable[[Scene, Hit, Grammar], list[Draft]]] = {
    "captioned": _captioned,
    "cited": _cited,
    "headed": _headed,
    "allowed": _allowed,
    "forbidden": _forbidden,
}
