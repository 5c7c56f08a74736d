"""Tables of what was found in an archive, in the formats of `quotes.reports.found_formats`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any

from quotes.reports.cells import CellType, Column
from quotes.reports.formats import OutputFormat
from quotes.reports.found_formats import FOUND_FORMATS
from quotes.reports.found_quotations import FoundQuotations

TABLE_FORMATS: Mapping[str, OutputFormat] = {name: format for name, format in FOUND_FORMATS.items() if name != "junit"}
"""Formats of tables that are about no tests."""

BAR, LONGEST_BAR = "bar", 20
"""Column for people alone, and the length of its longest bar in character cells."""

NO_DAY = "(no day)"
NOTHING = "No statements found."

Row = Mapping[str, Any]
"""Values by the names of columns; None for none."""


def found_table(
    columns: Mapping[str, CellType],
    rows: Sequence[Row],
    documents: Sequence[dict[str, Any]],
    summary: str,
    *,
    for_people: Sequence[str] = (),
) -> FoundQuotations[Row]:
    """Return rows with columns of some names and types, documents for JSON, and a line below the table.

    People see those columns `for_people`, all if there are none.
    """
    found = {name: Column[Row](name, type, itemgetter(name)) for name, type in columns.items()}
    return FoundQuotations("quotes archive", rows, found, tuple(for_people or columns), documents, (), summary)


def bar(number: int, most: int) -> str:
    """Return a bar as long as a number is in comparison with the greatest one, of one sign at least."""
    return "#" * max(1, round(LONGEST_BAR * number / most)) if number else ""


def counted_in_words(number: int, what: str) -> str:
    """Return a number of things: "1 statement", "1,204 statements"."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def periods_in_words(periods: Collection[str], what: str) -> str:
    """Return in how many periods something is, "" for that without a day: "in 3 months and without a day"."""
    named = len(set(periods) - {""})
    said = [f"in {counted_in_words(named, what)}"] if named else []
    return " and ".join(said + ["without a day"] * ("" in periods))
