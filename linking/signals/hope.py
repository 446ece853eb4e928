"""Whether a case can still be meant, found out by a few signals: most candidates are given up here.

Signals are asked in turn, those first that speak against a case and cost little. As soon as not even full marks from
all the others would do, the case is out. What is decided is the same as if every signal had been asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linking.evidence import Evidence, Standing
from linking.model import Model
from linking.signals.finding import Look, Signal
from linking.signals.firms import (
    both_named,
    employers_absent,
    firms_in_dispute,
    former_named,
    new_named,
    no_leaver,
    only_case_of_pair,
    pair_in_title,
    told_without_names,
)
from linking.signals.papers import decision_cited, docket_cited
from linking.signals.people import (
    mover_against_employer,
    mover_by_shadow,
    mover_in_title,
    mover_named,
    mover_with_dispute,
    mover_with_employer,
    other_person,
    people_absent,
    several_movers,
)
from linking.signals.siblings import dominated, half_told, rival_named
from linking.signals.table import SIGNALS
from linking.signals.wording import any_dispute, no_dispute, silent, strong_dispute

# The greatest value of signals that go beyond 1.
MOST: Mapping[Signal, float] = {other_person: 1.5}
# What must be there for a signal to say anything; no entry: it always may.
_Need = Callable[[Evidence, Standing], object]
_MOVERS: _Need = lambda _, standing: standing.movers  # noqa: E731 - a row of a table
_MOVED: _Need = lambda _, standing: standing.movers or standing.shadows  # noqa: E731
_BOTH: _Need = lambda _, standing: standing.former and standing.new  # noqa: E731
_PAIR: _Need = lambda _, standing: standing.pair  # noqa: E731
NEEDS: Mapping[Signal, _Need] = {
    docket_cited: lambda evidence, standing: evidence.dockets and standing.facts.dockets,
    decision_cited: lambda evidence, standing: evidence.days and standing.facts.days,
    mover_named: _MOVERS,
    mover_in_title: _MOVERS,
    mover_against_employer: lambda _, standing: standing.movers and (standing.former or standing.new),
    mover_by_shadow: lambda _, standing: standing.shadows,
    mover_with_dispute: _MOVED,
    mover_with_employer: lambda _, standing: _MOVED(_, standing) and (standing.former or standing.new),
    several_movers: lambda _, standing: len(standing.movers) + len(standing.shadows) > 1,
    other_person: lambda _, standing: standing.others,
    former_named: lambda _, standing: standing.former,
    new_named: lambda _, standing: standing.new,
    both_named: _BOTH,
    only_case_of_pair: _BOTH,
    firms_in_dispute: _PAIR,
    pair_in_title: _PAIR,
    told_without_names: _PAIR,
}
# Asked first: what speaks against a case and costs little, then what the rest of its hope mostly stands on.
_FIRST: tuple[Signal, ...] = (
    silent,
    employers_absent,
    people_absent,
    half_told,
    rival_named,
    no_dispute,
    mover_in_title,
    mover_with_dispute,
    mover_with_employer,
    no_leaver,
    dominated,
    strong_dispute,
    any_dispute,
)
_ORDER = tuple(
    (signal, signal.__name__, NEEDS.get(signal), MOST.get(signal, 1.0))
    for signal in (*_FIRST, *(signal for signal in SIGNALS if signal not in _FIRST))
)


def may_be_meant(evidence: Evidence, standing: Standing, names: Mapping[str, str], model: Model) -> bool:
    """False where a case's probability is below that of a suggestion, whatever the signals not asked yet say."""
    weights, least = model.weights, model.least_score
    best = model.bias  # the score that can still be reached
    asked: list[tuple[Signal, float, float]] = []
    for signal, name, need, most in _ORDER:
        weight = weights.get(name, 0.0)
        if weight and (need is None or need(evidence, standing)):
            reachable = weight * most if weight > 0 else 0.0
            best += reachable
            asked.append((signal, weight, reachable))
    look = Look(evidence, standing, names)
    for signal, weight, reachable in asked:
        if best < least:
            return False
        best += weight * signal(look).value - reachable
    return best >= least
