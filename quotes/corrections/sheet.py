"""Rows of a spreadsheet that `quotes extract` wrote and a person has changed: XLSX, CSV or TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from quotes.errors import CorrectionsError, MissingExtraError, ReadError
from quotes.readers.text_encoding import decoded
from quotes.readers.text_file import MOST_BYTES, document_name, read_bytes
from quotes.reports.wording import in_one_line

NEEDED = ("article", "id", "statement")
"""Columns without which nothing can be understood."""

_ESCAPED_FORMULA = re.compile(r"""((?:^|;)[\s"]*)'(?='*[=+\-@＝＋－＠])""")
_ESCAPE_OF_EXCEL = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the sheet, of which the first one, with the names of the columns, is 1."""

    number: int
    cells: Mapping[str, str]


def read_sheet(path: Path, max_size: int = MOST_BYTES) -> list[SheetRow]:
    """Return the rows of a spreadsheet that are not empty; white space in cells is collapsed.

    Raises `CorrectionsError` if it cannot be read, or has not the columns `NEEDED`.
    """
    try:
        data = read_bytes(path, document_name(path), max_size)
        is_book = data.startswith(b"PK")
        table = list(_book_rows(data, path) if is_book else _text_rows(decoded(data, document_name(path)).text))
    except ReadError as error:
        raise CorrectionsError(str(error)) from None
    except csv.Error as error:
        raise CorrectionsError(f"{path}: not valid CSV: {error}") from None
    header = [in_one_line(cell).lower() for cell in table[0]] if table else []
    if missing := [name for name in NEEDED if name not in header]:
        raise CorrectionsError(f"{path}: no column {missing[0]!r}: it needs {', '.join(NEEDED)}")
    if twice := [name for name in header if name and header.count(name) > 1]:
        raise CorrectionsError(f"{path}: column {twice[0]!r} stands several times in its first row")
    unescape = in_one_line if is_book else _without_apostrophes
    return [
        SheetRow(number, dict(zip(header, map(unescape, row), strict=False)))
        for number, row in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in row)
    ]


def _text_rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _book_rows(data: bytes, path: Path) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingExtraError(
            f"{path} is a workbook, which needs openpyxl: pip install '.[xlsx]' in the folder of quotes"
        ) from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise CorrectionsError(f"{path}: not a workbook: {error}") from None
    sheet = book["statements"] if "statements" in book.sheetnames else book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield list(_texts(row))


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if value is None:
            yield ""
        elif isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield _ESCAPE_OF_EXCEL.sub("_", str(value))


def _without_apostrophes(cell: str) -> str:
    """Return a cell without the apostrophe before each formula, which `spreadsheet_cell` puts there."""
    return _ESCAPED_FORMULA.sub(r"\1", in_one_line(cell))
