from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import click
import pytest
from stub_analyzer import Run

import quotes
from quotes.cli import table_reports
from quotes.cli.configuration import ONLY_GIVEN, commands_below
from quotes.cli.configuration_file import find_configuration, read_configuration
from quotes.cli.main import main
from quotes.cli.options.day_options import Day
from quotes.cli.parameter_types import ColumnNames

PROGRAM = click.Context(main, info_name="quotes")


@pytest.fixture
def options_of_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command and returns the options that it has after all."""
    seen: list[table_reports.ReportOptions] = []

    def write_reports(articles: object, view: object, options: table_reports.ReportOptions) -> int:
        seen.append(options)
        return 0

    for name in ("report", "extract"):
        monkeypatch.setattr(f"quotes.cli.{name}_command.write_reports", write_reports)

    def options(*arguments: str) -> table_reports.ReportOptions:
        result = run(*arguments)
        assert result.exit_code == 0, result.stderr
        return seen.pop()

    return options


@pytest.mark.parametrize(
    ("by_table", "by_top", "by_environment", "by_command_line"), list(product([False, True], repeat=4))
)
def test_command_line_over_environment_over_file_over_default(
    options_of_run: Any,
    by_table: bool,
    by_top: bool,
    by_environment: bool,
    by_command_line: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    top, table = ('model = "top"\n' if by_top else ""), ('[report]\nmodel = "table"\n' if by_table else "")
    Path("quotes.toml").write_text(top + table)
    if by_environment:
        monkeypatch.setenv("QUOTES_MODEL", "environment")
    given = ["--model", "line"] if by_command_line else []
    expected = "line" if by_command_line else "environment" if by_environment else "table" if by_table else None
    assert options_of_run("report", "harbour.txt", *given).model == (expected or ("top" if by_top else None))
    expected = "line" if by_command_line else "environment" if by_environment else "top" if by_top else None
    assert options_of_run("extract", "harbour.txt", *given).model == expected


def test_values_are_those_of_the_options(options_of_run: Any) -> None:
    Path("quotes.toml").write_text(
        """
min-confidence = 0.5
max-size = "2K"
explain = true
width = 0
patterns = ["house.toml", "/etc/words.toml"]
format = "html"

[report]
roster = "people/names.csv"
format = "psql"
by = "represented"
"""
    )
    report, extract = options_of_run("report", "a.txt"), options_of_run("extract", "a.txt")
    assert (report.selection.min_confidence, report.reading.max_size) == (0.5, 2000)
    assert (report.explain, report.width) == (True, 0)
    assert report.patterns == (Path("house.toml"), Path("/etc/words.toml"))
    assert (report.roster, extract.roster) == (Path("people/names.csv"), None)
    assert (report.format, extract.format, report.by) == ("psql", "html", "represented")
    given = options_of_run("report", "a.txt", "--patterns", "my.toml", "--width", "60")
    assert (given.patterns, given.width) == ((Path("my.toml"),), 60)


def test_a_single_value_will_do_for_an_option_that_may_be_given_several_times(options_of_run: Any) -> None:
    Path("quotes.toml").write_text('patterns = "house.toml"\nmodel = "sets/house"\n')
    found = options_of_run("report", "a.txt")
    assert (found.patterns, found.model) == ((Path("house.toml"),), "sets/house")


def test_paths_are_relative_to_the_file(options_of_run: Any, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "quotes.toml").write_text('roster = "names.csv"\npatterns = ["~/house.toml"]\nmodel = "sets/house"\n')
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.chdir("folder")
    found = options_of_run("report", "a.txt")
    assert (found.roster, found.model) == (folder / "names.csv", str(folder / "sets/house"))
    assert found.patterns == (Path("/home/anna/house.toml"),)
    assert options_of_run("--config", "../quotes.toml", "report", "a.txt").roster == Path("../names.csv")
    assert options_of_run("--no-config", "report", "a.txt").roster is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("min-confidance = 0.5", "quotes.toml:1: unknown key min-confidance; the nearest known one is min-confidence"),
        ("min_confidence = 0.5", "quotes.toml:1: unknown key min_confidence; the nearest known one is min-confidence"),
        (
            '[report]\n# words\n"fromat" = "csv"',
            "quotes.toml:3: unknown key fromat in [report]; the nearest known one is format",
        ),
        ("[reprot]\nformat = 'csv'", "quotes.toml:1: unknown key [reprot]; the nearest known one is [report]"),
        ("[extract]\nby = 'speaker'", "quotes.toml:2: unknown key by in [extract]; the nearest known one is "),
        ("[evaluate.pasre]", "quotes.toml:1: unknown key [evaluate.pasre]; the nearest known one is [evaluate.parse]"),
        ("[[report]]\nformat = 'csv'", "quotes.toml:1: unknown key report; "),
        ("min-confidence = 3", "quotes.toml:1: min-confidence: 3.0 is not in the range 0<=x<=1."),
        ("min-confidence = nan", "quotes.toml:1: min-confidence: nan is not in the range 0<=x<=1."),
        ("[report]\nworkers = true", "quotes.toml:2: report.workers: 'true' is not a valid integer range."),
        ("report.workers = 1.5", "quotes.toml:1: report.workers: '1.5' is not a valid integer range."),
        ("report = {workers = 0}", "quotes.toml: report.workers: 0 is not in the range x>=1."),
        ("max-size = 'big'", "quotes.toml:1: max-size: 'big' is no size such as 500K, 20M or 1G."),
        ("roster = ''", "quotes.toml:1: roster: the name is empty."),
        ("explain = 'yes'", "quotes.toml:1: explain: true or false is wanted here"),
        ("roster = ['a']", "quotes.toml:1: roster: a text or a number is wanted here"),
        ("encoding = 2026-01-01", "quotes.toml:1: encoding: a text or a number is wanted here"),
        ("format = 'htm'", "quotes.toml:1: format: 'htm' is not one of csv, tsv, json, "),
        ("[check]\nformat = 'html'", "quotes.toml:2: check.format: 'html' is not one of text, json, junit, github"),
        ("output = 'all.csv'", "quotes.toml:1: output: no file can set it; give --output on the command line"),
        ("[report]\nfetch = true", "quotes.toml:2: report.fetch: no file can set it; give --fetch on the command line"),
        ("x =", "quotes.toml: not valid TOML: "),
        ("workers = 1\nworkers = 2", "quotes.toml: not valid TOML: "),
    ],
)
def test_what_is_no_setting_is_one_line_that_names_the_place(run: Run, text: str, message: str) -> None:
    Path("quotes.toml").write_text(text)
    for command in (["report", "harbour.txt"], ["config"]):
        if command == ["config"] and "range" in message:
            command = ["config", "report"]
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"quotes: {message}") and result.stderr.count("\n") == 1
        assert run("--no-config", *command).exit_code == 0


def test_errors_have_no_controls_of_the_file(run: Run) -> None:
    Path("quotes.toml").write_text('"\\u001b[2J" = 1')
    assert "\x1b" not in run("report", "harbour.txt").stderr


@pytest.mark.parametrize("text", ["x = ", "min-confidence = 7", "output = 'x'"])
def test_help_and_completion_need_no_configuration(run: Run, text: str) -> None:
    Path("quotes.toml").write_text(text)
    for arguments in (["-h"], ["report", "--help"], ["evaluate", "parse", "-h"], ["completion", "bash"], ["--version"]):
        assert run(*arguments).exit_code == 0
    assert run("report", "--", "-h").exit_code == 2


def test_help_shows_the_defaults_of_the_program(run: Run) -> None:
    Path("quotes.toml").write_text("max-size = '3K'")
    assert "[default: 20M]" in run("report", "-h").stdout


def test_what_writes_or_fetches_is_only_given_on_the_command_line() -> None:
    names = {option.name for _, options in commands_below(PROGRAM) for option in options.values()}
    assert names >= ONLY_GIVEN


def test_reading_a_file_imports_no_commands_that_it_is_not_about(tmp_path: Path) -> None:
    (tmp_path / "quotes.toml").write_text("workers = 2\n[report]\nformat = 'psql'\n")
    code = """
import sys
from quotes.cli.main import main
from quotes.cli.parameter_types import ColumnNames
try:
    main(["models", "path"])
finally:
    assert not {"torch", "numpy", "tqdm", "quotes.cli.evaluate.evaluate_parse"} & set(sys.modules)
"""
    environment = {"PYTHONPATH": str(Path(quotes.__file__).parents[1]), "PATH": ""}
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_every_other_option_can_be_set(tmp_path: Path, run: Run) -> None:
    for names, options in commands_below(PROGRAM):
        for key, option in options.items():
            if option.name not in ONLY_GIVEN:
                value: Any = "true" if option.is_flag else '"1"'
                if isinstance(option.type, click.Choice):
                    value = f'"{option.type.choices[-1]}"'
                elif isinstance(option.type, ColumnNames):
                    value = json.dumps(list(option.type.known)[:2])
                elif isinstance(option.type, Day):
                    value = '"2026-03"'
                (tmp_path / "quotes.toml").write_text(f"[{'.'.join(names)}]\n{key} = {value}\n")
                result = run("config", *names, "-f", "text")
                assert f"--{key} " in result.stdout and "quotes.toml:2" in result.stdout, result.stderr


def test_columns_order_and_filters_from_the_file_count(run: Run) -> None:
    Path("quotes.toml").write_text(
        "[extract]\ncolumns = ['kind', 'confidence']\nsort = '-confidence,kind'\nno-headers = true\nkind = ['direct']\n"
    )
    shown = run("config", "extract").stdout
    assert "-confidence" in shown and "SortKey" not in shown
    lines = run("extract", "harbour.txt").stdout.splitlines()
    assert lines and all(line.startswith("direct,") for line in lines)


def test_config_and_no_config_do_not_go_together(run: Run) -> None:
    assert "do not go together" in run("--config", "x.toml", "--no-config", "report", "harbour.txt").stderr


def test_a_file_that_is_named_must_be_there(run: Run) -> None:
    result = run("--config", "missing.toml", "report", "harbour.txt")
    assert (result.exit_code, result.stderr) == (2, "quotes: missing.toml: no such file or directory\n")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a repository in it, and in that a folder."""
    home = tmp_path / "home"
    (home / "news" / "articles" / "may").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    return home


def settings_in(folder: Path) -> Any:
    with contextlib.chdir(folder):
        found = find_configuration()
    return found and dict(found.settings)


def test_the_nearest_file_counts(tree: Path) -> None:
    may = tree / "news" / "articles" / "may"
    assert settings_in(may) is None
    (tree / "quotes.toml").write_text("workers = 1")
    assert settings_in(may) == {"workers": 1}
    (tree / "news" / "pyproject.toml").write_text("[tool.quotes]\nworkers = 2")
    assert settings_in(may) == {"workers": 2}
    (tree / "news" / "quotes.toml").write_text("workers = 3")
    assert settings_in(may) == {"workers": 3}
    (may / "quotes.toml").mkdir()
    assert settings_in(may) == {"workers": 3}
    (may.parent / "quotes.toml").write_text("")
    assert settings_in(may) == {}


def test_a_folder_that_is_not_there_any_more_has_no_configuration(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tree / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_configuration() is None


@pytest.mark.parametrize("mark", [".git", ".hg"])
def test_nothing_above_a_repository_or_the_home_folder_counts(tree: Path, mark: str) -> None:
    may = tree / "news" / "articles" / "may"
    (tree.parent / "quotes.toml").write_text("workers = 1")
    assert settings_in(may) is None
    (tree / "quotes.toml").write_text("workers = 2")
    assert settings_in(may) == {"workers": 2}
    (tree / "news" / mark).touch()
    assert settings_in(may) is None
    (tree / "news" / "quotes.toml").write_text("workers = 3")
    assert settings_in(may) == {"workers": 3}
    assert settings_in(tree.parent) == {"workers": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("broken = ", None),
        ("[tool.other]\nworkers = 1", None),
        ('[project]\nname = "quotes"', None),
        ("[tool.quotes]\n", None),
        ("[tool.quotes.report]\nby = 'speaker'", {"report": {"by": "speaker"}}),
        ("tool.quotes.workers = 1", {"workers": 1}),
    ],
)
def test_a_project_file_counts_if_it_is_about_quotes(tree: Path, text: str, expected: object) -> None:
    (tree / "pyproject.toml").write_text(text)
    assert settings_in(tree) == expected


@pytest.mark.parametrize("text", ["tool.quotes = 1", "tool = 1\nquotes = 2"])
def test_a_project_file_whose_table_is_none(tree: Path, text: str) -> None:
    (tree / "pyproject.toml").write_text(text)
    if text.startswith("tool.quotes"):
        with pytest.raises(Exception, match=r"tool\.quotes is not a table"):
            settings_in(tree)
    else:
        assert settings_in(tree) is None


def test_lines_of_settings(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        '''\
[project]
workers = 1
description = """
[tool.quotes]
workers = 2
"""
[tool.quotes] # workers = 3
"model" = "x"
  workers = [
    # workers = 4
    5 ]
evaluate.parse.limit = 6
check = { workers = 7 }
[tool.quotes.report]
encoding = "workers = 8"
workers = 9
''',
        newline="\r\n",
    )
    file = read_configuration(path)
    lines = {
        ("workers",): 9,
        ("model",): 8,
        ("evaluate", "parse", "limit"): 12,
        ("check", "workers"): None,
        ("report",): 14,
        ("report", "workers"): 16,
        ("report", "encoding"): 15,
        ("missing",): None,
    }
    assert {keys: file.line(keys) for keys in lines} == lines
