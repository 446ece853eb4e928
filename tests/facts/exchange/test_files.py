"""Files as people save them, and as somebody makes them who means harm: read, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from facts.exchange import commas, tables, workbooks
from facts.exchange.sheets import sheet_of
from facts.exchange.tables import BadCell, UnreadableFileError, table_of

PEOPLE = sheet_of("people")
ROWS = [["slug", "display_name"], ["zoe", "Zoé, “艾达”"], ["bo", "Bo"]]


def text_of(separator: str = ",") -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS) + "\r\n"


def read(content: bytes, encoding: str = "utf-8") -> list[list[str]]:
    return list(commas.read(content, encoding, PEOPLE.headings))


def workbook(*rows: Iterable[Any], titles: tuple[str, ...] = ("Sheet",)) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def sheet_rows(content: bytes) -> list[list[str]]:
    return list(workbooks.read(content, "people"))


def packed(**parts: bytes) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return to.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_what_spreadsheets_save(encoding: str, separator: str) -> None:
    marked = "\ufeff" if encoding == "utf-16-be" else ""

    assert read((marked + text_of(separator)).encode(encoding)) == ROWS


def test_an_encoding_that_is_told() -> None:
    assert read(text_of().encode("gb18030"), "gb18030") == ROWS
    assert read("slug,display_name\nzoe,Zoé\n".encode("cp1252"), "cp1252") == [ROWS[0], ["zoe", "Zoé"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text_of().encode("gb18030"), r"Line 2 is not UTF-8\..*GB18030"),
        ("slug\nZoé".encode("cp1252"), r"Line 2 is not UTF-8\..*Windows-1252"),
        (text_of().encode("utf-16-le"), "UTF-16 that does not say so"),
        (b'slug\n"open', "Line 2: not CSV"),
        (b"slug\n" + b"x" * 200_000, "Line 2: not CSV"),
    ],
)
def test_no_encoding_is_guessed(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read(content)


def test_values_of_a_workbook_are_plain_texts() -> None:
    content = workbook(
        ["slug", "a", "b", "c", "d", "e"],
        ["zoe", 2024, 953500.5, date(2024, 7, 18), True, "佐伊"],
        ["bo", 1e15, None, datetime(2024, 7, 18, 12, 30), False],  # noqa: DTZ001 - workbooks know no zones
    )

    header, first, second = sheet_rows(content)

    assert header == ["slug", "a", "b", "c", "d", "e"]
    assert first == ["zoe", "2024", "953500.5", "2024-07-18", "yes", "佐伊"]
    assert second == ["bo", "1000000000000000", "", "2024-07-18 12:30:00", "no", ""]
    assert [cell.why for cell in second if isinstance(cell, BadCell)] == [
        "A time of day; accepted is a day as YYYY-MM-DD."
    ]


def test_a_formula_is_told_and_never_taken() -> None:
    content = workbook(["slug", "display_name"], ["zoe", '=HYPERLINK("https://x.example","Zoe")'], ["=1+1", "Bo"])

    table = table_of(PEOPLE, sheet_rows(content))

    assert [(one.row, one.column, one.message) for one in table.problems] == [
        (2, "display_name", "A formula; accepted is its value."),
        (3, "slug", "A formula; accepted is its value."),
    ]


def test_one_sheet_or_the_one_of_its_name() -> None:
    assert len(sheet_rows(workbook(*ROWS, titles=("Notes", "people")))) == len(ROWS)
    with pytest.raises(UnreadableFileError, match="has: One, Two"):
        sheet_rows(workbook(*ROWS, titles=("One", "Two")))


def _with(part: str, content: bytes) -> bytes:
    """A workbook in which one part is another."""
    source, to = zipfile.ZipFile(io.BytesIO(workbook(*ROWS))), io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            package.writestr(info.filename, content if info.filename == part else source.read(info))
    return to.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and nothing else", "no XLSX workbook"),
        (packed(x=b"1"), "no XLSX workbook"),
        (packed(x=b"0" * (workbooks.MAX_UNPACKED + 1)), "more than 48 MB"),
        (packed(**{str(at): b"" for at in range(workbooks.MAX_PARTS + 1)}), "200 parts"),
        (packed(**{"xl/vbaProject.bin": b"1"}), "macros"),
        (_with("xl/worksheets/sheet1.xml", BOMB), "no XLSX workbook"),
        (_with("xl/worksheets/sheet1.xml", b"<worksheet"), "no XLSX workbook"),
        (_with("xl/workbook.xml", BOMB), "it has: none"),
        (workbook(["slug"] * (workbooks.MAX_COLUMNS + 1)), "More than 300 columns"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        sheet_rows(content)


def test_rows_and_cells_that_do_not_fit() -> None:
    table = table_of(
        PEOPLE, [["slug", "display_name", ""], ["zoe"], ["bo", "Bo", "more"], ["", ""], ["cy", "x" * 40_000]]
    )

    assert [(one.row, one.column) for one in table.problems] == [(2, ""), (3, ""), (5, "display_name")]
    assert [line.number for line in table.lines] == [2, 3, 5]


def test_too_many_rows() -> None:
    rows = [["slug"], *([f"s{number}"] for number in range(tables.MAX_ROWS + 1))]

    assert len(table_of(PEOPLE, rows[:-1]).lines) == tables.MAX_ROWS
    with pytest.raises(UnreadableFileError, match=f"More than {tables.MAX_ROWS:,} rows"):
        table_of(PEOPLE, rows)


def test_an_empty_file() -> None:
    with pytest.raises(UnreadableFileError, match="first row names the columns"):
        table_of(PEOPLE, [])


def test_a_text_too_long_for_a_cell_is_told_before_anything_is_sent() -> None:
    with pytest.raises(ValueError, match="summary: a text of 40,000 characters"):
        workbooks.write([["summary"], ["x" * 40_000]], "cases", io.BytesIO())
