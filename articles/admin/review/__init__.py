"""The review screen: one article at a time, decided by a key or a button."""

from articles.admin.review.pages import ReviewPages

__all__ = ["ReviewPages"]
