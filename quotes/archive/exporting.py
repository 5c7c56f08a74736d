"""Archives as folders of Parquet or CSV, and as JSON Lines, written article by article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypeVar

from quotes.archive.export_columns import SPEAKER_COLUMNS, TABLES, rows_of
from quotes.archive.stored_articles import StoredArticle
from quotes.reports.as_parquet import ROWS_IN_A_GROUP, arrow_schema, arrow_table
from quotes.reports.cells import Column, Subject
from quotes.reports.delimited import write_table
from quotes.reports.escaping import json_text

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

Period = Literal["month", "year"]
Item = TypeVar("Item")

ARTICLES_IN_A_GROUP = 1000
NO_PERIOD = "__HIVE_DEFAULT_PARTITION__"
"""Name of the partition of articles without a day, which readers of hive partitions take for null."""

PART = "part-0.parquet"


def write_parquet_folder(
    articles: Iterable[StoredArticle], speakers: Iterable[sqlite3.Row], folder: Path, period: Period
) -> None:
    """Write tables of Parquet into a folder, in hive partitions: ``statements/month=2026-03/part-0.parquet``.

    The articles are in the order of their days. Speakers are in one file.
    """
    for name, group in groupby(articles, key=lambda stored: _partition(stored.day, period)):
        with ExitStack() as stack:
            writers = {table: _writer(folder / table / name / PART, TABLES[table], stack) for table in TABLES}
            for some in _chunks(group, ARTICLES_IN_A_GROUP):
                tables = [rows_of(stored) for stored in some]
                for table, writer in writers.items():
                    _write((row for rows in tables for row in rows[table]), TABLES[table], writer)
    with ExitStack() as stack:
        writer = _writer(folder / "speakers" / PART, SPEAKER_COLUMNS, stack)
        for known in _chunks(speakers, ROWS_IN_A_GROUP):
            _write(known, SPEAKER_COLUMNS, writer)


def write_csv_folder(articles: Iterable[StoredArticle], speakers: Iterable[sqlite3.Row], folder: Path) -> None:
    """Write one CSV file for each table into a folder; the texts of articles are left out."""
    columns = {table: [column for column in TABLES[table] if column.type != "document"] for table in TABLES}
    with ExitStack() as stack:
        streams = {table: stack.enter_context(_opened(folder / f"{table}.csv")) for table in columns}
        for table, stream in streams.items():
            write_table([], columns[table], stream, "csv")
        for stored in articles:
            for table, rows in rows_of(stored).items():
                write_table(rows, columns[table], streams[table], "csv", headers=False)
        write_table(speakers, SPEAKER_COLUMNS, stack.enter_context(_opened(folder / "speakers.csv")), "csv")


def write_jsonl(articles: Iterable[StoredArticle], stream: TextIO) -> None:
    """Write one analysis on each line, as `quotes extract` does, with what it was made with as far as that is known.

    Articles that failed are left out.
    """
    for stored in articles:
        if stored.error is None:
            made_with = {"made_with": {"version": stored.version, "options": stored.options}} if stored.version else {}
            stream.write(json_text(stored.analysis.to_dict() | made_with) + "\n")


def _partition(day: str | None, period: Period) -> str:
    length = len("2026-03") if period == "month" else len("2026")
    return f"{period}={day[:length] if day else NO_PERIOD}"


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _writer(path: Path, columns: Iterable[Column[Any]], stack: ExitStack) -> ParquetWriter:
    from pyarrow.parquet import ParquetWriter

    path.parent.mkdir(parents=True, exist_ok=True)
    return stack.enter_context(ParquetWriter(path, arrow_schema(columns)))


def _write(subjects: Iterable[Subject], columns: list[Column[Subject]], writer: ParquetWriter) -> None:
    writer.write_table(arrow_table(subjects, columns, writer.schema))


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
