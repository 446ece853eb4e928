"""Cases that share people or firms: which of them is meant?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linking.evidence import Evidence, Standing
from linking.model import ALONE, Covered
from linking.reasons import reason
from linking.signals.finding import NOTHING, Finding, Look, caption_of, docket_of, words_among
from linking.signals.firms import told_without_names
from linking.signals.papers import LEAD
from linking.signals.surnames import surnamed
from linking.vocabulary import SUBJECTS


def rival_named(look: Look) -> Finding:
    """Nobody of this case is named: does a case of the same firms fit better because its people are?"""
    if look.standing.movers or surnamed(look):
        return NOTHING
    better = [rival for rival in look.standing.rivals if rival.movers or (rival.shadows and not look.standing.shadows)]
    if not better:
        return NOTHING
    return Finding(1.0, reason("sibling_fits_better", case=better[0].card.case))


def dominated(look: Look) -> Finding:
    """Does a sibling account for everybody named here, and for others besides? 1 for two or more others."""
    mine = _there(look, look.standing)
    best: Finding = NOTHING
    if told_without_names(look).value:
        return best
    for rival in look.standing.rivals:
        theirs = _there(look, rival)
        more = theirs - mine
        if mine and mine < theirs:
            value = min(1.0, 0.5 + 0.25 * len(more))
            if value > best.value:
                best = Finding(value, reason("sibling_fits_better", case=rival.card.case))
    return best


def _there(look: Look, standing: Standing) -> set[str]:
    """The movers and employers of a case that the document names, if by a surname."""
    return {*standing.present, *surnamed(Look(look.evidence, standing, look.names))}


def coverings(evidence: Evidence, standings: Sequence[Standing], names: Mapping[str, str]) -> dict[str, Covered]:
    """For each case those that account for everybody whom the document names of it: outright where nothing points to
    it alone, no court, place or kind of forum of its own and no dispute told without names. A docket of its own sets a
    case apart from all others."""
    if len(standings) < 2:
        return {standing.card.case: ALONE for standing in standings}
    marks: dict[str, set[str]] = {}

    def own(standing: Standing) -> set[str]:
        case = standing.card.case
        if case not in marks:
            marks[case] = _own_marks(evidence, standing)
        return marks[case]

    by_surname = [surnamed(Look(evidence, one, names)) for one in standings]
    everybody = [
        {*one.present, *one.shadows, *one.others, *some} for one, some in zip(standings, by_surname, strict=True)
    ]
    found = {}
    for standing, some in zip(standings, by_surname, strict=True):
        mine, look = {*standing.present, *standing.shadows, *some}, Look(evidence, standing, names)
        others = [one for one, there in zip(standings, everybody, strict=True) if mine <= there and one is not standing]
        outright: tuple[str, ...] = ()
        marked: tuple[str, ...] = ()
        if mine and others and not docket_of(look):
            told = told_without_names(look).value
            outright = tuple(one.card.case for one in others if not told and not own(standing) - own(one))
            marked = tuple(one.card.case for one in others if one.card.case not in outright)
        found[standing.card.case] = Covered(outright, marked)
    return found


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
    mine = _there(look, look.standing)
    if told_without_names(look).value:
        return NOTHING
    own = _own_marks(look.evidence, look.standing)
    for rival in look.standing.rivals:
        there = _there(look, rival)
        if not mine or not mine <= there:
            continue
        theirs = _own_marks(look.evidence, rival)
        if not own - theirs and (mine < there or theirs - own):
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def _own_marks(evidence: Evidence, standing: Standing) -> set[str]:
    """What in the document points to a case beside its people and firms."""
    facts, code = standing.facts, standing.card.jurisdiction
    caption = caption_of(evidence, standing)
    marks = {f"caption {caption}"} if caption else set()
    marks |= {f"docket {docket}" for docket in facts.dockets if docket in evidence.dockets}
    if code and code in evidence.places:
        marks.add(f"place {code}")
    marks |= {f"forum {word}" for word in facts.forum_words if any(word in text for text in evidence.told)}
    kind = kind_of_forum(standing)
    if evidence.topics[kind] or (kind == "civil" and evidence.topics["court"] and not evidence.topics["criminal"]):
        marks.add(kind)
    return marks


def place_of_sibling(look: Look) -> Finding:
    """Is the jurisdiction of a sibling with the same people or firms there named, and that of this case not?"""
    mine = look.standing.card.jurisdiction
    if not mine or mine in look.evidence.places:
        return NOTHING
    for rival in look.standing.rivals:
        theirs = rival.card.jurisdiction
        if theirs != mine and theirs in look.evidence.places and rival.present:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def not_yet_open(look: Look) -> Finding:
    """Was the article published before this case was opened, when a sibling that is named here was open already? 2
    where it is so long before that no threat or leak explains it."""
    published, opened = look.evidence.page.document.published_on, look.standing.card.opened_lo
    if published is None or opened is None or published >= opened:
        return NOTHING
    for rival in look.standing.rivals:
        theirs = rival.card.opened_lo
        if rival.present and theirs is not None and theirs < opened and theirs <= published:
            told = reason("before_case", published=published.isoformat(), opened=opened.isoformat())
            return Finding(1.0 if opened - published <= LEAD else 2.0, told)
    return NOTHING


def subject_of_sibling(look: Look) -> Finding:
    """Does the article speak of what a sibling that is named here is about, and not of what this case is about?"""
    mine = subjects_of(look.standing)
    here = {topic for topic in SUBJECTS if look.evidence.topics[topic]}
    if not mine or mine & here:
        return NOTHING
    for rival in look.standing.rivals:
        if rival.present and subjects_of(rival) & here:
            return Finding(1.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def subjects_of(standing: Standing) -> frozenset[str]:
    """What a case is about, as topics of the vocabulary."""
    return standing.facts.subjects | ({"criminal"} if standing.facts.criminal else set())


def forum_of_sibling(look: Look) -> Finding:
    """Do the words speak of the kind of forum of a sibling (prosecution, arbitration, court) more than of this case's?
    2 where they do not speak of this case's at all."""
    for rival in look.standing.rivals:
        if not rival.present or kind_of_forum(rival) == kind_of_forum(look.standing):
            continue
        mine, theirs = _words_for(look.evidence, look.standing, rival), _words_for(look.evidence, rival, look.standing)
        if theirs > mine and (not mine or kind_of_forum(look.standing) == "civil"):
            return Finding(1.0 if mine else 2.0, reason("sibling_fits_better", case=rival.card.case))
    return NOTHING


def several_suits(look: Look) -> Finding:
    """There is a sibling that is named: does the article speak of more than one suit?"""
    if not look.evidence.topics["another_suit"] or not any(rival.present for rival in look.standing.rivals):
        return NOTHING
    return Finding(1.0, reason("several_suits", words=words_among(look.evidence, frozenset({"another_suit"}))))


def kind_of_forum(standing: Standing) -> str:
    """criminal, arbitration or civil."""
    if standing.facts.criminal:
        return "criminal"
    return "arbitration" if standing.facts.arbitration else "civil"


def _words_for(evidence: Evidence, standing: Standing, other: Standing) -> int:
    """How many words speak of a case's kind of forum, told from another case's kind."""
    kind = kind_of_forum(standing)
    if kind == "civil" and kind_of_forum(other) == "arbitration":
        return evidence.topics["court"]
    return evidence.topics[kind]


def other_case_named(look: Look) -> Finding:
    """Nobody of this case is named, people of another case are: do its own firms stand in no sentence of dispute?"""
    if look.standing.movers or look.standing.shadows or not look.standing.elsewhere:
        return NOTHING
    return NOTHING if any(look.evidence.disputed(number) for number in look.standing.pair) else Finding(1.0)
