"""Evidence of people and employers nobody knows yet, and of disputes that fit no known case."""

from __future__ import annotations

from collections.abc import Sequence

from linking.evidence import Evidence
from linking.forms import Match, Proposal, Unknown
from linking.proposals.scene import Scenes
from linking.proposals.strange import is_firm, is_neither
from linking.reasons import reason
from linking.vocabulary import STRONG

SENTENCES_LIMIT = 1000  # sentences that are looked at; longer texts are lists or attacks
LIMIT = 20  # unknown names shown for one document


def unknowns_of(
    evidence: Evidence, scenes: Scenes, matches: Sequence[Match], proposals: Sequence[Proposal]
) -> tuple[Unknown, ...]:
    """Unknown names beside words of a dispute or of a move, each once; and a dispute where nothing was linked.

    A name is an employer's where a proposal takes it for one or its last word says so, else a person's.
    """
    employers = {ref.name for one in proposals for ref in (one.from_, one.to) if ref and ref.id is None}
    found: dict[str, Unknown] = {}
    page = evidence.page
    for number in range(page.first_of_text, min(len(page.sentences), page.first_of_text + SENTENCES_LIMIT)):
        dispute = evidence.disputed(number)
        if not dispute and "move" not in evidence.topics_in.get(number, set()):
            continue
        scene = scenes.scene(number)
        if scene is None:
            continue
        wording = ", ".join(dict.fromkeys(word.text for word in evidence.words if word.sentence == scene.number))[:120]
        code = reason("unknown_near_dispute", words=wording) if dispute else reason("unknown_mover", verb=wording)
        for item in scene.items:
            if item.kind != "U" and not item.strange:
                continue
            if item.text in found or len(found) >= LIMIT or (item.ref is not None and item.ref.name != item.text):
                continue
            if not is_neither(item.text):
                employer = item.text in employers or is_firm(item.text) or item.kind == "E"
                found[item.text] = Unknown(
                    "employer" if employer else "person", item.text, item.start, item.end, (code,)
                )
    case = _dispute_without_case(evidence, matches)
    return (*found.values(), *([case] if case else []))


def _dispute_without_case(evidence: Evidence, matches: Sequence[Match]) -> Unknown | None:
    if matches:
        return None
    page = evidence.page
    best, chosen = 0, -1
    for number in range(page.first_of_text, len(page.sentences)):
        topics = evidence.topics_in.get(number, set())
        if topics & STRONG and evidence.in_sentence.get(number):
            weight = len(topics) + len(evidence.in_sentence[number])
            if weight > best:
                best, chosen = weight, number
    if chosen < 0:
        return None
    span = page.span(chosen)
    wording = ", ".join(dict.fromkeys(word.text for word in evidence.words if word.sentence == chosen))[:120]
    return Unknown("case", span.quote, span.start, span.end, (reason("dispute_without_case", words=wording),))
