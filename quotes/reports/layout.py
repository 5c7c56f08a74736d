"""Tables for people, rendered by tabulate: wrapped ones for terminals, unwrapped ones for documents."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate, tabulate_formats

from quotes.records import Analysis
from quotes.reports.explanations import rules_in_words
from quotes.reports.speaker_groups import kinds_in_one_line, speakers_table
from quotes.reports.tables import FLAGS, FROM_THE_SPEAKER, Row, View, columns_of, table_rows
from quotes.reports.wording import NOBODY, printable
from quotes.speakers.across import SpeakersAcross

GRIDS = frozenset(name for name in tabulate_formats if name.endswith("grid"))
"""Formats for terminals that draw a line below every row."""

RULED = frozenset(
    ["plain", "presto", "pretty", "psql", "simple"] + [name for name in tabulate_formats if name.endswith("outline")]
)
"""Formats for terminals that can draw a line below some rows."""

ONLY_FOR_PROGRAMS = frozenset(["speaker_kind", *FROM_THE_SPEAKER, *FLAGS, "finders"])
"""Columns that people do not get: they see the kind with the speaker, and the flags in front of the statement."""

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
    analyses: Iterable[Analysis],
    stream: TextIO,
    *,
    view: View,
    format: str,
    several: bool,
    width: int,
    acts: bool = False,
    explained: bool = False,
) -> None:
    """Write one table for each article, below its name if there are `several`.

    `width` is in character cells, 0 for unlimited. A speaker is named once for all of its statements. `acts` adds the
    acts; `explained` adds ids, and explanations below the table. A report ends with the speakers: how many there are of
    each kind and, if there are `several` articles, a table with each of them once.
    """
    columns = _columns_for_people(view, acts=acts, explained=explained)
    columns = [column for column in columns if column not in ("article", "explanation")]
    across = SpeakersAcross()
    for number, analysis in enumerate(across.add_all(analyses)):
        rows = [_for_people(row) for row in table_rows(analysis, view, explained=explained)]
        if several:
            blank_line = "\n" if number else ""
            stream.write(f"{blank_line}{printable(analysis.article.id)}\n\n")
        if rows:
            ruled = view == "report" and format in RULED
            stream.write(_render(rows, columns, format, width, ruled) + "\n")
            if explained:
                stream.write(_explanations(analysis, rows, width))
        elif several:
            stream.write("(no statements)\n")
    if view == "report" and (across.found or across.unnamed):
        if several:
            stream.write(f"\nAll articles\n\n{speakers_table(across, format)}\n")
        stream.write(f"\n{kinds_in_one_line(across)}\n")


def write_markup_table(
    analyses: Iterable[Analysis],
    stream: TextIO,
    *,
    view: View,
    format: str,
    several: bool,
    acts: bool = False,
    explained: bool = False,
) -> None:
    """Write one table for all articles, every cell filled and nothing wrapped: for HTML, LaTeX, wikis."""
    columns = _columns_for_people(view, acts=acts, explained=explained)
    columns = [column for column in columns if several or column != "article"]
    rows = [
        [_for_people(row)[column] for column in columns]
        for analysis in analyses
        for row in table_rows(analysis, view, explained=explained)
    ]
    alignment = ["right" if column == "confidence" else "left" for column in columns]
    if rows:
        stream.write(tabulate(rows, columns, format, disable_numparse=True, colalign=alignment) + "\n")


def _columns_for_people(view: View, *, acts: bool, explained: bool) -> list[str]:
    return [
        column
        for column in columns_of(view, explained=explained)
        if column not in ONLY_FOR_PROGRAMS and (acts or column != "act")
    ]


def _for_people(row: Row) -> Row:
    """`row` with kind and details beside the name, nobody named as such, and flags before statements."""
    speaker, kind = row["speaker"] or NOBODY, row.get("speaker_kind")
    notes = [note for note in (kind if kind != "unknown" else "", row["details"]) if note]
    if notes:
        speaker = f"{speaker} ({'; '.join(notes)})"
    marks = ", ".join(name for name in FLAGS if row[name] == "yes")
    statement = f"[{marks}] {row['statement']}" if marks else row["statement"]
    return {column: printable(cell) for column, cell in (row | {"speaker": speaker, "statement": statement}).items()}


def _render(rows: Sequence[Row], columns: Sequence[str], format: str, width: int, ruled: bool) -> str:
    """One article's table. `ruled` separates the speakers by a line."""
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


def _explanations(analysis: Analysis, rows: Sequence[Row], width: int) -> str:
    """One paragraph for each row, and one for each rule that is named in them."""
    rules = [(name, printable(words)) for name, words in rules_in_words(analysis.statements)]
    blocks = [[(row["id"], row["explanation"]) for row in rows], rules]
    return "".join("\n" + "".join(_hanging(name, text, width) for name, text in block) for block in blocks if block)


def _hanging(name: str, text: str, width: int) -> str:
    """A paragraph behind its name, wrapped to `width` (0: not) with its further lines indented."""
    line = f"{name}  {text}"
    if not width:
        return f"{line}\n"
    narrow = max(width, NARROWEST_STATEMENT)
    return textwrap.fill(line, narrow, subsequent_indent="    ", break_on_hyphens=False) + "\n"


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
