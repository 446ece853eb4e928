"""The desk: Django's admin, with saving through services and history from the database.

The rooms above build their pages from what is in this folder.
"""

from facts.admin import citations, merges, tokens

__all__ = ["citations", "merges", "tokens"]
