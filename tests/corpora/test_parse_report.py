"""Scores of parsers in a table and as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

from quotes.corpora.gold_score import GoldScore
from quotes.corpora.parse_report import write_parse_scores
from quotes.corpora.parse_scores import METRICS, ParseScores, TreebankScores

NEWS = {metric: GoldScore(50, 50, 40) for metric in METRICS} | {"Cue subjects": GoldScore(2, 4, 1)}
WEBLOG = {metric: GoldScore(50, 50, 45) for metric in METRICS} | {"Cue subjects": GoldScore()}
GENRES = {"news": NEWS, "weblog": WEBLOG}
WAYS = (ParseScores("raw text", GENRES, 2.0), ParseScores("gold tokens", GENRES, 0.1))
MADE = TreebankScores(Path("made.conllu"), 2, WAYS)


def written(format: str, by_genre: bool = False) -> str:
    stream = io.StringIO()
    write_parse_scores([MADE], stream, format=format, model="embedded", by_genre=by_genre)
    return stream.getvalue()


def cells(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines()]


CUES = ["2", "25.00", "50.00", "33.33"]


def test_table() -> None:
    table = written("table")
    assert table.startswith("made.conllu\n\n")
    for way in ("raw text", "gold tokens"):
        assert [*way.split(), *["85.00"] * 9, *CUES] in cells(table)
    assert "2 documents, 100 words; model embedded; raw text 50 words/s, gold tokens 1,000 words/s." in table
    assert "news" not in table
    rows = cells(written("table", by_genre=True))
    assert ["raw", "text", "news", *["80.00"] * 9, *CUES] in rows
    assert ["weblog", *["90.00"] * 9, "0"] in rows
    assert rows.count(["total", *["85.00"] * 9, *CUES]) == 2


def test_json() -> None:
    result = json.loads(written("json"))
    assert (result["schema_version"], result["model"]) == ("1", "embedded")
    (treebank,) = result["treebanks"]
    assert (treebank["path"], treebank["documents"]) == ("made.conllu", 2)
    raw = treebank["raw_text"]
    assert (raw["words_per_second"], treebank["gold_tokens"]["words_per_second"]) == (50, 1000)
    assert list(raw["total"]) == [metric.lower().replace(" ", "_") for metric in METRICS]
    rates = dict.fromkeys(("precision", "recall", "f1"), 85.0)
    assert raw["total"]["las"] == {**rates, "gold": 100, "predicted": 100, "correct": 85}
    assert "genres" not in raw
    genres = json.loads(written("json", by_genre=True))["treebanks"][0]["raw_text"]["genres"]
    assert list(genres) == ["news", "weblog"]
    assert genres["news"]["cue_subjects"]["f1"] == 33.33
    assert genres["weblog"]["cue_subjects"]["f1"] is None
