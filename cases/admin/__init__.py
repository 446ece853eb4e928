"""The desk's pages of disputes."""

from cases.admin import contract, dispute, happening, law, links, notes, procedure

__all__ = ["contract", "dispute", "happening", "law", "links", "notes", "procedure"]
