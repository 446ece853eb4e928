"""Whether a case can still be meant, found out by a few signals: most candidates are given up here.

Signals are asked in turn, those first that speak against a case and cost little. As soon as not even full marks from
all the others would do, the case is out. What is decided is the same as if every signal had been asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from linking.evidence import Evidence, Standing
from linking.model import Model
from linking.signals.finding import NOTHING, Finding, Look, Signal
from linking.signals.firms import (
    among_firms,
    both_named,
    employers_absent,
    firms_in_dispute,
    former_named,
    new_named,
    no_leaver,
    only_case_of_pair,
    pair_in_title,
    peace_made,
    told_without_names,
)
from linking.signals.papers import decision_cited, docket_cited, forum_named, opening_year, place_agrees
from linking.signals.people import (
    homonym,
    mover_against_employer,
    mover_apart,
    mover_by_shadow,
    mover_in_title,
    mover_named,
    mover_with_dispute,
    mover_with_employer,
    no_leaver_beside,
    other_person,
    people_absent,
    several_movers,
    stranger_beside,
    stranger_in_place,
    stranger_instead,
)
from linking.signals.siblings import (
    dominated,
    forum_of_sibling,
    half_told,
    not_yet_open,
    nothing_own,
    other_case_named,
    place_of_sibling,
    rival_named,
    several_suits,
    subject_of_sibling,
)
from linking.signals.surnames import mover_by_surname
from linking.signals.table import SIGNALS
from linking.signals.wording import any_dispute, no_dispute, nothing_told, silent, strong_dispute

# What of a case is there, as bits; the last two: whether movers, and firms, are known of it at all.
MOVERS, SHADOWS, SEVERAL, OTHERS, FORMER, NEW, PAIR, DOCKETS, DAYS, RIVALS, HAS_MOVERS, HAS_FIRMS = (
    1 << number for number in range(12)
)
MOVED, FIRMS = MOVERS | SHADOWS, FORMER | NEW

# The greatest value of signals for a case that go beyond 1.
MOST: Mapping[Signal, float] = {other_person: 1.5}
# What must be there for a signal to say anything. A signal without an entry is always asked.
NEEDS: Mapping[Signal, Callable[[int], object]] = {
    docket_cited: lambda there: there & DOCKETS,
    decision_cited: lambda there: there & DAYS,
    mover_in_title: lambda there: there & MOVERS,
    mover_against_employer: lambda there: there & MOVERS and there & FIRMS,
    homonym: lambda there: there & MOVERS,
    mover_by_shadow: lambda there: there & SHADOWS and there & FIRMS,
    mover_by_surname: lambda there: there & HAS_MOVERS and there & FIRMS and not there & MOVED,
    mover_apart: lambda there: there & MOVERS and there & FIRMS,
    mover_with_dispute: lambda there: there & MOVED,
    mover_with_employer: lambda there: there & MOVED and there & FIRMS,
    several_movers: lambda there: there & SEVERAL,
    other_person: lambda there: there & OTHERS,
    both_named: lambda there: there & FIRMS,
    people_absent: lambda there: there & HAS_MOVERS and not there & MOVED,
    employers_absent: lambda there: there & HAS_FIRMS and not there & FIRMS,
    only_case_of_pair: lambda there: there & FIRMS == FIRMS and not there & RIVALS,
    firms_in_dispute: lambda there: there & PAIR,
    peace_made: lambda there: there & PAIR,
    pair_in_title: lambda there: there & PAIR,
    told_without_names: lambda there: there & PAIR and not there & MOVED,
    rival_named: lambda there: there & RIVALS and not there & MOVERS,
    dominated: lambda there: there & RIVALS,
    half_told: lambda there: there & RIVALS and there & MOVERS,
    nothing_own: lambda there: there & RIVALS,
    place_of_sibling: lambda there: there & RIVALS,
    forum_of_sibling: lambda there: there & RIVALS,
    subject_of_sibling: lambda there: there & RIVALS,
    several_suits: lambda there: there & RIVALS,
    not_yet_open: lambda there: there & RIVALS,
    other_case_named: lambda there: not there & MOVED,
    stranger_in_place: lambda there: not there & MOVED,
    stranger_beside: lambda there: there & HAS_MOVERS and not there & MOVED and there & FIRMS,
    stranger_instead: lambda there: there & MOVERS and there & FIRMS,
    no_leaver_beside: lambda there: there & MOVERS,
    no_leaver: lambda there: there & FIRMS == FIRMS and not there & MOVED,
    nothing_told: lambda there: there & MOVERS or (there & FIRMS == FIRMS and not there & MOVED),
    among_firms: lambda there: there & PAIR and not there & MOVED,
}
# Signals whose value is 1 exactly where this holds: known without asking.
CERTAIN: Mapping[Signal, Callable[[int], object]] = {
    mover_named: lambda there: there & MOVERS,
    former_named: lambda there: there & FORMER,
    new_named: lambda there: there & NEW,
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
# Asked last: these read the whole text, for the first case that asks.
_LAST: tuple[Signal, ...] = (forum_named, opening_year, place_agrees, place_of_sibling, nothing_own)
_SILENCE: Mapping[str, Finding] = {signal.__name__: NOTHING for signal in SIGNALS}  # every signal, with nothing to say
_BETWEEN = tuple(signal for signal in SIGNALS if signal not in _FIRST and signal not in _LAST)
_ORDER = _FIRST + _BETWEEN + _LAST


def there(evidence: Evidence, standing: Standing) -> int:
    """What of a case is there, as bits."""
    facts = standing.facts
    movers, shadows = standing.movers, standing.shadows
    found = MOVERS if movers else 0
    if shadows:
        found |= SHADOWS
    if len(movers) + len(shadows) > 1:
        found |= SEVERAL
    if standing.others:
        found |= OTHERS
    if standing.former:
        found |= FORMER
    if standing.new:
        found |= NEW
    if standing.pair:
        found |= PAIR
    if standing.rivals:
        found |= RIVALS
    if facts.movers:
        found |= HAS_MOVERS
    if facts.firms:
        found |= HAS_FIRMS
    if evidence.dockets and facts.dockets:
        found |= DOCKETS
    if evidence.days and facts.days:
        found |= DAYS
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to judge cases of which the same is there.

    `best`: the score that is reached at most. `asked`: signals by name, with their weights and what each can add to a
    score. `later`: those that change no score or are certain.
    """

    best: float
    asked: tuple[tuple[str, Signal, float, float], ...]
    later: tuple[tuple[str, Signal], ...]


@dataclass(slots=True)
class _Plans:
    """Plans of a model, by what is there."""

    model: Model
    made: dict[int, _Plan] = field(default_factory=dict)

    def of(self, bits: int) -> _Plan:
        plan = self.made.get(bits)
        return plan if plan is not None else self.made.setdefault(bits, self._plan(bits))

    def _plan(self, bits: int) -> _Plan:
        mute = frozenset(signal for signal in SIGNALS if not CERTAIN.get(signal, NEEDS.get(signal, _always))(bits))
        best, rows = self.model.bias, []
        for signal in _ORDER:
            weight = self.model.weights.get(signal.__name__, 0.0)
            if signal in mute or not weight:
                continue
            if signal in CERTAIN:
                best += weight
            else:
                rows.append((signal.__name__, signal, weight, max(0.0, weight * MOST.get(signal, 1.0))))
        asked = {row[0] for row in rows}
        later = ((one.__name__, one) for one in SIGNALS if one not in mute and one.__name__ not in asked)
        return _Plan(best + sum(row[3] for row in rows), tuple(rows), tuple(later))


def _always(_: int) -> bool:
    return True


@lru_cache(maxsize=8)
def _plans(model: Model) -> _Plans:
    return _Plans(model)


def findings_in_hope(
    evidence: Evidence, standing: Standing, names: Mapping[str, str], model: Model
) -> dict[str, Finding] | None:
    """Every signal's answer as `findings` gives it; None as soon as the case's probability is sure to stay below that
    of a suggestion, whatever the signals not asked yet say."""
    plan, least = _plans(model).of(there(evidence, standing)), model.least_score
    best = plan.best  # the score that can still be reached
    look = Look(evidence, standing, names)
    found = dict(_SILENCE)
    for name, signal, weight, reachable in plan.asked:
        if best < least:
            return None
        found[name] = finding = signal(look)
        best += weight * finding.value - reachable
    if best < least:
        return None
    for name, signal in plan.later:
        found[name] = signal(look)
    return found
