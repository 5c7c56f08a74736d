"""Search for statements in an archive, newest first or, of the newest, by rank."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from quotes.archive.numbers import MOST_ARTICLES, POSITION_BITS
from quotes.archive.record_rows import analysis_of
from quotes.archive.search_query import Query, select_numbers
from quotes.archive.shown_words import ranked, shown_words, texts_of
from quotes.errors import ArchiveError
from quotes.records import Analysis, Statement

MOST_COUNTED = 1000
"""Newest hits that are counted, and ranked."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    `number` is that of the statement. `places` are those of all articles of its story, its own first. `text` is in
    one line; `shown` is the part of it with most of the words, and these marked (`quotes.archive.shown_words`).
    """

    number: int
    day: str | None
    places: tuple[str, ...]
    speakers: tuple[str, ...]
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and the number of all, or `MOST_COUNTED` if there are `more`."""

    hits: tuple[Hit, ...]
    total: int
    more: bool = False


def search(
    connection: sqlite3.Connection, query: Query, *, limit: int | None = 20, offset: int = 0, by_rank: bool = False
) -> Found:
    """Return a page of hits, from `offset` on and as many as `limit`, the newest first.

    With `by_rank`, the newest `MOST_COUNTED` hits are in the order of BM25 among themselves, the others behind them. A
    statement of a copy that the first article of its story has, too, is no hit of its own if that one is a hit. Raises
    `ArchiveError` for words that are no search, and for a rank without words.
    """
    match = query.match
    if by_rank and not match:
        raise ArchiveError("a search without words has no rank")
    numbers = found_numbers(connection, query, None if limit is None else max(MOST_COUNTED + 1, offset + limit))
    more = limit is not None and len(numbers) > MOST_COUNTED
    total = MOST_COUNTED if more else len(numbers)
    if by_rank:
        numbers = ranked(texts_of(connection, numbers[:MOST_COUNTED]), match) + numbers[MOST_COUNTED:]
    page = numbers[offset : None if limit is None else offset + limit]
    return Found(hits_of(connection, page, match), total, more)


def found_numbers(connection: sqlite3.Connection, query: Query, limit: int | None) -> list[int]:
    """Return the numbers of the statements that are found, as many as `limit`, the newest first."""
    return [row[0] for row in connection.execute(*select_numbers(query, limit))]


def hits_of(connection: sqlite3.Connection, numbers: Sequence[int], match: str = "") -> tuple[Hit, ...]:
    """Return hits with the numbers of these statements, with the words of an expression marked."""
    texts = texts_of(connection, numbers)
    shown = shown_words(texts, match)
    return tuple(_hit(connection, number, texts[number], shown[number]) for number in numbers)


def analyses_with(connection: sqlite3.Connection, statements: Iterable[int]) -> Iterator[Analysis]:
    """Yield the analyses of the articles that have some statements, without others; each article once."""
    articles: dict[int, set[int]] = {}
    for number in statements:
        articles.setdefault(number >> POSITION_BITS & MOST_ARTICLES - 1, set()).add(number)
    for article, kept in articles.items():
        numbered = connection.execute("SELECT local_id, id FROM statements WHERE article = ?", [article])
        ids = {local_id for local_id, number in numbered if number in kept}
        yield analysis_of(connection, article).only(partial(_is_in, ids))


def _is_in(ids: Container[str], statement: Statement) -> bool:
    return statement.id in ids


def _hit(connection: sqlite3.Connection, number: int, text: str, shown: str) -> Hit:
    article = number >> POSITION_BITS & MOST_ARTICLES - 1
    day, own, story = connection.execute("SELECT day, place, story FROM articles WHERE id = ?", [article]).fetchone()
    others = connection.execute(
        "SELECT place FROM articles WHERE story = ? AND id != ? ORDER BY id", [story, article]
    ).fetchall()
    names = connection.execute(
        "SELECT name FROM statement_speakers JOIN speakers ON id = speaker WHERE statement = ? ORDER BY position",
        [number],
    )
    return Hit(number, day, (own, *(row[0] for row in others)), tuple(row[0] for row in names), text, shown)
