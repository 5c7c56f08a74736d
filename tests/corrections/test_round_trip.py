"""Annotated articles, loaded as corrections, are what a report shows and what an evaluation finds right."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from quotes.corpora.attribution.predictions import speaker_predictions
from quotes.corpora.say import gold_article
from quotes.corpora.statements.statement_scores import compare_statements, statement_scores
from quotes.corrections.applying import apply_corrections
from quotes.corrections.say_file import load_corrections, save_corrections
from quotes.records import Analysis, Article
from quotes.reports.formats import write_analyses
from quotes.reports.tables import TableOptions

DRILLS = Path(__file__).parents[2] / "drills"
FILES = sorted(DRILLS.glob("*/01.say"))


@pytest.mark.parametrize("path", FILES, ids=[each.parent.name for each in FILES])
def test_annotations_are_right_by_themselves(path: Path, tmp_path: Path) -> None:
    gold = gold_article(path, path.stem)
    corrections, revision = load_corrections(path, gold.text)
    assert corrections.decisions and corrections.complete and not corrections.lost
    copy = tmp_path / "copy.say"
    save_corrections(corrections, copy, "")
    again, _ = load_corrections(copy, gold.text)
    assert again == corrections and revision
    stream = io.StringIO()
    options = TableOptions(view="report", format="jsonl")
    write_analyses([apply_corrections(Analysis(Article(gold.text)), again)], stream, options)
    predicted = tuple(speaker_predictions(Analysis.from_dict(json.loads(stream.getvalue()))))
    scores = statement_scores(compare_statements("drill", gold.text, gold.attributions, predicted))
    assert scores["all", "found"].gold
    for key, counts in scores.items():
        assert key[0] == "below" or {counts.precision, counts.recall} <= {100, None}, key
