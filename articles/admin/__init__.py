"""The desk's pages of news: sources, articles, suggestions."""

from articles.admin import arrivals, sources, suggestions

__all__ = ["arrivals", "sources", "suggestions"]
