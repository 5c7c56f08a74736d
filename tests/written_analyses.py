"""Analyses that are written for other programs, to be read back."""

from __future__ import annotations

import io
from typing import Any

from drawn_analyses import analyses
from hypothesis import strategies as st
from made_analyses import bridge, council, empty, harbour, silent

from quotes.records import Analysis, Statement
from quotes.reports.formats import FORMATS, write_analyses
from quotes.reports.statement_columns import STATEMENT_COLUMNS
from quotes.reports.tables import TableOptions

EXTRACT = TableOptions(view="extract", format="csv")
ALL_COLUMNS = tuple(STATEMENT_COLUMNS)
MADE = [[harbour()], [bridge(), council("a.txt"), council("b.txt")], [silent()], [empty(), harbour()]]


def written(format: str, *given_analyses: Analysis, **options: Any) -> Any:
    stream = io.BytesIO() if FORMATS[format].binary else io.StringIO()
    write_analyses(given_analyses, stream, TableOptions(view="extract", format=format, **options))
    stream.seek(0)
    return stream


def statements_of(some: list[Analysis]) -> list[Statement]:
    return [statement for analysis in some for statement in analysis.statements]


def some_analyses(most: int = 2) -> st.SearchStrategy[list[Analysis]]:
    return st.lists(analyses(), max_size=most)
