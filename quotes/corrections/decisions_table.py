"""Decisions as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TextIO

from tabulate import tabulate

from quotes.corrections.decisions import Corrections, Decision
from quotes.corrections.say_text import FLAG_NAMES
from quotes.records import BETWEEN_PIECES, Span
from quotes.reports.cells import Column
from quotes.reports.delimited import write_table
from quotes.reports.wording import NOBODY, in_one_line, names_in_words, printable

FORMATS = ("table", "csv")
LONGEST_CELL = 30
"""Characters of a cell of a table before it is wrapped."""

DecisionRow = tuple[str, Corrections, Decision]
"""The id of an article, its corrections, and one of the decisions among them."""


def _words(spans: Callable[[Decision], tuple[Span, ...]]) -> Callable[[DecisionRow], str]:
    def words(row: DecisionRow) -> str:
        _, corrections, decision = row
        pieces = (in_one_line(corrections.text[span.start : span.end]) for span in spans(decision))
        return BETWEEN_PIECES.join(pieces)

    return words


def _speakers(row: DecisionRow) -> str:
    return names_in_words([in_one_line(one.name) for one in row[2].speakers]) or NOBODY


def _flags(row: DecisionRow) -> str:
    return ", ".join(name for name in FLAG_NAMES.values() if getattr(row[2], name))


DECISION_COLUMNS: dict[str, Column[DecisionRow]] = {
    column.name: column
    for column in (
        Column[DecisionRow]("article", "text", lambda row: row[0]),
        Column[DecisionRow]("decision", "text", lambda row: "reject" if row[2].rejected else "accept"),
        Column[DecisionRow]("speaker", "text", _speakers),
        Column[DecisionRow]("source", "text", _words(lambda one: one.source)),
        Column[DecisionRow]("cue", "text", _words(lambda one: (one.cue,) if one.cue else ())),
        Column[DecisionRow]("statement", "text", _words(lambda one: one.content)),
        Column[DecisionRow]("flags", "text", _flags),
    )
}


def write_decisions(rows: Sequence[DecisionRow], stream: TextIO, format: str) -> None:
    """Write decisions as one of `FORMATS`."""
    if format == "csv":
        write_table(rows, DECISION_COLUMNS.values(), stream, format)
        return
    cells = [[printable(column.text(row)) for column in DECISION_COLUMNS.values()] for row in rows]
    table = tabulate(cells, list(DECISION_COLUMNS), "simple", disable_numparse=True, maxcolwidths=LONGEST_CELL)
    stream.write(f"{table}\n")
