"""Partial dates: what a source says of a day, and the days it can mean.

Accepted text (a subset of EDTF level 1, ISO 8601-2:2019): ``2024``, ``2024-07``, ``2024-07-18``, each with ``~``
(about) or ``?`` (uncertain) behind it, and one-of ranges with ends of equal precision: ``[2024-08..2024-09]``,
``[2024-08..]``, ``[..2024-09]``. A period is always two fields, so ``A/B`` is refused. General EDTF readers are not
used: they read ``2024-22`` as summer, ``XXXX`` as any year and ``0024-07`` as the year 24.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

ACCEPTED_FORMS = "YYYY, YYYY-MM, YYYY-MM-DD, each with ~ or ? if need be, [A..B], [A..] or [..B]"
# Employment and court records of the field; a year outside is a typing error.
FIRST_YEAR, LAST_YEAR = 1800, 2199
MONTHS = tuple(calendar.month_name)[1:]

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<doubt>[~?])?", re.ASCII)
_RANGE = re.compile(r"\[(?P<first>[\d-]*)\.\.(?P<last>[\d-]*)\]", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """``text`` as accepted; ``lo`` and ``hi`` the first and last day it can mean (None = unbounded on that side)."""

    text: str
    lo: date | None
    hi: date | None
    not_after: date | None = None

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day``, ``range`` or ``unknown``."""
        if not self.text:
            return "unknown"
        if self.text.startswith("["):
            return "range"
        return ("year", "month", "day")[self.text.rstrip("~?").count("-")]


UNKNOWN = PartialDate("", None, None)


def _fail(message: str) -> ValidationError:
    return ValidationError(f"{message} Accepted forms: {ACCEPTED_FORMS}.", code="partial_date")


def _point(text: str) -> tuple[date, date, int]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _fail(f"“{text}” is not a date in an accepted form.")
    year = int(match["year"])
    month, day = (int(part) if part else None for part in match.group("month", "day"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _fail(f"“{text}”: the year must be {FIRST_YEAR}-{LAST_YEAR}.")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), 0
    if not 1 <= month <= 12:
        raise _fail(f"“{text}”: the month must be 01-12.")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last), 1
    if not 1 <= day <= last:
        raise _fail(f"“{text}”: {year:04}-{month:02} has days 01-{last}.")
    return date(year, month, day), date(year, month, day), 2


def parse(text: str, not_after: date | None = None) -> PartialDate:
    """Read a partial date.

    ``not_after`` is the publication date of the root source that reports the date as past; it lowers ``hi`` (domain
    rule: a reported past cannot lie after its report). Raises ``ValidationError`` naming the accepted forms.
    """
    text = text.strip()
    if not text:
        return PartialDate("", None, None, not_after)
    lo: date | None
    hi: date | None
    if text.startswith("["):
        match = _RANGE.fullmatch(text)
        if match is None or not (match["first"] or match["last"]):
            raise _fail(f"“{text}” is not a range in an accepted form.")
        first = _point(match["first"]) if match["first"] else None
        last = _point(match["last"]) if match["last"] else None
        if first and last and first[2] != last[2]:
            raise _fail(f"“{text}”: both ends must have the same precision.")
        lo, hi = (first[0] if first else None), (last[1] if last else None)
        if lo and hi and lo > hi:
            raise _fail(f"“{text}”: the first end lies after the second.")
    else:
        lo, hi, _ = _point(text)
    if not_after is not None:
        if lo is not None and lo > not_after:
            raise _fail(f"“{text}” lies after {not_after.isoformat()}, the date of the source that reports it as past.")
        hi = min(hi, not_after) if hi is not None else not_after
    return PartialDate(text, lo, hi, not_after)


def display(text: str) -> str:
    """English words for a partial date, at its own precision: ``2024-07`` -> ``July 2024``, never ``1 July 2024``."""
    if not text:
        return "date unknown"
    if text.startswith("["):
        first, _, last = text[1:-1].partition("..")
        if first and last:
            return f"between {display(first)} and {display(last)}"
        return f"{display(first)} or later" if first else f"{display(last)} or earlier"
    prefix = {"~": "about ", "?": "possibly "}.get(text[-1], "")
    parts = text.rstrip("~?").split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return prefix + " ".join(words)


def months_after(day: date, months: int) -> date:
    """The day of the same number ``months`` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# --- columns ---
# Every partial date is four plain columns: NAME_text, NAME_lo, NAME_hi, NAME_not_after. Plain columns, because history
# triggers, filters, exports and constraints then need no special case.


def text_column(label: str) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=32, blank=True, default="", help_text=f"Accepted: {ACCEPTED_FORMS}.")


def bound_column() -> "models.DateField[Any, Any]":
    return models.DateField(null=True, blank=True, editable=False)


def not_after_column() -> "models.DateField[Any, Any]":
    return models.DateField(
        null=True, blank=True, help_text="Publication date of the root source that reports it as past (YYYY-MM-DD)."
    )


def ordered(model: str, name: str) -> models.CheckConstraint:
    """Constraint: the bounds are in order, and a date that is written has at least one bound."""
    lo, hi, text = f"{name}_lo", f"{name}_hi", f"{name}_text"
    return models.CheckConstraint(
        name=f"{model}_{name}_bounds",
        condition=(
            models.Q(**{text: ""}) & models.Q(**{f"{lo}__isnull": True}) & models.Q(**{f"{hi}__isnull": True})
            | (
                ~models.Q(**{text: ""})
                & (
                    models.Q(**{f"{lo}__isnull": True}) & models.Q(**{f"{hi}__isnull": False})
                    | models.Q(**{f"{hi}__isnull": True}) & models.Q(**{f"{lo}__isnull": False})
                    | models.Q(**{f"{lo}__lte": models.F(hi)})
                )
            )
        ),
        violation_error_message=f"{name}: the earliest day must not lie after the latest.",
    )


class Dated(models.Model):
    """A row with partial dates.

    ``partial_dates`` names them; ``save()`` derives their bounds and touches nothing else.
    """

    partial_dates: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name in self.partial_dates:
            self._derive(name)
        if kwargs.get("update_fields") is not None:
            touched = {
                name
                for name in self.partial_dates
                if {f"{name}_text", f"{name}_not_after"} & set(kwargs["update_fields"])
            }
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                *(f"{n}_{part}" for n in touched for part in ("text", "lo", "hi")),
            }
        super().save(*args, **kwargs)

    def partial(self, name: str) -> PartialDate:
        return PartialDate(
            getattr(self, f"{name}_text"),
            getattr(self, f"{name}_lo"),
            getattr(self, f"{name}_hi"),
            getattr(self, f"{name}_not_after"),
        )

    def set_partial(self, name: str, text: str, not_after: date | None = None) -> None:
        setattr(self, f"{name}_text", text)
        setattr(self, f"{name}_not_after", not_after)
        self._derive(name)

    def _derive(self, name: str) -> None:
        try:
            value = parse(getattr(self, f"{name}_text"), getattr(self, f"{name}_not_after"))
        except ValidationError as error:
            raise ValidationError({f"{name}_text": error.messages}) from error
        setattr(self, f"{name}_text", value.text)
        setattr(self, f"{name}_lo", value.lo)
        setattr(self, f"{name}_hi", value.hi)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, list[str]] = {}
        for name in self.partial_dates:
            try:
                self._derive(name)
            except ValidationError as error:
                errors |= error.message_dict
        if errors:
            raise ValidationError(errors)
