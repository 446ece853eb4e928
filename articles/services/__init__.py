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
from articles.services.reviewing import (
    Choice,
    ItemRefusedError,
    LeaseEndedError,
    Wanted,
    decide_and_take,
    decide_item,
    hold_for_new_case,
    link_new_case,
    put_off,
    take,
    take_next,
    take_over,
    undo_decision,
)
from articles.services.terms import make_missing_terms, note_missing_terms

__all__ = [
    "Changes",
    "Choice",
    "Decided",
    "ItemRefusedError",
    "LeaseEndedError",
    "Polled",
    "Wanted",
    "accept_suggestion",
    "cancel_job",
    "check",
    "decide_and_take",
    "decide_item",
    "due_feeds",
    "hold_for_new_case",
    "ingest",
    "link",
    "link_new_case",
    "make_missing_terms",
    "note_missing_terms",
    "notice_changes",
    "place_stored",
    "poll",
    "put_off",
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
    "take",
    "take_next",
    "take_over",
    "undo_decision",
    "waiting_jobs",
    "work_on",
]
