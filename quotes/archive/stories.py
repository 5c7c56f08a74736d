"""Stories: articles that are copies of one, such as wire copy in twenty papers, which count once.

An article is a copy of the earliest article (by its number) that is no copy itself and that it is similar to. Which
articles are copies depends on what is in the archive only, and on the order of its articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from quotes.archive.text_signatures import COPY, bands, similarity


def leave_story(connection: sqlite3.Connection, article: int) -> list[int]:
    """Take an article out of its story, and return the articles to `regroup`: those that were copies of it."""
    signature = _signature(connection, article)
    if signature is not None:
        connection.executemany(
            "DELETE FROM article_bands WHERE band = ? AND is_copy IN (0, 1) AND article = ?",
            [(band, article) for band in bands(signature)],
        )
    connection.execute("UPDATE articles SET story = NULL, signature = NULL WHERE id = ?", [article])
    return [row["id"] for row in connection.execute("SELECT id FROM articles WHERE story = ?", [article])]


def join_story(connection: sqlite3.Connection, article: int, signature: bytes | None) -> None:
    """Give an article that is in no story a signature, and make it the first one of a story until it is regrouped."""
    connection.execute("UPDATE articles SET story = id, signature = ? WHERE id = ?", [signature, article])
    if signature is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO article_bands (band, is_copy, article) VALUES (?, 0, ?)",
            [(band, article) for band in bands(signature)],
        )


def regroup(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Find the story of each of these articles, and of those whose story depends on theirs.

    Each depends on earlier articles only, so that they are taken in their order.
    """
    waiting = sorted(articles)
    done = -1
    while waiting:
        article = heappop(waiting)
        if article == done:
            continue
        done = article
        row = connection.execute("SELECT story, signature FROM articles WHERE id = ?", [article]).fetchone()
        if row is None or row["signature"] is None:
            continue
        before, signature = row["story"], row["signature"]
        story = next(_similar(connection, article, signature, earlier=True), article)
        if story != before:
            _set_story(connection, article, before, story, signature)
        if story != article and before == article:
            followers: Iterable[int] = _copies(connection, article)
        elif story == article:
            followers = list(_similar(connection, article, signature, earlier=False))
        else:
            followers = ()
        for follower in followers:
            heappush(waiting, follower)


def _similar(connection: sqlite3.Connection, article: int, signature: bytes, *, earlier: bool) -> Iterator[int]:
    """Yield similar articles: earlier ones that are no copies, or later ones whose story is still a later one."""
    numbers = bands(signature)
    marks = ", ".join("?" * len(numbers))
    condition = "is_copy = 0 AND article < ?" if earlier else "is_copy IN (0, 1) AND article > ?"
    if not earlier and not _is_before_others(connection, article):
        return
    found = connection.execute(
        f"SELECT DISTINCT article FROM article_bands WHERE band IN ({marks}) AND {condition} ORDER BY article",
        [*numbers, article],
    ).fetchall()
    for (other,) in found:
        row = connection.execute("SELECT story, signature FROM articles WHERE id = ?", [other]).fetchone()
        if (earlier or row["story"] > article) and similarity(signature, row["signature"]) >= COPY:
            yield other


def _is_before_others(connection: sqlite3.Connection, article: int) -> bool:
    return connection.execute("SELECT 1 FROM articles WHERE id > ? LIMIT 1", [article]).fetchone() is not None


def _copies(connection: sqlite3.Connection, article: int) -> list[int]:
    found = connection.execute("SELECT id FROM articles WHERE story = ? AND id != ?", [article, article])
    return [row["id"] for row in found]


def _set_story(connection: sqlite3.Connection, article: int, before: int, story: int, signature: bytes) -> None:
    connection.execute("UPDATE articles SET story = ? WHERE id = ?", [story, article])
    was_copy, is_copy = before != article, story != article
    if was_copy != is_copy:
        connection.executemany(
            "UPDATE article_bands SET is_copy = ? WHERE band = ? AND is_copy = ? AND article = ?",
            [(is_copy, band, was_copy, article) for band in bands(signature)],
        )
        connection.execute("UPDATE statements SET counted = ? WHERE article = ?", [not is_copy, article])


def _signature(connection: sqlite3.Connection, article: int) -> bytes | None:
    row = connection.execute("SELECT signature FROM articles WHERE id = ?", [article]).fetchone()
    signature: bytes | None = row["signature"]
    return signature
