"""Statements of an archive, fetched as they are needed."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from datetime import date

from quotes.archive.record_rows import speaker_of_row
from quotes.archive.search_query import ALL_STATEMENTS, Query, select_numbers
from quotes.claims.told import Told

_CLAIMING = "counted AND NOT negated AND NOT hypothetical AND NOT question"
"""Copies of an article that is there already do not count."""

_STATEMENTS = (
    "SELECT statements.id, statements.article, place, day, local_id, statements.text, cue, articles.text AS whole"
    " FROM statements JOIN articles ON articles.id = statements.article"
)


class ArchivedStatements:
    """Statements of an archive that claim something, in the order of days; articles without one come last.

    Only their numbers are kept in memory.
    """

    def __init__(self, connection: sqlite3.Connection, query: Query = ALL_STATEMENTS) -> None:
        """Take an archive, and a query that its statements have to fit."""
        self._connection = connection
        self._query = query
        self._ids = array("q")

    def __iter__(self) -> Iterator[Told]:
        """Yield all statements in order."""
        self._ids = array("q")
        found, values = select_numbers(self._query, None)
        selected = f"AND statements.id IN ({found})" if self._query != ALL_STATEMENTS else ""
        order = f"{_STATEMENTS} WHERE {_CLAIMING} {selected} ORDER BY day IS NULL, statements.id"
        for row in self._connection.execute(order, values if selected else []):
            self._ids.append(row["id"])
            yield self._told(row)

    def __getitem__(self, number: int) -> Told:
        """Return the statement with a number, once all have been iterated over."""
        row = self._connection.execute(f"{_STATEMENTS} WHERE statements.id = ?", [self._ids[number]]).fetchone()
        return self._told(row)

    def _told(self, row: sqlite3.Row) -> Told:
        speaking = self._connection.execute(
            "SELECT mentions.* FROM statement_speakers JOIN mentions ON mentions.id = mention"
            " WHERE statement = ? ORDER BY position",
            [row["id"]],
        ).fetchall()
        copies = self._connection.execute(
            "SELECT place FROM articles WHERE story = ?1 AND id != ?1 ORDER BY id", [row["article"]]
        )
        return Told(
            row["place"],
            date.fromisoformat(row["day"]) if row["day"] else None,
            row["local_id"],
            row["text"],
            row["whole"][slice(*json.loads(row["cue"]))] if row["cue"] else "",
            tuple(map(speaker_of_row, speaking)),
            tuple(one["speaker"] for one in speaking),
            tuple(one["place"] for one in copies),
        )
