"""A file as rows of texts, whatever it was saved as: every problem of it is told at once, none is guessed away."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from facts.exchange.cells import plain
from facts.exchange.sheets import Sheet

MAX_BYTES = 5 * 1024 * 1024
# What is saved in one transaction, on a busy machine, before its worker is taken for dead.
MAX_ROWS = 2_000
# As much as a cell of a spreadsheet can hold.
MAX_CELL = 32_767
# What of a cell is repeated in a report.
QUOTED = 200


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says what is accepted."""


class BadCell(str):
    """What stands in a cell and cannot be taken; ``why`` names the accepted form."""

    __slots__ = ("why",)

    def __new__(cls, text: str, why: str) -> BadCell:
        cell = super().__new__(cls, text)
        cell.why = why
        return cell

    why: str


@dataclass(frozen=True)
class Problem:
    """Something that keeps a file from being saved. ``row`` counts as spreadsheets do: the header is 1, 0 is no row."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Line:
    """A row: its number in the file, and its texts by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Table:
    columns: frozenset[str] = frozenset()
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def table_of(sheet: Sheet, rows: Iterable[Sequence[str]]) -> Table:
    """The rows of a file, the header first. Raises ``UnreadableFileError`` where there are none, or too many."""
    given = iter(rows)
    header = [str(name).strip() for name in next(given, ())]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise UnreadableFileError("The file is empty: the first row names the columns.")
    table = Table(columns=frozenset(header))
    table.problems += _problems_of_header(sheet, header)
    for number, row in enumerate(given, start=2):
        cells = list(row)
        if not any(cell.strip() for cell in cells):
            continue
        if len(table.lines) == MAX_ROWS:
            raise UnreadableFileError(f"More than {MAX_ROWS:,} rows: divide the file.")
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            message = f"{len(cells)} cells, and the header names {len(header)} columns."
            table.problems.append(Problem(number, "", cells[len(header)][:QUOTED], message))
        elif len(cells) < len(header):
            message = f"{len(cells)} cells, and the header names {len(header)} columns: leave cells blank, but there."
            table.problems.append(Problem(number, "", "", message))
        line = Line(number, {name: _taken(cell) for name, cell in zip(header, cells, strict=False) if name})
        table.lines.append(line)
        table.problems += [
            Problem(number, name, cell[:QUOTED], cell.why)
            for name, cell in line.cells.items()
            if isinstance(cell, BadCell)
        ]
    if not table.lines:
        table.problems.append(Problem(0, "", "", "There is no row below the header."))
    return table


def _problems_of_header(sheet: Sheet, header: list[str]) -> Iterator[Problem]:
    known = sheet.headings
    for name in dict.fromkeys(header):
        if not name:
            yield Problem(1, "", "", "A column without a name stands between others.")
        elif name not in known:
            near = difflib.get_close_matches(name.lower(), known, n=1)
            meant = f" Is “{near[0]}” meant?" if near else ""
            yield Problem(1, name[:QUOTED], "", f"Unknown column.{meant} Accepted: {', '.join(known)}.")
        elif header.count(name) > 1:
            yield Problem(1, name, "", "This column stands there more than once.")
    if known[0] not in header:
        missing = [name for name in sheet.natural if name not in header]
        for name in missing:
            yield Problem(
                1, name, "", f"Missing column: {known[0]}, or {' and '.join(sheet.natural)}, say which it is."
            )
    for part in sheet.parts:
        of_part = [one for one in part.columns if one.name in header and one.read]
        for one in part.columns:
            if of_part and one.required and one.name not in header:
                yield Problem(1, one.name, "", f"Missing column: {of_part[0].name} needs it.")


def _taken(cell: str) -> str:
    if len(cell) > MAX_CELL and not isinstance(cell, BadCell):
        return BadCell(cell[:QUOTED], f"{len(cell):,} characters; at most {MAX_CELL:,} are accepted.")
    return plain(cell)
