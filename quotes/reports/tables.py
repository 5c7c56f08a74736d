"""Rows of the two tables: `report` is grouped by speaker, `extract` keeps the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.records import Analysis, Speaker, Statement
from quotes.reports.explanations import explanation_in_one_line
from quotes.reports.wording import in_one_line, names_in_words, spans_in_one_line
from quotes.statements.rules.rule_tables import RuleTables

View = Literal["report", "extract"]
Row = dict[str, str]
"""Cells by column name, each of one line of text."""

FLAGS = ("negated", "hypothetical", "question")
"""Columns that are yes or no; people see the names of those that are yes before the statement."""

SPEAKER_FACTS = ("role", "affiliation", "speaks_for", "anonymity")
SPEAKER_COLUMNS = (*SPEAKER_FACTS, "details")
"""Facts about the speaker; details are the further columns of a roster ("party: Greens; beat: port")."""

WHO_COLUMNS = ("speaker", "speaker_kind")
KIND_COLUMNS = ("kind", "act", *FLAGS)
TEXT_COLUMNS = ("source", "cue", "statement", "circumstances")
CONFIDENCES = ("confidence", "speaker_confidence")
LAST_COLUMNS = ("finders", *SPEAKER_COLUMNS)

COLUMNS: dict[View, tuple[str, ...]] = {
    "report": ("article", "id", *WHO_COLUMNS, *KIND_COLUMNS, "cue", "statement", *CONFIDENCES, *LAST_COLUMNS),
    "extract": ("article", "id", *KIND_COLUMNS, "speaker", *TEXT_COLUMNS, *CONFIDENCES, "rule", *LAST_COLUMNS),
}
"""Columns for programs; people see fewer of them (`quotes.reports.layout`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """Options of a table.

    `format` is one of `quotes.reports.formats.FORMATS`. `several` is True where the table is about more than one
    article, which it then names. `width` is that of tables for terminals in character cells, 0 for unlimited. Tables
    for people have the acts only with `acts`. With `explained`, every format tells how each statement was found, by
    `rules` or, if they are None, the package's own. CSV and TSV have the text as it is with `raw_cells`, and without
    formulas and controls otherwise.
    """

    view: View
    format: str
    several: bool = False
    width: int = 100
    acts: bool = False
    explained: bool = False
    rules: RuleTables | None = None
    raw_cells: bool = False


def columns_of(view: View, *, explained: bool = False) -> tuple[str, ...]:
    """Return the columns of a table for programs, with the explanation if it is `explained`."""
    return (*COLUMNS[view], "explanation") if explained else COLUMNS[view]


def table_rows(analysis: Analysis, view: View, *, explained: bool = False) -> Iterator[Row]:
    """Yield the rows of one article, each with all of `columns_of` it.

    Rows stand for `statements_in_order`. Facts about several speakers are joined by semicolons, each fact once.
    """
    columns = columns_of(view, explained=explained)
    for speakers, statement in statements_in_order(analysis, view):
        row = _row(analysis, speakers, statement)
        if explained:
            row["explanation"] = explanation_in_one_line(analysis.article, statement)
        yield {column: row[column] for column in columns}


def statements_in_order(analysis: Analysis, view: View) -> Iterator[tuple[tuple[Speaker, ...], Statement]]:
    """Yield the statements in the order of a table, each with the speakers that its row is about.

    `report` groups them by speaker, speakers in the order of their first statement and statements without a
    speaker last; a statement of several speakers is there once for each of them. `extract` keeps the order of the text.
    """
    if view == "report":
        for speaker, statements in analysis.by_speaker():
            for statement in statements:
                yield (speaker,) if speaker else (), statement
    else:
        for statement in analysis.statements:
            yield statement.speakers, statement


def _row(analysis: Analysis, speakers: tuple[Speaker, ...], statement: Statement) -> Row:
    article = analysis.article
    return {
        "article": in_one_line(article.id),
        "id": in_one_line(statement.id),
        "kind": statement.kind,
        "act": statement.act,
        **{flag: "yes" if getattr(statement, flag) else "no" for flag in FLAGS},
        "speaker": names_in_words([in_one_line(speaker.name) for speaker in speakers]),
        "speaker_kind": _distinct(speaker.kind for speaker in speakers),
        "source": spans_in_one_line(article, statement.source),
        "cue": spans_in_one_line(article, [statement.cue] if statement.cue else []),
        "statement": spans_in_one_line(article, statement.content),
        "circumstances": spans_in_one_line(article, statement.circumstances),
        **{name: f"{getattr(statement, name):.2f}" for name in CONFIDENCES},
        "rule": in_one_line(statement.rule),
        "finders": " ".join(statement.finders),
        **{name: _distinct(getattr(speaker, name) for speaker in speakers) for name in SPEAKER_FACTS},
        "details": _distinct(f"{name}: {value}" for speaker in speakers for name, value in speaker.details),
    }


def _distinct(values: Iterable[str | None]) -> str:
    """Return the values that are not empty, each once, in one line: "mayor; harbour master"."""
    return "; ".join(dict.fromkeys(filter(None, (in_one_line(value or "") for value in values))))
