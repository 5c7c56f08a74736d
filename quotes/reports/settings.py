"""Settings of commands: the value of each option, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TextIO

from tabulate import tabulate

from quotes.reports.escaping import json_text
from quotes.reports.wording import in_one_line, printable

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Setting:
    """Value of an option of a command.

    `value` is what JSON can hold. `source` is ``command line``, ``environment``, ``file`` or ``default``, and `place`
    the variable or the file and line ("quotes.toml:3").
    """

    command: str
    option: str
    value: str | int | float | bool | list[str] | None
    source: str
    place: str | None = None


def write_settings(settings: Iterable[Setting], stream: TextIO, format: str) -> None:
    """Write one row for each setting in one of `FORMATS`; nothing as text if there is none."""
    rows = list(settings)
    if format == "json":
        stream.write(json_text([asdict(row) for row in rows], indent=2) + "\n")
    elif rows:
        cells = [
            [
                printable(in_one_line(cell))
                for cell in (row.command, row.option, _shown(row.value), row.place or row.source)
            ]
            for row in rows
        ]
        stream.write(tabulate(cells, ["command", "option", "value", "from"], "simple", disable_numparse=True) + "\n")


def _shown(value: str | int | float | bool | list[str] | None) -> str:
    """Return a value as a person would write it: "yes", "0.5", "a.toml, b.toml"; nothing for None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
