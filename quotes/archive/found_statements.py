"""Tables of hits of a search."""

from __future__ import annotations

from typing import Any

from quotes.archive.found_tables import NO_DAY, NOTHING, Row, counted_in_words, found_table
from quotes.archive.searching import Found, Hit
from quotes.archive.shown_words import END, START
from quotes.reports.cells import CellType
from quotes.reports.found_quotations import FoundQuotations
from quotes.reports.wording import NOBODY, in_one_line, names_in_words, printable

MARK = "**"
"""Stands before and after words that were found."""


def found_hits(found: Found, offset: int = 0, *, by_rank: bool = False) -> FoundQuotations[Row]:
    """Return a page of hits as a table for people: day, speaker, statement and articles."""
    rows = [_row(hit) for hit in found.hits]
    columns: dict[str, CellType] = {"day": "text", "speaker": "text", "statement": "text", "article": "text"}
    return found_table(columns, rows, [], hits_in_words(found, offset, by_rank=by_rank))


def hits_in_words(found: Found, offset: int = 0, *, by_rank: bool = False) -> str:
    """Return how many hits there are, and which of them are shown: "1 to 20 of 134 statements, the newest first."."""
    number = counted_in_words(found.total, "statement")
    if not found.total:
        return NOTHING
    if not found.hits:
        return f"{number}, none of them from number {offset + 1} on."
    total = f"more than {number}" if found.more else number
    order = f"the best of the newest {found.total:,} first" if by_rank and found.more else "the newest first"
    order = "the best first" if by_rank and not found.more else order
    if len(found.hits) == found.total and not found.more:
        return f"{number[0].upper()}{number[1:]}, {order}."
    return f"{offset + 1:,} to {offset + len(found.hits):,} of {total}, {order}."


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "day": hit.day or NO_DAY,
        "speaker": names_in_words([in_one_line(name) for name in hit.speakers]) or NOBODY,
        "statement": hit.shown.replace(START, MARK).replace(END, MARK),
        "article": "; ".join(printable(place) for place in hit.places),
    }
