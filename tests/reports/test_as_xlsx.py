"""Workbooks are read back: all cells are text, formulas too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from made_analyses import one_statement
from openpyxl.utils.escape import unescape
from written_analyses import ALL_COLUMNS, EXTRACT, MADE, some_analyses, written

from quotes.records import Analysis
from quotes.reports.as_xlsx import CUT, MOST_CHARACTERS
from quotes.reports.escaping import without_surrogates
from quotes.reports.source_audit import AUDIT_COLUMNS
from quotes.reports.statement_columns import COLUMNS, STATEMENT_COLUMNS
from quotes.reports.tables import statement_rows
from quotes.reports.wording import printable


def sheet_rows(stream: io.BytesIO, sheet: str = "statements") -> list[list[Any]]:
    rows = openpyxl.load_workbook(stream)[sheet].iter_rows()
    found = [[cell.value for cell in row] for row in rows]
    return [[unescape(value) if isinstance(value, str) else value for value in row] for row in found]


def as_in_xlsx(analysis: Analysis) -> Iterator[list[Any]]:
    for row in statement_rows(analysis, EXTRACT):
        values: list[Any] = []
        for column in STATEMENT_COLUMNS.values():
            if column.type in ("number", "count"):
                values.append(column.value(row))
            else:
                shown = without_surrogates(printable(column.text(row)))
                values.append(re.sub("[\ufffe\uffff]", "\ufffd", shown) or None)
        yield values


@given(some_analyses())
@settings(max_examples=25)
def test_xlsx_has_the_same_statements(some: list[Analysis]) -> None:
    head, *rows = sheet_rows(written("xlsx", *some, columns=ALL_COLUMNS))
    assert head == list(ALL_COLUMNS)
    expected = [row for analysis in some for row in as_in_xlsx(analysis)]
    for row, values in zip(rows, expected, strict=True):
        assert row == [pytest.approx(value) if isinstance(value, float) else value for value in values]


@pytest.mark.parametrize("some", MADE)
def test_xlsx_has_three_sheets_to_sort_and_filter(some: list[Analysis]) -> None:
    book = openpyxl.load_workbook(written("xlsx", *some))
    assert book.sheetnames == ["statements", "speakers", "articles"]
    assert [cell.value for cell in book["statements"][1]] == list(COLUMNS["extract"])
    assert [cell.value for cell in book["speakers"][1]] == list(AUDIT_COLUMNS)
    assert [row[0].value for row in book["articles"].iter_rows(min_row=2)] == [one.article.id for one in some]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold and sheet["A1"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.y")', "+1", "-1", "@x", "'=1", "#REF!", "_x0041_", "12"]
)
def test_no_cell_is_a_formula_or_an_escape(text: str) -> None:
    book = openpyxl.load_workbook(written("xlsx", one_statement(text, speaker=text, id=text)))
    for sheet, columns in (
        ("statements", "article statement speaker"),
        ("speakers", "speaker"),
        ("articles", "article"),
    ):
        head = [cell.value for cell in book[sheet][1]]
        for name in columns.split():
            cell = book[sheet][2][head.index(name)]
            assert (unescape(cell.value), cell.data_type) == (text, "s")


def test_what_a_cell_cannot_have_is_replaced_or_cut() -> None:
    odd = "a\x00b\x1bc\ud800d\ufffee " + "🙂" * MOST_CHARACTERS
    head, row = sheet_rows(written("xlsx", one_statement(odd, speaker="x")))
    cell = row[head.index("statement")]
    assert cell.startswith("a�b�c�d�e 🙂🙂") and cell.endswith(f"🙂{CUT}")
    assert MOST_CHARACTERS - 2 <= len(cell.encode("utf-16-le")) / 2 <= MOST_CHARACTERS
