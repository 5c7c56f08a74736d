"""Statements of several speakers side by side, by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from quotes.archive.found_speakers import name_of
from quotes.archive.found_tables import NO_DAY, Row, counted_in_words, found_table
from quotes.archive.search_query import Query
from quotes.archive.searching import Hit, found_numbers, hits_of
from quotes.reports.cells import CellType
from quotes.reports.found_quotations import FoundQuotations


def by_speaker(
    connection: sqlite3.Connection, speakers: Sequence[tuple[str, tuple[int, ...]]], query: Query, limit: int
) -> dict[str, tuple[Hit, ...]]:
    """Return the newest hits of a query of each of some speakers, by their names.

    Speakers are given as they were called, with their numbers; two of the same name are named as they were called.
    """
    found: dict[str, tuple[Hit, ...]] = {}
    for called, numbers in speakers:
        name = name_of(connection, numbers)
        hits = found_numbers(connection, replace(query, speakers=numbers), limit)
        found[called if name in found else name] = hits_of(connection, hits, query.match)
    return found


def found_side_by_side(found: Mapping[str, Sequence[Hit]]) -> FoundQuotations[Row]:
    """Return hits as a table with a column for each speaker, and for each day as many rows as one of them needs."""
    days = sorted({hit.day or "" for hits in found.values() for hit in hits}, reverse=True)
    by_day = {
        day: {name: [hit.text for hit in hits if (hit.day or "") == day] for name, hits in found.items()}
        for day in days
    }
    rows = [
        {"day": day or NO_DAY, **dict(zip(found, cells, strict=True))}
        for day, columns in by_day.items()
        for cells in zip_longest(*columns.values())
    ]
    documents = [{"day": day or None, "statements": columns} for day, columns in by_day.items()]
    counts = [f"{name}: {counted_in_words(len(hits), 'statement')}" for name, hits in found.items()]
    columns: dict[str, CellType] = {"day": "text", **dict.fromkeys(found, "text")}
    return found_table(columns, rows, documents, f"{'; '.join(counts)}.")
