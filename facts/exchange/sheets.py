"""Sheets: what a table of one kind of record holds. The rooms describe theirs; here is what a description consists of.

A record takes as many rows as its longest list. Its own columns are repeated on each of them; beside them stand its
names, covenants, proceedings, sources, each list from the first row on. So every row says what it belongs to, a list
can be sorted and filtered, and a file with one row for each record is the simple case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from facts.exchange.cells import canonical
from facts.exchange.columns import Column, column, partial, shown
from facts.models import Citation
from facts.outcomes import Saved

SLUG, VERSION = "slug", "version"


@dataclass(frozen=True)
class Part:
    """Rows below a record. ``parent`` is their foreign key to it, ``rows`` its standing ones in order.

    ``key`` is what makes two of one record the same. ``identity`` is the column of their id, for those that share a
    key. ``save(row, editor)`` is the service. ``joined`` ones are handed to the record's own service when it is made.
    """

    name: str
    model: type[models.Model]
    parent: str
    columns: tuple[Column, ...]
    rows: Callable[[Any], Sequence[Any]]
    key: Callable[[Any], Any]
    save: Callable[[Any, Any], Saved[Any]] | None = None
    identity: str = ""
    joined: bool = False

    @property
    def read(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.read)


@dataclass(frozen=True)
class Sheet:
    """A kind of record as a table.

    ``natural`` names the columns that find a record where no slug is given, ``told_by`` those that tell several of them
    apart; ``find`` takes the texts of both for many at once and answers each with a record, None (there is none), or
    why it cannot be told, in a sentence.
    ``save(record, made, citations, editor)`` is the service; ``made`` are new rows of the ``joined`` part.
    ``names_off`` are lookups to whoever's publication state keeps a record out of exports.
    ``beyond`` says to editors what belongs to such a record and is in no file.
    """

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    natural: tuple[str, ...]
    told_by: tuple[str, ...]
    parts: tuple[Part, ...]
    find: Callable[[Sequence[Mapping[str, str]]], Sequence[Any]]
    save: Callable[[Any, Sequence[Any], Sequence[Citation], Any], Saved[Any]]
    joins: tuple[str, ...] = ()
    prefetches: tuple[Any, ...] = ()
    names_off: tuple[str, ...] = ()
    beyond: str = ""

    @property
    def own(self) -> tuple[Column, ...]:
        """The record's own columns that are read."""
        return tuple(one for one in self.columns if one.read)

    @property
    def all_columns(self) -> list[Column]:
        return [*self.columns, *(one for part in self.parts for one in part.columns)]

    @property
    def headings(self) -> list[str]:
        """The names of all columns: slug and version, the record's own, those of its parts."""
        return [self.columns[0].name, VERSION, *(one.name for one in self.all_columns[1:])]

    def rows(self) -> Any:
        """All records with what a table shows of them: a fixed number of queries for any number of records."""
        manager: Any = self.model._default_manager
        return manager.select_related(*self.joins).prefetch_related(*self.prefetches, "citation_links__citation")

    def rights(self) -> list[str]:
        """The permissions that importing takes."""
        made = [self.model, *(part.model for part in self.parts if part.model is not Citation)]
        names = [f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for model in made for verb in VERBS]
        return [*names, "facts.add_citation", "facts.add_import"]


VERBS = ("add", "change")


def sheets() -> dict[str, Sheet]:
    """The sheets of all rooms by name, as the settings list them."""
    described: Iterable[Sheet] = (import_string(path) for path in settings.EXCHANGE)
    return {sheet.name: sheet for sheet in described}


def sheet_of(name: str) -> Sheet:
    return sheets()[name]


def _cited(record: Any) -> list[Citation]:
    return sorted((link.citation for link in record.citation_links.all()), key=lambda citation: citation.pk)


def _words(citation: Citation) -> tuple[str, ...]:
    said = citation.quote or citation.summary
    return (citation.form, *map(canonical, (said, citation.url, citation.publisher, citation.stance)))


@dataclass(frozen=True)
class Said(Column):
    """What a citation says, verbatim or in our words: two fields of it, of which its form fills one."""

    def value(self, record: Any) -> Any:
        return record.quote or record.summary

    def fills(self, field: str) -> bool:
        return field in ("quote", "quote_start", "summary")


SOURCES = Part(
    name="source",
    model=Citation,
    parent="",
    columns=(
        column(Citation, "form", name="source_form"),
        Said("source_text", "said", "the words of the source, or ours about it", required=True),
        column(Citation, "url", name="source_url"),
        column(Citation, "publisher", name="source_publisher"),
        column(Citation, "title", name="source_title"),
        column(Citation, "language", name="source_language"),
        *(one for one in partial("published", name="source_published_on") if one.name == "source_published_on"),
        column(Citation, "source_kind"),
        column(Citation, "stance", name="source_stance"),
    ),
    rows=_cited,
    key=_words,
)

STATE = shown("publication_state", lambda record: record.publication_state)
