"""Statements as Parquet: typed columns, and offsets as nested lists, for pandas, DuckDB, Spark and their like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.records import Analysis
from quotes.reports.cells import CellType, Column, Value, chosen
from quotes.reports.escaping import without_surrogates
from quotes.reports.statement_columns import SPAN_COLUMNS, STATEMENT_COLUMNS, StatementRow
from quotes.reports.tables import TableOptions, columns_of, rows_of_all

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_GROUP = 20_000


def write_parquet(analyses: Iterable[Analysis], stream: BinaryIO, options: TableOptions) -> None:
    """Write the rows of a table, those of some articles at a time; all spans are there unless columns are chosen.

    Text is as of other tables, in one line; that of spans is as written. What is not there is null.
    """
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    names = columns_of(options) if options.columns else (*columns_of(options), *SPAN_COLUMNS)
    columns = chosen(STATEMENT_COLUMNS, dict.fromkeys(names))
    types = _types()
    schema = pyarrow.schema([(column.name, types[column.type]) for column in columns])
    rows = rows_of_all(analyses, options)
    with ParquetWriter(stream, schema) as writer:
        while some := list(islice(rows, ROWS_IN_A_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(list(_values(some, columns)), schema))


def _types() -> dict[CellType, pyarrow.DataType]:
    import pyarrow

    span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64()), ("text", pyarrow.string())])
    return {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "share": pyarrow.float64(),
        "count": pyarrow.int64(),
        "flag": pyarrow.bool_(),
        "spans": pyarrow.list_(span),
    }


def _values(rows: Iterable[StatementRow], columns: Iterable[Column[StatementRow]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {column.name: _value(column, column.value(row), row) for column in columns}


def _value(column: Column[StatementRow], value: Value, row: StatementRow) -> Any:
    if isinstance(value, tuple):
        return [{"start": span.start, "end": span.end, "text": without_surrogates(span.text)} for span in value]
    return without_surrogates(column.text(row)) or None if column.type == "text" else value
