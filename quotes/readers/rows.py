"""Reader of JSON Lines, CSV and TSV: one article for each row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import PurePath

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.article_fields import Record, check_names, record_extract
from quotes.readers.extract import Extract
from quotes.readers.raw_document import RawDocument
from quotes.readers.saved_analysis import analysis_extract, is_analysis
from quotes.readers.text_kinds import other_kind

Row = tuple[int, Record | ReadError]
"""The number of the line in which a row begins, and what it says."""

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 100  # rows whose fields are known when the names of fields are checked


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article of each row, or an error for a row that is broken or has no text.

    Raises `ReadError` if there are no rows, or no field of the name that the options give.
    """
    rows = _json_rows(document) if _is_json(document) else _table_rows(document)
    first = list(islice(rows, _LOOKED_AT))
    records = [record for _, record in first if not isinstance(record, ReadError)]
    if not first:
        raise ReadError(f"{document.name} has no rows")
    if records and not any(map(is_analysis, records)):
        check_names(document.options, chain.from_iterable(records), document.name, _kind_of_name(document))
    for line, record in chain(first, rows):
        try:
            yield record if isinstance(record, ReadError) else _extract(record, document, line)
        except MissingExtraError:
            raise
        except ReadError as error:
            yield error


def _extract(record: Record, document: RawDocument, line: int) -> Extract:
    if is_analysis(record):
        return analysis_extract(record, document, str(line))
    return record_extract(record, document, str(line), f"line {line}")


def _is_json(document: RawDocument) -> bool:
    if document.options.format in ("csv", "jsonl"):
        return document.options.format == "jsonl"
    return PurePath(document.name).suffix.lower() in (".jsonl", ".ndjson") or other_kind(document.text) == "JSON Lines"


def _kind_of_name(document: RawDocument) -> str:
    return "field" if _is_json(document) else "column"


def _json_rows(document: RawDocument) -> Iterator[Row]:
    for number, line in enumerate(io.StringIO(document.text), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.rstrip("\r\n"))
        except (ValueError, RecursionError) as error:
            problem = f"{error.msg} in column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
            yield number, ReadError(f"{document.name}, line {number}: not JSON: {problem}")
            continue
        is_record = isinstance(value, dict)
        yield number, value if is_record else ReadError(f"{document.name}, line {number}: not a JSON object")


def _table_rows(document: RawDocument) -> Iterator[Row]:
    """Yield the rows of a table below its header. Raises `ReadError` if the header is broken."""
    lines = io.StringIO(document.text, newline="").readlines()
    rows = _cells(lines, _delimiter(document, lines))
    _, header = next(rows, (0, []))
    if isinstance(header, csv.Error):
        raise ReadError(f"{document.name}: the header of the table is broken: {header}")
    names = [name.strip() for name in header]
    for line, cells in rows:
        place = f"{document.name}, line {line}"
        if isinstance(cells, csv.Error):
            yield line, ReadError(f"{place}: a broken row: {cells}")
        elif len(cells) != len(names):
            yield line, ReadError(f"{place}: {_cells_in_words(len(cells))} in the row, {len(names)} in the header")
        else:
            yield line, dict(zip(names, cells, strict=True))


def _cells_in_words(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"


def _delimiter(document: RawDocument, lines: list[str]) -> str:
    """Return the delimiter that divides the header into the most cells."""
    if PurePath(document.name).suffix.lower() == ".tsv":
        return "\t"
    first = next((line for line in lines if line.strip()), "")
    counts = {delimiter: len(next(csv.reader([first], delimiter=delimiter), [])) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=counts.__getitem__)


def _cells(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the number of the line and the cells of each row that is not blank, or the error that it makes.

    After a broken row, such as one whose quotation mark is never closed, the next line begins a row.
    """
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[number] for number in range(start, len(lines))), delimiter=delimiter, strict=True)
        begin = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield begin + 1, cells
                begin = start + reader.line_num
            return
        except csv.Error as error:
            yield begin + 1, error
            start = begin + 1
