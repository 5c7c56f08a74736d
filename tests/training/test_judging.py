"""Calibration of the judge, on two articles with one right and one wrong statement each."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_attributions import MINISTER, UNION, attribution, gold_article

from quotes.parsing import Parser
from quotes.statements.judging.confidence import WEIGHTS_PATH
from quotes.training import judging

pytestmark = pytest.mark.models


def test_weights_of_all_features_are_written(parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong_source = attribution("Officials", "stated", "that “taxes” will rise soon")
    articles = [gold_article(MINISTER, id="one"), gold_article(wrong_source, UNION, id="two")]
    monkeypatch.setattr(judging, "read_say", lambda path: articles)
    monkeypatch.setattr(judging, "WEIGHTS_PATH", tmp_path / "judge.toml")
    monkeypatch.setattr(judging, "Parser", lambda: parser)
    result = CliRunner().invoke(judging.judge, ["--data", str(tmp_path)], catch_exceptions=False)
    assert "statements of 2 articles" in result.stderr and "expected calibration error" in result.stderr
    weights, shipped = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "judge.toml", WEIGHTS_PATH)
    )
    assert weights.keys() == shipped.keys()
