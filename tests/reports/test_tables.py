"""Columns, order, groups and selections of tables."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import bridge, council, harbour

from quotes.records import SPEAKER_KINDS, STATEMENT_KINDS, Analysis
from quotes.reports.cells import Column, SortKey, sorted_by
from quotes.reports.formats import FORMATS, write_analyses
from quotes.reports.selection import Selection
from quotes.reports.statement_columns import COLUMNS, STATEMENT_COLUMNS, View
from quotes.reports.tables import Grouping, TableOptions, statement_rows

TABLES = [name for name, format in FORMATS.items() if format.rows and not format.binary]


def written(*given_analyses: Analysis, format: str = "simple", view: View = "report", **options: Any) -> str:
    stream = io.StringIO()
    several = len(given_analyses) > 1
    write_analyses(given_analyses, stream, TableOptions(view=view, format=format, several=several, **options))
    return stream.getvalue()


def csv_rows(*some: Analysis, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*some, format="csv", **options))))


def column(name: str, *some: Analysis, **options: Any) -> list[str]:
    return [row[name] for row in csv_rows(*some, **options)]


@pytest.mark.parametrize("format", TABLES)
def test_columns_are_those_asked_for_in_their_order(format: str) -> None:
    for view in COLUMNS:
        table = written(harbour(), format=format, view=view, columns=("statement", "words", "id"), width=0)
        assert "speaker" not in table.replace("(no speaker", "").replace("no speaker named", "")
        head = table[: table.index("“The cranes")]
        assert head.index("statement") < head.index("words") < head.index("id")
        assert "7" in table and "q1" in table


def test_every_column_can_be_asked_for() -> None:
    for view in COLUMNS:
        (row, *_) = csv_rows(council(), view=view, columns=tuple(STATEMENT_COLUMNS))
        assert list(row) == list(STATEMENT_COLUMNS)
    assert (row["start"], row["end"], row["content_spans"]) == ("0", "15", "0-15")
    assert (row["source_spans"], row["cue_span"]) == ("21-43", "16-20")
    assert (row["aliases"], row["speaker_evidence"], row["words"]) == ("Berg; Lund", "name", "3")
    assert row["explanation"].startswith("rules: clause")


def test_the_usual_columns_are_known_and_have_no_offsets() -> None:
    for names in COLUMNS.values():
        assert set(names) < set(STATEMENT_COLUMNS)
        assert not {"pointer", "start", "content_spans"} & set(names)


def test_what_has_a_column_of_its_own_is_not_repeated_beside_it() -> None:
    table = written(bridge(), columns=("speaker", "speaker_kind", "negated", "statement"))
    assert "(person)" not in table and "[negated]" not in table
    assert "[question]" in table
    assert " yes " in table


@pytest.mark.parametrize("format", ["csv", "tsv", "simple", "rounded_grid"])
def test_headers_can_be_left_out(format: str) -> None:
    with_them, without = (written(harbour(), format=format, headers=headers) for headers in (True, False))
    assert "speaker" in with_them.split("Ivan")[0] and "speaker" not in without.split("Ivan")[0]
    assert "14 ships" in without


def test_rows_of_all_articles_are_sorted() -> None:
    some = [council("article10"), harbour("article9")]
    confidences = column("confidence", *some, view="extract", sort=(SortKey("confidence"),))
    assert confidences == sorted(confidences) and len(confidences) == 9
    keys = (SortKey("article"), SortKey("confidence", descending=True))
    rows = csv_rows(*some, view="extract", sort=keys)
    assert [row["article"] for row in rows] == ["article9"] * 4 + ["article10"] * 5
    assert [row["id"] for row in rows][:4] == ["q1", "q2", "q3", "q4"]
    assert column("speaker", *some, view="extract", sort=(SortKey("speaker", descending=True),))[-2:] == ["", ""]


def test_tables_for_people_are_sorted_article_by_article_and_groups_follow_their_first_rows() -> None:
    table = written(council("a"), harbour("b"), sort=(SortKey("confidence"),))
    first, second = table.split("\nb\n")[0], table.split("\nb\n")[1].split("All articles")[0]
    assert (
        first.index("(no speaker named)") < first.index("Anna Berg?") < first.index("Anna Berg (") < first.index("Jon")
    )
    assert second.index("(no speaker named)") < second.index("Ivan Petrov") < second.index("Black Sea")
    flat = written(council("a"), harbour("b"), sort=(SortKey("confidence"),), by="none", width=0)
    assert [line.split()[0] for line in flat.splitlines()[2:6]] == ["a", "b", "a", "b"]


@given(
    st.lists(st.none() | st.text(max_size=4) | st.sampled_from(["q2", "q10", "Q3", "٣", "²"]), max_size=6),
    st.booleans(),
)
@settings(max_examples=60)
def test_any_values_can_be_sorted_and_none_is_lost(values: list[str | None], descending: bool) -> None:
    columns = {"x": Column[str | None]("x", "text", lambda value: value)}
    found = sorted_by(values, columns, [SortKey("x", descending)])
    assert sorted(map(str, found)) == sorted(map(str, values))
    empty = [value in (None, "") for value in found]
    assert empty == sorted(empty)


def test_numbers_in_text_count_as_numbers() -> None:
    columns = {"x": Column[str]("x", "text", lambda value: value)}
    assert sorted_by(["q10", "q2", "Q3"], columns, [SortKey("x")]) == ["q2", "Q3", "q10"]


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        ("speaker", "q1 q2 q4 q1 q3 q3 q5"),
        ("represented", "q1 q2 q4 q1 q3 q3 q5"),
        ("article", "q1 q2 q3 q4 q5"),
        ("none", "q1 q2 q3 q4 q5"),
        ("kind", "q1 q5 q2 q3 q4"),
        ("act", "q1 q2 q3 q4 q5"),
        ("cue", "q1 q2 q3 q4 q5"),
    ],
)
def test_groups(by: Grouping, ids: str) -> None:
    assert column("id", council(), by=by) == ids.split()
    assert column("id", council(), by=by, view="extract") == ["q1", "q2", "q3", "q4", "q5"]


def test_a_group_is_named_once_and_stands_first() -> None:
    lines = written(council(), by="kind", width=0).splitlines()
    assert lines[0].split() == ["kind", "speaker", "cue", "statement", "conf."]
    assert [line.split(" ")[0] for line in lines[2:8]] == ["direct", "", lines[4].split(" ")[0], "indirect", "", ""]
    assert set(lines[4]) == {"-", " "}
    assert written(bridge(), by="act").startswith("act ")


def test_articles_and_flat_tables_have_no_groups() -> None:
    for by in ("article", "none"):
        table = written(council(), by=by, width=0)
        assert table.splitlines()[0].split()[0] == "speaker"
        assert sum(set(line) == {"-", " "} for line in table.splitlines()) == 1
        assert "Jon Lund and ministry" in table
    table = written(council("a"), harbour("b"), by="none", explained=True, width=0)
    assert table.splitlines()[0].split() == [
        "article",
        "id",
        "speaker",
        "kind",
        "cue",
        "statement",
        "conf.",
        "explanation",
    ]
    assert "rules: clause" in table and table.count("\n\n") == 3


@pytest.mark.parametrize("name", ["anna berg", "BERG"])
def test_speakers_are_selected_by_name_or_alias(name: str) -> None:
    selection = Selection(speakers=(name,))
    shown = selection.of(council())
    assert [one.id for one in shown.statements] == ["q1", "q2", "q4"]
    table = written(shown, selection=selection)
    assert "[with Jon Lund]" in table and "Jon Lund (person)" not in table
    assert table.endswith("\nSpeakers: 1 person.\n")
    assert Selection(speakers=("Ber",)).of(council()).statements == ()
    assert len(Selection(speakers=("berg", "ministry")).of(council()).statements) == 4


def test_kinds_and_confidence_are_selected_together() -> None:
    assert [one.id for one in Selection(kinds=("direct",)).of(council()).statements] == ["q1", "q5"]
    assert [one.id for one in Selection(speaker_kinds=("organization",)).of(council()).statements] == ["q3"]
    both = Selection(kinds=("direct", "indirect"), speaker_kinds=("person",), min_confidence=0.9)
    assert [one.id for one in both.of(council()).statements] == ["q1", "q2"]


@given(analyses(), st.sampled_from(STATEMENT_KINDS), st.sampled_from(SPEAKER_KINDS))
@settings(max_examples=25)
def test_a_selection_is_an_analysis_with_fewer_statements(analysis: Analysis, kind: Any, speaker_kind: Any) -> None:
    shown = Selection(kinds=(kind,), speaker_kinds=(speaker_kind,)).of(analysis)
    kept = [
        one.id for one in analysis.statements if one.kind == kind and any(s.kind == speaker_kind for s in one.speakers)
    ]
    assert [one.id for one in shown.statements] == kept
    assert all(one.nested_in in (None, *kept) for one in shown.statements)
    assert Analysis.from_dict(shown.to_dict()) == shown


@given(
    analyses(),
    st.sampled_from(["speaker", "article", "kind", "act", "cue", "none"]),
    st.sampled_from(list(STATEMENT_COLUMNS)),
)
@settings(max_examples=40)
def test_no_order_and_no_group_loses_a_statement(analysis: Analysis, by: Grouping, name: str) -> None:
    options = TableOptions(view="report", format="csv", by=by, sort=(SortKey(name),))
    assert {row.statement.id for row in statement_rows(analysis, options)} == {one.id for one in analysis.statements}
    if by != "speaker":
        assert len(statement_rows(analysis, options)) == len(analysis.statements)
