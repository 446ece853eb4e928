"""Merging two records into one, taking it back, and noting that two are not the same."""

from facts.services.merging.apart import lift_distinction, tell_apart
from facts.services.merging.merge import PUBLISH_BY_MERGING, Merged, check_merge, merge
from facts.services.merging.unmerge import Unmerged, unmerge

__all__ = [
    "PUBLISH_BY_MERGING",
    "Merged",
    "Unmerged",
    "check_merge",
    "lift_distinction",
    "merge",
    "tell_apart",
    "unmerge",
]
