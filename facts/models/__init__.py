"""Abstract rows and the citation. Invariant of the room: a published fact rests on at least one citation."""

from facts.models.citation import MAX_QUOTE, Citation, CitationLink
from facts.models.imported import Import
from facts.models.merge import Distinction, Merge, Mergeable, MergedRow
from facts.models.record import Publishable, Record, Supported
from facts.models.seal import HistoryBlock, HistoryErasure, HistoryShape, SealedRow
from facts.models.token import AccessToken

__all__ = [
    "MAX_QUOTE",
    "AccessToken",
    "Citation",
    "CitationLink",
    "Distinction",
    "HistoryBlock",
    "HistoryErasure",
    "HistoryShape",
    "Import",
    "Merge",
    "Mergeable",
    "MergedRow",
    "Publishable",
    "Record",
    "SealedRow",
    "Supported",
]
