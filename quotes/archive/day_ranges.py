"""Ranges of days, as people name them and as an archive is asked for them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from quotes.archive.numbers import first_number

_DAYS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one to another, both included; None for no limit.

    Articles without a day are in a range that has no limit at all, and in no other.
    """

    since: date | None = None
    until: date | None = None

    @property
    def numbers(self) -> tuple[int, int | None]:
        """The least number of a statement of these days, and a number that is beyond them all, None for no end."""
        low = first_number(self.since or date.min) if self.since or self.until else 0
        high = first_number(self.until + timedelta(1)) if self.until and self.until < date.max else None
        return low, high

    @property
    def months(self) -> tuple[str, str]:
        """The first and the last month of these days, "2026-03", to compare others with; "" is before all."""
        first = self.since.isoformat()[:7] if self.since else "0001-01" if self.until else ""
        return first, self.until.isoformat()[:7] if self.until else "9999-12"

    @property
    def condition(self) -> tuple[str, list[str]]:
        """The condition of SQL on the column ``day``, and its values."""
        limits = [(sign, day.isoformat()) for sign, day in ((">=", self.since), ("<=", self.until)) if day]
        return " AND ".join(["TRUE", *(f"day {sign} ?" for sign, _ in limits)]), [day for _, day in limits]


ALL_DAYS = Days()


def days_of(text: str) -> Days:
    """Return the days of "2026-03-09", "2026-03" or "2026". Raises ValueError for anything else."""
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no day, month or year such as 2026-03-09, 2026-03 or 2026")
    year, month, day = (int(group) if group else 0 for group in match.groups())
    last_month = month or 12
    return Days(date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1]))
