"""Articles of an archive with all that it has about them, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from quotes.archive.record_rows import analysis_of, article_of
from quotes.records import Analysis

Order = Literal["number", "day"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of an archive, or one that could not be analysed, which has no statements and an `error`.

    `statements` are the numbers of the statements of the analysis, in their order; `mentions` are the numbers of the
    archive's speakers, by the ids of the speakers of the analysis. `story` is the number of the first article with this
    text, `version` that of the program that made the analysis.
    """

    number: int
    day: str | None
    story: int | None
    version: str
    analysis: Analysis
    statements: tuple[int, ...] = ()
    mentions: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def counted(self) -> bool:
        """True if the statements count: the article is no copy of another one."""
        return self.story in (None, self.number)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one to another, both included; None for no limit. Articles without a day are within no limits."""

    since: date | None = None
    until: date | None = None

    @property
    def condition(self) -> tuple[str, list[str]]:
        """The condition of SQL on ``day``, and its values."""
        limits = [(sign, day.isoformat()) for sign, day in ((">=", self.since), ("<=", self.until)) if day]
        return " AND ".join(["TRUE", *(f"day {sign} ?" for sign, _ in limits)]), [day for _, day in limits]


def count_articles(connection: sqlite3.Connection, days: Days) -> int:
    """Return the number of articles of these days, those too that could not be analysed."""
    condition, values = days.condition
    found: int = connection.execute(f"SELECT count(*) FROM articles WHERE {condition}", values).fetchone()[0]
    return found


def stored_articles(connection: sqlite3.Connection, days: Days, order: Order) -> Iterator[StoredArticle]:
    """Yield the articles of these days as they are now, whatever another process writes meanwhile, in this order."""
    condition, values = days.condition
    order_by = "day, articles.id" if order == "day" else "articles.id"
    connection.execute("BEGIN")
    try:
        for row in connection.execute(
            "SELECT articles.*, version, model FROM articles JOIN configurations ON configurations.id = configuration"
            f" WHERE {condition} ORDER BY {order_by}",
            values,
        ):
            yield _stored(connection, row)
    finally:
        connection.execute("ROLLBACK")


def _stored(connection: sqlite3.Connection, row: sqlite3.Row) -> StoredArticle:
    number = row["id"]
    facts = (number, row["day"], row["story"], row["version"])
    if row["error"] is not None:
        return StoredArticle(*facts, Analysis(article_of(dict(row)), model=row["model"]), error=row["error"])
    numbers = connection.execute("SELECT id FROM statements WHERE article = ? ORDER BY id", [number])
    mentions = connection.execute("SELECT local_id, speaker FROM mentions WHERE article = ?", [number])
    return StoredArticle(
        *facts, analysis_of(connection, number), tuple(one["id"] for one in numbers), dict(map(tuple, mentions))
    )
