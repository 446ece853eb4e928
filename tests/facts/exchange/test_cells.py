"""Cells that no spreadsheet runs, and that come back as they were."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.exchange import commas, workbooks
from facts.exchange.cells import canonical, plain, safe

TRIGGERS = "=+-@\t\r\n＝＋－＠"
# Texts of what matters here: triggers, what hides them, quotes, separators, scripts, and anything else.
texts = st.text(st.sampled_from(TRIGGERS + "' \"|;,a1é佐\u00a0\u3000\r\n") | st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_a_safe_cell_is_read_as_it_was(text: str) -> None:
    assert plain(safe(text)) == text


@given(texts)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe(text).lstrip(" \u00a0\u3000")[:1] not in tuple(TRIGGERS)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=5))
def test_csv_comes_back(rows: list[list[str]]) -> None:
    rows = [["a", "b", "c"], *([cell.replace("\x00", "") for cell in row] for row in rows)]

    content = "".join(commas.write(rows)).encode()

    assert [list(map(plain, row)) for row in commas.read(content, "utf-8", ["a", "b", "c"])] == rows


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=3))
def test_a_workbook_comes_back(rows: list[list[str]]) -> None:
    rows = [["a", "b"], *rows]
    to = io.BytesIO()

    workbooks.write(rows, "people", to)
    again = [list(map(plain, row)) for row in workbooks.read(to.getvalue(), "people")]

    def compared(table: list[list[str]]) -> list[list[str]]:
        # Blank rows are nowhere read.
        return [cells for cells in ([canonical(cell) for cell in row] for row in table) if any(cells)]

    assert compared(again) == compared(rows)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("-5 %", "'-5 %"),
        ("'=1", "''=1"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("O'Neill", "O'Neill"),
        ("'t Hooft", "'t Hooft"),
        ("", ""),
    ],
)
def test_examples(text: str, cell: str) -> None:
    assert safe(text) == cell
    assert plain(cell) == text
