"""Columns of a table: how a value is written into a cell, read from it, and compared with what stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from facts import dates
from facts.exchange.cells import SEPARATOR, canonical, listed
from facts.exchange.references import CellError, Known, Lookup

YES, NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True)
class Column:
    """A column of text. ``attr`` is the record's attribute; a ``required`` one cannot be blank.

    ``blank`` is the value of an empty cell. ``accepted`` says in a few words what may stand in a cell.
    """

    name: str
    attr: str
    accepted: str = "text"
    required: bool = False
    blank: Any = ""
    limit: int | None = None
    tidy: Callable[[str], str] = canonical
    # Set by itself once the record is saved: a table of many-to-many.
    many = False
    # Is it read at all?
    read = True

    def value(self, record: Any) -> Any:
        return getattr(record, self.attr)

    def show(self, record: Any) -> str:
        """The text of the record's value."""
        return self.words(self.value(record))

    def words(self, value: Any) -> str:
        return "" if value is None else str(value)

    def parse(self, text: str, known: Known) -> Any:
        """The value of a cell. Raises ``CellError``, which says what is accepted."""
        text = self.tidy(text)
        if not text:
            if self.required:
                raise CellError(f"Required: {self.accepted}.")
            return self.blank
        return self._parse(text, known)

    def _parse(self, text: str, known: Known) -> Any:
        if self.limit is not None and len(text) > self.limit:
            raise CellError(f"{len(text)} characters; at most {self.limit} are accepted.")
        return text

    def same(self, record: Any, value: Any) -> bool:
        """Does the record say this already?"""
        current = self.value(record)
        return bool(canonical(current) == value) if isinstance(current, str) else bool(current == value)

    def fills(self, field: str) -> bool:
        """Is it this column that a refusal of a field is about?"""
        return self.read and field == self.attr

    def lookup(self) -> Lookup | None:
        """What its texts are looked up with, where they name records."""
        return None

    def asked(self, text: str) -> list[str]:
        """The texts of a cell that are looked up."""
        return [canonical(text)]


@dataclass(frozen=True)
class Code(Column):
    """A word of a closed vocabulary."""

    codes: tuple[str, ...] = ()

    def _parse(self, text: str, known: Known) -> Any:
        code = text.lower().replace(" ", "_").replace("-", "_")
        if text not in self.codes and code not in self.codes:
            raise CellError(f"Accepted: {', '.join(self.codes)}.")
        return text if text in self.codes else code


@dataclass(frozen=True)
class Codes(Code):
    """Several words of a closed vocabulary, parted by ``|``."""

    def words(self, value: Any) -> str:
        return SEPARATOR.join(value or ())

    def _parse(self, text: str, known: Known) -> Any:
        return [super(Codes, self)._parse(item, known) for item in listed(text)]


@dataclass(frozen=True)
class Truth(Column):
    def words(self, value: Any) -> str:
        return "" if value is None else (YES if value else NO)[0]

    def _parse(self, text: str, known: Known) -> Any:
        if text.lower() not in YES + NO:
            raise CellError(f"Accepted: {self.accepted}.")
        return text.lower() in YES


@dataclass(frozen=True)
class Number(Column):
    """A number in plain digits; ``places`` behind the point, none: a whole one."""

    places: int = 0

    def _parse(self, text: str, known: Known) -> Any:
        pattern = rf"\d{{1,18}}(?:\.\d{{1,{self.places}}}0*)?" if self.places else r"\d{1,9}(?:\.0+)?"
        if not re.fullmatch(pattern, text, re.ASCII):
            raise CellError(f"Accepted: {self.accepted}.")
        try:
            return Decimal(text) if self.places else int(Decimal(text))
        except InvalidOperation as error:  # pragma: no cover - the pattern leaves nothing else
            raise CellError(f"Accepted: {self.accepted}.") from error


@dataclass(frozen=True)
class Day(Column):
    def _parse(self, text: str, known: Known) -> Any:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError as error:
            raise CellError(f"Accepted: {self.accepted}.") from error


@dataclass(frozen=True)
class PartialDay(Column):
    """The text of a partial date."""

    def _parse(self, text: str, known: Known) -> Any:
        try:
            return dates.parse(text).text
        except ValidationError as error:
            raise CellError(" ".join(error.messages)) from error


@dataclass(frozen=True)
class Reference(Column):
    """Another record, written as its slug; read by slug, or by a name that only one bears."""

    what: str = "record"
    found_by: Lookup | None = None

    def words(self, value: Any) -> str:
        return "" if value is None else str(value.slug)

    def lookup(self) -> Lookup | None:
        return self.found_by

    def _parse(self, text: str, known: Known) -> Any:
        if self.found_by is None:  # pragma: no cover - a mistake in a description
            raise LookupError(self.name)
        return known.one(self.found_by, text, self.what)

    def same(self, record: Any, value: Any) -> bool:
        return getattr(record, f"{self.attr}_id") == (None if value is None else value.pk)


@dataclass(frozen=True)
class References(Reference):
    """Several other records, parted by ``|``."""

    many = True

    def words(self, value: Any) -> str:
        return SEPARATOR.join(sorted(str(one.slug) for one in value))

    def value(self, record: Any) -> Any:
        """None are set yet on a record without a row."""
        return () if record._state.adding else list(getattr(record, self.attr).all())  # noqa: SLF001 - documented

    def _parse(self, text: str, known: Known) -> Any:
        return [super(References, self)._parse(item, known) for item in listed(text)]

    def asked(self, text: str) -> list[str]:
        return listed(canonical(text))

    def same(self, record: Any, value: Any) -> bool:
        return {one.pk for one in self.value(record)} == {one.pk for one in value}


@dataclass(frozen=True)
class Shown(Column):
    """Written for readers and never read: it follows from something else. ``how`` gives the text of a record."""

    how: Callable[[Any], Any] = str
    read = False

    def value(self, record: Any) -> Any:
        return self.how(record)


def shown(name: str, how: Callable[[Any], Any]) -> Shown:
    return Shown(name, "", "not read: it follows from the rest", how=how)


def column(model: type[models.Model], field: str, *, name: str = "", required: bool = False) -> Column:
    """The column of a plain field, with what the model accepts there. A date of a source is ``partial``."""
    of: Any = model._meta.get_field(field)
    default = of.get_default()
    common: dict[str, Any] = {"name": name or field, "attr": field, "required": required, "blank": default}
    if isinstance(of, ArrayField):
        codes = tuple(str(code) for code, _ in of.base_field.flatchoices)
        return Codes(**{**common, "blank": []}, codes=codes, accepted=f"any of {', '.join(codes)}, parted by |")
    if of.flatchoices:
        codes = tuple(str(code) for code, _ in of.flatchoices)
        # Without a default a word has to be said, unless the field may be blank.
        needed = required or (not default and not of.blank)
        return Code(**{**common, "required": needed}, codes=codes, accepted=", ".join(codes))
    if isinstance(of, models.BooleanField):
        return Truth(**common, accepted="yes, no" + (", blank" if of.null else ""))
    if isinstance(of, models.DecimalField):
        return Number(**common, places=of.decimal_places, accepted="digits with a point, e.g. 953500.50")
    if isinstance(of, models.IntegerField):
        return Number(**common, accepted="a whole number in digits")
    if isinstance(of, models.DateField):
        return Day(**common, accepted="a day as YYYY-MM-DD")
    limit = of.max_length
    return Column(**common, limit=limit, accepted=f"text, at most {limit} characters" if limit else "text")


def partial(field: str, *, name: str = "") -> tuple[Column, ...]:
    """The columns of a partial date: its text, the day that it cannot lie after, and the bounds that follow."""
    name = name or field
    return (
        PartialDay(name, f"{field}_text", dates.ACCEPTED_FORMS),
        Day(f"{name}_not_after", f"{field}_not_after", "a day as YYYY-MM-DD", blank=None),
        shown(f"{name}_lo", lambda record: getattr(record, f"{field}_lo")),
        shown(f"{name}_hi", lambda record: getattr(record, f"{field}_hi")),
    )


def tidied(column: Column, tidy: Callable[[str], str]) -> Column:
    """The same column, whose texts are brought into one form before they are compared."""
    return replace(column, tidy=tidy)
