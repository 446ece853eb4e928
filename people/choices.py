"""Closed vocabularies of people and employers."""

from django.db import models


class EmployerKind(models.TextChoices):
    """A unit, lab or brand cannot be a party to a proceeding; its legal entity can."""

    COMPANY = "company", "Company"
    UNIT = "unit", "Business unit"
    LAB = "lab", "Research lab"
    BRAND = "brand", "Brand"
    GROUP = "group", "Group"


# Parts of a company that people work in, and that cannot stand before a tribunal.
UNITS = (EmployerKind.UNIT, EmployerKind.LAB, EmployerKind.BRAND)


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


class RightsKind(models.TextChoices):
    """What somebody asks for. GDPR Art. 15, 16, 17, 21; a reply is the press's own right."""

    ACCESS = "access", "Access"
    RECTIFICATION = "rectification", "Rectification"
    ERASURE = "erasure", "Erasure"
    OBJECTION = "objection", "Objection"
    REPLY = "reply", "Reply"


class RightsChannel(models.TextChoices):
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    FORM = "form", "Form on the site"
    TELEPHONE = "telephone", "Telephone"
    IN_PERSON = "in_person", "In person"


class RightsState(models.TextChoices):
    RECEIVED = "received", "Received"
    IN_PROGRESS = "in_progress", "In progress"
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn by the requester"


OPEN_REQUESTS = (RightsState.RECEIVED, RightsState.IN_PROGRESS)


class RefusalGround(models.TextChoices):
    """GDPR Art. 12(2), 12(5), 17(3), 21(1), 85."""

    EXPRESSION = "expression", "Freedom of expression and information (Art. 17(3)(a), 85)"
    ARCHIVE = "archive", "Archiving or research in the public interest (Art. 17(3)(d))"
    LEGAL_CLAIMS = "legal_claims", "Legal claims (Art. 17(3)(e), 21(1))"
    NOT_IDENTIFIED = "not_identified", "The requester could not be identified (Art. 12(2))"
    UNFOUNDED = "unfounded", "Manifestly unfounded or excessive (Art. 12(5))"
    NOTHING_HELD = "nothing_held", "Nothing is on record about them"
