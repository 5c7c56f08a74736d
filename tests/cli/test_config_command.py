from __future__ import annotations

import json
from pathlib import Path

import pytest
from stub_analyzer import Run


@pytest.fixture
def configured(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`quotes` in a folder with a configuration file and a set in the environment."""
    monkeypatch.setenv("QUOTES_MODEL", "house")
    Path("pyproject.toml").write_text(
        "[tool.quotes]\nmin-confidence = 0.5\nmodel = 'default'\n[tool.quotes.report]\nmin-confidence = 0.7\n"
        "patterns = ['a.toml', 'b.toml']\n"
    )
    return run


def test_what_is_set_for_all_commands(configured: Run) -> None:
    result = configured("config")
    assert (result.exit_code, result.stderr) == (0, "quotes: configuration file: pyproject.toml\n")
    rows = [line.split() for line in result.stdout.splitlines()[2:]]
    assert ["report", "--min-confidence", "0.7", "pyproject.toml:5"] in rows
    assert ["report", "--patterns", "a.toml,", "b.toml", "pyproject.toml:6"] in rows
    assert ["report", "--model", "house", "QUOTES_MODEL"] in rows
    assert ["extract", "--min-confidence", "0.5", "pyproject.toml:2"] in rows
    assert ["evaluate", "parse", "--model", "house", "QUOTES_MODEL"] in rows
    assert not [row for row in rows if row[-1] == "default"]


def test_all_options_of_one_command(configured: Run) -> None:
    rows = json.loads(configured("config", "extract", "-f", "json").stdout)
    found = {row["option"]: (row["value"], row["source"], row["place"]) for row in rows}
    assert found["--min-confidence"] == (0.5, "file", "pyproject.toml:2")
    assert found["--model"] == ("house", "environment", "QUOTES_MODEL")
    assert found["--format"] == ("csv", "default", None)
    assert found["--patterns"] == ([], "default", None)
    assert found["--explain"] == (False, "default", None)
    assert found["--roster"] == (None, "default", None)
    assert {row["command"] for row in rows} == {"extract"}


def test_the_commands_of_a_group(run: Run) -> None:
    Path("quotes.toml").write_text("[evaluate]\nlimit = 3\n[evaluate.parse]\nlimit = 4\n")
    rows = json.loads(run("config", "evaluate", "-f", "json").stdout)
    assert {row["command"]: row["value"] for row in rows if row["option"] == "--limit"} == {
        "evaluate parse": 4,
        "evaluate attribution": 3,
        "evaluate speakers": 3,
    }


def test_without_a_file(run: Run) -> None:
    result = run("config")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quotes: no configuration file\n")
    assert json.loads(run("config", "-f", "json").stdout) == []
    assert "--min-confidence" in run("config", "report").stdout


def test_no_such_command(run: Run) -> None:
    result = run("config", "reprot")
    assert result.exit_code == 2 and "there is no command 'reprot'" in result.stderr


def test_values_are_printable(run: Run) -> None:
    Path("quotes.toml").write_text('encoding = "\\u001b[2J"\n')
    assert "\x1b" not in run("config").stdout
    assert json.loads(run("config", "report", "-f", "json").stdout)
