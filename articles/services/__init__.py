"""Writing news: taking in, reading, linking, deciding."""

from articles.services.claims import relink, retry, sweep
from articles.services.copying import place_stored, separate
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
    "place_stored",
    "poll",
    "read",
    "reject_suggestion",
    "relink",
    "reopen",
    "retry",
    "separate",
    "set_aside",
    "sweep",
]
