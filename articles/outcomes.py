"""Typed outcomes of taking in and reading news. A duplicate is an answer, not an error."""

from dataclasses import dataclass
from enum import StrEnum

from articles.choices import FailureCode
from articles.models import Article


class Unreadable(Exception):  # noqa: N818 - it names the document, not the program
    """A document that cannot become an article's text: its code, and what exactly was wrong."""

    def __init__(self, code: FailureCode, detail: str = "") -> None:
        super().__init__(f"{code.label} {detail}".strip())
        self.code = code
        self.detail = detail


class Outcome(StrEnum):
    """What became of something that was handed in."""

    CREATED = "created"
    KNOWN_URL = "known_url"
    KNOWN_TEXT = "known_text"
    COMPLETED = "completed"


@dataclass(frozen=True)
class Ingested:
    """The article, whether this call made it, and why.

    ``known_url``: the address had been seen; what was handed in beside it is left alone. ``known_text``: the very text
    was there and has one more address now. ``completed``: the address was known and could not be read; now it has text.
    """

    article: Article
    created: bool
    outcome: Outcome

    @property
    def to_read(self) -> bool:
        """Whether there is anything for the queue to do."""
        return self.outcome in (Outcome.CREATED, Outcome.COMPLETED)
