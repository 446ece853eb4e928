"""News, and what it may say about cases: sources, articles, mentions, suggestions."""
