"""Closed vocabularies of news and suggestions."""

from django.db import models


class SourceKind(models.TextChoices):
    OUTLET = "outlet", "Outlet"
    FEED = "feed", "Feed"
    UPLOAD = "upload", "Upload"


class ArticleState(models.TextChoices):
    """received -> read -> linked -> archived, or failed with its reason."""

    RECEIVED = "received", "Received"
    READ = "read", "Read"
    LINKED = "linked", "Linked"
    ARCHIVED = "archived", "Archived"
    FAILED = "failed", "Failed"


class FailureCode(models.TextChoices):
    """Why an article could not be read or linked. Each has one plain sentence."""

    EMPTY = "empty", "The text is empty."
    TOO_LARGE = "too_large", "The document is larger than 10 MB."
    BINARY = "binary", "The document is not text or HTML."
    BROKEN_ENCODING = "broken_encoding", "The text could not be decoded."
    TOO_DEEP = "too_deep", "The HTML is nested too deeply to be read safely."
    UNREACHABLE = "unreachable", "The address could not be fetched."
    REFUSED_ADDRESS = "refused_address", "The address is private or not allowed."
    HTTP_STATUS = "http_status", "The server answered with an error."
    NO_TEXT = "no_text", "No article text was found in the page."
    GAVE_UP = "gave_up", "Processing failed repeatedly."


class SuggestionKind(models.TextChoices):
    CASE = "case", "Link to a case"
    EVENT = "event", "Timeline entry"
    MOVE = "move", "Job move"
    NEW_PERSON = "new_person", "Unknown person"
    NEW_EMPLOYER = "new_employer", "Unknown employer"
    NEW_CASE = "new_case", "Unknown dispute"


class SuggestionState(models.TextChoices):
    """``superseded``: an open one that the engine no longer makes. A judged one is never touched by the engine."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    UNSURE = "unsure", "Unsure"
    SUPERSEDED = "superseded", "Superseded"


JUDGED = (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.UNSURE)


class RegistryChangeKind(models.TextChoices):
    """Of what a change was noted for the workers."""

    PERSON = "person", "Person"
    EMPLOYER = "employer", "Employer"
    CASE = "case", "Case"
    ALL = "all", "Everything"
    PRUNED = "pruned", "Older changes are no longer known"


class RelinkKind(models.TextChoices):
    """Why articles are linked again."""

    NAME = "name", "A person or an employer"
    CASE = "case", "A case"
    CHANGES = "changes", "Changed names and cases"
    ENGINE = "engine", "Another version of the engine"
    ALL = "all", "Everything"


class RelinkState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


RELINK_ACTIVE = (RelinkState.QUEUED, RelinkState.RUNNING)
