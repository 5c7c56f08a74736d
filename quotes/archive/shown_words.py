"""Statements as a search shows them: with the words that were found marked, and in the order of their rank."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from quotes.archive.search_words import WORD_TABLE
from quotes.reports.wording import abbreviated, in_one_line, printable

START, END = "\x02", "\x03"
"""Stand before and after each stretch of words that was found; texts that are shown have no controls of their own."""

SHOWN_WORDS = 40
"""Words of the part of a statement that is shown, at most; FTS5 allows 64."""

_MOST_VALUES = 500
"""Numbers in one query."""


def shown_words(texts: Mapping[int, str], match: str) -> dict[int, str]:
    """Return for each of some statements the part with most of the words of an expression; without one, its ends."""
    if not match:
        return {number: abbreviated(text, SHOWN_WORDS // 2) for number, text in texts.items()}
    with _indexed(texts) as index:
        return dict(
            index.execute(
                "SELECT rowid, snippet(words, 0, ?, ?, '…', ?) FROM words WHERE words MATCH ?",
                [START, END, SHOWN_WORDS, match],
            ).fetchall()
        )


def ranked(texts: Mapping[int, str], match: str) -> list[int]:
    """Return the numbers of statements in the order of BM25 among them, of equal ones the newest first."""
    with _indexed(texts) as index:
        rows = index.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid DESC", [match])
        return [row[0] for row in rows]


def texts_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the texts of statements, by their numbers, each in one line and without controls."""
    found: dict[int, str] = {}
    for first in range(0, len(numbers), _MOST_VALUES):
        some = numbers[first : first + _MOST_VALUES]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT id, text FROM statements WHERE id IN ({marks})", some)
        found.update((id, printable(in_one_line(text))) for id, text in rows)
    return found


def _indexed(texts: Mapping[int, str]) -> closing[sqlite3.Connection]:
    index = sqlite3.connect(":memory:")
    index.execute(WORD_TABLE)
    index.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts.items())
    return closing(index)
