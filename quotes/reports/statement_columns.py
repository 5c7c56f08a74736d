"""Columns of tables of statements, each declared once, and those that a table has unless others are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from quotes.records import Analysis, Article, Block, Span, Speaker, Statement
from quotes.reports.cells import Column, Value
from quotes.reports.explanations import explanation_in_one_line
from quotes.reports.wording import in_one_line, names_in_words, spans_in_one_line

View = Literal["report", "extract"]

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of a table: a statement, and those of its speakers that the row is about."""

    analysis: Analysis
    speakers: tuple[Speaker, ...]
    statement: Statement

    @property
    def article(self) -> Article:
        """The article that the statement is in."""
        return self.analysis.article


def words_in(text: str) -> int:
    """Return the number of words in a text."""
    return len(_WORD.findall(text))


def distinct(values: Iterable[str | None]) -> str:
    """Return the values that are not empty, each once, in one line: "mayor; harbour master"."""
    return "; ".join(dict.fromkeys(filter(None, (in_one_line(value or "") for value in values))))


def _article_text(name: str) -> Column[StatementRow]:
    return Column(name, "text", lambda row: getattr(row.article, name))


def _of_statement(name: str, type: Literal["text", "number", "flag", "count"]) -> Column[StatementRow]:
    return Column(name, type, lambda row: getattr(row.statement, name))


def _words_of(name: str, spans: Callable[[Statement], Iterable[Span]]) -> Column[StatementRow]:
    return Column(name, "text", lambda row: spans_in_one_line(row.article, spans(row.statement)))


def _spans_of(name: str, spans: Callable[[Statement], tuple[Span, ...]]) -> Column[StatementRow]:
    return Column(name, "spans", lambda row: spans(row.statement))


def _of_speakers(name: str) -> Column[StatementRow]:
    return Column(name, "text", lambda row: distinct(getattr(speaker, name) for speaker in row.speakers))


def _of_blocks(name: str, of: Callable[[Block], str | None]) -> Column[StatementRow]:
    def value(row: StatementRow) -> Value:
        content = row.statement.content
        return distinct(
            of(block) for block in row.article.blocks if any(block.start <= one.start < block.end for one in content)
        )

    return Column(name, "text", value)


def _cue(statement: Statement) -> tuple[Span, ...]:
    return (statement.cue,) if statement.cue else ()


SPEAKER_FACTS = ("role", "affiliation", "speaks_for", "anonymity")
FLAGS = ("negated", "hypothetical", "question")
"""Columns that are yes or no; people see the names of those that are yes before the statement."""

STATEMENT_COLUMNS: dict[str, Column[StatementRow]] = {
    column.name: column
    for column in (
        Column("article", "text", lambda row: row.article.id),
        *map(_article_text, ("title", "date", "author", "url", "language")),
        _of_statement("id", "text"),
        Column("speaker", "text", lambda row: names_in_words([in_one_line(one.name) for one in row.speakers])),
        Column("speaker_kind", "text", lambda row: distinct(one.kind for one in row.speakers)),
        _of_statement("kind", "text"),
        _of_statement("act", "text"),
        *(_of_statement(flag, "flag") for flag in FLAGS),
        _words_of("source", lambda statement: statement.source),
        _words_of("cue", _cue),
        _words_of("statement", lambda statement: statement.content),
        _words_of("circumstances", lambda statement: statement.circumstances),
        _of_statement("confidence", "number"),
        _of_statement("speaker_confidence", "number"),
        Column("speaker_evidence", "text", lambda row: distinct(row.statement.speaker_evidence)),
        _of_statement("rule", "text"),
        Column("finders", "text", lambda row: " ".join(row.statement.finders)),
        _of_statement("decided", "flag"),
        *map(_of_speakers, SPEAKER_FACTS),
        Column(
            "details",
            "text",
            lambda row: distinct(f"{name}: {value}" for one in row.speakers for name, value in one.details),
        ),
        Column("aliases", "text", lambda row: distinct(alias for one in row.speakers for alias in one.aliases)),
        _of_statement("nested_in", "text"),
        Column("words", "count", lambda row: words_in(row.statement.text)),
        Column("start", "count", lambda row: min(span.start for span in row.statement.content)),
        Column("end", "count", lambda row: max(span.end for span in row.statement.content)),
        _of_blocks("block", lambda block: block.kind),
        _of_blocks("pointer", lambda block: block.pointer),
        _spans_of("content_spans", lambda statement: statement.content),
        _spans_of("source_spans", lambda statement: statement.source),
        _spans_of("cue_span", _cue),
        _spans_of("circumstance_spans", lambda statement: statement.circumstances),
        Column("explanation", "text", lambda row: explanation_in_one_line(row.article, row.statement)),
    )
}

_KIND_COLUMNS = ("kind", "act", *FLAGS)
_CONFIDENCES = ("confidence", "speaker_confidence")
SPEAKER_COLUMNS = (*SPEAKER_FACTS, "details")
"""Facts about the speaker; details are the further columns of a roster ("party: Greens; beat: port")."""
_LAST_COLUMNS = ("finders", *SPEAKER_COLUMNS)

COLUMNS: dict[View, tuple[str, ...]] = {
    "report": (
        "article", "id", "speaker", "speaker_kind", *_KIND_COLUMNS, "cue", "statement", *_CONFIDENCES, *_LAST_COLUMNS,
    ),
    "extract": (
        "article", "id", *_KIND_COLUMNS, "speaker", "source", "cue", "statement", "circumstances", *_CONFIDENCES,
        "rule", *_LAST_COLUMNS,
    ),
}  # fmt: skip
"""Columns for programs; people see fewer of them (`quotes.reports.layout`)."""

SPAN_COLUMNS = tuple(name for name, column in STATEMENT_COLUMNS.items() if column.type == "spans")
"""Columns with offsets, which formats with nested values have unless others are asked for."""
