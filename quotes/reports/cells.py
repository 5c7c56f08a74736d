"""Cells of tables: declared columns with typed values, their text, and the order of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from quotes.records import Span
from quotes.reports.wording import in_one_line

Subject = TypeVar("Subject")
"""Whatever one row of a table is about."""

CellType = Literal["text", "document", "number", "share", "count", "counts", "flag", "spans"]
"""Types of values: text, a text with its lines, a number or a share from 0 to 1, a whole number or several, yes or no,
and spans with their texts."""

Value = str | float | int | bool | tuple[Span, ...] | tuple[int, ...] | None

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Column(Generic[Subject]):
    """A column of a table: its name, the type of its values, and the function that gives them (None: nothing there)."""

    name: str
    type: CellType
    value: Callable[[Subject], Value]

    def text(self, subject: Subject) -> str:
        """Return the value as text: two decimals for numbers, "yes" or "no", "10-25;30-42" for spans; in one line.

        Only a document keeps its lines.
        """
        value = self.value(subject)
        if value is None:
            return ""
        if isinstance(value, tuple):
            return ";".join(f"{one.start}-{one.end}" if isinstance(one, Span) else str(one) for one in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return value if self.type == "document" else in_one_line(value)
        return str(value) if self.type == "count" else f"{value:.{3 if self.type == 'share' else 2}f}"


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by, and whether from the greatest value down."""

    column: str
    descending: bool = False

    def __str__(self) -> str:
        """Return the key as it is given to `--sort`: "-confidence"."""
        return f"{'-' * self.descending}{self.column}"


def chosen(columns: Mapping[str, Column[Subject]], names: Iterable[str]) -> list[Column[Subject]]:
    """Return the columns that have these names, in the order of the names."""
    return [columns[name] for name in names]


def sorted_by(
    subjects: Iterable[Subject], columns: Mapping[str, Column[Subject]], keys: Sequence[SortKey]
) -> list[Subject]:
    """Return the subjects in the order of these keys, of which the first counts most; what has no value comes last.

    Text is compared without regard to case, and by the numbers in it ("q2" before "q10"). Equal ones keep their order.
    """
    ordered = list(subjects)
    for key in reversed(keys):
        value = columns[key.column].value
        valued = [(found, subject) for subject in ordered if (found := value(subject)) not in (None, "", ())]
        missing = [subject for subject in ordered if value(subject) in (None, "", ())]
        valued.sort(key=lambda pair: _order(pair[0]), reverse=key.descending)
        ordered = [subject for _, subject in valued] + missing
    return ordered


def _order(value: Value) -> tuple[object, ...]:
    if not isinstance(value, str):
        return (value,)
    pieces = _DIGITS.split(in_one_line(value).casefold())
    return tuple(
        (len(digits := piece.lstrip("0")), digits) if number % 2 else piece for number, piece in enumerate(pieces)
    )
