"""Tables for people, rendered by tabulate: wrapped ones for terminals, unwrapped ones for documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate, tabulate_formats

from quotes.records import Analysis
from quotes.reports.tables import COLUMNS, Row, View, table_rows
from quotes.reports.wording import NOBODY, printable

GRIDS = frozenset(name for name in tabulate_formats if name.endswith("grid"))
"""Formats for terminals that draw a line below every row."""

RULED = frozenset(
    ["plain", "presto", "pretty", "psql", "simple"] + [name for name in tabulate_formats if name.endswith("outline")]
)
"""Formats for terminals that can draw a line below some rows."""

SHORT_HEADINGS = {"confidence": "conf."}

SHARES = {"speaker": 0.23, "source": 0.18, "cue": 0.12, "circumstances": 0.14, "rule": 0.14}
"""The part of the width that a column may take before it is wrapped; the statement has what is left."""

LONGEST_UNBROKEN_WORD = 16
NARROWEST_STATEMENT = 20
"""Both in character cells. A table that cannot be wrapped to these gets wider than it was asked to be."""


def is_for_terminals(format: str) -> bool:
    """Is this tabulate format read in a terminal (and so wrapped to it), not in some other document?"""
    return format in GRIDS or format in RULED


def write_terminal_table(
    analyses: Iterable[Analysis], stream: TextIO, *, view: View, format: str, several: bool, width: int
) -> None:
    """Write one table for each article, below its name if there are `several`.

    `width` is in character cells, 0 for unlimited. A speaker is named once for all of its statements.
    """
    for number, analysis in enumerate(analyses):
        rows = [_for_people(row) for row in table_rows(analysis, view)]
        if several:
            blank_line = "\n" if number else ""
            stream.write(f"{blank_line}{printable(analysis.article.id)}\n\n")
        if rows:
            stream.write(_render(rows, format, width, ruled=view == "report" and format in RULED) + "\n")
        elif several:
            stream.write("(no statements)\n")


def write_markup_table(analyses: Iterable[Analysis], stream: TextIO, *, view: View, format: str, several: bool) -> None:
    """Write one table for all articles, every cell filled and nothing wrapped: for HTML, LaTeX, wikis."""
    columns = [column for column in COLUMNS[view] if column != "speaker_kind" and (several or column != "article")]
    rows = [
        [_for_people(row)[column] for column in columns] for analysis in analyses for row in table_rows(analysis, view)
    ]
    alignment = ["right" if column == "confidence" else "left" for column in columns]
    if rows:
        stream.write(tabulate(rows, columns, format, disable_numparse=True, colalign=alignment) + "\n")


def _for_people(row: Row) -> Row:
    """`row` with the kind of the speaker beside its name, and nobody's statements marked as such."""
    speaker, kind = row["speaker"] or NOBODY, row.get("speaker_kind")
    if kind and kind != "unknown":
        speaker = f"{speaker} ({kind})"
    return {column: printable(cell) for column, cell in (row | {"speaker": speaker}).items()}


def _render(rows: Sequence[Row], format: str, width: int, ruled: bool) -> str:
    """One article's table. `ruled` separates the speakers by a line."""
    columns = [column for column in rows[0] if column not in ("article", "speaker_kind")]
    lines: list[list[str] | str] = []
    for _, group in groupby(rows, key=lambda row: row["speaker"]):
        if ruled and lines:
            lines.append(SEPARATING_LINE)
        for number, row in enumerate(group):
            repeated = {"speaker": ""} if number and "speaker_kind" in row else {}
            lines.append([(row | repeated)[column] for column in columns])
    return tabulate(
        lines,
        [SHORT_HEADINGS.get(column, column) for column in columns],
        format,
        maxcolwidths=_column_widths(rows, columns, format, width) if width else None,
        disable_numparse=True,
        colalign=["right" if column == "confidence" else "left" for column in columns],
    )


def _column_widths(rows: Sequence[Row], columns: Sequence[str], format: str, width: int) -> list[int]:
    """How wide each column may be, in character cells, so that the table fits `width`."""
    widths = {}
    for column in columns:
        cells = [row[column] for row in rows]
        widths[column] = longest = max(map(len, [SHORT_HEADINGS.get(column, column), *cells]))
        if column in SHARES:
            longest_word = max(len(word) for cell in [column, *cells] for word in [*cell.split(), ""])
            at_least = min(longest_word, LONGEST_UNBROKEN_WORD)
            widths[column] = min(longest, max(at_least, int(SHARES[column] * width)))
    headings = [SHORT_HEADINGS.get(column, column) for column in columns]
    others = {column: width for column, width in widths.items() if column != "statement"}
    frame = _line_width([others.get(column, len(column)) for column in columns], headings, format) - len("statement")
    widths["statement"] = min(widths["statement"], max(NARROWEST_STATEMENT, width - frame))
    return [widths[column] for column in columns]


def _line_width(widths: Sequence[int], headings: Sequence[str], format: str) -> int:
    """How wide tabulate draws a table whose columns hold cells of these widths."""
    table = tabulate([["x" * width for width in widths]], headings, format, disable_numparse=True)
    return max(map(len, table.splitlines()))
