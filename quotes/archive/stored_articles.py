"""Articles of an archive with all that it has about them, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quotes.archive.day_ranges import Days
from quotes.archive.record_rows import analysis_of, article_of
from quotes.records import Analysis

Order = Literal["number", "day"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of an archive, or one that could not be analysed, which has no statements and an `error`.

    `statements` are the numbers of the statements of the analysis, in their order; `mentions` are the numbers of the
    archive's speakers, by the ids of the speakers of the analysis. `story` is the number of the first article with this
    text. `version` is that of the program that made the analysis, "" if it is not known, and `options` are what else it
    depends on (`quotes.archive.building.Configuration`).
    """

    number: int
    day: str | None
    story: int | None
    version: str
    options: str
    analysis: Analysis
    statements: tuple[int, ...] = ()
    mentions: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def counted(self) -> bool:
        """True if the statements count: the article is no copy of another one."""
        return self.story in (None, self.number)


def count_articles(connection: sqlite3.Connection, days: Days) -> int:
    """Return the number of articles of these days, those too that could not be analysed."""
    condition, values = days.condition
    found: int = connection.execute(f"SELECT count(*) FROM articles WHERE {condition}", values).fetchone()[0]
    return found


def count_undated(connection: sqlite3.Connection) -> int:
    """Return the number of articles without a day, but for those that could not be analysed."""
    found: int = connection.execute("SELECT count(*) FROM articles WHERE day IS NULL AND error IS NULL").fetchone()[0]
    return found


def stored_articles(connection: sqlite3.Connection, days: Days, order: Order) -> Iterator[StoredArticle]:
    """Yield the articles of these days in this order."""
    condition, values = days.condition
    order_by = "day, articles.id" if order == "day" else "articles.id"
    for row in connection.execute(
        "SELECT articles.*, version, model, options FROM articles"
        f" JOIN configurations ON configurations.id = configuration WHERE {condition} ORDER BY {order_by}",
        values,
    ):
        yield _stored(connection, row)


def _stored(connection: sqlite3.Connection, row: sqlite3.Row) -> StoredArticle:
    number = row["id"]
    facts = (number, row["day"], row["story"], row["version"], row["options"])
    if row["error"] is not None:
        return StoredArticle(*facts, Analysis(article_of(dict(row)), model=row["model"]), error=row["error"])
    numbers = connection.execute("SELECT id FROM statements WHERE article = ? ORDER BY id", [number])
    mentions = connection.execute("SELECT local_id, speaker FROM mentions WHERE article = ?", [number])
    return StoredArticle(
        *facts, analysis_of(connection, number), tuple(one["id"] for one in numbers), dict(map(tuple, mentions))
    )
