"""Contents of archives, to compare them: as they are, or whatever the numbers of articles and speakers are."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from quotes.archive.database import opened
from quotes.archive.numbers import ARTICLE_BITS, POSITION_BITS

TABLES = (
    *("configurations", "articles", "article_bands", "speakers", "speaker_names", "speaker_keys", "mentions"),
    *("statements", "statement_speakers", "monthly"),
)
"""Tables of an archive, but for ``runs`` and those of the index of words."""


def all_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of an archive's tables, but for ``runs``, in their order; the index of words is checked too."""
    with opened(path) as connection:
        check_words(connection)
        rows = {table: sorted(map(tuple, connection.execute(f"SELECT * FROM {table}")), key=repr) for table in TABLES}
        words = (
            "SELECT rowid FROM statement_words WHERE statement_words MATCH 'kinddirect OR kindindirect OR kindmixed'"
        )
        return rows | {"words": list(map(tuple, connection.execute(words)))}


def check_words(connection: sqlite3.Connection) -> None:
    """Raise an error if the index of words is not that of the statements."""
    with sqlite3.connect(":memory:") as copy:
        connection.backup(copy)
        copy.execute("INSERT INTO statement_words (statement_words, rank) VALUES ('integrity-check', 1)")
    copy.close()


def contents_of(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return what an archive has, articles by their places, and speakers by their first mentions.

    Articles are in the order of their numbers; these, and those of speakers, depend on what was there before.
    """
    check_words(connection)
    places = dict(connection.execute("SELECT id, place FROM articles ORDER BY id").fetchall())
    firsts = dict(connection.execute("SELECT speaker, min(id) FROM mentions GROUP BY speaker").fetchall())

    def mention(number: int) -> tuple[str, int]:
        return places[number >> POSITION_BITS], number & ((1 << POSITION_BITS) - 1)

    def statement(number: int) -> tuple[int, str, int]:
        return number >> ARTICLE_BITS + POSITION_BITS, *mention(number & ((1 << ARTICLE_BITS + POSITION_BITS) - 1))

    def speaker(number: int) -> tuple[str, int]:
        return mention(firsts[number])

    def facets(words: str) -> str:
        return re.sub(r"\bspeaker(\d+)", lambda match: str(speaker(int(match[1]))), words)

    def rows(table: str, **changed: Any) -> list[dict[str, Any]]:
        found = map(dict, connection.execute(f"SELECT * FROM {table}"))
        new = [
            {name: changed.get(name, lambda it: it)(value) for name, value in row.items() if value is not None}
            for row in found
        ]
        return new if table == "articles" else sorted(new, key=repr)

    of_speaker = {"speaker": speaker, "mention": mention, "statement": statement, "article": places.get}
    return {
        "articles": rows("articles", id=lambda _: None, story=places.get),
        "bands": rows("article_bands", article=places.get),
        "speakers": rows("speakers", id=speaker),
        "names": rows("speaker_names", **of_speaker),
        "keys": rows("speaker_keys", **of_speaker),
        "mentions": rows("mentions", id=mention, **of_speaker),
        "statements": rows("statements", id=statement, facets=facets, article=places.get),
        "speaking": rows("statement_speakers", **of_speaker),
        "monthly": rows("monthly", **of_speaker, statements=lambda it: it),
    }
