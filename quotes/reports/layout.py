"""Layout of tables for people: wrapped ones for terminals, unwrapped ones for documents."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate, tabulate_formats

from quotes.records import Analysis, Speaker, Statement
from quotes.reports.escaping import MARKUP
from quotes.reports.explanations import rules_in_words
from quotes.reports.speaker_groups import kinds_in_one_line, speakers_table
from quotes.reports.tables import (
    FLAGS,
    SPEAKER_COLUMNS,
    Row,
    TableOptions,
    columns_of,
    statements_in_order,
    table_rows,
)
from quotes.reports.wording import DOUBT, LEAST_CERTAIN_SPEAKER, NOBODY, in_one_line, names_in_words, printable
from quotes.speakers.across import SpeakersAcross

GRIDS = frozenset(name for name in tabulate_formats if name.endswith("grid"))
"""Formats for terminals that draw a line below every row."""

RULED = frozenset(
    ["plain", "presto", "pretty", "psql", "simple"] + [name for name in tabulate_formats if name.endswith("outline")]
)
"""Formats for terminals that can draw a line below some rows."""

PROGRAM_COLUMNS = frozenset(["speaker_kind", "speaker_confidence", *SPEAKER_COLUMNS, *FLAGS, "finders"])
"""Columns that tables for people lack; these have the kind beside the speaker and flags before the statement.

The ids of statements stand in reports for people only if these explain them.
"""

GROUP = "group"
"""Entry of a row for people that is no column: the same for all statements of one speaker."""

SHORT_HEADINGS = {"confidence": "conf."}

WIDTH_SHARES = {"speaker": 0.23, "source": 0.18, "cue": 0.12, "circumstances": 0.14, "rule": 0.14}
"""Part of the width that a column may take before it is wrapped; the statement has the rest."""

LONGEST_UNBROKEN_WORD = 16
NARROWEST_STATEMENT = 20
"""Both in character cells. A table that cannot be wrapped to these gets wider than it was asked to be."""


def write_terminal_table(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one table for each article, below its name if there are several.

    A speaker is named once for all of its statements. Explanations stand below the table. A report ends with the number
    of speakers of each kind and, after several articles, a table with each speaker once.
    """
    columns = [column for column in _columns_for_people(options) if column not in ("article", "explanation")]
    across = SpeakersAcross()
    for number, analysis in enumerate(analyses):
        across.add(analysis)
        rows = _rows_for_people(analysis, options)
        if options.several:
            blank_line = "\n" if number else ""
            stream.write(f"{blank_line}{printable(analysis.article.id)}\n\n")
        if rows:
            stream.write(_render(rows, columns, options) + "\n")
            if options.explained:
                stream.write(_explanations(analysis, rows, options))
        elif options.several:
            stream.write("(no statements)\n")
    if options.view == "report" and (across.found or across.unnamed):
        if options.several:
            stream.write(f"\nAll articles\n\n{speakers_table(across, options.format)}\n")
        stream.write(f"\n{kinds_in_one_line(across)}\n")


def write_markup_table(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one table for all articles in a format of `MARKUP`, every cell filled and escaped and nothing wrapped."""
    columns = [column for column in _columns_for_people(options) if options.several or column != "article"]
    escape = MARKUP[options.format]
    rows = [
        [escape(row[column]) for column in columns]
        for analysis in analyses
        for row in _rows_for_people(analysis, options)
    ]
    if rows and options.format == "rst":
        stream.write(_rst_table(rows, columns))
    elif rows:
        table = tabulate(rows, columns, options.format, disable_numparse=True, colalign=_alignment(columns))
        stream.write((_apart_from_row_ends(table) if options.format.startswith("latex") else table) + "\n")


def _rst_table(rows: Iterable[Sequence[str]], columns: Sequence[str]) -> str:
    """Return a list-table: the columns of the other tables of reStructuredText are lost where a letter has no width."""
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in (columns, *rows):
        lines += [f"   {'  -' if number else '* -'} {cell}".rstrip() for number, cell in enumerate(row)]
    return "\n".join(lines) + "\n"


def _apart_from_row_ends(table: str) -> str:
    r"""Return a LaTeX table in which no cell begins with an argument of the `\\` before it: "{}[1]" for "[1]"."""
    return re.sub(r"^ *(?=[\[*])", r"\g<0>{}", table, flags=re.MULTILINE)


def _columns_for_people(options: TableOptions) -> list[str]:
    return [
        column
        for column in columns_of(options.view, explained=options.explained)
        if column not in PROGRAM_COLUMNS
        and (options.acts or column != "act")
        and (options.explained or options.view == "extract" or column != "id")
    ]


def _alignment(columns: Sequence[str]) -> list[str]:
    return ["right" if column == "confidence" else "left" for column in columns]


def _rows_for_people(analysis: Analysis, options: TableOptions) -> list[Row]:
    rows = table_rows(analysis, options.view, explained=options.explained)
    return [
        _for_people(row, speakers, statement)
        for row, (speakers, statement) in zip(rows, statements_in_order(analysis, options.view), strict=True)
    ]


def _for_people(row: Row, speakers: tuple[Speaker, ...], statement: Statement) -> Row:
    """Return a row with kind and details beside the speaker, `NOBODY` for none, and marks before the statement.

    The name of an uncertain speaker has `DOUBT` behind it. The entry `GROUP` is the speaker without this mark.
    """
    kind = row.get("speaker_kind")
    notes = [note for note in (kind if kind != "unknown" else "", row["details"]) if note]
    note = f" ({'; '.join(notes)})" if notes else ""
    doubt = DOUBT if speakers and statement.speaker_confidence < LEAST_CERTAIN_SPEAKER else ""
    name = row["speaker"] or NOBODY
    others = [in_one_line(other.name) for other in statement.speakers if other not in speakers]
    together = [f"with {names_in_words(others)}"] if others else []
    marks = ", ".join([*(name for name in FLAGS if row[name] == "yes"), *together])
    cells = {
        "speaker": f"{name}{doubt}{note}",
        "statement": f"[{marks}] {row['statement']}" if marks else row["statement"],
        GROUP: f"{name}{note}",
    }
    return {column: printable(cell) for column, cell in (row | cells).items()}


def _render(rows: Sequence[Row], columns: Sequence[str], options: TableOptions) -> str:
    """Return one article's table; in a report, a line separates the speakers where the format has such lines.

    A speaker is named once for statements in a row, and once more where the mark of doubt comes or goes.
    """
    ruled = options.view == "report" and options.format in RULED
    lines: list[list[str] | str] = []
    for _, group in groupby(rows, key=lambda row: row[GROUP]):
        if ruled and lines:
            lines.append(SEPARATING_LINE)
        above = ""
        for row in group:
            repeated = {"speaker": ""} if row["speaker"] == above and options.view == "report" else {}
            lines.append([(row | repeated)[column] for column in columns])
            above = row["speaker"]
    return tabulate(
        lines,
        [SHORT_HEADINGS.get(column, column) for column in columns],
        options.format,
        maxcolwidths=_column_widths(rows, columns, options.format, options.width) if options.width else None,
        disable_numparse=True,
        colalign=_alignment(columns),
    )


def _explanations(analysis: Analysis, rows: Sequence[Row], options: TableOptions) -> str:
    """Return one paragraph for each statement of the rows, and one for each rule that is named in them."""
    rules = [(printable(name), printable(words)) for name, words in rules_in_words(analysis.statements, options.rules)]
    statements = dict.fromkeys((row["id"], row["explanation"]) for row in rows)
    blocks = [list(statements), rules]
    return "".join(
        "\n" + "".join(_hanging(name, text, options.width) for name, text in block) for block in blocks if block
    )


def _hanging(name: str, text: str, width: int) -> str:
    """Return a paragraph after its name, wrapped to `width` (0: not) with its further lines indented."""
    line = f"{name}  {text}"
    if not width:
        return f"{line}\n"
    narrow = max(width, NARROWEST_STATEMENT)
    return textwrap.fill(line, narrow, subsequent_indent="    ", break_on_hyphens=False) + "\n"


def _column_widths(rows: Sequence[Row], columns: Sequence[str], format: str, width: int) -> list[int]:
    """Return the greatest width of each column in character cells, so that the table fits `width`."""
    widths = {}
    for column in columns:
        cells = [row[column] for row in rows]
        widths[column] = longest = max(map(len, [SHORT_HEADINGS.get(column, column), *cells]))
        if column in WIDTH_SHARES:
            longest_word = max(len(word) for cell in [column, *cells] for word in [*cell.split(), ""])
            at_least = min(longest_word, LONGEST_UNBROKEN_WORD)
            widths[column] = min(longest, max(at_least, int(WIDTH_SHARES[column] * width)))
    headings = [SHORT_HEADINGS.get(column, column) for column in columns]
    others = {column: width for column, width in widths.items() if column != "statement"}
    frame = _line_width([others.get(column, len(column)) for column in columns], headings, format) - len("statement")
    widths["statement"] = min(widths["statement"], max(NARROWEST_STATEMENT, width - frame))
    return [widths[column] for column in columns]


def _line_width(widths: Sequence[int], headings: Sequence[str], format: str) -> int:
    """Return the width of a table as tabulate draws it, with cells of these widths in its columns."""
    table = tabulate([["x" * width for width in widths]], headings, format, disable_numparse=True)
    return max(map(len, table.splitlines()))
