"""HTML to an article's text, in a process of its own with limits on time and memory."""

from articles.extract.page import Extracted, extract

__all__ = ["Extracted", "extract"]
