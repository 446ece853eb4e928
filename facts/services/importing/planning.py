"""What a file would make and change, compared with what stands: nothing is written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from facts.choices import CitationForm
from facts.exchange.cells import canonical
from facts.exchange.columns import Column, Shown
from facts.exchange.references import CellError, Known
from facts.exchange.sheets import SOURCES, VERSION, Part, Sheet
from facts.exchange.tables import QUOTED, BadCell, Line, Problem, Table
from facts.exchange.written import version_of
from facts.models import Citation
from facts.services.importing.drafts import Below, Change, Draft
from facts.services.importing.gathering import Group, present


class Planner:
    """Plans groups of one file, some at a time, each batch in a fixed number of queries.

    ``hold``: what stands is locked, so that it is still what the file was compared with when it is saved.
    """

    def __init__(self, sheet: Sheet, table: Table, *, hold: bool) -> None:
        self.sheet, self.table, self.hold = sheet, table, hold
        self.own = present(sheet.own, table)
        self.parts = [(part, present(part.read, table)) for part in sheet.parts]
        self.shown = [one for one in present(sheet.columns, table) if isinstance(one, Shown)]
        self.known = Known()
        # Which group meant a record, by its key: no other may.
        self.meant: dict[Any, Group] = {}

    def plan(self, groups: Sequence[Group]) -> list[Draft]:
        """The drafts of some groups; those that mean no one record have problems and nothing else."""
        self._learn(groups)
        found = self._standing(groups)
        keys = sorted(record.pk for record in found.values() if not isinstance(record, str))
        if self.hold:
            held: Any = self.sheet.model._default_manager.filter(pk__in=keys).order_by("pk").select_for_update()
            list(held.values_list("pk"))
        records = self.sheet.rows().in_bulk(keys)
        drafts = []
        for group in groups:
            meant = found.get(group.key)
            draft = Draft(group, self.sheet.model(), created=True)
            if isinstance(meant, str):
                column = "slug" if group.slug else self.sheet.natural[0]
                draft.problems.append(Problem(group.row, column, " / ".join(filter(None, group.key[1:])), meant))
            else:
                if meant is not None:
                    draft.record, draft.created = records[meant.pk], False
                    draft.state = draft.record.publication_state
                    self._once(draft)
                self._fill(draft)
            draft.problems += group.problems
            drafts.append(draft)
        return drafts

    def _learn(self, groups: Sequence[Group]) -> None:
        """Look up what the cells of these groups name, all at once."""
        for one in [*self.own, *(one for _, columns in self.parts for one in columns)]:
            lookup = one.lookup()
            if lookup is not None:
                cells = (line.cells.get(one.name, "") for group in groups for line in group.lines)
                self.known.learn(lookup, [text for cell in cells for text in one.asked(cell)])

    def _standing(self, groups: Sequence[Group]) -> dict[tuple[str, ...], Any]:
        """By key: the record that is meant, or why it cannot be told; nothing where there is none."""
        slugs = [group.slug for group in groups if group.slug]
        manager: Any = self.sheet.model._default_manager
        rows = {record.slug: record for record in manager.filter(slug__in=slugs).select_related(*self.sheet.joins)}
        found: dict[tuple[str, ...], Any] = {}
        for group in groups:
            record = rows.get(group.slug)
            survivor = getattr(record, "merged_into", None)
            if survivor is not None:
                found[group.key] = f"It was merged into “{survivor}”: use the slug {survivor.slug}."
            elif record is not None:
                found[group.key] = record
        told = [group for group in groups if not group.slug]
        for group, answer in zip(told, self.sheet.find([group.told for group in told]) if told else [], strict=True):
            if answer is not None:
                found[group.key] = answer
        return found

    def _once(self, draft: Draft) -> None:
        other = self.meant.setdefault(draft.record.pk, draft.group)
        if other is not draft.group:
            message = f"The same record as in row {other.row}: give the slug {draft.record.slug} in both."
            draft.problems.append(Problem(draft.group.row, "slug", draft.group.slug, message))

    # --- one record ---

    def _fill(self, draft: Draft) -> None:
        group, version = draft.group, draft.group.own(VERSION)
        before = "" if draft.created else version_of(self.sheet, draft.record)
        self._look_at_shown(draft)
        for one in self.own:
            said = group.own(one.name)
            if said is None or (one.name == "slug" and not said[1]):
                draft.incomplete |= one.required and draft.created
                continue
            self._set(draft, draft.record, one, *said)
        if draft.created:
            missing = [one.name for one in self.sheet.own if one.required and one.name not in self.table.columns]
            for name in missing:
                draft.problems.append(Problem(group.row, name, "", "Required for a new record: the column is missing."))
            draft.incomplete |= bool(missing)
        for part, columns in self.parts:
            if columns and part is SOURCES:
                self._sources(draft, columns)
            elif columns:
                self._part(draft, part, columns)
        if draft.created and not draft.sources and not any(p.column.startswith("source") for p in draft.problems):
            message = "A new record needs its source: its form, text, and an address or a publisher."
            draft.problems.append(Problem(group.row, "source_text", "", message))
        if version is not None and version[1]:
            self._compare_version(draft, before, *version)

    def _compare_version(self, draft: Draft, before: str, row: int, given: str) -> None:
        if draft.created:
            message = (
                "Nothing on record has this slug or name, and a version is given. Leave it blank for a new record."
            )
            draft.problems.append(Problem(row, VERSION, given[:QUOTED], message))
        elif draft.changes and given != before:
            message = "The record was changed since this was exported: export it again and repeat your changes."
            draft.problems.append(Problem(row, VERSION, given[:QUOTED], message))

    def _look_at_shown(self, draft: Draft) -> None:
        """Columns that are not read: whoever typed something else there is told so."""
        if draft.created:
            return
        for one in self.shown:
            said = draft.group.own(one.name)
            if said and said[1] and said[1] != canonical(one.show(draft.record)):
                message = (
                    "This column is not read: what it shows follows from others, or is changed on the record's page."
                )
                draft.notices.append(Problem(said[0], one.name, said[1][:QUOTED], message))

    def _set(self, draft: Draft, record: Any, one: Column, row: int, text: str) -> Any:
        """Give a record the value of a cell, and note it where it is another. Returns the value of a ``many`` one."""
        try:
            value = one.parse(text, self.known)
        except CellError as error:
            draft.problems.append(Problem(row, one.name, text[:QUOTED], str(error)))
            draft.incomplete |= one.required
            return None
        if one.same(record, value):
            return None
        new = record._state.adding  # noqa: SLF001 - documented
        before, after = ("" if new else one.show(record)), one.words(value)
        if not one.many:
            setattr(record, one.attr, value)
        if before != after:
            draft.changes.append(Change(row, one.name, before, after))
        return value if one.many else None

    # --- rows below it ---

    def _part(self, draft: Draft, part: Part, columns: list[Column]) -> None:
        standing = [] if draft.created else list(part.rows(draft.record))
        by_key = {part.key(child): child for child in standing}
        shared = {key for key, count in Counter(map(part.key, standing)).items() if count > 1}
        by_id = {str(child.pk): child for child in standing}
        said: dict[Any, int] = {}
        for line, cells in _filled(draft.group.lines, columns):
            asked = cells.pop(part.identity, "")
            child = self._identified(draft, part, line.number, asked, by_id) if asked else None
            if asked and child is None:
                continue
            trial, fine = self._trial(draft, part, columns, line, cells)
            if not fine:
                continue
            if child is None:
                key = part.key(trial)
                if key in shared:
                    message = f"Several rows on record are this one: give the {part.identity} of one."
                    draft.problems.append(Problem(line.number, part.identity or part.read[0].name, "", message))
                    continue
                child = by_key.get(key)
            if child is not None and child.pk in said:
                message = f"The same {part.name} as in row {said[child.pk]}."
                draft.problems.append(Problem(line.number, columns[0].name, "", message))
                continue
            new = child is None
            child = child if child is not None else part.model()
            if new:
                by_key[part.key(trial)] = child
            said[child.pk] = line.number
            self._change(draft, part, columns, line, cells, child)

    def _identified(self, draft: Draft, part: Part, row: int, asked: str, by_id: Mapping[str, Any]) -> Any:
        try:
            child = by_id.get(str(UUID(asked)))
        except ValueError:
            child = None
        if child is None:
            message = f"No {part.name} of this record has this id. Leave it blank for a new one."
            draft.problems.append(Problem(row, part.identity, asked[:QUOTED], message))
        return child

    def _trial(
        self, draft: Draft, part: Part, columns: list[Column], line: Line, cells: Mapping[str, str]
    ) -> tuple[Any, bool]:
        """A row below, as the file has it, to be compared with those that stand; False where a cell is wrong."""
        trial, fine = part.model(), True
        for one in columns:
            if one.name == part.identity:
                continue
            if one.name not in cells:
                fine = False
                continue
            try:
                value = one.parse(cells[one.name], self.known)
            except CellError as error:
                draft.problems.append(Problem(line.number, one.name, cells[one.name][:QUOTED], str(error)))
                fine = False
                continue
            if not one.many:
                setattr(trial, one.attr, value)
        return trial, fine

    def _change(
        self, draft: Draft, part: Part, columns: list[Column], line: Line, cells: Mapping[str, str], child: Any
    ) -> None:
        before, many = len(draft.changes), {}
        new = child._state.adding  # noqa: SLF001 - documented
        for one in columns:
            if one.name != part.identity:
                value = self._set(draft, child, one, line.number, cells[one.name])
                if value is not None:
                    many[one.attr] = value
        if new or len(draft.changes) > before:
            draft.below.append(Below(part, line.number, child, new, many))

    def _sources(self, draft: Draft, columns: list[Column]) -> None:
        """What the record is cited from. A citation that stands is never changed by a file: it may support others."""
        standing: dict[Any, list[Citation]] = defaultdict(list)
        for citation in () if draft.created else SOURCES.rows(draft.record):
            standing[SOURCES.key(citation)].append(citation)
        said: dict[Any, int] = {}
        for line, cells in _filled(draft.group.lines, columns):
            values = self._source(draft, columns, line, cells)
            if values is None:
                continue
            trial = Citation(**values)
            key = SOURCES.key(trial)
            if standing[key]:
                self._compare_source(draft, columns, line, trial, standing[key])
            elif key in said:
                message = f"The same source as in row {said[key]}."
                draft.problems.append(
                    Problem(line.number, "source_text", (trial.quote or trial.summary)[:QUOTED], message)
                )
            else:
                said[key] = line.number
                draft.sources.append((line.number, values))
                texts = [(one.name, one.show(trial)) for one in columns]
                draft.changes += [Change(line.number, name, "", text) for name, text in texts if text]

    def _source(
        self, draft: Draft, columns: list[Column], line: Line, cells: Mapping[str, str]
    ) -> dict[str, Any] | None:
        """The values of a citation; None where a cell is wrong."""
        values: dict[str, Any] = {}
        for one in columns:
            try:
                if one.name in cells:
                    values[one.attr] = one.parse(cells[one.name], self.known)
            except CellError as error:
                draft.problems.append(Problem(line.number, one.name, cells[one.name][:QUOTED], str(error)))
        if len(values) < len(columns):
            return None
        text = values.pop("said")
        return {**values, "quote" if values["form"] == CitationForm.QUOTED else "summary": text}

    def _compare_source(
        self, draft: Draft, columns: list[Column], line: Line, trial: Citation, standing: list[Citation]
    ) -> None:
        """The same words of the same source: whatever else is said of it has to be what stands."""
        if any(all(canonical(one.show(trial)) == canonical(one.show(each)) for one in columns) for each in standing):
            return
        for one in columns:
            stands = one.show(standing[0])
            if canonical(one.show(trial)) != canonical(stands):
                message = f"This source stands with “{stands}”: change it on its own page."
                draft.problems.append(Problem(line.number, one.name, one.show(trial)[:QUOTED], message))


def _filled(lines: Iterable[Line], columns: Sequence[Column]) -> Iterator[tuple[Line, dict[str, str]]]:
    """Rows in which something stands in these columns, with the texts of those that can be taken."""
    for line in lines:
        given = {one.name: line.cells[one.name] for one in columns if one.name in line.cells}
        if any(cell.strip() for cell in given.values()):
            yield line, {name: canonical(cell) for name, cell in given.items() if not isinstance(cell, BadCell)}
