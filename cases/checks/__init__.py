"""What must hold of a dispute beyond one row. Errors name the field; notices are worth a look and never block."""

from cases.checks.contract import check_agreement, check_covenant
from cases.checks.dispute import check_case, check_participant
from cases.checks.happening import check_event, check_move
from cases.checks.law import check_rule_version, check_tribunal
from cases.checks.note import check_note
from cases.checks.procedure import (
    check_claim,
    check_decision,
    check_decision_citation,
    check_party,
    check_proceeding,
    check_relief,
)

__all__ = [
    "check_agreement",
    "check_case",
    "check_claim",
    "check_covenant",
    "check_decision",
    "check_decision_citation",
    "check_event",
    "check_move",
    "check_note",
    "check_participant",
    "check_party",
    "check_proceeding",
    "check_relief",
    "check_rule_version",
    "check_tribunal",
]
