"""Output formats of analyses: tables for terminals and documents, CSV, TSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TextIO

from quotes.records import Analysis
from quotes.reports.as_json import ARRAY_END, write_json_array, write_json_lines
from quotes.reports.escaping import MARKUP, spreadsheet_cell
from quotes.reports.layout import GRIDS, RULED, write_markup_table, write_terminal_table
from quotes.reports.tables import TableOptions, columns_of, table_rows

DATA_FORMATS = ("csv", "tsv", "json", "jsonl")
"""Formats for programs: always UTF-8, never wrapped, valid also without statements."""

TERMINAL_FORMATS: tuple[str, ...] = tuple(sorted(GRIDS | RULED))
"""Tables of tabulate for terminals, wrapped."""

FORMATS: tuple[str, ...] = (*DATA_FORMATS, *TERMINAL_FORMATS, *MARKUP)


def write_analyses(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write `analyses` to `stream` in one of `FORMATS`.

    All formats but the markup tables are written article by article, each by one call of ``write`` before the next of
    `analyses` is asked for. JSON is the same for both views.
    """
    written = StringIO()

    def hand_on() -> None:
        if text := written.getvalue():
            stream.write(text)
            written.seek(0)
            written.truncate()

    def each() -> Iterator[Analysis]:
        for analysis in analyses:
            yield analysis
            hand_on()

    _write(each(), written, options)
    hand_on()


def closing(format: str) -> str:
    """Return the text that makes a valid document of the articles that were written in a format before an error."""
    return ARRAY_END if format == "json" else ""


def _write(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    if options.format == "json":
        write_json_array(analyses, stream, explained=options.explained, rules=options.rules)
    elif options.format == "jsonl":
        write_json_lines(analyses, stream, explained=options.explained, rules=options.rules)
    elif options.format in ("csv", "tsv"):
        _write_delimited(analyses, stream, options)
    elif options.format in MARKUP:
        write_markup_table(analyses, stream, options)
    else:
        write_terminal_table(analyses, stream, options)


def _write_delimited(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write a header and one line per statement; TSV has marks around cells too, as spreadsheets expect."""
    dialect = "excel" if options.format == "csv" else "excel-tab"
    columns = columns_of(options.view, explained=options.explained)
    writer = csv.DictWriter(stream, columns, dialect=dialect, lineterminator="\n")
    writer.writeheader()
    escape = str if options.raw_cells else spreadsheet_cell
    for analysis in analyses:
        for row in table_rows(analysis, options.view, explained=options.explained):
            writer.writerow({column: escape(cell) for column, cell in row.items()})
