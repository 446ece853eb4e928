"""RSS and Atom, read in the same child process as pages."""

from dataclasses import dataclass
from datetime import date

from articles.choices import FailureCode
from articles.extract.page import ask, day_of
from articles.outcomes import Unreadable

# feedparser takes nine seconds for 5 MB.
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """One item of a feed. ``url`` is absolute where the feed's own address was known."""

    url: str
    title: str
    published_on: date | None


@dataclass(frozen=True)
class Feed:
    """A feed's own title and language, and its items in its order, at most 200."""

    title: str
    language: str
    entries: tuple[Entry, ...]


def parse_feed(body: bytes, *, content_type: str = "", url: str = "") -> Feed:
    """Read a feed. Raises ``Unreadable`` for what is none, or is larger than 1 MB."""
    if len(body) > MAX_BYTES:
        raise Unreadable(FailureCode.TOO_LARGE, f"A feed has at most {MAX_BYTES:,} bytes, this one {len(body):,}.")
    answer = ask(body, kind="feed", content_type=content_type, url=url)
    entries = tuple(Entry(one["url"], one["title"], day_of(one["date"])) for one in answer["entries"])
    return Feed(answer["title"], answer["language"], entries)
