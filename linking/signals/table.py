"""The table: every signal, and what it is worth in log-odds before any data is seen."""

from __future__ import annotations

from collections.abc import Mapping

from linking.evidence import Evidence, Standing
from linking.signals.finding import Finding, Look, Signal
from linking.signals.firms import (
    among_firms,
    both_named,
    employers_absent,
    firms_in_dispute,
    former_named,
    many_employers,
    new_named,
    no_leaver,
    only_case_of_pair,
    pair_in_title,
    peace_made,
    told_without_names,
)
from linking.signals.papers import (
    before_case,
    caption_cited,
    decision_cited,
    docket_cited,
    forum_differs,
    forum_named,
    opening_year,
    place_agrees,
)
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
from linking.signals.wording import (
    any_dispute,
    business_news,
    fiction,
    no_action,
    no_dispute,
    nothing_told,
    other_quarrel,
    silent,
    strong_dispute,
    subject_agrees,
    subject_differs,
)

# What each signal is worth in log-odds before any data is seen. A fit moves the weights from here as far as the data
# warrants; one that would cross zero is held there, since a signal speaks for a case or against it, never both.
PRIORS: Mapping[Signal, float] = {
    docket_cited: 5.0,
    decision_cited: 3.0,
    caption_cited: 2.5,
    mover_named: 2.0,
    mover_in_title: 0.5,
    mover_by_shadow: 1.0,
    mover_by_surname: 1.5,
    several_movers: 1.0,
    mover_with_dispute: 1.5,
    mover_with_employer: 0.7,
    mover_against_employer: 2.0,
    other_person: 0.7,
    former_named: 0.5,
    new_named: 0.7,
    both_named: 0.7,
    firms_in_dispute: 1.0,
    pair_in_title: 0.3,
    peace_made: 0.7,
    told_without_names: 1.5,
    only_case_of_pair: 0.7,
    strong_dispute: 0.7,
    any_dispute: 0.7,
    subject_agrees: 0.4,
    forum_named: 0.4,
    place_agrees: 0.5,
    opening_year: 0.4,
    several_suits: 0.7,
    silent: -3.0,
    no_dispute: -1.5,
    nothing_told: -1.5,
    subject_differs: -0.5,
    forum_differs: -0.7,
    before_case: -3.0,
    people_absent: -1.0,
    employers_absent: -1.5,
    rival_named: -1.0,
    dominated: -1.5,
    half_told: -2.0,
    nothing_own: -1.5,
    place_of_sibling: -1.5,
    forum_of_sibling: -1.0,
    not_yet_open: -2.5,
    subject_of_sibling: -1.0,
    other_case_named: -1.0,
    stranger_in_place: -2.0,
    stranger_instead: -3.0,
    stranger_beside: -1.0,
    no_leaver_beside: -2.0,
    no_leaver: -2.0,
    mover_apart: -1.0,
    other_quarrel: -1.0,
    no_action: -1.0,
    among_firms: -1.0,
    homonym: -0.5,
    many_employers: -0.5,
    business_news: -1.0,
    fiction: -2.0,
}
PRIOR_BIAS = -4.5
SIGNALS: tuple[Signal, ...] = tuple(PRIORS)


def findings(evidence: Evidence, standing: Standing, names: Mapping[str, str]) -> dict[str, Finding]:
    """Every signal's answer for one case, by the signal's name, in the order of the table."""
    look = Look(evidence, standing, names)
    return {signal.__name__: signal(look) for signal in SIGNALS}
