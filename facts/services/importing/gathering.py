"""Rows of a file that belong to one record, brought together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facts.exchange.cells import canonical
from facts.exchange.columns import Column
from facts.exchange.sheets import SLUG, Sheet
from facts.exchange.tables import QUOTED, BadCell, Line, Problem, Table


@dataclass
class Group:
    """What a file says of one record. ``key`` is its slug, or what tells it where none is given."""

    key: tuple[str, ...]
    slug: str
    told: dict[str, str]
    lines: list[Line]
    problems: list[Problem] = field(default_factory=list)

    @property
    def row(self) -> int:
        return self.lines[0].number

    def own(self, name: str) -> tuple[int, str] | None:
        """(row, text) of a column of the record itself; None where the file has no such column or a bad cell there.

        It stands on each row, or is blank on all but one; two different texts are a problem.
        """
        said: tuple[int, str] | None = None
        for line in self.lines:
            cell = line.cells.get(name)
            if cell is None or isinstance(cell, BadCell):
                return None
            text = canonical(cell)
            if said is None or (text and not said[1]):
                said = (line.number, text)
            elif text and text != said[1]:
                # What the first row says is looked at all the same: a file is put right in one go.
                message = f"Row {said[0]} says “{said[1][:QUOTED]}” of the same record."
                self.problems.append(Problem(line.number, name, text[:QUOTED], message))
        return said


def gathered(sheet: Sheet, table: Table) -> list[Group]:
    """The records of a file in the order in which they are named first. What is wrong goes to the table's problems."""
    groups: dict[tuple[str, ...], Group] = {}
    for line in table.lines:
        slug = canonical(line.cells.get(SLUG, ""))
        told = {name: canonical(line.cells.get(name, "")) for name in (*sheet.natural, *sheet.told_by)}
        if not slug and not all(told[name] for name in sheet.natural):
            message = f"Required: {SLUG}, or {' and '.join(sheet.natural)}, to say which record it is."
            table.problems.append(Problem(line.number, sheet.natural[0], "", message))
            continue
        key = ("slug", slug) if slug else ("told", *told.values())
        if key in groups:
            groups[key].lines.append(line)
        else:
            groups[key] = Group(key, slug, told, [line])
    for group in groups.values():
        group.problems += _empty_repeats(sheet, group)
    return list(groups.values())


def _empty_repeats(sheet: Sheet, group: Group) -> Iterable[Problem]:
    """A record named once more with nothing below it: either row may be meant for another."""
    below = [one.name for part in sheet.parts for one in part.read]
    for line in group.lines[1:]:
        if not any(line.cells.get(name, "").strip() for name in below):
            shown = group.slug or " / ".join(text for text in group.told.values() if text)
            message = f"The same record as in row {group.row}, and nothing else is said of it here."
            yield Problem(line.number, SLUG if group.slug else sheet.natural[0], shown[:QUOTED], message)


def present(columns: Iterable[Column], table: Table) -> list[Column]:
    """Those columns that the file has."""
    return [one for one in columns if one.name in table.columns]
