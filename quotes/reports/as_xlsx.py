"""Statements, speakers and articles as a workbook of Excel, each on a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.errors import OutputError
from quotes.records import Analysis
from quotes.reports.article_columns import ARTICLE_COLUMNS
from quotes.reports.cells import CellType, Column, Subject, chosen
from quotes.reports.escaping import without_surrogates
from quotes.reports.source_audit import AUDIT_COLUMNS, SourceAudit
from quotes.reports.statement_columns import STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions, columns_of, rows_of_all
from quotes.reports.wording import printable

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""Limits of Excel for a sheet and for a cell (UTF-16 units)."""

CUT = " […]"
WIDTHS = {"statement": 80, "explanation": 60, "article": 24, "speaker": 24, "source": 24, "warnings": 40, "title": 40}
"""Widths of columns in characters; others have that of their type."""
TYPE_WIDTHS: dict[CellType, int] = {"text": 16, "number": 12, "share": 12, "count": 12, "flag": 12, "spans": 16}
NUMBER_FORMATS: dict[CellType, str] = {"number": "0.00", "share": "0%", "count": "0"}

_ESCAPE_OF_EXCEL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_CHARACTER_OF_XML = re.compile("[\ufffe\uffff]")


def write_xlsx(analyses: Iterable[Analysis], stream: BinaryIO, options: TableOptions) -> None:
    """Write a workbook with the sheets statements, speakers and articles: headers frozen, filters on, text wrapped.

    Everything that an article says is text, formulas too; controls are shown as in other tables. Raises `OutputError`
    if there are more rows than a sheet can have.
    """
    from openpyxl import Workbook

    audit, articles = SourceAudit(), list[Analysis]()

    def each() -> Iterator[Analysis]:
        for analysis in analyses:
            audit.add(analysis)
            articles.append(analysis)
            yield analysis

    book = Workbook(write_only=True)
    _add_sheet(book, "statements", chosen(STATEMENT_COLUMNS, columns_of(options)), rows_of_all(each(), options))
    _add_sheet(book, "speakers", list(AUDIT_COLUMNS.values()), audit.rows())
    _add_sheet(book, "articles", list(ARTICLE_COLUMNS.values()), articles)
    book.save(stream)


def _add_sheet(book: Workbook, title: str, columns: Sequence[Column[Subject]], subjects: Iterable[Subject]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    top, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)

    def cell(value: str | float | int | None, type: CellType, *, header: bool = False) -> Any:
        made: Any = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            made.data_type = "s"
        elif type in NUMBER_FORMATS:
            made.number_format = NUMBER_FORMATS[type]
        made.alignment = top
        if header:
            made.font = bold
        return made

    for number, column in enumerate(columns, start=1):
        width = WIDTHS.get(column.name, TYPE_WIDTHS[column.type])
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([cell(column.name, "text", header=True) for column in columns])
    rows = 1
    for subject in subjects:
        rows += 1
        if rows > MOST_ROWS:
            raise OutputError(f"xlsx has room for {MOST_ROWS - 1:,} {title} only: write csv or parquet")
        sheet.append([cell(_value(column, subject), column.type) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows}"


def _value(column: Column[Subject], subject: Subject) -> str | float | int | None:
    value = column.value(subject)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value
    return _cell_text(column.text(subject)) or None


def _cell_text(text: str) -> str:
    """Return text that a cell can have: printable, not too long, and nothing in it that Excel takes for an escape."""
    shown = _NO_CHARACTER_OF_XML.sub("\ufffd", without_surrogates(printable(text)))
    escaped = _ESCAPE_OF_EXCEL.sub("_x005F_", shown)
    if _units(escaped) <= MOST_CHARACTERS:
        return escaped
    return escaped.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
