"""Closed vocabularies of disputes. Terms follow CourtListener, OASIS LegalXML ECF and PRC procedure."""

from django.db import models


class CaseStatus(models.TextChoices):
    ALLEGED = "alleged", "Alleged"
    ACTIVE = "active", "Active"
    RESOLVED = "resolved", "Resolved"
    DORMANT = "dormant", "Dormant"


class ParticipantRole(models.TextChoices):
    """Plain roles from the day a case is opened; procedural roles stand on the proceeding."""

    MOVER = "mover", "Person who moved"
    FORMER_EMPLOYER = "former_employer", "Former employer"
    NEW_EMPLOYER = "new_employer", "New employer"
    OTHER = "other", "Other"


class CaseRelationKind(models.TextChoices):
    """Symmetric: sibling suits of one move are separate cases."""

    SAME_MOVE = "same_move", "Same move"
    CRIMINAL = "criminal", "Criminal and civil side"
    CO_DEFENDANT = "co_defendant", "Same action, other defendant"
    COUNTER = "counter", "Action by the other side"
    RELATED = "related", "Related"


class ForumType(models.TextChoices):
    COURT = "court", "Court"
    CRIMINAL_COURT = "criminal_court", "Criminal court"
    LABOUR_ARBITRATION = "labour_arbitration", "Labour arbitration"
    COMMERCIAL_ARBITRATION = "commercial_arbitration", "Commercial arbitration"
    REGULATOR = "regulator", "Regulator"


class Stage(models.TextChoices):
    ARBITRATION = "arbitration", "Arbitration"
    FIRST_INSTANCE = "first_instance", "First instance"
    SECOND_INSTANCE = "second_instance", "Second instance or appeal"
    FURTHER_APPEAL = "further_appeal", "Further appeal"
    RETRIAL = "retrial", "Retrial"
    ENFORCEMENT = "enforcement", "Enforcement"
    INTERIM = "interim", "Interim relief"
    INVESTIGATION = "investigation", "Investigation"
    UNKNOWN = "unknown", "Not reported"


class PredecessorKind(models.TextChoices):
    APPEAL_FROM = "appeal_from", "Appeal from"
    FOLLOWS_ARBITRATION = "follows_arbitration", "Follows arbitration"
    TRANSFERRED = "transferred", "Transferred from"
    REMANDED = "remanded", "Remanded from"
    CONSOLIDATED = "consolidated", "Consolidated with"
    RELATED = "related", "Related to"


class ProceedingStatus(models.TextChoices):
    REPORTED_FILED = "reported_filed", "Reported as filed"
    PENDING = "pending", "Pending"
    STAYED = "stayed", "Stayed"
    DECIDED = "decided", "Decided"
    SETTLED = "settled", "Settled"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISMISSED = "dismissed", "Dismissed"
    TRANSFERRED = "transferred", "Transferred"
    UNKNOWN = "unknown", "Not reported"


class DocketScheme(models.TextChoices):
    NONE = "none", "No docket number"
    PRC = "prc", "PRC court, since 2016"
    PRC_LEGACY = "prc_legacy", "PRC court, before 2016"
    PRC_LABOUR = "prc_labour", "PRC labour arbitration"
    US_FEDERAL = "us_federal", "US federal district court"
    US_APPEAL = "us_appeal", "US court of appeals"
    OTHER = "other", "Other"
    UNRECOGNISED = "unrecognised", "Not recognised"


class PartyRole(models.TextChoices):
    """Fixed and neutral. Roles flip on appeal, so they are kept per proceeding."""

    CLAIMANT = "claimant", "Claimant"
    PLAINTIFF = "plaintiff", "Plaintiff"
    RESPONDENT = "respondent", "Respondent"
    DEFENDANT = "defendant", "Defendant"
    APPLICANT = "applicant", "Applicant"
    APPELLANT = "appellant", "Appellant"
    APPELLEE = "appellee", "Appellee"
    INTERVENER = "intervener", "Intervener"
    THIRD_PARTY = "third_party", "Third party"
    COUNTERCLAIMANT = "counterclaimant", "Counterclaimant"
    PROSECUTOR = "prosecutor", "Prosecutor"
    ACCUSED = "accused", "Accused"
    WITNESS_BODY = "witness_body", "Witness body"
    AMICUS = "amicus", "Amicus"


class Side(models.TextChoices):
    CLAIMANT = "claimant", "Claimant side"
    RESPONDENT = "respondent", "Respondent side"
    OTHER = "other", "Neither side"


class ClaimKind(models.TextChoices):
    BREACH_NON_COMPETE = "breach_non_compete", "Breach of a non-compete"
    BREACH_NON_SOLICIT = "breach_non_solicit", "Breach of a non-solicit"
    BREACH_CONFIDENTIALITY = "breach_confidentiality", "Breach of confidentiality"
    TRADE_SECRET = "trade_secret", "Trade secrets"
    TORTIOUS_INTERFERENCE = "tortious_interference", "Tortious interference"
    UNFAIR_COMPETITION = "unfair_competition", "Unfair competition"
    BREACH_FIDUCIARY_DUTY = "breach_fiduciary_duty", "Breach of fiduciary duty"
    DECLARATORY_RELIEF = "declaratory_relief", "Declaratory relief"
    WAGE_OR_COMPENSATION = "wage_or_compensation", "Wages or compensation"
    NO_POACH = "no_poach", "No-poach agreement"
    OTHER = "other", "Other"


class ReliefKind(models.TextChoices):
    TRO = "tro", "Temporary restraining order"
    PRELIMINARY_INJUNCTION = "preliminary_injunction", "Preliminary injunction"
    PERMANENT_INJUNCTION = "permanent_injunction", "Permanent injunction"
    SPRINGBOARD_INJUNCTION = "springboard_injunction", "Springboard injunction"
    DAMAGES = "damages", "Damages"
    LIQUIDATED_DAMAGES = "liquidated_damages", "Liquidated damages"
    RETURN_OF_COMPENSATION = "return_of_compensation", "Return of compensation"
    CONTINUED_PERFORMANCE = "continued_performance", "Continued performance"
    DECLARATION = "declaration", "Declaration"
    COSTS = "costs", "Costs"
    OTHER = "other", "Other"


class Period(models.TextChoices):
    ONCE = "once", "Once"
    MONTH = "month", "Per month"
    YEAR = "year", "Per year"


class DecisionKind(models.TextChoices):
    AWARD = "award", "Award"
    JUDGMENT = "judgment", "Judgment"
    ORDER = "order", "Order"
    VERDICT = "verdict", "Verdict"
    RULING = "ruling", "Ruling"


class Disposition(models.TextChoices):
    GRANTED = "granted", "Granted"
    GRANTED_IN_PART = "granted_in_part", "Granted in part"
    DENIED = "denied", "Denied"
    DISMISSED = "dismissed", "Dismissed"
    AFFIRMED = "affirmed", "Affirmed"
    REVERSED = "reversed", "Reversed"
    REMANDED = "remanded", "Remanded"
    SETTLED_BY_ORDER = "settled_by_order", "Settled by order"
    CONVICTED = "convicted", "Convicted"
    ACQUITTED = "acquitted", "Acquitted"
    UNKNOWN = "unknown", "Not reported"


class CovenantKind(models.TextChoices):
    NON_COMPETE = "non_compete", "Non-compete"
    NON_SOLICIT_CUSTOMER = "non_solicit_customer", "Non-solicit of customers"
    NON_SOLICIT_EMPLOYEE = "non_solicit_employee", "Non-solicit of employees"
    NON_DEALING = "non_dealing", "Non-dealing"
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    GARDEN_LEAVE = "garden_leave", "Garden leave"
    FORFEITURE = "forfeiture_for_competition", "Forfeiture for competition"
    INVENTION_ASSIGNMENT = "invention_assignment", "Assignment of inventions"
    NOTICE_PERIOD = "notice_period", "Notice period"


class DurationUnit(models.TextChoices):
    """Never converted into each other: 12 months and 365 days end on different days."""

    DAY = "day", "Days"
    WEEK = "week", "Weeks"
    MONTH = "month", "Months"
    YEAR = "year", "Years"


class Trigger(models.TextChoices):
    END_OF_EMPLOYMENT = "end_of_employment", "End of employment"
    NOTICE = "notice", "Notice"
    SIGNATURE = "signature", "Signature"
    EVENT = "event", "Another event"


class CompensationBasis(models.TextChoices):
    PERCENT_OF_PAY = "percent_of_pay", "Percentage of pay"
    FIXED = "fixed", "Fixed amount"
    NONE = "none", "None"
    UNKNOWN = "unknown", "Not reported"


class CovenantStatus(models.TextChoices):
    """``held_*`` is a tribunal's word and needs its decision. Never inferred from the rule table."""

    IN_FORCE = "in_force", "In force"
    WAIVED = "waived", "Waived"
    RELEASED = "released", "Released"
    EXPIRED = "expired", "Expired"
    HELD_VALID = "held_valid", "Held valid"
    HELD_PARTLY_VALID = "held_partly_valid", "Held partly valid"
    HELD_VOID = "held_void", "Held void"
    UNKNOWN = "unknown", "Not reported"


HELD = (CovenantStatus.HELD_VALID, CovenantStatus.HELD_PARTLY_VALID, CovenantStatus.HELD_VOID)


class CapFlag(models.TextChoices):
    """What the law of the place says of the length on paper. A flag, never a verdict on the covenant."""

    NONE = "none", "Within the law's limit, or no limit"
    EXCEEDS_CAP = "exceeds_cap", "Longer than the statutory maximum"
    ABOVE_PRESUMPTION = "above_presumption", "Longer than presumed reasonable"
    VOID_BY_STATUTE = "void_by_statute", "Void by statute"


class Instrument(models.TextChoices):
    EMPLOYMENT_CONTRACT = "employment_contract", "Employment contract"
    STANDALONE = "standalone", "Separate agreement"
    SEPARATION = "separation", "Separation agreement"
    EQUITY_AWARD = "equity_award", "Equity award"
    POLICY = "policy", "Policy"
    UNKNOWN = "unknown", "Not reported"


class DisputeForum(models.TextChoices):
    COURT = "court", "Court"
    ARBITRATION = "arbitration", "Arbitration"
    LABOUR_ARBITRATION = "labour_arbitration", "Labour arbitration"
    UNKNOWN = "unknown", "Not reported"


class Existence(models.TextChoices):
    """How the agreement is known to exist."""

    DOCUMENTED = "documented", "Documented"
    FOUND_BY_TRIBUNAL = "found_by_tribunal", "Found by a tribunal"
    PARTY_STATED = "party_stated", "Stated by a party"
    REPORTED = "reported", "Reported"
    DENIED = "denied", "Denied"


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


class Enforceability(models.TextChoices):
    VOID = "void", "Void"
    RESTRICTED = "restricted", "Restricted"
    MIXED = "mixed", "Mixed, by the courts"
    ENFORCEABLE = "enforceable", "Enforceable if reasonable"
    UNKNOWN = "unknown", "Not seen"


class DurationRule(models.TextChoices):
    VOID = "void", "Void"
    HARD_CAP = "hard_cap", "Statutory maximum"
    PRESUMPTION = "presumption", "Presumption"
    REASONABLENESS = "reasonableness", "Reasonableness"
    NONE = "none", "None"


class ExcessEffect(models.TextChoices):
    """What happens to a covenant that is longer than the limit."""

    VOID_BEYOND = "void_beyond", "Void beyond the maximum"
    REDUCED_TO_CAP = "reduced_to_cap", "Reduced to the maximum"
    WHOLE_CLAUSE_VOID = "whole_clause_void", "Whole clause void"
    PRESUMED_UNREASONABLE = "presumed_unreasonable", "Presumed unreasonable"
    COURT_MAY_REDUCE = "court_may_reduce", "Court may reduce"
    NOT_APPLICABLE = "n/a", "Not applicable"


class RuleSelector(models.TextChoices):
    """Which date picks the version of a rule."""

    AGREEMENT_DATE = "agreement_date", "Date of the agreement"
    TERMINATION_DATE = "termination_date", "End of employment"
    ENFORCEMENT_DATE = "enforcement_date", "Date of enforcement"


class Confidence(models.TextChoices):
    SEEN = "seen", "Official text seen"
    SECONDARY = "secondary", "Secondary source"
    UNVERIFIED = "unverified", "Not verified"
