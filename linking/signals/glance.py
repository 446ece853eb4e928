"""A first glance at the candidates: most cannot be meant, and a few facts about who stands where show it.

Of everybody named a few marks are found out once for the whole document (in the headline, in a sentence of dispute,
near one, near a word of leaving). A card's marks are those of its people and firms put together; how far signals can
speak for a case with such marks, and how far they must speak against it, is worked out once for each combination. A
case that stays below what is suggested even so is given up without a look at its sentences. What is decided is the same
as if every signal had been asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from linking.evidence import Evidence
from linking.forms import CaseCard, Role
from linking.model import Model
from linking.signals.finding import Signal, reach
from linking.signals.firms import (
    both_named,
    employers_absent,
    firms_in_dispute,
    former_named,
    new_named,
    only_case_of_pair,
    pair_in_title,
    peace_made,
    told_without_names,
)
from linking.signals.hope import MOST
from linking.signals.papers import caption_cited, decision_cited, docket_cited
from linking.signals.people import (
    LEAVING,
    mover_against_employer,
    mover_by_shadow,
    mover_in_title,
    mover_named,
    mover_with_dispute,
    mover_with_employer,
    no_leaver_beside,
    other_person,
    people_absent,
    several_movers,
)
from linking.signals.siblings import several_suits
from linking.signals.surnames import mover_by_surname
from linking.signals.table import SIGNALS
from linking.signals.wording import any_dispute, no_action, no_dispute, silent, strong_dispute
from linking.vocabulary import ACTION, DISPUTE

# Marks of an entity that is named: by a full or explained name; in the headline; in a sentence of dispute; in one or
# beside one; beside a word of a dispute, be it part of a name; in a sentence with a word of leaving or beside one.
STRONG, IN_TITLE, DISPUTED, BESIDE, WORDED, LEFT, NAMED = (1 << number for number in range(7))

# Marks of a case: what is known of it, who of it is named, and what stands where these are.
HAS_MOVERS, HAS_FIRMS, MOVERS, MOVED, FORMER, NEW, FIRM, OTHER = (1 << number for number in range(8))
MOVER_IN_TITLE, MOVER_DISPUTED, MOVER_BESIDE = (1 << number for number in range(8, 11))
OWN_BESIDE, ANY_WORDED, OWN_LEFT = (1 << number for number in range(11, 14))
SEVERAL, TWO_FIRMS = MOVED << 14, FIRM << 14  # more than one of them is named
# Marks of the document: what is cited in it, and whether words of any dispute, any step and another suit are there.
DOCKETS, DAYS, CAPTIONS, SAID, DONE, SUITS = (1 << number for number in range(24, 30))

# The most that signals for a case can be worth; signals without an entry: that of `MOST`, or 1.
AT_MOST: Mapping[Signal, Callable[[int], float]] = {
    docket_cited: lambda marks: bool(marks & DOCKETS),
    decision_cited: lambda marks: bool(marks & DAYS),
    caption_cited: lambda marks: bool(marks & CAPTIONS),
    mover_named: lambda marks: bool(marks & MOVERS),
    mover_in_title: lambda marks: bool(marks & MOVER_IN_TITLE),
    mover_by_shadow: lambda marks: bool(marks & MOVED and marks & FIRM),
    mover_by_surname: lambda marks: bool(marks & HAS_MOVERS and marks & TWO_FIRMS and not marks & MOVED),
    mover_with_dispute: lambda marks: 1.0 if marks & MOVER_DISPUTED else 0.6 if marks & MOVER_BESIDE else 0.0,
    mover_with_employer: lambda marks: bool(marks & MOVED and marks & FIRM),
    mover_against_employer: lambda marks: bool(marks & MOVERS and marks & FIRM and marks & DONE),
    several_movers: lambda marks: bool(marks & SEVERAL),
    other_person: lambda marks: MOST[other_person] if marks & OTHER else 0.0,
    former_named: lambda marks: bool(marks & FORMER),
    new_named: lambda marks: bool(marks & NEW),
    both_named: lambda marks: bool(marks & TWO_FIRMS),
    firms_in_dispute: lambda marks: 0.0 if not marks & TWO_FIRMS else 1.0 if marks & OWN_BESIDE else 0.2,
    peace_made: lambda marks: bool(marks & TWO_FIRMS),
    pair_in_title: lambda marks: bool(marks & TWO_FIRMS),
    told_without_names: lambda marks: bool(marks & TWO_FIRMS and marks & OWN_BESIDE and not marks & MOVED),
    only_case_of_pair: lambda marks: bool(marks & TWO_FIRMS and marks & (MOVED | OWN_BESIDE)),
    several_suits: lambda marks: bool(marks & SUITS),
    strong_dispute: lambda marks: bool(_may_be_near(marks)),
    any_dispute: lambda marks: bool(_may_be_near(marks)),
}
# The least that signals against a case are worth; signals without an entry: 0.
AT_LEAST: Mapping[Signal, Callable[[int], float]] = {
    silent: lambda marks: not marks & SAID,
    no_action: lambda marks: not marks & DONE,
    no_dispute: lambda marks: bool(marks & (MOVED | FIRM) and not marks & OWN_BESIDE),
    employers_absent: lambda marks: bool(marks & HAS_FIRMS and not marks & (FIRM | DOCKETS)),
    people_absent: lambda marks: bool(marks & HAS_MOVERS and not marks & (MOVED | DOCKETS | TWO_FIRMS)),
    no_leaver_beside: lambda marks: bool(marks & MOVERS and not marks & (OWN_LEFT | CAPTIONS | DOCKETS)),
}


def _may_be_near(marks: int) -> int:
    """Of a case of which nobody is named every sentence counts as near."""
    return marks & ANY_WORDED or not marks & (MOVED | FIRM | OTHER)


def _of_mover(marks: int) -> int:
    found = HAS_MOVERS
    if not marks:
        return found
    found |= MOVED
    if marks & STRONG:
        found |= MOVERS
        if marks & IN_TITLE:
            found |= MOVER_IN_TITLE
    if marks & DISPUTED:
        found |= MOVER_DISPUTED
    if marks & BESIDE:
        found |= MOVER_BESIDE
    return found | _of_anybody(marks)


def _of_firm(marks: int, side: int) -> int:
    return HAS_FIRMS | FIRM | side | _of_anybody(marks) if marks else HAS_FIRMS


def _of_anybody(marks: int) -> int:
    found = OWN_BESIDE if marks & BESIDE else 0
    if marks & WORDED:
        found |= ANY_WORDED
    return found | OWN_LEFT if marks & LEFT else found


def _of_other(marks: int) -> int:
    return OTHER | (ANY_WORDED if marks & WORDED else 0) if marks & STRONG else 0


# By role and an entity's marks what these mean for a case.
_IN_ROLE: Mapping[Role, Sequence[int]] = {
    "mover": [_of_mover(marks) for marks in range(2 * NAMED)],
    "former_employer": [_of_firm(marks, FORMER) for marks in range(2 * NAMED)],
    "new_employer": [_of_firm(marks, NEW) for marks in range(2 * NAMED)],
    "other": [_of_other(marks) for marks in range(2 * NAMED)],
}


def _marks_of_entities(evidence: Evidence) -> dict[str, int]:
    """The marks of everybody who is named."""
    disputed = {number for number, topics in evidence.topics_in.items() if not topics.isdisjoint(DISPUTE)}
    left = reach({number for number, topics in evidence.topics_in.items() if not topics.isdisjoint(LEAVING)})
    worded = reach({word.sentence for word in evidence.words if word.topic in DISPUTE})
    beside, found = reach(disputed), {}
    for entity, mentions in evidence.where.items():
        marks, sentences = NAMED, evidence.sentences_of(entity)
        if not worded.isdisjoint(sentences):  # wherever a dispute is told, a word of one stands
            marks |= WORDED
            if not beside.isdisjoint(sentences):
                marks |= BESIDE
                if not disputed.isdisjoint(sentences):
                    marks |= DISPUTED
        if not left.isdisjoint(sentences):
            marks |= LEFT
        if evidence.strong(entity):
            marks |= STRONG
        if mentions[0].field == "title":  # mentions come in order, the headline first
            marks |= IN_TITLE
        found[entity] = marks
    return found


def marks_of(evidence: Evidence, cards: Iterable[CaseCard]) -> list[int]:
    """The marks of each card in a document."""
    marks, shared, found = _marks_of_entities(evidence).get, _of_document(evidence), []
    for card in cards:
        here = shared
        for role in card.roles:
            more = _IN_ROLE[role.role][marks(role.entity, 0)]
            here |= more | (here & more & (MOVED | FIRM)) << 14
        found.append(here)
    return found


def _of_document(evidence: Evidence) -> int:
    found = 0
    if evidence.dockets:
        found |= DOCKETS
    if evidence.days:
        found |= DAYS
    if evidence.captions:
        found |= CAPTIONS
    topics = {topic for topic, count in evidence.topics.items() if count}
    if not topics.isdisjoint(DISPUTE):
        found |= SAID
    if not topics.isdisjoint(ACTION):
        found |= DONE
    if "another_suit" in topics:
        found |= SUITS
    return found


class _Bounds(dict[int, float]):
    """By marks the greatest score that a case can have under a model."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, marks: int) -> float:
        best = self._model.bias
        for signal in SIGNALS:
            weight = self._model.weights.get(signal.__name__, 0.0)
            if weight > 0:
                best += weight * (AT_MOST[signal](marks) if signal in AT_MOST else MOST.get(signal, 1.0))
            elif signal in AT_LEAST:
                best += weight * AT_LEAST[signal](marks)
        self[marks] = best
        return best


@lru_cache(maxsize=8)
def _bounds(model: Model) -> _Bounds:
    return _Bounds(model)


def worth_a_look(evidence: Evidence, cards: Sequence[CaseCard], model: Model) -> list[int]:
    """The places of the cards that may yet be suggested."""
    bounds, least = _bounds(model), model.least_score
    return [place for place, marks in enumerate(marks_of(evidence, cards)) if bounds[marks] >= least]
