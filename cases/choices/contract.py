"""Agreements and covenants."""

from django.db import models


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
