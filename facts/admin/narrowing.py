"""What a list can be narrowed to: parts of it that have a name, and the years and words that stand in a column.

For years and words Django's hierarchy of dates and its filter of all values read every row; an index is asked for the
next one, as often as there is one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.db import connections, models
from django.db.models import QuerySet
from django.http import HttpRequest

Rows = Callable[[Any], Any]

_YEARS = """
    WITH RECURSIVE found AS (
        SELECT max({column}) AS day FROM {table}
        UNION ALL
        SELECT (SELECT max({column}) FROM {table} WHERE {column} < date_trunc('year', found.day)::date)
        FROM found WHERE day IS NOT NULL
    )
    SELECT extract(year FROM day)::int FROM found WHERE day IS NOT NULL
"""
_VALUES = """
    WITH RECURSIVE found AS (
        SELECT min({column}) AS value FROM {table}
        UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.value) FROM found WHERE value IS NOT NULL
    )
    SELECT value FROM found WHERE value IS NOT NULL
"""


def years_of(model: type[models.Model], column: str) -> list[int]:
    """The years of the days in an indexed column, the newest first. One query, however many rows there are."""
    return _read(_YEARS, model, column)


def values_of(model: type[models.Model], column: str) -> list[str]:
    """The different texts in an indexed column, in their order. One query, however many rows there are."""
    return _read(_VALUES, model, column)


def _read(statement: str, model: type[models.Model], column: str) -> list[Any]:
    connection = connections[model._default_manager.db]
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(statement.format(column=quoted(column), table=quoted(model._meta.db_table)))
        return [row[0] for row in cursor.fetchall()]


class PartFilter(admin.SimpleListFilter):
    """Parts of a list: ``parts`` are name in the address -> (label, rows of a queryset)."""

    parameter_name: str
    parts: Mapping[str, tuple[str, Rows]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in self.parts.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        part = self.parts.get(self.value() or "")
        found: QuerySet[Any] = queryset if part is None else part[1](queryset)
        return found


class YearFilter(admin.SimpleListFilter):
    """The years on record of an indexed column of days."""

    title = "year"
    parameter_name = "year"
    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(year), str(year)) for year in years_of(model_admin.model, self.column)]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        known = {key for key, _ in self.lookup_choices}
        return queryset.filter(**{f"{self.column}__year": self.value()}) if self.value() in known else queryset


class ValueFilter(admin.SimpleListFilter):
    """The texts on record of an indexed column."""

    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, value or "not said") for value in values_of(model_admin.model, self.column)]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset if self.value() is None else queryset.filter(**{self.column: self.value()})


def by_year(column: str, title: str = "year") -> type[YearFilter]:
    """The filter of a list by the years of an indexed column; ``?year=2024``."""
    return type("Years", (YearFilter,), {"column": column, "title": title})


def by_value(column: str) -> type[ValueFilter]:
    """The filter of a list by the texts of an indexed column; ``?column=text``."""
    return type("Values", (ValueFilter,), {"column": column, "parameter_name": column, "title": column})
