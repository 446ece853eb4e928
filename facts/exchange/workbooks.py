"""XLSX: values only. A formula, a macro's workbook or a bomb is refused before anything of it is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from facts.exchange.cells import safe, writable
from facts.exchange.tables import MAX_CELL, MAX_ROWS, BadCell, UnreadableFileError

# Unpacked, all parts together. Two thousand rows of sixty full columns have less than this.
MAX_UNPACKED = 48 * 1024 * 1024
MAX_PARTS = 200
MAX_COLUMNS = 300
# Rows that are looked through before the file counts as too long; blank ones are common behind a table.
_MAX_SEEN = 4 * MAX_ROWS

_BROKEN = "The file is no XLSX workbook that can be read. Save it anew as XLSX, or as “CSV UTF-8”."


def read(content: bytes, title: str) -> Iterator[list[str]]:
    """The rows of the workbook's only sheet, or of the one called ``title``. Raises ``UnreadableFileError``."""
    _check_package(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = _sheet(book, title)
        sheet.reset_dimensions()
        header = _texts(next(sheet.iter_rows(max_row=1, max_col=MAX_COLUMNS + 1), ()))
        if len(header) > MAX_COLUMNS:
            raise UnreadableFileError(f"More than {MAX_COLUMNS} columns.")
        yield header
        # One more than the header names: what stands there is told, however far out, and never made of.
        for row in sheet.iter_rows(min_row=2, max_row=_MAX_SEEN + 2, max_col=len(header) + 1):
            texts = _texts(row)
            yield texts + [""] * (len(header) - len(texts))
    except UnreadableFileError:
        raise
    # openpyxl raises whatever a broken part leads to.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as error:
        raise UnreadableFileError(_BROKEN) from error


def _check_package(content: bytes) -> None:
    """The package's own list of parts: their number and their size once unpacked, which reading never exceeds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFileError(_BROKEN) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFileError(
            f"Unpacked the workbook has more than {MAX_UNPACKED // 1024 // 1024} MB or {MAX_PARTS} parts: divide it."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError("The workbook is protected by a password: save it without one.")
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise UnreadableFileError("The workbook holds macros: save it as XLSX without them.")


def _sheet(book: Any, title: str) -> Any:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    named = [sheet for sheet in sheets if sheet.title == title]
    if len(sheets) != 1 and not named:
        names = ", ".join(sheet.title for sheet in sheets) or "none"
        raise UnreadableFileError(f"The workbook needs one sheet, or one called “{title}”; it has: {names}.")
    return (named or sheets)[0]


def _texts(row: Iterable[Any]) -> list[str]:
    """The texts of a row up to the last that is not blank."""
    texts = [_text(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Any) -> str:
    """A cell as text: days as YYYY-MM-DD, numbers in plain digits."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        shown = value if isinstance(value, str) else "="
        return BadCell(str(shown)[:MAX_CELL], "A formula; accepted is its value.")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        if value.time() != time():
            return BadCell(value.isoformat(sep=" "), "A time of day; accepted is a day as YYYY-MM-DD.")
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)


def write(rows: Iterable[Sequence[str]], title: str, to: IO[bytes]) -> None:
    """Write a workbook of one sheet. Its rows go to the disk as they come.

    Cells are text by type and by format, so that neither a date nor a formula is made of one. Raises ``ValueError``
    naming the column of a text that no cell can hold.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    header: Sequence[str] = ()
    for row in rows:
        header = header or row
        sheet.append(_cells(cell, row, header))
    book.save(to)


def _cells(cell: Any, row: Sequence[str], header: Sequence[str]) -> Iterator[Any]:
    """One cell object for all: it is written before the next is asked for."""
    for name, text in zip(header, row, strict=True):
        shown = safe(writable(text.replace("\r\n", "\n").replace("\r", "\n")))
        if len(shown) > MAX_CELL:
            raise ValueError(f"{name}: a text of {len(text):,} characters; a cell holds {MAX_CELL:,}. Export CSV.")
        cell.value = shown or None
        yield cell
