from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import torch
from made_analyses import HARBOUR_TEXT, harbour
from stub_analyzer import Run, StubAnalyzer
from threadpoolctl import threadpool_info, threadpool_limits

from quotes.cli import running
from quotes.errors import ModelError
from quotes.records import Analysis, schema


def test_the_table(run: Run) -> None:
    result = run("report", "harbour.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["speaker", "kind", "cue", "statement", "conf."]
    assert "Black Sea Pilots'" in result.stdout
    assert max(map(len, lines)) <= 80
    assert result.stderr == "quotes: harbour.txt: warning: a quotation mark has no partner\n"


def test_several_articles_have_headings(run: Run) -> None:
    result = run("report", "harbour.txt", "silent.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("harbour.txt\n\nspeaker")
    assert "\nsilent.txt\n\n(no statements)\n\nAll articles\n" in result.stdout
    assert "quotes: silent.txt: no statements found\n" in result.stderr


def test_an_article_without_statements_is_one_line_on_standard_error(run: Run) -> None:
    result = run("report", "silent.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quotes: silent.txt: no statements found\n")


@pytest.mark.parametrize("format", ["simple", "html", "json", "jsonl"])
def test_an_empty_article_is_an_empty_report_and_a_warning(run: Run, format: str) -> None:
    result = run("report", "empty.txt", "-f", format)
    assert (result.exit_code, result.stderr) == (0, "quotes: empty.txt: warning: the article is empty\n")
    if format in ("simple", "html"):
        assert result.stdout == ""
    else:
        data = json.loads(result.stdout.strip().removeprefix("[").removesuffix("]"))
        assert data["statements"] == [] and data["warnings"][0]["code"] == "empty-article"


def test_json_is_an_array_that_fits_the_schema(run: Run) -> None:
    data = json.loads(run("report", "harbour.txt", "silent.txt", "-f", "json").stdout)
    for analysis in data:
        jsonschema.validate(analysis, schema())
    assert [analysis["article"]["id"] for analysis in data] == ["harbour.txt", "silent.txt"]
    assert Analysis.from_dict(data[0]) == harbour()


def test_json_lines(run: Run) -> None:
    lines = run("report", "harbour.txt", "silent.txt", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["harbour.txt", "silent.txt"]


def test_only_speech_is_shown_unless_asked_for(run: Run) -> None:
    assert "believes" not in run("report", "bridge.txt").stdout
    result = run("report", "bridge.txt", "--scope", "all")
    assert "believes" in result.stdout
    assert "act" in result.stdout.splitlines()[0].split()
    assert "act" not in run("report", "bridge.txt").stdout.splitlines()[0].split()


def test_least_confidence(run: Run) -> None:
    (data,) = json.loads(run("report", "bridge.txt", "--min-confidence", "0.8", "-f", "json").stdout)
    jsonschema.validate(data, schema())
    assert [one["id"] for one in data["statements"]] == ["q2"]
    assert [[mention["text"] for mention in one["mentions"]] for one in data["speakers"]] == [["She"]]
    (data,) = json.loads(run("report", "bridge.txt", "--min-confidence", "0.8", "--scope", "all", "-f", "json").stdout)
    assert [one["id"] for one in data["statements"]] == ["q1", "q2"]


def test_nothing_to_show_is_not_nothing_found(run: Run) -> None:
    result = run("report", "bridge.txt", "--min-confidence", "0.99")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == ("quotes: bridge.txt: no statements to show: 3 left out by --min-confidence\n")


@pytest.mark.parametrize(
    "arguments", [["--scope", "songs"], ["--min-confidence", "2"], ["-f", "exel"], ["--workers", "0"]]
)
def test_what_cannot_be_asked_for_is_a_usage_error(run: Run, arguments: list[str]) -> None:
    result = run("report", "bridge.txt", *arguments)
    assert result.exit_code == 2
    assert f"Invalid value for {arguments[0]!r}" in result.stderr.replace("'-f' / '--format'", "'-f'")


def test_explanations(run: Run) -> None:
    table = run("report", "bridge.txt", "--explain").stdout
    assert "textacy: textacy; cue: asked; source: she;" in table
    assert "a clause that a reporting verb governs, as in: The ministry said" in table
    (data,) = json.loads(run("report", "bridge.txt", "--explain", "-f", "json").stdout)
    jsonschema.validate(data, schema())
    assert data["statements"][0]["explanation"]["rule"]["name"] == "clause"


@pytest.mark.parametrize("width", [80, 120])
def test_width(run: Run, width: int) -> None:
    result = run("report", "harbour.txt", "-f", "grid", "--width", str(width))
    assert max(map(len, result.stdout.splitlines())) <= width
    assert ("(person)" in result.stdout.splitlines()[3]) == (width == 120)


def test_standard_input(run: Run) -> None:
    for arguments in (["report"], ["report", "-"]):
        result = run(*arguments, input=HARBOUR_TEXT)
        assert result.exit_code == 0
        assert "14 ships" in result.stdout
        assert result.stderr == "quotes: standard input: warning: a quotation mark has no partner\n"


def test_standard_input_that_cannot_be_read(run: Run) -> None:
    result = run("report", "-", input=bytes(range(0x80, 0x100)))
    assert result.exit_code == 2
    assert result.stderr.startswith("quotes: standard input is not UTF-8")


def test_no_article_and_nothing_piped_in_is_a_usage_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.cli.options.article_options._standard_input_is_a_terminal", lambda: True)
    result = run("report")
    assert result.exit_code == 2
    assert "Usage: quotes report" in result.stderr
    assert "no ARTICLE given" in result.stderr
    assert result.stdout == ""


BAD = {
    "missing.txt": "no such file",
    "folder": "no articles in folder",
    "binary.txt": "not text",
    "mixed.txt": "mixes two encodings",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_alone(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)  # loading models for nothing would take seconds
    for format in ("simple", "json", "csv"):
        result = run("report", name, "-f", format, "-o", "out")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.startswith("quotes: ")
        assert result.stderr.count("\n") == 1 and result.stderr.count(name) == 1
        assert BAD[name] in result.stderr
        assert not Path("out").exists()


@pytest.mark.parametrize("name", BAD)
def test_bad_input_among_good(run: Run, name: str) -> None:
    result = run("report", name, "harbour.txt", "-f", "jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("quotes: ") and result.stderr.count(name) == 1
    assert json.loads(result.stdout)["article"]["id"] == "harbour.txt"


def test_encoding(run: Run) -> None:
    result = run("report", "latin.txt", "--encoding", "latin-1", "-f", "jsonl")
    assert result.exit_code == 0
    assert "Café fermé" in json.loads(result.stdout)["article"]["text"]
    assert run("report", "latin.txt", "--encoding", "x").stderr.startswith("quotes: latin.txt: unknown encoding x")


def test_output_goes_to_a_file(run: Run) -> None:
    result = run("report", "harbour.txt", "-f", "json", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads(Path("out.json").read_text("utf-8"))) == 1
    assert sorted(name for name in os.listdir() if "out" in name) == ["out.json"]


def test_tables_in_files_do_not_depend_on_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = set()
    for columns in ("60", "130"):
        monkeypatch.setenv("COLUMNS", columns)
        run("report", "harbour.txt", "-o", "out.txt")
        outputs.add(Path("out.txt").read_text("utf-8"))
    assert len(outputs) == 1


def test_output_that_cannot_be_written(run: Run) -> None:
    result = run("report", "harbour.txt", "-o", "missing/out.txt")
    assert result.exit_code == 2
    assert result.stderr == "quotes: missing/out.txt: no such file or directory\n"


@pytest.mark.parametrize("name", ["bridge.txt", "./bridge.txt", "symbolic", "hard", "house.toml", "names.csv"])
def test_an_input_is_not_overwritten(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    Path("names.csv").write_text("name\n")
    Path("house.toml").write_text("")
    Path("symbolic").symlink_to("bridge.txt")
    Path("hard").hardlink_to("bridge.txt")
    inputs = ["harbour.txt", "bridge.txt", "--patterns", "house.toml", "--roster", "names.csv"]
    before = Path(name).read_text("utf-8")
    result = run("report", *inputs, "-o", name)
    message = f"quotes: {Path(name)}: the output would replace an input; give it another name\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
    assert Path(name).read_text("utf-8") == before


@pytest.mark.parametrize("source", ["news", "news/*.csv", "news/**/*"])
def test_an_output_among_the_files_of_a_source_is_refused(
    run: Run, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("news").mkdir()
    Path("news/rows.csv").write_text("id,text\n1,It rains.\n")
    assert run("report", source, "-f", "csv", "-o", "news/out.csv").exit_code == 0
    monkeypatch.setattr(running, "load_analyzer", None)
    for name in ("news/out.csv", "news/rows.csv"):
        before = Path(name).read_bytes()
        result = run("report", source, "-f", "csv", "-o", name)
        assert (result.exit_code, result.stderr) == (
            2,
            f"quotes: {Path(name)}: the output would replace an input; give it another name\n",
        )
        assert Path(name).read_bytes() == before


@pytest.mark.parametrize("name", ["silent.txt", "/dev/null", "-", "/dev/stdout"])
def test_other_files_and_devices_are_written(run: Run, name: str) -> None:
    assert run("extract", "harbour.txt", "/dev/null", "-o", name).exit_code == 0


def test_ctrl_c_keeps_what_was_finished(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    result = run("report", "harbour.txt", "silent.txt", "-f", "json", "-o", "out.json")
    assert result.exit_code == 130
    (data,) = json.loads(Path("out.json").read_text("utf-8"))
    assert data["article"]["id"] == "harbour.txt"
    assert "Traceback" not in result.stderr


def test_ctrl_c_before_anything_was_finished_writes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=0))
    Path("out.json").write_text("old")
    assert run("report", "harbour.txt", "-f", "json", "-o", "out.json").exit_code == 130
    assert Path("out.json").read_text() == "old"


def test_missing_models_are_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ModelError("ner.pt is damaged; install quotes again")

    monkeypatch.setattr(running, "load_analyzer", fail)
    result = run("report", "harbour.txt", "-f", "json", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "quotes: ner.pt is damaged; install quotes again\n"
    assert not Path("out.json").exists()


@pytest.mark.parametrize("command", ["report", "extract"])
def test_workers_find_the_same_in_the_same_order(run: Run, command: str) -> None:
    articles = [*["harbour.txt", "silent.txt"] * 3, "missing.txt", "harbour.txt"]
    alone = run(command, *articles, "-f", "jsonl")
    several = run(command, *articles, "-f", "jsonl", "--workers", "2")
    assert (several.exit_code, several.stdout) == (1, alone.stdout)
    assert sorted(several.stderr.splitlines()) == sorted(alone.stderr.splitlines())
    assert len(several.stdout.splitlines()) == 7


def test_the_program_computes_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the program: what a process that uses the library does is not for the library to say."""
    threads: list[int] = []
    monkeypatch.setattr(torch, "set_num_threads", threads.append)
    monkeypatch.setattr("quotes.analysis.Analyzer", lambda *_, **_options: SimpleNamespace(parser="loaded"))
    with threadpool_limits(2, "blas"):
        assert running.load_analyzer(None)
        assert threads == [1]
        assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}
