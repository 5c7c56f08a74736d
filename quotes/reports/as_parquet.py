"""Statements as Parquet: typed columns, and offsets as nested lists, for pandas, DuckDB, Spark and their like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.records import Analysis, Span
from quotes.reports.cells import CellType, Column, Subject, Value, chosen
from quotes.reports.escaping import without_surrogates
from quotes.reports.statement_columns import SPAN_COLUMNS, STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions, columns_of, rows_of_all

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_GROUP = 20_000


def write_parquet(analyses: Iterable[Analysis], stream: BinaryIO, options: TableOptions) -> None:
    """Write the rows of a table, those of some articles at a time; all spans are there unless columns are chosen.

    Text is as of other tables, in one line; that of spans is as written. What is not there is null.
    """
    from pyarrow.parquet import ParquetWriter

    names = columns_of(options) if options.columns else (*columns_of(options), *SPAN_COLUMNS)
    columns = chosen(STATEMENT_COLUMNS, dict.fromkeys(names))
    schema = arrow_schema(columns)
    rows = rows_of_all(analyses, options)
    with ParquetWriter(stream, schema) as writer:
        while some := list(islice(rows, ROWS_IN_A_GROUP)):
            writer.write_table(arrow_table(some, columns, schema))


def arrow_schema(columns: Iterable[Column[Subject]]) -> pyarrow.Schema:
    """Return the names and types of columns; spans are lists of offsets and texts."""
    import pyarrow

    types = _types()
    return pyarrow.schema([(column.name, types[column.type]) for column in columns])


def arrow_table(
    subjects: Iterable[Subject], columns: Sequence[Column[Subject]], schema: pyarrow.Schema
) -> pyarrow.Table:
    """Return the rows about these subjects, in columns that have this schema; what is not there is null."""
    import pyarrow

    rows = [{column.name: _value(column, column.value(subject), subject) for column in columns} for subject in subjects]
    return pyarrow.Table.from_pylist(rows, schema)


def _types() -> dict[CellType, pyarrow.DataType]:
    import pyarrow

    span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64()), ("text", pyarrow.string())])
    return {
        "text": pyarrow.string(),
        "document": pyarrow.string(),
        "number": pyarrow.float64(),
        "share": pyarrow.float64(),
        "count": pyarrow.int64(),
        "counts": pyarrow.list_(pyarrow.int64()),
        "flag": pyarrow.bool_(),
        "spans": pyarrow.list_(span),
    }


def _value(column: Column[Subject], value: Value, subject: Subject) -> Any:
    if isinstance(value, tuple):
        return [_span(one) if isinstance(one, Span) else one for one in value]
    return without_surrogates(column.text(subject)) or None if isinstance(value, str) else value


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": without_surrogates(span.text)}
