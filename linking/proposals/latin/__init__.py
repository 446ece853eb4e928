# ruff: noqa: E501 - a pattern is read in one line
"""From a wording in English or French to a draft: each frame says where its people and firms stand."""

from __future__ import annotations

import re
from dataclasses import replace

from linking.proposals.drafts import MOVES, Draft
from linking.proposals.latin import charges, contests, decided, leavings, legal, moves, orders, outcomes, posts, suits
from linking.proposals.latin.clauses import bounds_of, grammar_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit
from linking.proposals.wording import did_not_happen, only_if

__all__ = ["read"]

_DENIES = re.compile(r"\b(?:not|never|no|pas|jamais|aucune?)\b")
# "Asking that it be struck down": wished for, not done.
_UNREAL = re.compile(
    r"(?<!said to )(?<!believed to )(?<!understood to )(?<!reported to )\bbe (?:\w+ly )?$|\b(?:essaye|tente|cherche|tried|attempted|sought|failed) (?:de |a |to )$|"
    r"\b(?:claimed|vowed|swore|sworn|promised|pledged|jure|promis) (?:never |not |by no means )?(?:to |de |que )(?:never |by no means )?$"
)
# "Had P joined B, A would have sued".
_HAD = re.compile(r"\W*had <[PEU]\d+>")
# "The departure of P would be ..." , "l'eventuel depart de P".
_WOULD_BE = re.compile(r"[^,;.]{0,50}\b(?:would|serait|seraient|pourrait)\b")
_PERHAPS = re.compile(
    r"\b(?:eventuel(?:le)?|possible|probable|prochaine?|future?|hypothetique|potential|possible|planned|impending|upcoming|proposed) (?:\w+ )?$"
)
# "(See: A sues P)": a link to another article.
_LINKED = re.compile(r"\((?:see|see also|read|read more|related|voir|lire|lire aussi) ?:[^()]*$")
_NOUNS = frozenset({"leaving", "taking", "going"})
_FRAMES = (
    legal.FRAMES
    | charges.FRAMES
    | contests.FRAMES
    | decided.FRAMES
    | orders.FRAMES
    | outcomes.FRAMES
    | suits.FRAMES
    | moves.FRAMES
    | leavings.FRAMES
    | posts.FRAMES
)


def read(scene: Scene, hit: Hit, language: str) -> list[Draft] | None:
    """Drafts of a wording, none where its places stay empty; None where it is denied, planned or only supposed."""
    grammar = grammar_of(language)
    start, _ = bounds_of(scene.marked, hit.verb, grammar)
    group = re.split(r"[,>]", scene.marked[max(start, hit.verb - 60) : hit.verb])[-1]
    group = "" if hit.row.frame == "fend" else group  # "will fight the suit brought by A": it was brought
    decides = hit.row.kind == "ruling" and scene.marked[hit.verb : hit.tail].endswith(
        ("found", "held", "ruled", "that")
    )
    denied = hit.row.frame != "bid" and not decides and _DENIES.search(scene.marked[hit.tail : hit.end])
    if did_not_happen(group) or denied:
        return None
    if _LINKED.search(scene.marked[: hit.verb]):
        return None
    if _UNREAL.search(scene.marked[max(0, hit.verb - 40) : hit.verb]) or _HAD.match(scene.marked[start : hit.verb]):
        return None
    if hit.row.frame in _NOUNS and (
        _WOULD_BE.match(scene.marked, hit.tail) or _PERHAPS.search(scene.marked[: hit.verb])
    ):
        return None
    if hit.row.frame != "noun" and only_if(scene.marked[start : hit.verb]):
        return None
    if hit.row.kind in MOVES and scene.bystanders:  # whoever moves, moves
        scene = replace(scene, officials=scene.officials - scene.bystanders)
    reader = _FRAMES[hit.row.frame]
    return reader(scene, hit, grammar)
