"""README.md is true: its example runs, its report is what is printed, its commands exist."""

from __future__ import annotations

import contextlib
import io
import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_python_example_prints_what_the_readme_says() -> None:
    code, printed = re.findall(r"```(?:python|text)\n(.*?)```", README, re.DOTALL)[:2]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, {})
    assert output.getvalue() == printed


def test_report_is_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"((?:^(?:    .*)?\n)+)", README[README.index("    $ quotes report") :], re.MULTILINE)
    assert block
    command, _, shown = textwrap.dedent(block[1]).strip().partition("\n")
    result = CliRunner().invoke(main, [*command.split()[2:], "--width", "100"])
    assert result.exit_code == 0
    assert [line.rstrip() for line in result.stdout.splitlines()] == shown.splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"### `quotes {command}`" in README


def test_readme_names_a_test_command() -> None:
    block = re.search(r"<!-- test command -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert block and "pytest" in block[1] and "quotes check fixtures" in block[1]
