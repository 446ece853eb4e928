"""The restrained window of a covenant: from the end of employment, for its duration, under a statutory limit.

Computed, never stored: the end of employment may be known as a month only, so every result is a pair of days. Months
are added by the corresponding-date rule (same day of the later month, or its last day), days are counted; the last day
is restrained. Arithmetic of dates only: whether a covenant binds is a tribunal's word.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cases.choices import DurationUnit, ExcessEffect
from facts.dates import UNKNOWN, PartialDate, months_after

State = Literal[
    "not_started",
    "may_not_have_started",
    "open",
    "indeterminate",
    "closed",
    "void_as_recorded",
    "unknown",
    "cannot_be_excluded",
    "excluded_by_cap",
]
Basis = Literal["agreement", "agreement_reduced_to_cap", "statutory_maximum", "void_as_recorded", "unknown"]


@dataclass(frozen=True)
class Length:
    """A length of time in months and days, which are never converted into each other."""

    months: int = 0
    days: int = 0

    @classmethod
    def of(cls, value: int | None, unit: str) -> "Length | None":
        """From a covenant's ``duration_value`` and ``duration_unit``; None where there is none."""
        if not value:
            return None
        return {
            DurationUnit.DAY: cls(days=value),
            DurationUnit.WEEK: cls(days=7 * value),
            DurationUnit.MONTH: cls(months=value),
            DurationUnit.YEAR: cls(months=12 * value),
        }[DurationUnit(unit)]

    def after(self, day: date) -> date:
        """The last restrained day of a restraint that begins when employment ends on ``day``."""
        return months_after(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class GardenLeave:
    """Leave between notice and the end of employment; ``ends`` is unknown where it ran to the end."""

    begins: PartialDate
    ends: PartialDate = UNKNOWN

    def days(self, end: date) -> tuple[int, int] | None:
        """Its days, first and last included, as (fewest, most) where employment ended on ``end``; None: unknown."""
        if self.begins.lo is None or self.begins.hi is None:
            return None
        first, last = (self.ends.lo or end, self.ends.hi or end) if self.ends.text else (end, end)
        return max(0, (first - self.begins.hi).days + 1), max(0, (last - self.begins.lo).days + 1)


@dataclass(frozen=True)
class Window:
    """``starts`` and ``last_day`` are (earliest, latest); None where nothing can be computed."""

    basis: Basis
    starts: tuple[date, date] | None = None
    last_day: tuple[date, date] | None = None
    flags: tuple[str, ...] = ()

    def on(self, day: date) -> tuple[State, tuple[int, int] | None]:
        """State on ``day``, and the days left as (fewest, most); negative once past."""
        if self.basis == "void_as_recorded":
            return "void_as_recorded", None
        if self.starts is None or self.last_day is None:
            return "unknown", None
        left = ((self.last_day[0] - day).days, (self.last_day[1] - day).days)
        capped = self.basis == "statutory_maximum"
        if day < self.starts[0]:
            return "not_started", left
        if day < self.starts[1]:
            return "may_not_have_started", left
        if left[1] < 0:
            return ("excluded_by_cap" if capped else "closed"), left
        if left[0] < 0:
            return "indeterminate", left
        return ("cannot_be_excluded" if capped else "open"), left


def window(
    *,
    end: PartialDate,
    duration: Length | None,
    cap: Length | None,
    excess_effect: str = ExcessEffect.NOT_APPLICABLE,
    leave: GardenLeave | None = None,
    set_off: bool | None = None,
) -> Window:
    """The window of one covenant.

    ``end`` is the end of employment, not the day of notice (Ryanair v Bellew [2019] IEHC 907). ``cap`` is the statutory
    maximum of the rule that applies, None where the statute has no number. What the excess over the cap does differs by
    country and comes from the rule. ``set_off``: the clause subtracts the days of garden leave (``leave``); without
    such a clause both run in full (Square Global v Leonard [2020] EWHC 1008); None: not reported. The statute's own
    maximum is not shortened by it.
    """
    if end.lo is None or end.hi is None or (duration is None and cap is None):
        return Window("unknown")
    starts = (end.lo, end.hi)
    flags: tuple[str, ...] = ()
    if end.not_after is not None and end.hi == end.not_after:
        flags += ("upper_bound_from_source_date",)
    if duration is None:
        assert cap is not None  # noqa: S101 - narrowed above
        return Window("statutory_maximum", starts, (cap.after(end.lo), cap.after(end.hi)), flags)
    agreed = (duration.after(end.lo), duration.after(end.hi))
    agreed, said = _less_leave(agreed, starts, leave, set_off=set_off)
    if cap is not None and exceeds(duration, cap):
        flags += (f"exceeds_cap:{excess_effect}",)
        if excess_effect == ExcessEffect.WHOLE_CLAUSE_VOID:
            return Window("void_as_recorded", flags=flags)
        if excess_effect in (ExcessEffect.VOID_BEYOND, ExcessEffect.REDUCED_TO_CAP):
            last = min(agreed[0], cap.after(end.lo)), min(agreed[1], cap.after(end.hi))
            return Window("agreement_reduced_to_cap", starts, last, flags + said)
    return Window("agreement", starts, agreed, flags + said)


def _less_leave(
    last: tuple[date, date], ends: tuple[date, date], leave: GardenLeave | None, *, set_off: bool | None
) -> tuple[tuple[date, date], tuple[str, ...]]:
    """The last days without the days of garden leave, where the clause says so, and what is to be said of it."""
    earliest, latest = (leave.days(end) if leave is not None else None for end in ends)
    if set_off is False or (set_off is None and latest is None):
        return last, ()
    if set_off is None:
        return last, ("garden_leave_set_off_not_reported",)
    if earliest is None or latest is None:
        return last, ("garden_leave_not_on_record",)
    shorter = last[0] - timedelta(days=earliest[1]), last[1] - timedelta(days=latest[0])
    # Leave as long as the restraint leaves nothing of it after the employment.
    return (max(shorter[0], ends[0]), max(shorter[1], ends[1])), ("garden_leave_subtracted",)


def exceeds(duration: Length, cap: Length) -> bool:
    """Is a duration longer than a cap, on every day it could begin?

    Months and days are compared by the days they reach: 12 months exceed 365 days only where a 29 February lies
    between, so a year without one decides.
    """
    common = date(2001, 3, 1)
    return duration.after(common) > cap.after(common)
