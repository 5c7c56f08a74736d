"""Changed quotations as rows of tables, JSON values and test cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quotes.reports.cells import Column
from quotes.reports.found_quotations import (
    SCHEMA_VERSION,
    FoundQuotations,
    changes_to_list,
    check_to_dict,
    counted,
    diff_in_words,
    names,
    passed_or_failed,
    place_in_words,
    place_to_dict,
    written,
)
from quotes.verification.verdicts import QuotationCheck, SourcePlace
from quotes.verification.version_comparison import CHANGES, QuotationChange, VersionComparison


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row about a quotation of two versions."""

    comparison: VersionComparison
    one: QuotationChange


def _new_text(row: ChangedRow) -> str | None:
    return written(row.one.new.spans, row.comparison.new) if row.one.new else None


def _old_text(row: ChangedRow) -> str | None:
    return written(row.one.old.spans, row.comparison.old) if row.one.old else None


def _where(one: QuotationCheck | SourcePlace | None) -> str | None:
    return place_in_words(one.line, one.pointer) if one else None


def _change_in_words(row: ChangedRow) -> str:
    moved = row.one.change == "altered" and row.one.new is not None and row.one.new.attribution == "other"
    return "altered, moved" if moved else row.one.change


def _similarity(row: ChangedRow) -> float | None:
    return row.one.new.similarity if row.one.new and row.one.old else None


def _shown(row: ChangedRow) -> str | None:
    return diff_in_words(row.one.words) or _new_text(row) or _old_text(row)


CHANGED_COLUMNS: Mapping[str, Column[ChangedRow]] = {
    column.name: column
    for column in (
        Column[ChangedRow]("change", "text", _change_in_words),
        Column[ChangedRow]("wording", "text", lambda row: row.one.new.wording if row.one.new and row.one.old else None),
        Column[ChangedRow]("similarity", "number", _similarity),
        Column[ChangedRow]("old_place", "text", lambda row: _where(row.one.old)),
        Column[ChangedRow]("old_speaker", "text", lambda row: names(row.one.old.speakers) if row.one.old else None),
        Column[ChangedRow]("old_text", "text", _old_text),
        Column[ChangedRow]("old_spans", "spans", lambda row: row.one.old.spans if row.one.old else None),
        Column[ChangedRow]("new_place", "text", lambda row: _where(row.one.new)),
        Column[ChangedRow]("new_speaker", "text", lambda row: names(row.one.new.speakers) if row.one.new else None),
        Column[ChangedRow]("new_text", "text", _new_text),
        Column[ChangedRow]("new_spans", "spans", lambda row: row.one.new.spans if row.one.new else None),
        Column[ChangedRow]("diff", "text", lambda row: diff_in_words(row.one.words)),
        Column[ChangedRow]("shown", "text", _shown),
    )
}  # fmt: skip
"""Columns of comparisons; ``shown`` is the word diff, or the quotation where there is none."""


def found_by_comparison(comparison: VersionComparison) -> FoundQuotations[ChangedRow]:
    """Return what the comparison of two versions has found."""
    rows = [ChangedRow(comparison, one) for one in comparison.quotations]
    counts = Counter(one.change for one in comparison.quotations)
    return FoundQuotations(
        "quotes compare",
        rows,
        CHANGED_COLUMNS,
        ("change", "old_place", "old_speaker", "new_place", "new_speaker", "shown"),
        [_comparison_to_dict(comparison)],
        [
            passed_or_failed(
                comparison.new.id,
                f"{_where(row.one.new or row.one.old)}: {_new_text(row) or _old_text(row)}",
                None if row.one.change == "kept" else _change_in_words(row),
                diff_in_words(row.one.words),
            )
            for row in rows
        ],
        counted(len(rows), [f"{counts[change]} {change}" for change in CHANGES if counts[change]]),
    )


def _comparison_to_dict(comparison: VersionComparison) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "old": comparison.old.id,
        "new": comparison.new.id,
        "same": comparison.is_same,
        "quotations": [
            {
                "change": one.change,
                "new": check_to_dict(one.new, comparison.new) if one.new else None,
                "old": place_to_dict(one.old) if one.old else None,
                "changes": changes_to_list(one.words),
            }
            for one in comparison.quotations
        ],
    }
