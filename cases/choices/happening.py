"""Events."""

from django.db import models


class DateRole(models.TextChoices):
    HAPPENED = "happened", "Happened"
    REPORTED = "reported", "Reported"
    PUBLISHED = "published", "Published"


class EventKind(models.TextChoices):
    NOTICE_GIVEN = "notice_given", "Notice given"
    DEPARTURE = "departure", "Departure"
    DEPARTURE_ANNOUNCED = "departure_announced", "Departure announced"
    JOINS = "joins", "Joins a new employer"
    ROLE_CHANGE = "role_change", "Role change"
    AGREEMENT_SIGNED = "agreement_signed", "Agreement signed"
    WAIVER = "waiver", "Waiver"
    RELEASE = "release", "Release"
    COMPENSATION_PAID = "compensation_paid", "Compensation paid"
    COMPENSATION_STOPPED = "compensation_stopped", "Compensation stopped"
    WARNING_LETTER = "warning_letter", "Warning letter"
    LEGAL_ACTION = "legal_action", "Legal action, kind not reported"
    ARBITRATION_APPLIED = "arbitration_applied", "Application for arbitration"
    COMPLAINT_FILED = "complaint_filed", "Complaint filed"
    ANSWER = "answer", "Answer"
    COUNTERCLAIM = "counterclaim", "Counterclaim"
    INJUNCTION_SOUGHT = "injunction_sought", "Injunction sought"
    INJUNCTION_GRANTED = "injunction_granted", "Injunction granted"
    INJUNCTION_DENIED = "injunction_denied", "Injunction denied"
    INJUNCTION_DISSOLVED = "injunction_dissolved", "Injunction dissolved"
    TRO_GRANTED = "tro_granted", "Temporary restraining order granted"
    TRO_DENIED = "tro_denied", "Temporary restraining order denied"
    HEARING = "hearing", "Hearing"
    MEDIATION = "mediation", "Mediation"
    AWARD = "award", "Award"
    RULING = "ruling", "Ruling"
    VERDICT = "verdict", "Verdict"
    APPEAL_FILED = "appeal_filed", "Appeal filed"
    APPEAL_DECIDED = "appeal_decided", "Appeal decided"
    REMAND = "remand", "Remand"
    RETRIAL = "retrial", "Retrial"
    SETTLEMENT = "settlement", "Settlement"
    WITHDRAWAL = "withdrawal", "Withdrawal"
    DISMISSAL = "dismissal", "Dismissal"
    ENFORCEMENT = "enforcement", "Enforcement"
    PAYMENT_MADE = "payment_made", "Payment made"
    INVESTIGATION = "investigation", "Investigation"
    CHARGES_FILED = "charges_filed", "Charges filed"
    SENTENCE = "sentence", "Sentence"
    STATEMENT_BY_PARTY = "statement_by_party", "Statement by a party"
    REPLY_RECEIVED = "reply_received", "Reply received"
    CORRECTION = "correction", "Correction"
    LAW_CHANGE = "law_change", "Change of law"
    OTHER = "other", "Other"


# These may lie in the future: they are announced by a docket. Anything else is reported as past.
SCHEDULABLE = (EventKind.HEARING, EventKind.MEDIATION, EventKind.LAW_CHANGE)


# An event that says a tribunal decided.
DECIDING = (EventKind.AWARD, EventKind.RULING, EventKind.VERDICT, EventKind.APPEAL_DECIDED, EventKind.SENTENCE)


# Somebody leaves one employer for another.
LEAVING = (EventKind.DEPARTURE, EventKind.DEPARTURE_ANNOUNCED, EventKind.JOINS)


# Told twice in one proceeding, these are one step: an action begins once and ends once.
ONCE_IN_A_PROCEEDING = (
    EventKind.ARBITRATION_APPLIED,
    EventKind.COMPLAINT_FILED,
    EventKind.CHARGES_FILED,
    EventKind.SETTLEMENT,
    EventKind.WITHDRAWAL,
    EventKind.DISMISSAL,
)
# Told twice of one employment, these are one step.
ONCE_IN_AN_EMPLOYMENT = (EventKind.DEPARTURE, EventKind.JOINS)
HAPPENS_ONCE = (*ONCE_IN_A_PROCEEDING, *ONCE_IN_AN_EMPLOYMENT, *DECIDING)


# Moves and papers: told of a person, they accuse nobody.
WITHOUT_ACCUSATION = (
    EventKind.NOTICE_GIVEN,
    EventKind.DEPARTURE,
    EventKind.DEPARTURE_ANNOUNCED,
    EventKind.JOINS,
    EventKind.ROLE_CHANGE,
    EventKind.AGREEMENT_SIGNED,
    EventKind.LAW_CHANGE,
)


class EventRole(models.TextChoices):
    ACTOR = "actor", "Who acted"
    SUBJECT = "subject", "Who is concerned"
    RECIPIENT = "recipient", "To whom"
    DESTINATION = "destination", "New employer"
