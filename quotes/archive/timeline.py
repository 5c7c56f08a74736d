"""Statements of a speaker by month: how many, and the newest ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from quotes.archive.day_ranges import ALL_DAYS, Days, days_of
from quotes.archive.found_tables import NO_DAY, NOTHING, Row, bar, counted_in_words, found_table, periods_in_words
from quotes.archive.numbers import first_number
from quotes.archive.searching import Hit, hits_of
from quotes.reports.found_quotations import FoundQuotations


@dataclass(frozen=True, slots=True)
class Month:
    """A month, "2026-03", "" for articles without a day, with the number of statements and the newest of them."""

    month: str
    statements: int
    newest: tuple[Hit, ...]


def timeline(
    connection: sqlite3.Connection,
    speakers: Sequence[int],
    days: Days = ALL_DAYS,
    *,
    limit: int = 1,
) -> list[Month]:
    """Return the months in which some speakers, taken as one, say something, oldest first; `limit` newest of each.

    The first and the last month are those of the days, whole.
    """
    marks = ", ".join("?" * len(speakers))
    low, high = days.months
    rows = connection.execute(
        f"SELECT month, sum(statements) FROM monthly WHERE speaker IN ({marks}) AND month BETWEEN ? AND ?"
        " GROUP BY month ORDER BY month",
        [*speakers, low, high],
    ).fetchall()
    newest = [_newest(connection, speakers, month, limit) for month, _ in rows]
    hits = iter(hits_of(connection, [number for numbers in newest for number in numbers]))
    return [
        Month(month, number, tuple(islice(hits, len(shown))))
        for (month, number), shown in zip(rows, newest, strict=True)
    ]


def found_timeline(months: Sequence[Month], name: str) -> FoundQuotations[Row]:
    """Return a timeline as a table, one row for each statement that is shown, with bars for people."""
    most = max((one.statements for one in months), default=1)
    rows = [
        {
            "month": one.month or NO_DAY,
            "statements": one.statements,
            "bar": bar(one.statements, most) if first else "",
            "day": hit.day if hit else None,
            "statement": hit.text if hit else None,
            "article": hit.places[0] if hit else None,
        }
        for one in months
        for first, hit in [(not number, hit) for number, hit in enumerate(one.newest or (None,))]
    ]
    documents = [
        {
            "month": one.month or None,
            "statements": one.statements,
            "newest": [{"day": hit.day, "statement": hit.text, "article": hit.places[0]} for hit in one.newest],
        }
        for one in months
    ]
    total = counted_in_words(sum(one.statements for one in months), "statement")
    periods = periods_in_words([one.month for one in months], "month")
    summary = f"{name}: {total} {periods}." if months else NOTHING
    return found_table(
        {"month": "text", "statements": "count", "bar": "text", "day": "text", "statement": "text", "article": "text"},
        rows,
        documents,
        summary,
        for_people=("month", "statements", "bar", "day", "statement"),
    )


def _newest(connection: sqlite3.Connection, speakers: Sequence[int], month: str, limit: int) -> list[int]:
    low, high = days_of(month).numbers if month else (0, first_number(date.min))
    marks = ", ".join("?" * len(speakers))
    rows = connection.execute(
        f"SELECT DISTINCT statement FROM statement_speakers JOIN statements ON id = statement"
        f" WHERE speaker IN ({marks}) AND statement >= ? AND statement < ? AND counted"
        " ORDER BY statement DESC LIMIT ?",
        [*speakers, low, high, limit],
    )
    return [row[0] for row in rows]
