"""`quotes evaluate speakers`: options, formats and errors, with a parser that was told what to find."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_coreference import COREFERENCE, WORDS
from made_parses import MadeParser
from stub_analyzer import Run

from quotes.cli import running


@pytest.fixture(autouse=True)
def treebank(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "quay.conllu").write_text(COREFERENCE, encoding="utf-8")
    parser = MadeParser(WORDS)
    parser.model_set = SimpleNamespace(name="made")  # type: ignore[attr-defined]
    monkeypatch.setattr(running, "load_parser", lambda model: parser)


def test_a_table(run: Run) -> None:
    result = run("evaluate", "speakers", "--gum", "quay.conllu")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["pronoun", "all", "1", "100.0", "100.0", "100.0"] in rows
    assert ["news", "1", "100.0", "100.0", "100.0"] in rows
    assert "Model set: made." in result.stdout


def test_json_and_errors_into_files(run: Run, folder: Path) -> None:
    options = ["--all-verbs", "-f", "json", "-o", "scores.json", "--errors", "errors.txt"]
    result = run("evaluate", "speakers", "--gum", "quay.conllu", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    assert scores["all_verbs"] is True and scores["mentions"]["pronoun"]["total"]["asked"] == 2
    wrong = sum(one["total"]["asked"] - one["total"]["right"] for one in scores["mentions"].values())
    errors = (folder / "errors.txt").read_text(encoding="utf-8")
    assert errors.count("GUM_news_quay: ") == wrong
