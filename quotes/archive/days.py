"""Days of articles, from dates as their sources give them."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import product

LONGEST = 60
"""Characters of the longest text that is read as a date."""

_DEFAULTS = (datetime(1904, 1, 1), datetime(1908, 2, 2))
"""Dates that stand for parts which a text lacks: a day that depends on them is not known."""


def day_of(text: str | None) -> date | None:
    """Return the day that a date means, as written there ("2018-02-05T23:00:00-05:00" is the fifth).

    Returns None for no date, for one without day, month or year, and for one that means another day elsewhere
    ("3/2/2026").
    """
    text = " ".join((text or "").split())
    if not text or len(text) > LONGEST:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text).date()
        except (ValueError, TypeError, IndexError):
            continue
    return _written_out(text)


def _written_out(text: str) -> date | None:
    """Return the day of a date in words or numbers, if all ways to read it agree."""
    from dateutil import parser

    day_first = (False,) if text[:4].isdigit() else (False, True)
    found = set()
    for default, day, year in product(_DEFAULTS, day_first, (False, True)):
        try:
            found.add(parser.parse(text, default=default, ignoretz=True, dayfirst=day, yearfirst=year).date())
        except (ValueError, OverflowError):
            return None
    return found.pop() if len(found) == 1 else None
