"""The desk's pages of news: sources, articles, suggestions."""

from articles.admin import arrivals, machinery, sources, suggestions

__all__ = ["arrivals", "machinery", "sources", "suggestions"]
