"""Partial dates in English, French and Chinese prose, resolved against the day of publication.

`find_dates` finds them, `anchored` those that lean on another one, `linking.dates.partial` holds the accepted forms and
their day bounds.
"""

from linking.dates.anchored import LEANING, anchored
from linking.dates.find import Found, find_dates
from linking.dates.partial import bounds, proposed, since

__all__ = ["LEANING", "Found", "anchored", "bounds", "find_dates", "proposed", "since"]
