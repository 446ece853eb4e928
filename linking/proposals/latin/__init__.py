"""From a wording in English or French to a draft: each frame says where its people and firms stand."""

from __future__ import annotations

import re
from dataclasses import replace

from linking.proposals.drafts import MOVES, Draft
from linking.proposals.latin import leavings, legal, moves, outcomes, posts, suits
from linking.proposals.latin.clauses import bounds_of, grammar_of
from linking.proposals.marks import Scene
from linking.proposals.steps import Hit
from linking.proposals.wording import did_not_happen, only_if

__all__ = ["read"]

_DENIES = re.compile(r"\b(?:not|never|no|pas|jamais|aucune?)\b")
_FRAMES = legal.FRAMES | outcomes.FRAMES | suits.FRAMES | moves.FRAMES | leavings.FRAMES | posts.FRAMES


def read(scene: Scene, hit: Hit, language: str) -> list[Draft]:
    """Drafts of a wording; none where it is denied, planned or only supposed, or where its places stay empty."""
    grammar = grammar_of(language)
    start, _ = bounds_of(scene.marked, hit.verb, grammar)
    group = re.split(r"[,>]", scene.marked[max(start, hit.verb - 60) : hit.verb])[-1]
    denied = hit.row.frame != "bid" and _DENIES.search(scene.marked[hit.tail : hit.end])
    if did_not_happen(group) or denied:
        return []
    if hit.row.frame != "noun" and only_if(scene.marked[start : hit.verb]):
        return []
    if hit.row.kind in MOVES and scene.bystanders:  # whoever moves, moves
        scene = replace(scene, officials=scene.officials - scene.bystanders)
    reader = _FRAMES[hit.row.frame]
    return reader(scene, hit, grammar)
