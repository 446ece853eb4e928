"""Writing disputes: each verb checks the whole record, saves it at once, and returns what to look at again."""

from cases.services.contract import save_agreement, save_covenant
from cases.services.dispute import add_participant, relate_cases, save_case
from cases.services.happening import save_event
from cases.services.law import save_rule_version, save_tribunal
from cases.services.notes import add_note, show_note
from cases.services.procedure import (
    cite_decision,
    save_claim,
    save_decision,
    save_party,
    save_proceeding,
    save_relief,
)

__all__ = [
    "add_note",
    "add_participant",
    "cite_decision",
    "relate_cases",
    "save_agreement",
    "save_case",
    "save_claim",
    "save_covenant",
    "save_decision",
    "save_event",
    "save_party",
    "save_proceeding",
    "save_relief",
    "save_rule_version",
    "save_tribunal",
    "show_note",
]
