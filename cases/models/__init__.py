"""The dispute. Invariant: roles, relief and decisions stand on a proceeding; a case is one
claimant-side action with its appeals.
"""

from cases.models.agreement import Agreement, AgreementCitation, Covenant, CovenantCitation
from cases.models.case import Case, CaseCitation, CaseRelation, Participant, ParticipantCitation
from cases.models.conflict import Conflict
from cases.models.event import Event, EventActor, EventCitation
from cases.models.note import CaseNote
from cases.models.proceeding import Party, PartyCitation, Proceeding, ProceedingCitation, Tribunal
from cases.models.rule import JurisdictionRule, RuleVersion
from cases.models.ruling import Claim, Decision, DecisionCitation, Relief, ReliefCitation

__all__ = [
    "Agreement",
    "AgreementCitation",
    "Case",
    "CaseCitation",
    "CaseNote",
    "CaseRelation",
    "Claim",
    "Conflict",
    "Covenant",
    "CovenantCitation",
    "Decision",
    "DecisionCitation",
    "Event",
    "EventActor",
    "EventCitation",
    "JurisdictionRule",
    "Participant",
    "ParticipantCitation",
    "Party",
    "PartyCitation",
    "Proceeding",
    "ProceedingCitation",
    "Relief",
    "ReliefCitation",
    "RuleVersion",
    "Tribunal",
]
