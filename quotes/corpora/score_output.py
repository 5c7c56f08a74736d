"""Output of scores: the formats, tables for people and JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from tabulate import SEPARATING_LINE, tabulate

from quotes.reports.escaping import json_text
from quotes.reports.wording import printable

FORMATS = ("table", "json")
SCHEMA_VERSION = "1"


def write_json(scores: dict[str, Any], stream: TextIO) -> None:
    """Write scores as JSON with the version of their form."""
    stream.write(json_text({"schema_version": SCHEMA_VERSION, **scores}, indent=2) + "\n")


def score_table(groups: Iterable[Iterable[Sequence[str]]], headings: Sequence[str], names: int = 1) -> str:
    """Return a table with a line between groups of rows; columns after the first `names` are aligned to the right."""
    rows: list[Sequence[str]] = []
    for group in groups:
        rows += [*([SEPARATING_LINE] if rows else []), *([printable(cell) for cell in row] for row in group)]
    alignment = ["left"] * names + ["right"] * (len(headings) - names)
    return tabulate(rows, headings, "simple", disable_numparse=True, colalign=alignment)


def shown(rate: float | None, digits: int = 1) -> str:
    """Return a rate with `digits` decimals, or an empty string for None."""
    return "" if rate is None else f"{rate:.{digits}f}"
