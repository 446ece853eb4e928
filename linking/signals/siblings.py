"""Cases that share people or firms: which of them is meant?"""

from __future__ import annotations

from linking.evidence import Evidence, Standing
from linking.reasons import reason
from linking.signals.finding import NOTHING, Finding, Look
from linking.signals.firms import told_without_names


def rival_named(look: Look) -> Finding:
    """Nobody of this case is named: does a case of the same firms fit better because its people are?"""
    if look.standing.movers:
        return NOTHING
    better = [rival for rival in look.standing.rivals if rival.movers]
    if not better:
        return NOTHING
    return Finding(1.0, reason("sibling_fits_better", case=better[0].card.case))


def dominated(look: Look) -> Finding:
    """Does a sibling account for everybody named here, and for others besides? 1 for two or more others."""
    mine = look.standing.present
    best: Finding = NOTHING
    if told_without_names(look).value:
        return best
    for rival in look.standing.rivals:
        more = rival.present - mine
        if mine and mine < rival.present:
            value = min(1.0, 0.5 + 0.25 * len(more))
            if value > best.value:
                best = Finding(value, reason("sibling_fits_better", case=rival.card.case))
    return best


def half_told(look: Look) -> Finding:
    """One side's employers are missing: does a sibling with the same person have both sides named?"""
    facts = look.standing.facts
    if not facts.former or not facts.new or (look.standing.former and look.standing.new):
        return NOTHING
    mine = set(look.standing.movers)
    for rival in look.standing.rivals:
        if mine & set(rival.movers) and rival.former and rival.new:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def nothing_own(look: Look) -> Finding:
    """A sibling accounts for everybody named here: is there no court, place, docket or kind of forum of this case
    alone?"""
    mine = look.standing.present
    if told_without_names(look).value:
        return NOTHING
    own = _own_marks(look.evidence, look.standing)
    for rival in look.standing.rivals:
        if not mine or not mine <= rival.present:
            continue
        theirs = _own_marks(look.evidence, rival)
        if not own - theirs and (mine < rival.present or theirs - own):
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def _own_marks(evidence: Evidence, standing: Standing) -> set[str]:
    """What in the document points to a case beside its people and firms."""
    facts, code = standing.facts, standing.card.jurisdiction
    marks = {f"docket {docket}" for docket in facts.dockets if docket in evidence.dockets}
    if code in evidence.places:
        marks.add(f"place {code}")
    marks |= {f"forum {word}" for word in facts.forum_words if any(word in text for text in evidence.told)}
    if facts.criminal and evidence.topics["criminal"]:
        marks.add("criminal")
    if not facts.criminal and (evidence.topics["suit"] or evidence.topics["arbitration"]):
        marks.add("civil")
    return marks


def place_of_sibling(look: Look) -> Finding:
    """Is the jurisdiction of a sibling with the same people or firms there named, and that of this case not?"""
    mine = look.standing.card.jurisdiction
    if not mine or mine in look.evidence.places:
        return NOTHING
    for rival in look.standing.rivals:
        theirs = rival.card.jurisdiction
        if theirs in look.evidence.places and theirs != mine and rival.present:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def forum_of_sibling(look: Look) -> Finding:
    """Do the words speak of a prosecution where a sibling is one and this case is none, or the other way round? 2 where
    they speak of nothing else."""
    criminal, civil = (
        look.evidence.topics["criminal"],
        look.evidence.topics["suit"] + look.evidence.topics["arbitration"],
    )
    for rival in look.standing.rivals:
        if not rival.present or rival.facts.criminal == look.standing.facts.criminal:
            continue
        told = reason("sibling_fits_better", case=rival.card.case)
        if rival.facts.criminal and criminal > civil:
            return Finding(1.0 if civil else 2.0, told)
        if look.standing.facts.criminal and not criminal and civil:
            return Finding(2.0, told)
    return NOTHING


def other_case_named(look: Look) -> Finding:
    """Nobody of this case is named, people of another case are: do its own firms stand in no sentence of dispute?"""
    if look.standing.movers or look.standing.shadows or not look.standing.elsewhere:
        return NOTHING
    return NOTHING if any(look.evidence.disputed(number) for number in look.standing.pair) else Finding(1.0)
