"""Writing news: taking in, reading, linking, deciding."""

from articles.services.claims import relink, retry, sweep
from articles.services.deciding import Decided, accept_suggestion, reject_suggestion, reopen, set_aside
from articles.services.ingest import check, ingest
from articles.services.linking import link
from articles.services.making import Changes
from articles.services.polling import Polled, due_feeds, poll
from articles.services.reading import read

__all__ = [
    "Changes",
    "Decided",
    "Polled",
    "accept_suggestion",
    "check",
    "due_feeds",
    "ingest",
    "link",
    "poll",
    "read",
    "reject_suggestion",
    "relink",
    "reopen",
    "retry",
    "set_aside",
    "sweep",
]
