"""The table of signals: each answers one question about a document and a case, with a value and the reason to show.

A signal's value is 0 where it has nothing to say, 1 where it is fully met, and in between or beyond where it counts.
What a signal is worth stands in `weights.json`, never here. See docs/adding-a-signal.md.
"""

from linking.signals.finding import NOTHING, Finding, Look, Signal
from linking.signals.glance import worth_a_look
from linking.signals.hope import findings_in_hope
from linking.signals.siblings import coverings
from linking.signals.table import PRIOR_BIAS, PRIORS, SIGNALS, findings

__all__ = [
    "NOTHING",
    "PRIORS",
    "PRIOR_BIAS",
    "SIGNALS",
    "Finding",
    "Look",
    "Signal",
    "coverings",
    "findings",
    "findings_in_hope",
    "worth_a_look",
]
