"""Scores of attributions as tables and as JSON."""

from __future__ import annotations

import io
import json

import pytest
from made_attributions import COACH, FOUND, GOLD, TEXT, UNION, gold_article

from quotes.corpora.attribution.attribution_report import Setting, write_evaluation
from quotes.corpora.attribution.evaluation import Evaluation, evaluate
from quotes.corpora.attribution.gold import Annotation, GoldArticle

TWO = GoldArticle("two", TEXT, (Annotation("a", GOLD), Annotation("b", (COACH, UNION))))


def written(evaluation: Evaluation, format: str, reporting: bool = False) -> str:
    stream = io.StringIO()
    write_evaluation(evaluation, Setting("brat", "news", "embedded", "rules", reporting, 50), stream, format=format)
    return stream.getvalue()


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines()]


def test_tables() -> None:
    table = written(evaluate([gold_article(*GOLD)], [FOUND]), "table")
    assert table.startswith("news: 1 article, 4 attributions, 4 found; model embedded, engine rules\n\n")
    rows = cells(table)
    assert ["found", "4", "50.0", "50.0", "50.0"] in rows
    assert ["quotes", "right", "1", "100.0", "100.0"] in rows
    assert ["overlap:", "all", "38", "100.0", "63.2", "77.4"] in rows
    assert ["mixed", "1", "100.0", "0.0"] in rows
    assert ["0.8", "to", "0.9", "2", "0.85", "0.00"] in rows
    assert "Expected calibration error: 0.525" in table
    assert "annotators" not in table and "reporting" not in table


def test_intervals_and_annotators() -> None:
    table = written(evaluate([TWO, gold_article(*GOLD)], [FOUND, FOUND], resamples=50), "table", reporting=True)
    rows = cells(table)
    assert ["found", "8", "50.0", "50.0", "50.0", "50.0", "to", "50.0"] in rows
    assert "8 attributions, 8 found; only attributions with a reporting cue; model" in table
    assert "1 article with several annotators" in table and "in 2 pairs" in table
    assert ["attributed", "66.7", "28.6"] in rows


def test_the_interval_of_quotes_right_is_that_of_recall() -> None:
    table = written(evaluate([TWO, gold_article(*GOLD)], [FOUND, FOUND[1:]], resamples=50), "table")
    assert ["quotes", "right", "2", "100.0", "50.0", "0.0", "to", "100.0"] in cells(table)


def test_nothing_found() -> None:
    table = written(evaluate([gold_article(*GOLD)], [[]]), "table")
    assert ["found", "4", "0.0"] in cells(table)
    assert "No attributions were found" in table


def test_json() -> None:
    result = json.loads(written(evaluate([TWO, gold_article(*GOLD)], [FOUND, FOUND], resamples=50), "json"))
    assert (result["schema_version"], result["model"], result["corpus"]) == ("1", "embedded", "brat")
    assert (result["path"], result["articles"], result["reporting"]) == ("news", 2, False)
    assert result["bootstrap"]["resamples"] == 50
    assert result["attributions"]["gold"] == 8
    found = result["scores"]["found"]
    assert found == {
        "precision": 50.0, "recall": 50.0, "f1": 50.0, "right": 4, "predicted": 8, "found": 4, "gold": 8,
        "intervals": {"precision": [50.0, 50.0], "recall": [50.0, 50.0], "f1": [50.0, 50.0]},
    }  # fmt: skip
    indirect = result["scores"]["by_type"]["indirect"]["found"]
    assert (indirect["precision"], indirect["recall"], indirect["f1"]) == (None, 0.0, None)
    assert result["scores"]["exact_words"]["cue"]["recall"] == 75.0
    assert result["agreement"]["humans"]["attributed"]["f1"] == pytest.approx(200 / 3)
    assert result["reliability"]["bins"][1]["count"] == 4
    assert json.loads(written(evaluate([gold_article()], [[]]), "json"))["agreement"] is None
