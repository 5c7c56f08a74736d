"""Analyses that were saved, in JSON, JSON Lines or the Parquet of a cluster, read one after the other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from quotes.errors import QuotesError, ReadError
from quotes.readers.text_file import STDIN, document_name
from quotes.records import Analysis
from quotes.reports.formats import require

BLANKS = b"\xef\xbb\xbf \t\r\n"
"""Bytes that may stand before JSON: a byte order mark and white space."""

PARQUET = b"PAR1"
"""Beginning of every Parquet file."""

ROWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class SavedAnalysis:
    """An analysis, with the version of the program that made it and the options as JSON, as far as they are known."""

    analysis: Analysis
    version: str = ""
    options: str = "{}"


def read_saved(source: str) -> Iterator[SavedAnalysis | ReadError]:
    """Yield the analyses in a file, - for standard input, and errors in the place of those that are broken.

    JSON Lines and Parquet are read in constant memory, an array of JSON whole.
    """
    name = document_name(source)
    try:
        with nullcontext(sys.stdin.buffer) if source == STDIN else Path(source).open("rb") as stream:
            yield from _analyses(stream, source, name)
    except OSError as error:
        yield ReadError(f"{name}: {(error.strerror or str(error)).lower()}")
    except QuotesError as error:
        yield error if isinstance(error, ReadError) else ReadError(f"{name}: {error}")


def _analyses(stream: BinaryIO, source: str, name: str) -> Iterator[SavedAnalysis | ReadError]:
    lines = ((number, line) for number, line in enumerate(stream, 1) if line.strip(BLANKS))
    start, first = next(lines, (0, b""))
    if first.startswith(PARQUET):
        yield from _parquet_rows(source, name)
    elif first.lstrip(BLANKS).startswith(b"["):
        yield from _array(first + stream.read(), name)
    elif first and not first.lstrip(BLANKS).startswith(b"{"):
        raise ReadError(f"{name}: not analyses in JSON, JSON Lines or the Parquet of a cluster")
    elif first:
        for number, line in chain([(start, first)], lines):
            yield _analysis(line, f"{name}, line {number}")


def _array(text: bytes, name: str) -> Iterator[SavedAnalysis | ReadError]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: not JSON: {error}") from None
    for number, value in enumerate(values, 1):
        yield _of_value(value, f"{name}, analysis {number}")


def _parquet_rows(source: str, name: str) -> Iterator[SavedAnalysis | ReadError]:
    require("pyarrow", "parquet", name)
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    wanted = ("id", "version", "options", "analysis", "error")
    try:
        with ParquetFile(source) as file:
            if missing := [column for column in wanted if column not in file.schema_arrow.names]:
                raise ReadError(f"{name}: no column {missing[0]}: quotes archive cluster writes it")
            for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(wanted)):
                for row in batch.to_pylist():
                    if row["error"] is not None:
                        yield ReadError(f"{row['id']}: {row['error']}")
                    else:
                        yield _analysis(
                            row["analysis"], f"{name}, {row['id']}", row["version"] or "", row["options"] or "{}"
                        )
    except ArrowInvalid as error:
        raise ReadError(f"{name}: {error}") from None


def _analysis(text: str | bytes, place: str, *origin: str) -> SavedAnalysis | ReadError:
    try:
        return _of_value(json.loads(text), place, *origin)
    except (ValueError, RecursionError) as error:
        return ReadError(f"{place}: not JSON: {error}")


def _of_value(value: object, place: str, *origin: str) -> SavedAnalysis | ReadError:
    if not isinstance(value, dict):
        return ReadError(f"{place}: not an analysis in JSON form")
    try:
        analysis = Analysis.from_dict(value)
        origin = origin or _origin(value)
    except ReadError as error:
        return ReadError(f"{place}: {error}")
    return SavedAnalysis(analysis, *origin) if analysis.article.id else ReadError(f"{place}: the article has no id")


def _origin(value: dict[str, Any]) -> tuple[str, ...]:
    match value.get("made_with"):
        case None:
            return ()
        case {"version": str(version), "options": str(options)}:
            return version, options
    raise ReadError("made_with has no version and options")
