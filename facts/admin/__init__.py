"""The desk: Django's admin, with saving through services and history from the database.

The rooms above build their pages from what is in this folder.
"""

from facts.admin import citations, merges, sealing, tokens
from facts.admin.exchange import imports

__all__ = ["citations", "imports", "merges", "sealing", "tokens"]
