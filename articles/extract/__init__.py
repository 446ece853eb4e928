"""HTML to an article's text, and feeds to their items, in a process of its own with limits on time and memory."""

from articles.extract.feed import Entry, Feed, parse_feed
from articles.extract.page import Extracted, extract

__all__ = ["Entry", "Extracted", "Feed", "extract", "parse_feed"]
