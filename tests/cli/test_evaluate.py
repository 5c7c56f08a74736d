"""`quotes evaluate`: the group, and `quotes evaluate parse` with a scorer in place of the models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_treebanks import HARBOUR, QUAY
from stub_analyzer import Run

from quotes.cli import running
from quotes.cli.evaluate import COMMANDS
from quotes.corpora.conllu import GoldDocument
from quotes.corpora.parse_scores import TreebankScores, score_parses
from quotes.errors import ModelError

parse_module = import_module("quotes.cli.evaluate.evaluate_parse")


def load_no_models(model: str | None) -> SimpleNamespace:
    if model == "damaged":
        raise ModelError("model set damaged is damaged")
    return SimpleNamespace(model_set=SimpleNamespace(name=model or "embedded"))


def score_as_gold(_: object, path: Path, documents: Sequence[GoldDocument]) -> TreebankScores:
    sentences = [document.sentences for document in documents]
    ways = tuple(score_parses(way, documents, sentences, 1.0) for way in ("raw text", "gold tokens"))
    return TreebankScores(path, len(documents), ways)


@pytest.fixture(autouse=True)
def treebanks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two treebanks, and a parser that always agrees with them."""
    (folder / "two.conllu").write_text(HARBOUR + QUAY, encoding="utf-8")
    (folder / "quay.conllu").write_text(QUAY, encoding="utf-8")
    monkeypatch.setattr(running, "load_parser", load_no_models)
    monkeypatch.setattr(parse_module, "score_treebank", score_as_gold)
    monkeypatch.delenv("QUOTES_MODEL", raising=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_help(run: Run, name: str) -> None:
    group = run("evaluate", "--help")
    assert group.exit_code == 0
    summary = COMMANDS[name][1]
    assert name in group.stdout and summary in group.stdout
    command = run("evaluate", name, "-h")
    assert command.exit_code == 0
    assert f"Usage: quotes evaluate {name}" in command.stdout and summary in command.stdout


@pytest.mark.parametrize(
    "arguments", ["pasre", "parse", "entities", "speakers", "attribution split", "attribution --corpus parc split"]
)
def test_wrong_usage(run: Run, arguments: str) -> None:
    result = run("evaluate", *arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: quotes evaluate" in result.stderr


def test_a_table_for_each_file(run: Run) -> None:
    result = run("evaluate", "parse", "--conllu", "two.conllu", "--conllu", "quay.conllu")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("two.conllu\n")
    assert "\nquay.conllu\n" in result.stdout
    assert "2 documents, 26 words; model embedded" in result.stdout
    assert "1 document, 8 words; model embedded" in result.stdout
    assert "weblog" not in result.stdout


def test_json_into_a_file(run: Run, folder: Path) -> None:
    result = run("evaluate", "parse", "--conllu", "two.conllu", "-f", "json", "-o", "scores.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    assert scores["treebanks"][0]["raw_text"]["total"]["las"]["f1"] == 100


def test_genres_of_the_first_documents(run: Run) -> None:
    result = run("evaluate", "parse", "--conllu", "two.conllu", "--limit", "1", "--by-genre", "-f", "json")
    (treebank,) = json.loads(result.stdout)["treebanks"]
    assert (treebank["documents"], list(treebank["raw_text"]["genres"])) == (1, ["weblog"])


def test_another_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "model news;" in run("evaluate", "parse", "--conllu", "quay.conllu", "--model", "news").stdout
    monkeypatch.setenv("QUOTES_MODEL", "mine")
    assert "model mine;" in run("evaluate", "parse", "--conllu", "quay.conllu").stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("parse --conllu quay.conllu --conllu nowhere.conllu", "cannot read nowhere.conllu: no such file"),
        ("parse --conllu quay.conllu --model damaged", "model set damaged is damaged"),
        ("parse --conllu quay.conllu -o nowhere/scores.txt", "nowhere/scores.txt"),
        ("entities --newswire folder", "folder has no annotated articles"),
        ("speakers --gum harbour.txt", "harbour.txt is not CoNLL-U"),
        ("attribution --corpus polnear folder", "folder is no split of PolNeAR: it should have the folders"),
        ("attribution --corpus brat folder", "folder has no articles"),
        ("attribution --corpus citron nowhere", "cannot read nowhere: no such file"),
        ("attribution --corpus conll harbour.txt", "harbour.txt: the first line should name the columns"),
        ("attribution --corpus conll one.conll -o nowhere/scores.txt", "nowhere/scores.txt"),
        ("attribution --corpus conll one.conll --errors nowhere/errors.txt", "nowhere/errors.txt"),
    ],
)
def test_errors_are_one_line(run: Run, folder: Path, arguments: str, reason: str) -> None:
    (folder / "one.conll").write_text("word\tsource\tcue\tcontent\n# newdoc id = a\nso\tO\tO\tB-1\n", encoding="utf-8")
    result = run("evaluate", *arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert result.stderr.startswith("quotes: ") and result.stderr.count("\n") == 1
