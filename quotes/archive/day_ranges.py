"""Days, months and years as ranges of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from quotes.archive.numbers import first_number

_DAYS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def days_of(text: str) -> tuple[date, date]:
    """Return the first and the last day of "2026-03-09", "2026-03" or "2026". Raises ValueError for anything else."""
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no day, month or year such as 2026-03-09, 2026-03 or 2026")
    year, month, day = (int(group) if group else 0 for group in match.groups())
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])


def numbers_between(since: date | None, until: date | None) -> tuple[int, int | None]:
    """Return the least number of a statement of these days, and a number that is beyond them all, None for no end.

    Both days belong to the range; without any, so do statements without a day.
    """
    low = first_number(since or date.min) if since or until else 0
    high = first_number(until + timedelta(1)) if until and until < date.max else None
    return low, high
