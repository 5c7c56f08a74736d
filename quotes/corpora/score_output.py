"""Output of scores: the formats, tables for people and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from tabulate import SEPARATING_LINE, tabulate

FORMATS = ("table", "json")
SCHEMA_VERSION = "1"


def write_json(scores: dict[str, Any], stream: TextIO) -> None:
    """Write scores as JSON with the version of their form."""
    json.dump({"schema_version": SCHEMA_VERSION, **scores}, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def score_table(groups: Iterable[Iterable[Sequence[str]]], headings: Sequence[str], names: int = 1) -> str:
    """Return a table with a line between groups of rows; columns after the first `names` are aligned to the right."""
    rows: list[Sequence[str]] = []
    for group in groups:
        rows += [*([SEPARATING_LINE] if rows else []), *group]
    alignment = ["left"] * names + ["right"] * (len(headings) - names)
    return tabulate(rows, headings, "simple", disable_numparse=True, colalign=alignment)


def shown(rate: float | None, digits: int = 1) -> str:
    """Return a rate with `digits` decimals, or an empty string for None."""
    return "" if rate is None else f"{rate:.{digits}f}"
