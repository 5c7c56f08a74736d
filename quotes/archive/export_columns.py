"""Columns of the tables that an archive is exported to; those that `quotes extract` has too have the same names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from quotes.archive.stored_articles import StoredArticle
from quotes.records import Speaker
from quotes.reports.article_columns import ARTICLE_COLUMNS
from quotes.reports.cells import CellType, Column, Subject, chosen
from quotes.reports.statement_columns import COLUMNS, SPAN_COLUMNS, STATEMENT_COLUMNS, StatementRow, distinct

TableName = Literal["articles", "statements", "mentions"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ExportedStatement:
    """A statement of an article, with its number in the archive."""

    stored: StoredArticle
    number: int
    row: StatementRow


@dataclass(frozen=True, slots=True)
class ExportedMention:
    """A speaker of an article, with the number of the archive's speaker."""

    stored: StoredArticle
    number: int
    speaker: Speaker


def rows_of(stored: StoredArticle) -> dict[TableName, Sequence[Any]]:
    """Return the rows about an article, by their tables: subjects of the columns of `TABLES`."""
    analysis = stored.analysis
    return {
        "articles": [stored],
        "statements": [
            ExportedStatement(stored, number, StatementRow(analysis, statement.speakers, statement))
            for number, statement in zip(stored.statements, analysis.statements, strict=True)
        ],
        "mentions": [ExportedMention(stored, stored.mentions[one.id], one) for one in analysis.speakers],
    }


def speakers(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """Yield the rows of all speakers."""
    yield from connection.execute("SELECT * FROM speakers ORDER BY id")


def _adapted(column: Column[Subject], subject: Callable[[Row], Subject]) -> Column[Row]:
    return Column(column.name, column.type, lambda row: column.value(subject(row)))


def _of_speaker(name: str, type: CellType = "text") -> Column[ExportedMention]:
    return Column(name, type, lambda row: getattr(row.speaker, name))


def _of_row(name: str) -> Column[sqlite3.Row]:
    return Column(name, "text", lambda row: row[name])


_OF_STORED: list[Column[StoredArticle]] = [
    Column("article_id", "count", lambda stored: stored.number),
    Column("day", "text", lambda stored: stored.day),
    Column("counted", "flag", lambda stored: stored.counted),
]

_ARTICLES: list[Column[StoredArticle]] = [
    *_OF_STORED,
    *(_adapted(column, lambda stored: stored.analysis) for column in ARTICLE_COLUMNS.values()),
    Column("story", "count", lambda stored: stored.story),
    Column("version", "text", lambda stored: stored.version),
    Column("options", "text", lambda stored: stored.options),
    Column("error", "text", lambda stored: stored.error),
    Column("text", "document", lambda stored: stored.analysis.article.text),
]

_STATEMENTS: list[Column[ExportedStatement]] = [
    Column("statement_id", "count", lambda one: one.number),
    *(_adapted(column, lambda one: one.stored) for column in _OF_STORED),
    *(
        _adapted(column, lambda one: one.row)
        for column in chosen(STATEMENT_COLUMNS, (*COLUMNS["extract"], "speaker_kind", "nested_in", *SPAN_COLUMNS))
    ),
    Column("speaker_ids", "counts", lambda one: tuple(one.stored.mentions[each.id] for each in one.row.speakers)),
]

_MENTIONS: list[Column[ExportedMention]] = [
    *(_adapted(column, lambda one: one.stored) for column in _OF_STORED),
    Column("article", "text", lambda one: one.stored.analysis.article.id),
    Column("speaker_id", "count", lambda one: one.number),
    *map(_of_speaker, ("id", "name", "kind", "role", "affiliation", "speaks_for", "anonymity")),
    Column("aliases", "text", lambda one: distinct(one.speaker.aliases)),
    _of_speaker("listed", "flag"),
    Column("details", "text", lambda one: distinct(f"{name}: {value}" for name, value in one.speaker.details)),
    Column("spans", "spans", lambda one: one.speaker.mentions),
]

TABLES: dict[TableName, list[Column[Any]]] = {
    "articles": _ARTICLES,
    "statements": _STATEMENTS,
    "mentions": _MENTIONS,
}
"""Columns of the tables about articles. ``counted`` is no for copies of an article that is there already."""

SPEAKER_COLUMNS: list[Column[sqlite3.Row]] = [
    Column("speaker_id", "count", lambda row: row["id"]),
    *map(_of_row, ("name", "kind", "role", "affiliation")),
    Column("listed", "flag", lambda row: bool(row["listed"])),
]
