"""News, and what it may say about cases.

Invariant: one article per canonical URL and per text; one link per article and case.
"""

from articles.models.article import Article, ArticleAddress, ArticleEvidence, Mention
from articles.models.copying import ArticleShingle, OwnStory
from articles.models.registry import RegistryChange
from articles.models.relinking import RelinkItem, RelinkJob, RelinkMark
from articles.models.review import Deed, ReviewLease, ReviewSkip
from articles.models.source import Source
from articles.models.suggestion import Suggestion
from articles.models.terms import ArticleTerms

__all__ = [
    "Article",
    "ArticleAddress",
    "ArticleEvidence",
    "ArticleShingle",
    "ArticleTerms",
    "Deed",
    "Mention",
    "OwnStory",
    "RegistryChange",
    "RelinkItem",
    "RelinkJob",
    "RelinkMark",
    "ReviewLease",
    "ReviewSkip",
    "Source",
    "Suggestion",
]
