"""CSV: comma, semicolon or tab between cells, UTF-8 with or without mark, UTF-16 that says so, or as told."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from facts.exchange.cells import safe
from facts.exchange.tables import MAX_CELL, UnreadableFileError

# What may be said of a file that does not say it itself. None is guessed: a wrong guess is a wrong name.
ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030 (also GBK, GB2312)", "cp1252": "Windows-1252 (Western Excel)"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(content: bytes, encoding: str, known: Sequence[str]) -> Iterator[list[str]]:
    """The rows of a file. ``known`` are the names of columns, by which the separator is told.

    Raises ``UnreadableFileError``, also while it is read.
    """
    text = _decoded(content, encoding)
    dialect = _separator(text, known)
    csv.field_size_limit(4 * MAX_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=dialect, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise UnreadableFileError(f"Line {rows.line_num}: not CSV ({error}).") from error


def _decoded(content: bytes, encoding: str) -> str:
    for mark, marked in _MARKS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], marked
            break
    if b"\x00" in content and not encoding.startswith(("utf-16", "utf-32")):
        raise UnreadableFileError(
            "The file holds NUL bytes: it is UTF-16 that does not say so, or no text. Save it as “CSV UTF-8”."
        )
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        others = ", ".join(label for name, label in ENCODINGS.items() if name != encoding)
        raise UnreadableFileError(
            f"Line {line} is not {encoding.upper()}. Save the file as “CSV UTF-8”, or say its encoding: {others}."
        ) from error


def _separator(text: str, known: Sequence[str]) -> str:
    """The one by which most names of the header are known; a comma where none is."""
    header = text.partition("\n")[0].rstrip("\r")
    counts = {
        one: len(set(known) & {cell.strip().strip('"').strip() for cell in header.split(one)})
        for one in (",", ";", "\t")
    }
    return max(counts, key=lambda one: counts[one])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def write(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of CSV (RFC 4180), the mark before them, by which Excel knows that it is UTF-8."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield codecs.BOM_UTF8.decode()
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])
