"""Rows of tables of statements: `report` groups them, `extract` keeps the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.records import Analysis
from quotes.reports.cells import SortKey, chosen, sorted_by
from quotes.reports.selection import EVERYTHING, Selection
from quotes.reports.statement_columns import COLUMNS, STATEMENT_COLUMNS, StatementRow, View
from quotes.statements.rules.rule_tables import RuleTables

Row = dict[str, str]
"""Cells by column name, each of one line of text."""

Grouping = Literal["speaker", "represented", "article", "kind", "act", "cue", "none"]
BY_SPEAKER: tuple[Grouping, ...] = ("speaker", "represented")
"""Groupings by the speakers, those whom spokespeople speak for in their place in the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """Options of a table.

    `format` is one of `quotes.reports.formats.FORMATS`. `several` is True where the table is about more than one
    article, which it then names. `width` is that of tables for terminals in character cells, 0 for unlimited. Tables
    for people have the acts only with `acts`, and data tell what a person has decided only with `decided`. With
    `explained`, every format tells how each statement was found, by `rules` or, if they are None, the package's own.
    CSV and TSV have the text as it is with `raw_cells`, and without formulas and controls otherwise. Tables for
    terminals have `colours` for kinds of speakers and doubtful statements.

    `by` groups the rows of a `report`. `columns` are names of `STATEMENT_COLUMNS`, none for the usual ones, and `sort`
    is the order of the rows, none for that of the view; `headers` says whether names of columns stand above them. A
    `report` by speakers has only those that the `selection` shows.
    """

    view: View
    format: str
    several: bool = False
    width: int = 100
    acts: bool = False
    decided: bool = False
    explained: bool = False
    rules: RuleTables | None = None
    raw_cells: bool = False
    colours: bool = False
    by: Grouping = "speaker"
    columns: tuple[str, ...] = ()
    sort: tuple[SortKey, ...] = ()
    headers: bool = True
    selection: Selection = EVERYTHING


def columns_of(options: TableOptions) -> tuple[str, ...]:
    """Return the columns of a table for programs, with those of decisions and explanations if they are asked for."""
    names = options.columns or COLUMNS[options.view]
    others = {"decided": options.decided and not options.columns, "explanation": options.explained}
    return (*names, *(name for name, is_asked in others.items() if is_asked and name not in names))


def table_rows(analysis: Analysis, view: View, *, explained: bool = False) -> Iterator[Row]:
    """Yield the cells of all `statement_rows` of one article, as text, in the usual columns."""
    options = TableOptions(view=view, format="csv", explained=explained)
    return text_rows(statement_rows(analysis, options), columns_of(options))


def text_rows(rows: Iterable[StatementRow], columns: Iterable[str]) -> Iterator[Row]:
    """Yield the cells of rows in some columns as text. Facts about several speakers are joined, each fact once."""
    found = chosen(STATEMENT_COLUMNS, columns)
    for row in rows:
        yield {column.name: column.text(row) for column in found}


def rows_of_all(analyses: Iterable[Analysis], options: TableOptions) -> Iterator[StatementRow]:
    """Yield the rows of all articles: one article after the other, or all of them sorted as the options say."""
    if options.sort:
        every = [row for analysis in analyses for row in statement_rows(analysis, options, sort=False)]
        yield from sorted_by(every, STATEMENT_COLUMNS, options.sort)
    else:
        for analysis in analyses:
            yield from statement_rows(analysis, options)


def statement_rows(analysis: Analysis, options: TableOptions, *, sort: bool = True) -> list[StatementRow]:
    """Return the rows of one article, sorted, if asked for, and grouped.

    A `report` by speakers has them in the order of their first rows and statements without a speaker last; a statement
    of several speakers is there once for each of them. Everything else has one row for each statement.
    """
    if options.view == "report" and options.by in BY_SPEAKER:
        rows = [
            StatementRow(analysis, (speaker,) if speaker else (), statement)
            for speaker, statements in analysis.by_speaker()
            if options.selection.shows(speaker)
            for statement in statements
        ]
    else:
        rows = [StatementRow(analysis, statement.speakers, statement) for statement in analysis.statements]
    if sort and options.sort:
        rows = sorted_by(rows, STATEMENT_COLUMNS, options.sort)
    return _grouped(rows, options) if options.view == "report" else rows


def group_of(row: StatementRow, by: Grouping) -> str:
    """Return the key of the group that a row belongs to, "" where there are no groups."""
    if by in BY_SPEAKER:
        return row.speakers[0].id if row.speakers else ""
    return "" if by in ("article", "none") else STATEMENT_COLUMNS[by].text(row).casefold()


def _grouped(rows: Iterable[StatementRow], options: TableOptions) -> list[StatementRow]:
    groups: dict[str, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row, options.by), []).append(row)
    return [row for group in groups.values() for row in group]
