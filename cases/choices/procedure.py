"""Proceedings and what stands in them."""

from django.db import models


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


# An action begins before one body of a kind.
BEGINNINGS = (Stage.ARBITRATION, Stage.FIRST_INSTANCE)


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


# On appeal, of the decision below.
SET_ASIDE = (Disposition.REVERSED, Disposition.REMANDED)
