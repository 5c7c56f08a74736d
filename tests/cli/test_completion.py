"""Completion as shells ask for it, and in shells themselves where there are any."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from stub_analyzer import Run
from terminals import Terminal

import quotes
from quotes.cli.main import COMMANDS, main
from quotes.lint.rule_book import all_rules

ROOT = Path(quotes.__file__).parents[1]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Environment in which `quotes` is a program, in a folder with an article and a broken configuration."""
    program = tmp_path / "bin" / "quotes"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m quotes "$@"\n')
    program.chmod(0o755)
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    Path("harbour.txt").touch()
    Path("quotes.toml").write_text("broken =")
    path = f"{program.parent}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path / "data")}


def completions(*words: str) -> list[str]:
    asked = {"_QUOTES_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    result = CliRunner().invoke(main, [], prog_name="quotes", env=asked)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["quotes", ""], [f"plain,{name}" for name in COMMANDS]),
        (["quotes", "ex"], ["plain,extract"]),
        (["quotes", "--no"], ["plain,--no-config"]),
        (["quotes", "--config", ""], ["file,"]),
        (["quotes", "evaluate", "p"], ["plain,parse"]),
        (["quotes", "models", "v"], ["plain,verify"]),
        (["quotes", "report", "--min"], ["plain,--min-confidence"]),
        (["quotes", "report", "-f", "ps"], ["plain,psql"]),
        (["quotes", "report", "har"], ["file,har"]),
        (["quotes", "report", "a.txt", "har"], ["file,har"]),
        (["quotes", "report", "--roster", "x"], ["file,x"]),
        (["quotes", "report", "--model", "em"], ["plain,embedded"]),
        (["quotes", "report", "--model", "my/"], ["dir,my/"]),
        (["quotes", "lint", "--exp"], ["plain,--explain"]),
        (["quotes", "lint", "--select", "Q10"], [f"plain,{code}" for code in all_rules() if code.startswith("Q10")]),
        (["quotes", "lint", "--ignore", "Q2,q101"], ["plain,Q2,Q101"]),
        (["quotes", "completion", ""], ["plain,bash", "plain,zsh", "plain,fish"]),
    ],
    ids=lambda it: " ".join(it),
)
def test_what_a_shell_is_told(sets: Path, words: list[str], expected: list[str]) -> None:
    assert completions(*words) == expected


def test_completing_the_names_of_commands_imports_none(environment: dict[str, str]) -> None:
    asked = {"_QUOTES_COMPLETE": "zsh_complete", "COMP_WORDS": "quotes ", "COMP_CWORD": "1", "PYTHONVERBOSE": "1"}
    result = subprocess.run(["quotes"], env=environment | asked, capture_output=True, text=True)
    assert COMMANDS["report"][1] in result.stdout
    assert "quotes.cli.main" in result.stderr and "quotes.cli.report_command" not in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_program_and_is_sound(run: Run, shell: str) -> None:
    script = run("completion", shell).stdout
    assert f"_QUOTES_COMPLETE={shell}_complete" in script and "_quotes_completion" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


def test_other_shells_are_refused(run: Run) -> None:
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in run("completion", "tcsh").stderr


STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
LINES = {
    "bash": 'eval "$(quotes completion bash)"',
    "zsh": 'autoload -U compinit; compinit -u; eval "$(quotes completion zsh)"',
}


@pytest.mark.parametrize("shell", STARTS)
def test_in_a_live_shell(environment: dict[str, str], shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    prompts = {"PS1": "READY> ", "HOME": str(tmp_path), "ZDOTDIR": str(tmp_path)}
    with Terminal(STARTS[shell], environment | prompts) as terminal:
        terminal.read_until("READY> ")
        terminal.type(f"{LINES[shell]}; echo DO''NE\n")
        terminal.read_until("DONE")
        terminal.read_until("READY> ")
        for keys, completed in [
            ("quotes rep\t", "report"),
            ("-f psq\t", "psql"),
            (" --min-c\t", "--min-confidence"),
            (" 0.5 harb\t", "harbour.txt"),
        ]:
            terminal.type(keys)
            terminal.read_until(completed)


def test_fish_completes(environment: dict[str, str]) -> None:
    if not shutil.which("fish"):
        pytest.skip("there is no fish here")
    command = "quotes completion fish | source; complete -C 'quotes report -f psq'"
    assert subprocess.run(["fish", "-c", command], env=environment, capture_output=True, text=True).stdout == "psql\n"
