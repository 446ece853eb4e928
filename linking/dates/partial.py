"""The accepted forms of a partial date (an EDTF subset) and what days they may mean.

YYYY, YYYY-MM, YYYY-MM-DD, each with an optional `~` or `?`, and "one of" ranges [A..B], [A..], [..B] with ends of equal
precision. A period is two dates, never one.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from linking.forms import ProposedDate

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?]?")
_RANGE = re.compile(r"\[([\d-]*)\.\.([\d-]*)\]")


def _point(text: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r}: a date is YYYY, YYYY-MM or YYYY-MM-DD, with ~ or ? behind it if it is vague")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if year < 1000:
        raise ValueError(f"{text!r}: the year has four digits and does not begin with 0")
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that a partial date may mean; None where it is open. ValueError names the accepted form."""
    if not edtf:
        return None, None
    if edtf.startswith("["):
        found = _RANGE.fullmatch(edtf)
        if found is None or not any(found.groups()):
            raise ValueError(f"{edtf!r}: a range is [A..B], [A..] or [..B]")
        low, high = found.groups()
        if low and high and len(low) != len(high):
            raise ValueError(f"{edtf!r}: both ends of a range have the same precision")
        first = _point(low)[0] if low else None
        last = _point(high)[1] if high else None
        if first and last and first > last:
            raise ValueError(f"{edtf!r}: the range ends before it begins")
        return first, last
    return _point(edtf)


def proposed(edtf: str, text: str, not_after: date | None) -> ProposedDate:
    """A proposed date with its bounds, the later one cut to `not_after` (never below the earlier one)."""
    low, high = bounds(edtf)
    if not_after is not None and (high is None or high > not_after) and (low is None or low <= not_after):
        high = not_after
    return ProposedDate(edtf, low, high, text, not_after)


def since(edtf: str, not_after: date | None, *, closed: bool) -> str:
    """ "Not before" a date, in its own precision: [A..B] up to `not_after` where `closed`, else [A..]; empty for no
    date.

    A range as start keeps its earlier end. Where the end would lie before the start the range stays open.
    """
    if not edtf:
        return ""
    start = edtf.strip("[]").split("..")[0] if edtf.startswith("[") else edtf.rstrip("~?")
    if not start:
        return ""
    if closed and not_after is not None:
        end = not_after.isoformat()[: len(start)]
        if end == start:
            return start
        if end > start:
            return f"[{start}..{end}]"
    return f"[{start}..]"
