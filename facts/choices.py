"""Closed vocabularies shared by every room."""

from django.db import models


class PublicationState(models.TextChoices):
    """May a record be shown? Only ``published`` reaches the public."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    LEGAL_HOLD = "legal_hold", "Legal hold"
    PUBLISHED = "published", "Published"
    RESTRICTED = "restricted", "Restricted (names off)"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Assertion(models.TextChoices):
    """How an event is known, weakest first."""

    ALLEGED = "alleged", "Alleged"
    PARTY_STATED = "party_stated", "Stated by a party"
    REPORTED = "reported", "Reported"
    OFFICIALLY_RECORDED = "officially_recorded", "Officially recorded"
    FOUND = "found", "Found by a tribunal"


class WordingLevel(models.TextChoices):
    """Which verbs a text may use. Derived from assertions and the decisions that stand, never typed."""

    ALLEGED = "alleged", "Alleged"
    REPORTED = "reported", "Reported"
    ADMITTED = "admitted", "Admitted"
    FOUND = "found", "Found"
    OVERTURNED = "overturned", "Overturned"


class Verification(models.TextChoices):
    """How well a record is supported by its citations (``facts.support``). Roots are counted, not addresses."""

    UNVERIFIED = "unverified", "Unverified"
    SINGLE_SOURCE = "single_source", "Single source"
    CORROBORATED = "corroborated", "Corroborated"
    OFFICIAL_RECORD = "official_record", "Official record"
    DISPUTED = "disputed", "Disputed by a source"
    RETRACTED = "retracted", "Retracted by a source"


# A source says otherwise than the record.
CONTRADICTED = (Verification.DISPUTED, Verification.RETRACTED)


class CitationForm(models.TextChoices):
    """Verbatim words of the source, or our own words about it (never shown in quotation marks)."""

    QUOTED = "quoted", "Quoted"
    SUMMARISED = "summarised", "Summarised"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    RETRACTS = "retracts", "Retracts"


class SourceKind(models.TextChoices):
    COURT_DOCUMENT = "court_document", "Court document"
    STATUTE = "statute", "Statute"
    REGULATOR = "regulator", "Regulator"
    FILING = "filing", "Company filing"
    PARTY_STATEMENT = "party_statement", "Statement by a party"
    ORIGINAL_REPORTING = "original_reporting", "Original reporting"
    SYNDICATION = "syndication", "Syndicated copy"
    AGGREGATOR = "aggregator", "Aggregator"
    SOCIAL = "social", "Social media"
    COURT_DATABASE = "court_database", "Court database"
    PRESS = "press", "Press, origin not established"


class Scope(models.TextChoices):
    """What a token may do. ``edit`` includes reading what is not published."""

    READ = "read", "Read published records"
    INGEST = "ingest", "Send articles"
    EDIT = "edit", "Read unpublished records"


class MergeDeed(models.TextChoices):
    """What a merge did with a row."""

    MOVED = "moved", "Moved"
    ASIDE = "aside", "Kept aside"


class ImportState(models.TextChoices):
    """How far a file is. What is ready waits for somebody to look at what would change and to confirm it."""

    QUEUED = "queued", "Waiting to be checked"
    CHECKING = "checking", "Being checked"
    REFUSED = "refused", "Has errors: nothing is saved"
    READY = "ready", "Checked: nothing is saved yet"
    CONFIRMED = "confirmed", "Waiting to be saved"
    SAVING = "saving", "Being saved"
    DONE = "done", "Saved"
    FAILED = "failed", "Given up: nothing was saved"
    CANCELLED = "cancelled", "Cancelled: nothing was saved"


IMPORT_ACTIVE = (ImportState.QUEUED, ImportState.CHECKING, ImportState.CONFIRMED, ImportState.SAVING)
