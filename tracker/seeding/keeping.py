"""One way to bring any record in line with the seeds: find it, compare, save through its service, cite, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from facts.choices import PublicationState
from facts.models import Citation, Publishable
from facts.outcomes import Saved
from facts.services import link, publish
from tracker.seeding.report import CREATED, KEPT, UNCHANGED, UPDATED, Report, Unpublished
from tracker.seeding.rows import Row
from tracker.seeding.sources import Sources

M = TypeVar("M", bound=models.Model)

# Every write of the loader happens in a history context with this entry, so that its work and an editor's can be told
# apart afterwards.
MARK = "seeded_from"
NO_SOURCE = "no source at hand"


def seeded(record: models.Model) -> bool:
    """Was the last change of ``record`` the loader's own?"""
    rows: Any = record
    last = rows.history.select_related("pgh_context").order_by("-pgh_id").first()
    return bool(last and last.pgh_context and MARK in last.pgh_context.metadata)


class Keeper:
    """Keeps records as the seeds say, and counts what it did."""

    def __init__(self, sources: Sources) -> None:
        self.sources, self.report = sources, Report()
        self.made: set[Any] = set()  # keys of what was made in this run
        self._stand_ins: set[Any] = set()  # keys of survivors that are also meant by what was merged into them
        self._said: set[tuple[Any, ...]] = set()
        self._called: dict[tuple[type[models.Model], str], models.Model] = {}

    def called(self, model: type[M], row: Row, field: str) -> M:
        """The ``model`` whose slug stands in ``field``, or what it was merged into."""
        slug = row.text(field)
        if (model, slug) not in self._called:
            rows: Any = model
            record: M | None = rows.objects.filter(slug=slug).first()
            if record is None:
                raise row.error(field, f"no {model._meta.verbose_name} has the slug “{slug}”")
            if getattr(record, "merged_into_id", None):
                record = survivor(record)
                self._stand_ins.add(record.pk)
            self._called[model, slug] = record
        return cast("M", self._called[model, slug])

    def keep(
        self,
        row: Row,
        model: type[M],
        *,
        by: Mapping[str, Any],
        values: Mapping[str, Any],
        save: Callable[[M, list[Citation]], Saved[M]],
        held_with: str = "",
    ) -> M:
        """Make or change the ``model`` that ``by`` finds; then cite and publish it as ``row`` says.

        ``save`` is the service. A record that was merged into another stands for its survivor and is left alone, and so
        is one that somebody else has changed since. ``held_with`` is the reason why the record above is held back.
        """
        citations, hold_back = self._citations(row, model)
        row.finish()
        kind = str(model._meta.verbose_name_plural)
        record = self._standing(row, model, by)
        if record is None:
            saved = self._guarded(row, lambda: save(model(**by, **values), citations))
            record, deed = saved.record, CREATED
            self.made.add(record.pk)
        elif getattr(record, "merged_into_id", None):
            self.report.count(kind, KEPT)
            return survivor(record)
        else:
            deed = self._align(row, record, values, citations, save)
        self.report.count(kind, deed)
        if isinstance(record, Publishable):
            sourced = bool(citations) if hasattr(model, "citation_links") else record.has_source()
            self._publish(row, record, kind, reason=held_with or hold_back or ("" if sourced else NO_SOURCE))
        return record

    def _standing(self, row: Row, model: type[M], by: Mapping[str, Any]) -> M | None:
        """The record that ``by`` finds. Nothing is looked for below what was made a moment ago."""
        keys = {getattr(value, "pk", value) for value in by.values()}
        said = (model, *(getattr(value, "pk", value) for value in by.values()))
        if said in self._said and not keys & self._stand_ins:
            raise row.error("", "the same record stands above already")
        self._said.add(said)
        if any(isinstance(value, models.Model) and value.pk in self.made for value in by.values()):
            return None
        rows: Any = model
        record: M | None = rows.objects.filter(**by).first()
        return record

    def _citations(self, row: Row, model: type[models.Model]) -> tuple[list[Citation], str]:
        """What ``row`` cites, and why it is held back; only kinds of record that can have these fields are asked."""
        cited = self.sources.cited(row) if hasattr(model, "citation_links") else []
        return cited, row.text("hold_back", "") if issubclass(model, Publishable) else ""

    def _align(
        self,
        row: Row,
        record: M,
        values: Mapping[str, Any],
        citations: list[Citation],
        save: Callable[[M, list[Citation]], Saved[M]],
    ) -> str:
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if changed and not seeded(record):
            return KEPT
        if changed:
            for name, value in changed.items():
                setattr(record, name, value)
            self._guarded(row, lambda: save(record, citations))
            return UPDATED
        if not citations:
            return UNCHANGED
        facts: Any = record
        standing = set(facts.citation_links.values_list("citation", flat=True))
        missing = [citation for citation in citations if citation.pk not in standing]
        link(fact=record, citations=missing)
        return UPDATED if missing else UNCHANGED

    def _guarded(self, row: Row, work: Callable[[], Saved[M]]) -> Saved[M]:
        try:
            saved = work()
        except ValidationError as error:
            raise row.refused(error) from error
        except IntegrityError as error:
            raise row.error("", f"breaks a rule of the database: {error.__cause__ or error}") from error
        self.report.warnings += [f"{row.file}: {row.key}: {note.field}: {note.message}" for note in saved.warnings]
        return saved

    def _publish(self, row: Row, record: Publishable, kind: str, *, reason: str) -> None:
        """Publish what has a source and is not held back, once: what an editor took back stays taken back."""
        if reason:
            self.report.unpublished.append(Unpublished(kind, row.key, reason))
        elif record.publication_state == PublicationState.DRAFT and record.published_at is None:
            try:
                publish(record=record, editor=None, reviewed="seed")
            except ValidationError as error:
                raise row.refused(error) from error
        elif record.publication_state != PublicationState.PUBLISHED:
            self.report.unpublished.append(
                Unpublished(kind, row.key, f"an editor set it to {record.publication_state}")
            )


def survivor(record: M) -> M:
    """What ``record`` was merged into, or itself."""
    rows: Any = record
    while rows.merged_into_id:
        rows = rows.merged_into
    last: M = rows
    return last
