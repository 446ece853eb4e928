"""Rules of jurisdictions."""

from django.db import models


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
