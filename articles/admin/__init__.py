"""The desk's pages of news: sources, articles, suggestions."""

from articles.admin import arrivals, copying, machinery, relinking, sources, suggestions

__all__ = ["arrivals", "copying", "machinery", "relinking", "sources", "suggestions"]
