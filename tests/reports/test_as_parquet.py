"""Parquet is read back: typed values, and offsets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from pyarrow import parquet
from written_analyses import EXTRACT, MADE, some_analyses, statements_of, written

from quotes.records import Analysis
from quotes.reports.escaping import without_surrogates
from quotes.reports.statement_columns import COLUMNS, SPAN_COLUMNS, STATEMENT_COLUMNS
from quotes.reports.tables import statement_rows


def from_parquet(stream: io.BytesIO) -> Iterator[tuple[Any, ...]]:
    for row in parquet.read_table(stream).to_pylist():
        spans = [tuple((one["start"], one["end"], one["text"]) for one in row[name]) for name in SPAN_COLUMNS]
        flags = [row[name] for name in ("negated", "hypothetical", "question")]
        yield row["article"], row["id"], row["kind"], row["act"], *flags, row["confidence"], row["speaker"], *spans


def as_in_parquet(analysis: Analysis) -> Iterator[tuple[Any, ...]]:
    for row in statement_rows(analysis, EXTRACT):
        one = row.statement
        texts = [without_surrogates(STATEMENT_COLUMNS[name].text(row)) or None for name in ("article", "speaker")]
        parts = (one.content, one.source, (one.cue,) if one.cue else (), one.circumstances)
        spans = [tuple((span.start, span.end, without_surrogates(span.text)) for span in part) for part in parts]
        flags = (one.negated, one.hypothetical, one.question)
        yield texts[0], one.id, one.kind, one.act, *flags, one.confidence, texts[1], *spans


@given(some_analyses())
@settings(max_examples=25)
def test_parquet_has_the_same_statements(some: list[Analysis]) -> None:
    expected = [each for analysis in some for each in as_in_parquet(analysis)]
    assert list(from_parquet(written("parquet", *some))) == expected


@pytest.mark.parametrize("some", MADE)
def test_parquet_of_made_analyses(some: list[Analysis]) -> None:
    table = parquet.read_table(written("parquet", *some))
    assert table.column_names == [*COLUMNS["extract"], *SPAN_COLUMNS]
    assert table.num_rows == len(statements_of(some))
    assert table.schema.field("negated").type == "bool" and table.schema.field("confidence").type == "double"
