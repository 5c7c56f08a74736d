"""Writing analyses in every output format: tabulate's tables, CSV, TSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from tabulate import tabulate_formats

from quotes.records import Analysis
from quotes.reports.as_json import write_json_array, write_json_lines
from quotes.reports.layout import is_for_terminals, write_markup_table, write_terminal_table
from quotes.reports.tables import COLUMNS, View, table_rows

DATA_FORMATS = ("csv", "tsv", "json", "jsonl")
"""Formats for programs: always UTF-8, never wrapped, valid also when there is nothing to say."""

FORMATS: tuple[str, ...] = (*DATA_FORMATS, *(name for name in tabulate_formats if name not in DATA_FORMATS))


def write_analyses(
    analyses: Iterable[Analysis],
    stream: TextIO,
    *,
    view: View,
    format: str,
    several: bool = False,
    width: int = 100,
) -> None:
    """Write `analyses` to `stream` in one of `FORMATS`.

    Everything but the markup tables is written article by article, as `analyses` are made. `several` says
    that there is more than one article, so that the tables name them. `width` is that of the tables for
    terminals, in character cells; 0 means unlimited. JSON is the same for both views.
    """
    if format == "json":
        write_json_array(analyses, stream)
    elif format == "jsonl":
        write_json_lines(analyses, stream)
    elif format in ("csv", "tsv"):
        _write_delimited(analyses, stream, view, "excel" if format == "csv" else "excel-tab")
    elif is_for_terminals(format):
        write_terminal_table(analyses, stream, view=view, format=format, several=several, width=width)
    else:
        write_markup_table(analyses, stream, view=view, format=format, several=several)


def _write_delimited(analyses: Iterable[Analysis], stream: TextIO, view: View, dialect: str) -> None:
    """A header and one line per statement; TSV has marks around cells too, as spreadsheets expect."""
    writer = csv.DictWriter(stream, COLUMNS[view], dialect=dialect, lineterminator="\n")
    writer.writeheader()
    for analysis in analyses:
        writer.writerows(table_rows(analysis, view))
