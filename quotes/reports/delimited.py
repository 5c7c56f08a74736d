"""Statements as CSV and TSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from quotes.records import Analysis
from quotes.reports.cells import Column, Subject, chosen
from quotes.reports.escaping import spreadsheet_cell
from quotes.reports.statement_columns import STATEMENT_COLUMNS, StatementRow
from quotes.reports.tables import TableOptions, columns_of, rows_of_all, statement_rows


def write_delimited(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write a header and one line per row of the table; TSV has marks around cells too, as spreadsheets expect."""
    columns = chosen(STATEMENT_COLUMNS, columns_of(options))
    if options.sort:
        rows: Iterable[StatementRow] = list(rows_of_all(analyses, options))
    else:
        rows = (row for analysis in analyses for row in statement_rows(analysis, options))
    write_table(rows, columns, stream, options.format, headers=options.headers, raw_cells=options.raw_cells)


def write_table(
    subjects: Iterable[Subject],
    columns: Iterable[Column[Subject]],
    stream: TextIO,
    format: str,
    *,
    headers: bool = True,
    raw_cells: bool = False,
) -> None:
    """Write rows about any subjects as ``csv`` or ``tsv``; cells are those of `Column.text`, without formulas."""
    found = list(columns)
    writer = csv.writer(stream, "excel" if format == "csv" else "excel-tab", lineterminator="\n")
    if headers:
        writer.writerow([column.name for column in found])
    escape = str if raw_cells else spreadsheet_cell
    for subject in subjects:
        writer.writerow([escape(column.text(subject)) for column in found])
