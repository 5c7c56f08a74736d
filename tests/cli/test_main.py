from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from made_analyses import HARBOUR_TEXT
from stub_analyzer import Run

import quotes
from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.cli.main import COMMANDS, main

ROOT = Path(quotes.__file__).parents[1]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(run: Run, option: str) -> None:
    assert all(name in run(option).stdout and line in run(option).stdout for name, (_, line) in COMMANDS.items())


def test_help_imports_little() -> None:
    script = """
import sys
before = set(sys.modules)
from quotes.cli.main import main
main(["--help"], standalone_mode=False)
print(*set(sys.modules) - before)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    imported = shown.splitlines()[-1].split()
    assert "quotes.cli.main" in imported
    assert not {"dataclasses", "pathlib", "json", "quotes.records", "numpy"}.intersection(imported)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_commands_says_the_same(run: Run, name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None and command.name == name
    assert (command.help or "").split("\n\n")[0] == COMMANDS[name][1]
    for option in ("-h", "--help"):
        result = run(name, option)
        assert result.exit_code == 0
        assert f"Usage: quotes {name}" in result.stdout


def all_commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, group
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from all_commands(command, (*names, name))
        else:
            yield (*names, name), command


EVERY_COMMAND = dict(all_commands(main))


@pytest.mark.parametrize("names", EVERY_COMMAND, ids=" ".join)
def test_help_of_every_command_has_an_example_that_is_one(run: Run, names: tuple[str, ...]) -> None:
    for option in ("-h", "--help"):
        result = run(*names, option)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "-h, --help" in result.stdout
    examples = re.findall(rf"^ +quotes {' '.join((*names, ''))}(.*)", result.stdout, re.MULTILINE)
    assert examples
    for example in examples:
        arguments = shlex.split(example.split(" | ")[0].split(" > ")[0])
        EVERY_COMMAND[names].make_context("quotes", arguments, resilient_parsing=True)
        known = {name for each in EVERY_COMMAND.values() for option in each.params for name in option.opts}
        assert {word for word in arguments if word.startswith("-") and word != "-"} <= known


def test_version_and_unknown_command(run: Run) -> None:
    assert run("--version").stdout == f"quotes, version {quotes.__version__}\n"
    result = run("repot")
    assert result.exit_code == 2 and "repot" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["\x1b[2J\u202e"],
        ["report", "-f", "\x1b[2J\u202e"],
        ["models", "show", "a", "\x1b[2J\u202e"],
        ["extract", "\x1b[2J\u202e"],
    ],
)
def test_errors_have_no_controls_of_names(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and "[2J" in result.stderr
    assert not {"\x1b", "\u202e"} & set(result.stderr)


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    assert "\n  verify " in run("models").stderr


NOTHING_HEAVY = """
import sys
from quotes.cli.main import main

def run(arguments, banned):
    try:
        main(arguments)
    except SystemExit:
        pass
    loaded = banned & set(sys.modules)
    assert not loaded, (arguments, loaded)

heavy = {{"torch", "stanza", "spacy", "textacy", "numpy", "jsonschema"}}
for arguments in (["--help"], ["--version"]):
    run(arguments, heavy | {{"tabulate", "tomlkit", "quotes.cli.report_command"}})
for arguments in {commands!r}:
    run(arguments, heavy)
"""


def test_nothing_heavy_is_imported_for_help_and_errors() -> None:
    commands = [
        ["report", "--help"],
        ["check", "missing.txt"],
        ["models", "list"],
        ["models", "show", "embedded"],
        ["models", "path", "embedded"],
        ["report", "--model", "nowhere/", str(ROOT / "README.md")],
        ["evaluate", "--help"],
        ["evaluate", "parse", "--help"],
        ["evaluate", "parse", "--conllu", "missing.conllu"],
    ]
    code = NOTHING_HEAVY.format(commands=commands)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr


def test_ctrl_c_while_loading(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "load_analyzer", interrupt)
    result = run("report", "harbour.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (ExitStatus.INTERRUPTED, "", "")


def with_stub(*arguments: str) -> str:
    """The program of a process that runs `quotes` with these arguments and no models."""
    return f"""
import sys
sys.path[:0] = [{str(Path(__file__).parents[1])!r}]
from stub_analyzer import StubAnalyzer
from quotes.cli import running
from quotes.cli.main import main
running.load_analyzer = StubAnalyzer
main({arguments!r})
"""


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text(HARBOUR_TEXT, encoding="utf-8")
    code = with_stub("report", "-f", "json", *[str(article)] * 200)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "[\n"
        process.stdout.close()
        talk = process.stderr.read()
    assert "Traceback" not in talk and "Broken" not in talk
    assert process.returncode == ExitStatus.CLOSED_PIPE


def test_data_are_utf_8_and_tables_never_fail_whatever_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text(HARBOUR_TEXT, encoding="utf-8")
    for format, shown in [("csv", "“The cranes,”".encode()), ("simple", b"\\u201cThe cranes,\\u201d")]:
        result = subprocess.run(
            [sys.executable, "-c", with_stub("report", str(article), "-f", format)],
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        )
        assert result.returncode == 0, result.stderr
        assert shown in result.stdout
