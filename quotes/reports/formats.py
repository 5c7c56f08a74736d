"""Writing analyses in every output format: tabulate's tables, CSV, TSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from tabulate import tabulate_formats

from quotes.records import Analysis
from quotes.reports.as_json import write_json_array, write_json_lines
from quotes.reports.layout import is_for_terminals, write_markup_table, write_terminal_table
from quotes.reports.tables import View, columns_of, table_rows

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
    acts: bool = False,
    explained: bool = False,
) -> None:
    """Write `analyses` to `stream` in one of `FORMATS`.

    Everything but the markup tables is written article by article, as `analyses` are made. `several` says
    that there is more than one article, so that the tables name them. `width` is that of the tables for
    terminals, in character cells; 0 means unlimited. JSON is the same for both views. Tables for people show the acts
    only with `acts`; with `explained`, every format says how each statement was found.
    """
    if format == "json":
        write_json_array(analyses, stream, explained=explained)
    elif format == "jsonl":
        write_json_lines(analyses, stream, explained=explained)
    elif format in ("csv", "tsv"):
        _write_delimited(analyses, stream, view, explained, "excel" if format == "csv" else "excel-tab")
    elif is_for_terminals(format):
        write_terminal_table(
            analyses,
            stream,
            view=view,
            format=format,
            several=several,
            width=width,
            acts=acts,
            explained=explained,
        )
    else:
        write_markup_table(analyses, stream, view=view, format=format, several=several, acts=acts, explained=explained)


def _write_delimited(analyses: Iterable[Analysis], stream: TextIO, view: View, explained: bool, dialect: str) -> None:
    """A header and one line per statement; TSV has marks around cells too, as spreadsheets expect."""
    writer = csv.DictWriter(stream, columns_of(view, explained=explained), dialect=dialect, lineterminator="\n")
    writer.writeheader()
    for analysis in analyses:
        writer.writerows(table_rows(analysis, view, explained=explained))
