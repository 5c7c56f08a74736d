"""Options that limit what is shown to days, months or years."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from quotes.archive.day_ranges import days_of


class Day(click.ParamType[date]):
    """Day, or the first or last one of a month or year."""

    name = "day"

    def __init__(self, end: int) -> None:
        """Take 0 for first days, and 1 for last ones."""
        self.end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail."""
        if isinstance(value, date):
            return value
        try:
            return days_of(value)[self.end]
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


since_option = click.option(
    "--since", metavar="DAY", type=Day(0), help="Only what is of this day, month or year (2026-03) or later."
)
until_option = click.option(
    "--until", metavar="DAY", type=Day(1), help="Only what is of this day, month or year or earlier."
)
