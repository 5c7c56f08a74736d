"""Types of command-line values that Click's own types take too freely."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path
from typing import Any

import click

UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


class Probability(click.FloatRange):
    """Number from 0 to 1, which nan is not."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, or fail."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not in the range 0<=x<=1.", param, ctx)
        return number


class NamedPath(click.Path):
    """Path with a name: not the empty text, which stands for the current directory elsewhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or fail."""
        if not os.fspath(value):
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


def size(value: str) -> int:
    """Return the number of bytes that 500K, 20M or 1G means (thousands, millions, thousand millions)."""
    match = re.fullmatch(r"([1-9][0-9]{0,14})([KMG]?)B?", value.upper())
    if match is None:
        raise click.BadParameter(f"{value!r} is no size such as 500K, 20M or 1G.")
    return int(match[1]) * UNITS[match[2]]
