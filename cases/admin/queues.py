"""What an editor has to look at among cases, entries, proceedings and rules."""

from django.utils import timezone

from facts.admin.board import QueueFilter


class CaseQueues(QueueFilter):
    parts = {
        "conflict": ("A source says otherwise", lambda rows: rows.contradicted()),
        "single-source": ("Accusation from a single source", lambda rows: rows.single_source_accusations()),
        "review-due": ("Closed, review due", lambda rows: rows.review_due(now=timezone.now())),
    }


class EventQueues(QueueFilter):
    parts = {
        "conflict": ("Sources or entries differ", lambda rows: rows.in_conflict()),
        "single-source": ("Accusation from a single source", lambda rows: rows.single_source_accusations()),
        "undated": ("Undated", lambda rows: rows.undated()),
    }


class ProceedingQueues(QueueFilter):
    parts = {"conflict": ("Citations or tribunals differ", lambda rows: rows.in_conflict())}


class RuleQueues(QueueFilter):
    parts = {
        "verify": ("Not verified for 180 days", lambda rows: rows.to_verify(day=timezone.localdate())),
        "changes": ("Changes within 90 days", lambda rows: rows.changing_soon(day=timezone.localdate())),
    }


class NoteQueues(QueueFilter):
    """Corrections and replies that readers do not see yet."""

    parts = {"to-show": ("Waiting for an editor who shows them", lambda rows: rows.waiting())}
