"""The desk's pages of news: sources, articles, suggestions."""

from articles.admin import arrivals, copying, machinery, sources, suggestions

__all__ = ["arrivals", "copying", "machinery", "sources", "suggestions"]
