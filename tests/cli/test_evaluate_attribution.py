"""`quotes evaluate attribution`, with an analyzer that knows one article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_analyses import HARBOUR_TEXT
from stub_analyzer import Run, StubAnalyzer

from quotes.cli import running
from quotes.errors import ModelError


def bound(name: str, type: str, words: str) -> str:
    start = HARBOUR_TEXT.index(words)
    return f"{name}\t{type} {start} {start + len(words)}\t{words}\n"


ANNOTATION = (
    bound("T1", "Source", "the Black Sea Pilots' Union")
    + bound("T2", "Cue", "According to the latest data from")
    + bound("T3", "Content", "14 ships are waiting")
    + bound("T4", "Cue", "opens")
    + bound("T5", "Content", "on Friday")
    + "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nE2\tAttribution:T4 Cue:T4 Content:T5\n"
)


@pytest.fixture(autouse=True)
def corpora(folder: Path) -> None:
    """The same article twice: in a folder of brat files, and as a split of PolNeAR."""
    for name in ("brat", "split", "split/text", "split/attributions", "bare"):
        (folder / name).mkdir()
    for place in ("brat", "split/text"):
        for name in ("a", "b"):
            (folder / place / f"{name}.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    for name in ("brat/a", "brat/b", "split/attributions/a_x", "split/attributions/a_y", "split/attributions/b_x"):
        (folder / f"{name}.ann").write_text(ANNOTATION, encoding="utf-8")


def test_tables(run: Run) -> None:
    result = run("evaluate", "attribution", "--corpus", "polnear", "split")
    assert (result.exit_code, result.stderr) == (0, "")
    heading = "split: 2 articles, 4 attributions, 8 found; model made by hand, engine by language\n"
    assert result.stdout.startswith(heading)
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["attributed", "4", "25.0", "50.0", "33.3", "33.3", "to", "33.3"] in rows
    assert ["attributed", "100.0", "33.3"] in rows
    assert "1 article with several annotators" in result.stdout


def test_json_into_a_file(run: Run, folder: Path) -> None:
    options = ["--limit", "1", "--bootstrap", "0", "--reporting", "-f", "json", "-o", "scores.json"]
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    assert (scores["corpus"], scores["articles"], scores["model"]) == ("brat", 1, "made by hand")
    attributed = scores["scores"]["attributed"]
    assert (attributed["gold"], attributed["predicted"], attributed["recall"]) == (1, 3, 100)
    assert "intervals" not in attributed


def test_intervals_that_can_be_had_again(run: Run, folder: Path) -> None:
    (folder / "brat" / "b.ann").write_text("", encoding="utf-8")
    once, again = (
        json.loads(run("evaluate", "attribution", "--corpus", "brat", "brat", "--bootstrap", "30", "-f", "json").stdout)
        for _ in range(2)
    )
    assert once == again
    assert once["bootstrap"]["resamples"] == 30
    low, high = once["scores"]["attributed"]["intervals"]["precision"]
    assert low < once["scores"]["attributed"]["precision"] < high


def test_errors_for_reading(run: Run, folder: Path) -> None:
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", "--limit", "1", "--errors", "errors.txt")
    assert result.exit_code == 0 and "attributed" in result.stdout
    errors = (folder / "errors.txt").read_text(encoding="utf-8")
    assert "missed (1)" in errors and "spurious (3)" in errors and "- | opens | on Friday" in errors


def test_citron_and_columns(run: Run, folder: Path) -> None:
    (folder / "one.json").write_text(json.dumps({"text": HARBOUR_TEXT, "quotes": []}), encoding="utf-8")
    (folder / "one.conll").write_text("word\tsource\tcue\tcontent\n# newdoc id = a\nso\tO\tO\tB-1\n", encoding="utf-8")
    citron = run("evaluate", "attribution", "--corpus", "citron", "one.json").stdout
    assert citron.startswith("one.json: 1 article, 0 attributions, 4 found")
    columns = run("evaluate", "attribution", "--corpus", "conll", "one.conll").stdout
    assert columns.startswith("one.conll: 1 article, 1 attributions, 0 found")


SAID = """\
Ivan Petrov (person) | Ivan Petrov, the harbour master | said | “The cranes,” || “are older than I am.”
Black Sea Pilots' Union (organization) | the Black Sea Pilots' Union | According to | 14 ships are waiting
Ivan Petrov | He | denied | it
Otto Lind (person) | - | - | "It was never in doubt."
"""


@pytest.fixture
def said(folder: Path) -> None:
    """That article as one that a newsroom has annotated in lines, and in another folder one without statements."""
    for name, text, lines in (("port/a", HARBOUR_TEXT, SAID), ("silent/b", "Nobody speaks.\n", "# nothing\n")):
        (folder / "news" / name).parent.mkdir(parents=True)
        (folder / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "news" / f"{name}.say").write_text(lines, encoding="utf-8")


def test_articles_annotated_in_lines(run: Run, folder: Path, said: None) -> None:
    result = run("evaluate", "attribution", "--corpus", "say", "news", "--by-folder", "--errors", "errors.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("news: 2 articles, 4 statements and 0 within others, 4 found; model made by hand")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["all:", "speaker", "4", "75.0", "75.0", "75.0", "75.0", "to", "75.0"] in rows
    assert ["port", "4", "100.0", "100.0", "100.0", "100.0", "75.0", "100.0", "50.0"] in rows
    assert ["silent", "0"] in rows
    assert "wrong speaker (1)" in (folder / "errors.txt").read_text(encoding="utf-8")


def test_one_article_annotated_in_lines(run: Run, said: None) -> None:
    scores = json.loads(run("evaluate", "attribution", "--corpus", "say", "news/port/a.say", "-f", "json").stdout)
    assert (scores["articles"], scores["scores"]["all"]["claims"]["f1"], "folders" in scores) == (1, 100, False)


def test_folders_are_for_articles_annotated_in_lines(run: Run) -> None:
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", "--by-folder")
    assert result.exit_code == 2 and "--by-folder is only for --corpus say" in result.stderr


def test_annotations_in_lines_are_not_replaced(run: Run, said: None) -> None:
    result = run("evaluate", "attribution", "--corpus", "say", "news", "-o", "news/port/a.say")
    assert result.exit_code == 2 and "would replace an input" in result.stderr


def test_a_damaged_model(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(model: str | None, engine: str | None, scope: str) -> StubAnalyzer:
        raise ModelError(f"model set {model} is damaged")

    monkeypatch.setattr(running, "load_analyzer", load)
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", "--model", "mine", "-o", "scores.txt")
    assert (result.exit_code, result.stderr) == (2, "quotes: model set mine is damaged\n")
    assert not (folder / "scores.txt").exists()


def test_ctrl_c_writes_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda model, engine, scope: StubAnalyzer(model, interrupted_after=1))
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", "-o", "scores.txt", "--errors", "errors.txt")
    assert (result.exit_code, result.stdout) == (130, "")
    assert not (folder / "scores.txt").exists() and not (folder / "errors.txt").exists()


@pytest.mark.parametrize(
    ("output", "errors", "message"),
    [
        ("brat/GOLD", "errors.txt", "an input"),
        ("scores.txt", "brat/GOLD", "an input"),
        ("scores.txt", "./scores.txt", "another output"),
        ("/dev/null", "/dev/null", ""),
    ],
)
def test_outputs_replace_neither_the_corpus_nor_each_other(
    run: Run, folder: Path, output: str, errors: str, message: str
) -> None:
    gold = next(folder.glob("brat/*.ann")).name
    options = ["-o", output.replace("GOLD", gold), "--errors", errors.replace("GOLD", gold)]
    result = run("evaluate", "attribution", "--corpus", "brat", "brat", *options)
    assert (result.exit_code, f"would replace {message}" in result.stderr) == ((2, True) if message else (0, False))
