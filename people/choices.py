"""Closed vocabularies of people and employers."""

from django.db import models


class EmployerKind(models.TextChoices):
    """A unit, lab or brand cannot be a party to a proceeding; its legal entity can."""

    COMPANY = "company", "Company"
    UNIT = "unit", "Business unit"
    LAB = "lab", "Research lab"
    BRAND = "brand", "Brand"
    GROUP = "group", "Group"


class RelationKind(models.TextChoices):
    """Read as: source RELATION target, e.g. lab UNIT_OF company."""

    UNIT_OF = "unit_of", "Unit of"
    BRAND_OF = "brand_of", "Brand of"
    SUCCEEDED_BY = "succeeded_by", "Succeeded by"


class NameKind(models.TextChoices):
    LEGAL = "legal", "Legal name"
    ROMANISED = "romanised", "Romanised"
    FORMER = "former", "Former name"
    ALIAS = "alias", "Alias"
    NICKNAME = "nickname", "Nickname"


class Script(models.TextChoices):
    """ISO 15924 codes."""

    LATIN = "Latn", "Latin"
    HAN = "Hani", "Han"
    HANGUL = "Hang", "Hangul"
    KANA = "Jpan", "Japanese"
    CYRILLIC = "Cyrl", "Cyrillic"
    OTHER = "Zyyy", "Other"


class PublicRole(models.TextChoices):
    """Why a natural person may be named: the public-interest test, and the class of PRC law on who may be bound."""

    NONE = "none", "None on record"
    SENIOR_EXECUTIVE = "senior_executive", "Senior executive"
    SENIOR_TECHNICAL = "senior_technical", "Senior technical staff"
    PUBLIC_FIGURE = "public_figure", "Public figure"


class RoleClass(models.TextChoices):
    EXECUTIVE = "executive", "Executive"
    SENIOR_TECHNICAL = "senior_technical", "Senior technical"
    TECHNICAL = "technical", "Technical"
    SALES = "sales", "Sales"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Unknown"


class EndState(models.TextChoices):
    """A blank end must not read as “still there”, so it is said."""

    ONGOING = "ongoing", "Ongoing"
    ENDED = "ended", "Ended"
    UNKNOWN = "unknown", "Unknown"


class ExitKind(models.TextChoices):
    RESIGNATION = "resignation", "Resignation"
    DISMISSAL_CAUSE = "dismissal_cause", "Dismissal for cause"
    DISMISSAL_NO_CAUSE = "dismissal_no_cause", "Dismissal without cause"
    REDUNDANCY = "redundancy", "Redundancy"
    EXPIRY = "expiry", "Contract expired"
    MUTUAL = "mutual", "Mutual agreement"
    UNKNOWN = "unknown", "Unknown"
