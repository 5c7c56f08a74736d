"""Speakers with most statements in each month or year, or of all time, from the tables that count them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.archive.day_ranges import ALL_DAYS, Days
from quotes.archive.found_tables import NO_DAY, NOTHING, Row, bar, counted_in_words, found_table, periods_in_words
from quotes.archive.schema import ALL_TIME
from quotes.records import SpeakerKind
from quotes.reports.found_quotations import FoundQuotations

Period = Literal["month", "year", "all"]


@dataclass(frozen=True, slots=True)
class Top:
    """A speaker with its number of statements in a period: "2026-03", "2026", "all", or "" for articles without day."""

    period: str
    speaker: str
    kind: SpeakerKind
    statements: int


def top_speakers(
    connection: sqlite3.Connection,
    by: Period = "month",
    *,
    kinds: Sequence[SpeakerKind] = (),
    days: Days = ALL_DAYS,
    limit: int = 5,
) -> list[Top]:
    """Return the speakers, of some kinds, with most statements in each period, as many as `limit`, newest period first.

    The first and the last month are those of the days, whole.
    """
    low, high = days.months
    if by == "month":
        periods = [("monthly", month) for month in _periods(connection, "monthly", "month", low, high)]
    elif by == "year" and low[5:] in ("", "01") and high[5:] == "12":
        years = _periods(connection, "totals", "period", low[:4], high[:4])
        periods = [("totals", year) for year in years]
    elif by == "all" and days == ALL_DAYS:
        periods = [("totals", ALL_TIME)]
    else:
        return list(_summed(connection, by, kinds, low, high, limit))
    return [top for table, period in periods for top in _counted(connection, table, period, kinds, limit)]


def found_top(found: Sequence[Top], by: Period) -> FoundQuotations[Row]:
    """Return top speakers as a table with bars for people."""
    most = max((one.statements for one in found), default=1)
    data = [
        {"period": one.period or None, "speaker": one.speaker, "kind": one.kind, "statements": one.statements}
        for one in found
    ]
    rows = [
        one | {"period": one["period"] or NO_DAY, "bar": bar(shown.statements, most)}
        for one, shown in zip(data, found, strict=True)
    ]
    where = "of all time" if by == "all" else periods_in_words([one.period for one in found], by)
    return found_table(
        {"period": "text", "speaker": "text", "kind": "text", "statements": "count", "bar": "text"},
        rows,
        data,
        f"{counted_in_words(len(found), 'row')} {where}." if found else NOTHING,
    )


def _periods(connection: sqlite3.Connection, table: str, column: str, low: str, high: str) -> Iterator[str]:
    """Yield the periods of a table from the last one down, each found by one look into the index."""
    condition, last = "<=", high
    while row := connection.execute(
        f"SELECT {column} FROM {table} WHERE {column} {condition} ? AND {column} >= ? ORDER BY {column} DESC LIMIT 1",
        [last, low],
    ).fetchone():
        yield row[0]
        condition, last = "<", row[0]


def _counted(
    connection: sqlite3.Connection, table: str, period: str, kinds: Sequence[SpeakerKind], limit: int
) -> Iterator[Top]:
    column = "month" if table == "monthly" else "period"
    rows = connection.execute(
        f"SELECT name, kind, statements FROM {table} CROSS JOIN speakers ON id = speaker"
        f" WHERE {column} = ? {_of_kinds(kinds)} ORDER BY statements DESC, speaker DESC LIMIT ?",
        [period, *kinds, limit],
    )
    yield from (Top(period, *row) for row in rows)


def _summed(
    connection: sqlite3.Connection, by: Period, kinds: Sequence[SpeakerKind], low: str, high: str, limit: int
) -> Iterator[Top]:
    """Yield top speakers of years that are not whole, or of some months together."""
    period = "substr(month, 1, 4)" if by == "year" else f"'{ALL_TIME}'"
    rows = connection.execute(
        f"SELECT period, name, kind, statements FROM (SELECT *, row_number() OVER (PARTITION BY period"
        f" ORDER BY statements DESC, speaker DESC) AS place FROM (SELECT {period} AS period, speaker,"
        f" sum(statements) AS statements FROM monthly JOIN speakers ON speakers.id = speaker"
        f" WHERE month BETWEEN ? AND ? {_of_kinds(kinds)} GROUP BY 1, 2)) JOIN speakers ON id = speaker"
        " WHERE place <= ? ORDER BY period DESC, place",
        [low, high, *kinds, limit],
    )
    yield from (Top(*row) for row in rows)


def _of_kinds(kinds: Sequence[SpeakerKind]) -> str:
    return f"AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
