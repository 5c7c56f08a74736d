"""Options that limit what is shown to days, months or years."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import click

from quotes.archive.day_ranges import Days, days_of
from quotes.cli.options.gathering import gathers


class Day(click.ParamType[date]):
    """Day, or the first or last one of a month or year."""

    name = "day"

    def __init__(self, end: Literal["since", "until"]) -> None:
        """Take the end of a range of days."""
        self.end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail."""
        if isinstance(value, date):
            return value
        try:
            day: date = getattr(days_of(value), self.end)
            return day
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


since_option = click.option(
    "--since", metavar="DAY", type=Day("since"), help="Only what is of this day, month or year (2026-03) or later."
)
until_option = click.option(
    "--until", metavar="DAY", type=Day("until"), help="Only what is of this day, month or year or earlier."
)

gathers_days = gathers("days", Days)
