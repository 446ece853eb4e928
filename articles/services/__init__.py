"""Writing news: taking in, reading, linking, deciding."""

from articles.services.claims import relink, retry, sweep
from articles.services.copying import place_stored, separate
from articles.services.deciding import Decided, accept_suggestion, reject_suggestion, reopen, set_aside
from articles.services.ingest import check, ingest
from articles.services.linking import link
from articles.services.making import Changes
from articles.services.polling import Polled, due_feeds, poll
from articles.services.reading import read
from articles.services.relinking import (
    cancel_job,
    notice_changes,
    retry_job,
    start_job,
    waiting_jobs,
    work_on,
)
from articles.services.terms import make_missing_terms, note_missing_terms

__all__ = [
    "Changes",
    "Decided",
    "Polled",
    "accept_suggestion",
    "cancel_job",
    "check",
    "due_feeds",
    "ingest",
    "link",
    "make_missing_terms",
    "note_missing_terms",
    "notice_changes",
    "place_stored",
    "poll",
    "read",
    "reject_suggestion",
    "relink",
    "reopen",
    "retry",
    "retry_job",
    "separate",
    "set_aside",
    "start_job",
    "sweep",
    "waiting_jobs",
    "work_on",
]
