"""Layout of tables for people: wrapped ones for terminals, unwrapped ones for documents."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from tabulate import SEPARATING_LINE, tabulate, tabulate_formats

from quotes.records import Analysis
from quotes.reports.colours import DOUBT_COLOUR, KIND_COLOURS, coloured
from quotes.reports.escaping import MARKUP
from quotes.reports.explanations import rules_in_words
from quotes.reports.speaker_groups import kinds_in_one_line, speakers_table
from quotes.reports.statement_columns import FLAGS, SPEAKER_COLUMNS, STATEMENT_COLUMNS, StatementRow
from quotes.reports.tables import (
    BY_SPEAKER,
    Row,
    TableOptions,
    columns_of,
    group_of,
    rows_of_all,
    statement_rows,
)
from quotes.reports.wording import (
    DOUBT,
    LEAST_CERTAIN_SPEAKER,
    LEAST_CERTAIN_STATEMENT,
    NOBODY,
    in_one_line,
    names_in_words,
    printable,
)
from quotes.speakers.across import SpeakersAcross

GRIDS = frozenset(name for name in tabulate_formats if name.endswith("grid"))
"""Formats for terminals that draw a line below every row."""

RULED = frozenset(
    ["plain", "presto", "pretty", "psql", "simple"] + [name for name in tabulate_formats if name.endswith("outline")]
)
"""Formats for terminals that can draw a line below some rows."""

PROGRAM_COLUMNS = frozenset(["speaker_kind", "speaker_confidence", *SPEAKER_COLUMNS, *FLAGS, "finders", "decided"])
"""Columns that tables for people lack; these have the kind beside the speaker and flags before the statement.

The ids of statements stand in reports for people only if these explain them.
"""

GROUP, KIND, DOUBTFUL = "group", "kind of speaker", "doubtful"
"""Entries of a row for people that are no columns.

They are the same for all statements of one speaker, or of another group; the kind of the first speaker; and "yes" for a
doubtful statement.
"""

SHORT_HEADINGS = {"confidence": "conf."}

WIDTH_SHARES = {"speaker": 0.23, "source": 0.18, "cue": 0.12, "explanation": 0.3}
OTHER_WIDTH_SHARE = 0.14
"""Part of the width that a column may take before it is wrapped; the statement has the rest."""

LONGEST_UNBROKEN_WORD = 16
NARROWEST_STATEMENT = 20
"""Both in character cells. A table that cannot be wrapped to these gets wider than it was asked to be."""


def write_terminal_table(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one table for each article, below its name if there are several, or one flat table, grouped by none.

    A speaker, or whatever else the rows are grouped by, is named once for all of its statements. Explanations stand
    below the table. A report ends with the number of speakers of each kind and, after several articles, a table with
    each speaker once.
    """
    across = SpeakersAcross()
    if options.by == "none" and options.view == "report":
        _write_flat_table(_counted(analyses, across), stream, options)
    else:
        for number, analysis in enumerate(_counted(analyses, across)):
            if options.several:
                blank_line = "\n" if number else ""
                stream.write(f"{blank_line}{printable(analysis.article.id)}\n\n")
            if rows := _rows_for_people(statement_rows(analysis, options), options):
                stream.write(_render(rows, _columns_for_people(options), options) + "\n")
                if options.explained:
                    stream.write(_explanations(analysis, rows, options))
            elif options.several:
                stream.write("(no statements)\n")
    across.found = [one for one in across.found if options.selection.shows(one.speaker, one.names)]
    if options.view == "report" and (across.found or across.unnamed):
        if options.several:
            stream.write(f"\nAll articles\n\n{speakers_table(across, options.format, colours=options.colours)}\n")
        stream.write(f"\n{kinds_in_one_line(across)}\n")


def _counted(analyses: Iterable[Analysis], across: SpeakersAcross) -> Iterator[Analysis]:
    for analysis in analyses:
        across.add(analysis)
        yield analysis


def _write_flat_table(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one table for all articles, with a column for their names if there are several, and explanations in it."""
    columns = [*(["article"] if options.several and not options.columns else []), *_columns_for_people(options)]
    if options.explained and "explanation" not in columns:
        columns.append("explanation")
    if rows := _rows_for_people(rows_of_all(analyses, options), options):
        stream.write(_render(rows, columns, options) + "\n")


def write_markup_table(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one table for all articles in a format of `MARKUP`, every cell filled and escaped and nothing wrapped."""
    columns = _columns_for_people(options)
    if not options.columns:
        columns = [*(["article"] if options.several else []), *columns, *(["explanation"] if options.explained else [])]
    escape = MARKUP[options.format]
    rows = [
        [escape(row[column]) for column in columns] for row in _rows_for_people(rows_of_all(analyses, options), options)
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
    """Return the columns that were asked for, or the usual ones, that of the groups first."""
    if options.columns:
        return list(options.columns)
    columns = [
        column
        for column in columns_of(options)
        if column not in PROGRAM_COLUMNS
        and column not in ("article", "explanation")
        and (options.acts or column != "act" or options.by == "act")
        and (options.explained or options.view == "extract" or column != "id")
    ]
    group = _group_column(options)
    return columns if group in ("", "speaker") else sorted(columns, key=lambda column: column != group)


def _group_column(options: TableOptions) -> str:
    """Return the column that is the same for all rows of a group, "" without groups."""
    if options.view == "extract" or options.by in ("article", "none"):
        return ""
    return "speaker" if options.by in BY_SPEAKER else options.by


def _alignment(columns: Sequence[str]) -> list[str]:
    return ["right" if STATEMENT_COLUMNS[column].type in ("number", "count") else "left" for column in columns]


def _rows_for_people(rows: Iterable[StatementRow], options: TableOptions) -> list[Row]:
    """Return rows with the cells of all columns that people may see."""
    explained = options.explained or "explanation" in options.columns
    columns = [column for column in STATEMENT_COLUMNS.values() if explained or column.name != "explanation"]
    return [_for_people(row, {column.name: column.text(row) for column in columns}, options) for row in rows]


def _for_people(found: StatementRow, row: Row, options: TableOptions) -> Row:
    """Return a row with kind and details beside the speaker, `NOBODY` for none, and marks before the statement.

    What has a column of its own that was asked for is not repeated so. The name of an uncertain speaker has `DOUBT`
    behind it. The entry `GROUP` is the speaker without this mark, or what else the rows are grouped by.
    """
    speakers, statement = found.speakers, found.statement
    about = (row["speaker_kind"] if options.view == "report" else "", "speaker_kind"), (row["details"], "details")
    notes = [text for text, column in about if text not in ("", "unknown") and column not in options.columns]
    note = f" ({'; '.join(notes)})" if notes else ""
    doubt = DOUBT if speakers and statement.speaker_confidence < LEAST_CERTAIN_SPEAKER else ""
    name = row["speaker"] or NOBODY
    others = [in_one_line(other.name) for other in statement.speakers if other not in speakers]
    together = [f"with {names_in_words(others)}"] if others else []
    flags = [name for name in FLAGS if row[name] == "yes" and name not in options.columns]
    decided = ["decided"] if statement.decided and "decided" not in options.columns else []
    marks = ", ".join([*flags, *together, *decided])
    cells = {
        "speaker": f"{name}{doubt}{note}",
        "statement": f"[{marks}] {row['statement']}" if marks else row["statement"],
        KIND: speakers[0].kind if speakers else "",
        DOUBTFUL: "yes" if statement.confidence < LEAST_CERTAIN_STATEMENT else "",
    }
    group = f"{name}{note}" if _group_column(options) in ("speaker", "") else group_of(found, options.by)
    return {column: printable(cell) for column, cell in (row | cells | {GROUP: group}).items()}


def _render(rows: Sequence[Row], columns: Sequence[str], options: TableOptions) -> str:
    """Return one table; in a report, a line separates the groups where the format has such lines.

    A speaker is named once for statements in a row, and once more where the mark of doubt comes or goes.
    """
    column = _group_column(options)
    widths = _column_widths(rows, columns, options.format, options.width) if options.width else None
    lines: list[list[str] | str] = []
    for _, group in groupby(rows, key=lambda row: row[GROUP] if column else ""):
        if lines and options.format in RULED:
            lines.append(SEPARATING_LINE)
        above = ""
        for row in group:
            repeated = {column: ""} if column and row[column] == above else {}
            cells = row | repeated
            if options.colours:
                cells |= _in_colours(cells, dict(zip(columns, widths or [], strict=False)))
            lines.append([cells[each] for each in columns])
            above = row[column] if column else ""
    return tabulate(
        lines,
        [SHORT_HEADINGS.get(column, column) for column in columns] if options.headers else (),
        options.format,
        maxcolwidths=widths,
        disable_numparse=True,
        colalign=_alignment(columns),
    )


def _in_colours(row: Row, widths: Mapping[str, int]) -> Row:
    """Return the cells that have colours, wrapped before, as each line of a cell needs its own colour."""
    colours = {"speaker": KIND_COLOURS.get(row[KIND]), "confidence": DOUBT_COLOUR if row[DOUBTFUL] else None}
    return {
        column: coloured(_wrapped(row[column].strip(), widths.get(column)), colour)
        for column, colour in colours.items()
    }


def _wrapped(cell: str, width: int | None) -> str:
    """Return a cell with the line breaks that tabulate gives it."""
    return tabulate([[cell]], tablefmt="plain", maxcolwidths=[width], disable_numparse=True) if width else cell


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
        heading = SHORT_HEADINGS.get(column, column)
        cells = [row[column] for row in rows]
        widths[column] = longest = max(map(len, [heading, *cells]))
        if column != "statement":
            longest_word = max(len(word) for cell in [heading, *cells] for word in [*cell.split(), ""])
            at_least = min(longest_word, LONGEST_UNBROKEN_WORD)
            widths[column] = min(longest, max(at_least, int(WIDTH_SHARES.get(column, OTHER_WIDTH_SHARE) * width)))
    if "statement" not in widths:
        return [widths[column] for column in columns]
    headings = [SHORT_HEADINGS.get(column, column) for column in columns]
    others = {column: width for column, width in widths.items() if column != "statement"}
    frame = _line_width([others.get(column, len(column)) for column in columns], headings, format) - len("statement")
    widths["statement"] = min(widths["statement"], max(NARROWEST_STATEMENT, width - frame))
    return [widths[column] for column in columns]


def _line_width(widths: Sequence[int], headings: Sequence[str], format: str) -> int:
    """Return the width of a table as tabulate draws it, with cells of these widths in its columns."""
    table = tabulate([["x" * width for width in widths]], headings, format, disable_numparse=True)
    return max(map(len, table.splitlines()))
