"""Storage of articles in an archive: of what was found in them, or of why nothing could be; their replacement, removal.

All functions that change something are called within a transaction of the caller (`quotes.archive.database`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from quotes.archive.linking import FACTS, link, link_alone, relink, unlink
from quotes.archive.numbers import MOST_STATEMENTS, facets, mention_number, statement_number
from quotes.archive.record_rows import Row, article_row, mention_row, statement_row
from quotes.archive.stories import join_story, leave_story, regroup
from quotes.archive.text_signatures import signature_of
from quotes.errors import ArchiveError
from quotes.records import Analysis, Article, Speaker

EMPTY = article_row(Article(""), ())
"""Columns of an article without anything, whose place is still to be set."""


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> int | None:
    """Insert rows that have the same columns, and return the number of the last one."""
    last = None
    for row in rows:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        last = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid
    return last


def configuration_number(connection: sqlite3.Connection, version: str, model: str, options: str) -> int:
    """Return the number of what analyses were made with: a version, a model and options; a new one if need be."""
    values = {"version": version, "model": model, "options": options}
    found = connection.execute(
        "SELECT id FROM configurations WHERE version = :version AND model = :model AND options = :options", values
    ).fetchone()
    number: int | None = found["id"] if found else insert(connection, "configurations", [values])
    assert number is not None
    return number


def stored_place(id: str) -> str:
    """Return the place of an article in an archive: its id, with escapes for what no database can hold."""
    return id.encode("utf-8", "backslashreplace").decode("utf-8")


def store(
    connection: sqlite3.Connection, analysis: Analysis, day: date | None, configuration: int, *, hash: str = ""
) -> int:
    """Store the analysis of an article, in the place of what the archive has under its id, and return its number.

    `hash` stands for what was read (`quotes.archive.building`). A replaced article keeps its number, and with it its
    place in the order of articles. Raises `ArchiveError`, before anything is changed, if the analysis has what no
    archive can hold: half a surrogate pair, or too many statements.
    """
    row = article_row(analysis.article, analysis.warnings) | {"place": stored_place(analysis.article.id), "error": None}
    mentions = list(map(mention_row, analysis.speakers))
    statements = list(map(statement_row, analysis.statements))
    _check(row, mentions, statements)
    own = {"hash": hash, "configuration": configuration, "day": day.isoformat() if day else None}
    article, stale = _cleared(connection, row["place"], row | own)
    join_story(connection, article, signature_of(analysis.article.text))
    regroup(connection, {article, *stale})
    numbers = _store_mentions(connection, article, analysis.speakers, mentions)
    counted = connection.execute("SELECT story = id FROM articles WHERE id = ?", [article]).fetchone()[0]
    for position, (statement, columns) in enumerate(zip(analysis.statements, statements, strict=True)):
        speaking = [numbers[id] for id in dict.fromkeys(one.id for one in statement.speakers)]
        columns |= {
            "id": (number := statement_number(day, article, position)),
            "article": article,
            "month": day.isoformat()[:7] if day else "",
            "counted": counted,
            "facets": facets(statement.kind, statement.act, [(speaker, kind) for _, speaker, kind in speaking]),
        }
        insert(connection, "statements", [columns])
        insert(
            connection,
            "statement_speakers",
            [
                {"speaker": speaker, "statement": number, "mention": mention, "position": order}
                for order, (mention, speaker, _) in enumerate(speaking)
            ],
        )
    return article


def store_failure(connection: sqlite3.Connection, id: str, error: str, configuration: int, *, hash: str = "") -> int:
    """Store why there is no analysis of an article, in the place of one that was there, and return its number."""
    place, reason = stored_place(id), stored_place(error)
    row = EMPTY | {"place": place, "error": reason, "hash": hash, "configuration": configuration, "day": None}
    article, stale = _cleared(connection, place, row)
    _drop_mentions(connection, article)
    regroup(connection, stale)
    return article


def remove(connection: sqlite3.Connection, article: int) -> None:
    """Remove the article with this number, and all that was found in it."""
    stale = leave_story(connection, article)
    _drop_statements(connection, article)
    _drop_mentions(connection, article)
    connection.execute("DELETE FROM articles WHERE id = ?", [article])
    regroup(connection, [one for one in stale if one != article])


def _check(row: Row, mentions: Sequence[Row], statements: Sequence[Row]) -> None:
    for number, what in ((len(statements), "statements"), (len(mentions), "speakers")):
        if number > MOST_STATEMENTS:
            raise ArchiveError(f"{number:,} {what} are more than an archive takes of one article")
    for each in (row, *mentions, *statements):
        for value in each.values():
            try:
                if isinstance(value, str):
                    value.encode()
            except UnicodeEncodeError:
                raise ArchiveError("half of a surrogate pair, which no archive can hold, is in it") from None


def _cleared(connection: sqlite3.Connection, place: str, row: Row) -> tuple[int, list[int]]:
    """Write the row of an article that has no statements, and return its number and the articles to regroup."""
    found = connection.execute("SELECT id FROM articles WHERE place = ?", [place]).fetchone()
    if found is None:
        article = insert(connection, "articles", [row])
        assert article is not None
        return article, []
    article = found["id"]
    stale = leave_story(connection, article)
    _drop_statements(connection, article)
    columns = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE articles SET {columns} WHERE id = ?", [*row.values(), article])
    return article, [one for one in stale if one != article]


def _drop_statements(connection: sqlite3.Connection, article: int) -> None:
    of_article = "(SELECT id FROM statements WHERE article = ?)"
    connection.execute(f"DELETE FROM statement_speakers WHERE statement IN {of_article}", [article])
    connection.execute("DELETE FROM statements WHERE article = ?", [article])


def _drop_mentions(connection: sqlite3.Connection, article: int) -> None:
    stale = set[str]()
    for row in connection.execute("SELECT * FROM mentions WHERE article = ?", [article]).fetchall():
        stale |= unlink(connection, row)
    relink(connection, stale)


def _store_mentions(
    connection: sqlite3.Connection, article: int, speakers: Sequence[Speaker], rows: Sequence[Row]
) -> dict[str, tuple[int, int, Any]]:
    """Store the mentions of an article, and return the numbers of each and of its speaker, and its kind, by local ids.

    Mentions that an earlier version of the article has alike, in the same position, keep their speakers.
    """
    before = {
        row["id"]: row for row in connection.execute("SELECT * FROM mentions WHERE article = ?", [article]).fetchall()
    }
    numbered = {mention_number(article, position): row for position, row in enumerate(rows)}
    kept = {number for number in before.keys() & numbered.keys() if _is_alike(before[number], numbered[number])}
    stale = set[str]()
    for number in before.keys() - kept:
        stale |= unlink(connection, before[number])
    last = mention_number(article + 1, 0)
    appended = not before and not connection.execute("SELECT 1 FROM mentions WHERE id >= ? LIMIT 1", [last]).fetchone()
    if kept:  # until all have their new local ids, which are unique
        connection.execute("UPDATE mentions SET local_id = -id WHERE article = ?", [article])
    here = set[int]()
    for (number, row), speaker in zip(numbered.items(), speakers, strict=True):
        if number in kept:
            columns = ", ".join(f"{name} = ?" for name in row)
            connection.execute(f"UPDATE mentions SET {columns} WHERE id = ?", [*row.values(), number])
            continue
        if appended:
            here.add(found := link(connection, number, speaker, here))
        else:
            found, keys = link_alone(connection, number, speaker)
            stale |= keys
        insert(connection, "mentions", [{"id": number, "article": article, "speaker": found} | row])
    relink(connection, stale)
    found_now = connection.execute("SELECT local_id, id, speaker, kind FROM mentions WHERE article = ?", [article])
    return {local_id: (number, speaker, kind) for local_id, number, speaker, kind in found_now}


def _is_alike(before: sqlite3.Row, row: Row) -> bool:
    return all(before[column] == row[column] for column in (*FACTS, "aliases"))
