"""Doing what a draft says, through the services of its room, and telling what they refuse by row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from facts.bulk import in_bulk
from facts.choices import CitationForm
from facts.exchange.columns import Column
from facts.exchange.sheets import SOURCES, Sheet
from facts.exchange.tables import QUOTED, Problem
from facts.models import Citation
from facts.outcomes import Notice
from facts.services.citing import quote, summarise
from facts.services.importing.drafts import Below, Draft
from facts.services.saving import back_to_review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Sources:
    """Citations of one transaction: what says the same of the same source in the same words is one citation.

    Two would count as two sources of a fact, where one was read.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        texts = {given.get("quote") or given.get("summary") for draft in drafts for _, given in draft.sources}
        rows = Citation.objects.filter(Q(quote__in=texts) | Q(summary__in=texts), derived_from=None, sample=False)
        self._made: dict[tuple[Any, ...], Citation] = {}
        for row in rows.order_by("-pk") if texts else ():
            self._made[SOURCES.key(row), row.title, row.language, row.published_text, row.source_kind] = row

    def cite(self, given: Mapping[str, Any]) -> Citation:
        """The citation for the values of a row. Raises ``ValidationError`` per field of it.

        All that a file holds of a quoted text is the quote: its offsets and digest are those of these words alone.
        """
        trial = Citation(**given)
        key = (SOURCES.key(trial), trial.title, trial.language, trial.published_text, trial.source_kind)
        if key not in self._made:
            about: dict[str, Any] = {
                "url": trial.url,
                "publisher": trial.publisher,
                "title": trial.title,
                "language": trial.language,
                "published": trial.published_text,
                "source_kind": trial.source_kind,
                "stance": trial.stance,
            }
            if trial.form == CitationForm.QUOTED:
                self._made[key] = quote(text=trial.quote, start=0, end=len(trial.quote), **about)
            else:
                self._made[key] = summarise(summary=trial.summary, **about)
        return self._made[key]


def apply(sheet: Sheet, draft: Draft, sources: Sources, editor: User | None) -> None:
    """Save a draft. What is refused goes to its problems, what is worth a look to its notices.

    Each service is asked by itself, so that one refusal hides no other. In bulk the first one is raised and ends it.
    """
    if draft.incomplete:
        return
    citations: list[Citation] = []
    for row, given in draft.sources:
        with _refusals(draft, row, SOURCES.columns):
            citations.append(sources.cite(given))
    joined = [below for below in draft.below if below.created and below.part.joined]
    with _refusals(draft, draft.group.row, sheet.columns) as record:
        made = [below.child for below in joined]
        _note(draft, draft.group.row, sheet.columns, sheet.save(draft.record, made, citations, editor).warnings)
    if record.refused and draft.created:
        return
    for below in draft.below:
        if below not in joined or record.refused:
            _save_below(draft, below, editor)
    with _refusals(draft, draft.group.row, sheet.columns):
        _note(draft, draft.group.row, sheet.columns, back_to_review(record=draft.record, editor=editor))
        # Rules that are checked at commit are asked now, while it is known whose row it is.
        connection.check_constraints()


def _save_below(draft: Draft, below: Below, editor: User | None) -> None:
    part = below.part
    with _refusals(draft, below.row, part.columns):
        if part.save is None:  # pragma: no cover - a mistake in a description
            raise LookupError(part.name)
        setattr(below.child, part.parent, draft.record)
        saved = part.save(below.child, editor)
        for attr, values in below.many.items():
            getattr(below.child, attr).set(values)
        _note(draft, below.row, part.columns, saved.warnings)


class _refusals:  # noqa: N801 - it reads as a word in a with statement
    """What a service refuses within becomes problems of a row, and everything within is undone; in bulk, everything."""

    def __init__(self, draft: Draft, row: int, columns: Iterable[Column]) -> None:
        self.draft, self.row, self.columns = draft, row, tuple(columns)
        self.refused = False

    def __enter__(self) -> _refusals:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        return self

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        self.atomic.__exit__(kind, error, trace)
        if not isinstance(error, ValidationError | IntegrityError):
            return False
        self.refused = True
        known = {(problem.row, problem.column) for problem in self.draft.problems}
        for field, message in _messages(error):
            column = _column(self.columns, field)
            if (self.row, column) not in known:
                said = message if column or field == NON_FIELD_ERRORS else f"{field.replace('_', ' ')}: {message}"
                self.draft.problems.append(Problem(self.row, column, _said(self.draft, self.row, column), said))
        return not in_bulk()


def _said(draft: Draft, row: int, column: str) -> str:
    """What the file says in a cell."""
    line = next((line for line in draft.group.lines if line.number == row), None)
    return line.cells.get(column, "")[:QUOTED] if line is not None else ""


def _column(columns: Iterable[Column], field: str) -> str:
    return next((one.name for one in columns if one.fills(field)), "")


def _messages(error: ValidationError | IntegrityError) -> Iterator[tuple[str, str]]:
    if isinstance(error, IntegrityError):
        report = getattr(error.__cause__, "diag", None)
        # The detail may hold other people's data, the name of a rule never does.
        rule = str(getattr(report, "constraint_name", None) or "a rule").replace("_", " ")
        yield NON_FIELD_ERRORS, f"The database refuses this: {rule}."
    elif hasattr(error, "error_dict"):
        for field, messages in error.message_dict.items():
            yield field, " ".join(messages)
    else:
        yield NON_FIELD_ERRORS, " ".join(error.messages)


def _note(draft: Draft, row: int, columns: Iterable[Column], notices: Iterable[Notice]) -> None:
    columns = tuple(columns)
    for notice in notices:
        column = _column(columns, notice.field)
        noted = Problem(row, column, "", notice.message)
        if noted not in draft.notices:
            draft.notices.append(noted)
