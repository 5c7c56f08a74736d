from __future__ import annotations

import csv
import json
from pathlib import Path

from stub_analyzer import Run

from quotes.reports.statement_columns import COLUMNS


def test_rows_in_the_order_of_the_text(run: Run) -> None:
    result = run("extract", "harbour.txt")
    assert result.exit_code == 0
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert tuple(rows[0]) == COLUMNS["extract"]
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4"]
    assert [row["speaker"] for row in rows] == ["Ivan Petrov", "Black Sea Pilots' Union", "Ivan Petrov", ""]


def test_several_articles_are_one_table(run: Run) -> None:
    rows = list(csv.DictReader(run("extract", "harbour.txt", "harbour.txt").stdout.splitlines()))
    assert len(rows) == 8
    assert {row["article"] for row in rows} == {"harbour.txt"}


def test_scope_confidence_and_explanation(run: Run) -> None:
    options = ["--scope", "all", "--min-confidence", "0.5", "--explain"]
    rows = list(csv.DictReader(run("extract", "bridge.txt", *options).stdout.splitlines()))
    assert [row["id"] for row in rows] == ["q1", "q2", "q3"]
    assert [row["act"] for row in rows] == ["belief", "speech", "speech"]
    assert rows[0]["explanation"].startswith(
        "rules: clause; source by subject; cue: believes; source: Mayor Anna Berg;"
    )
    rows = list(csv.DictReader(run("extract", "bridge.txt").stdout.splitlines()))
    assert [row["id"] for row in rows] == ["q2", "q3", "q4"]
    assert "explanation" not in rows[0]


def test_json_is_that_of_report(run: Run) -> None:
    assert run("extract", "harbour.txt", "-f", "json").stdout == run("report", "harbour.txt", "-f", "json").stdout


def test_an_article_without_statements_is_a_header(run: Run) -> None:
    result = run("extract", "silent.txt")
    assert (result.exit_code, result.stdout) == (0, ",".join(COLUMNS["extract"]) + "\n")
    assert result.stderr == "quotes: silent.txt: no statements found\n"


def test_output_and_exit_status(run: Run) -> None:
    result = run("extract", "missing.txt", "harbour.txt", "-f", "jsonl", "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(Path("out.jsonl").read_text("utf-8"))["article"]["id"] == "harbour.txt"
    assert run("extract", "missing.txt").exit_code == 2
