"""Files that plug the program into pre-commit, GitHub and GitLab, and the examples in docs/ci.md."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from pre_commit.clientlib import load_config, load_manifest

from quotes.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "ci" / "gitlab-quotes.yml"
EXAMPLES = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```\n", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL))


def faults(path: Path, schema: str) -> str:
    """What the schema, which comes with check-jsonschema, has against a file."""
    result = CliRunner().invoke(check_jsonschema, ["--builtin-schema", f"vendor.{schema}", str(path)])
    return result.output if result.exit_code else ""


@pytest.mark.parametrize(
    ("path", "schema", "word"), [(ACTION, "github-actions", "shell: bash"), (GITLAB, "gitlab-ci", "when: always")]
)
def test_files_are_valid(path: Path, schema: str, word: str, tmp_path: Path) -> None:
    assert not faults(path, schema)
    broken, text = tmp_path / path.name, path.read_text("utf-8")
    broken.write_text(text.replace(word, f"{word.partition(':')[0]}: [never]"), encoding="utf-8")
    assert faults(broken, schema)


@pytest.mark.parametrize(
    ("name", "schema"), [(".github/workflows/articles.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")]
)
def test_examples_are_valid(name: str, schema: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(EXAMPLES[name], encoding="utf-8")
    assert not faults(path, schema)


def test_hooks_and_their_example_are_what_pre_commit_reads(tmp_path: Path) -> None:
    hooks = load_manifest(ROOT / ".pre-commit-hooks.yaml")
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(EXAMPLES[path.name].replace("ADDRESS", "https://example.org/quotes"), encoding="utf-8")
    (repository,) = load_config(path)["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in hooks}
    assert {hook["language"] for hook in hooks} == {"python"}


def test_inputs_and_variables_of_the_examples_exist() -> None:
    steps = yaml.safe_load(EXAMPLES[".github/workflows/articles.yml"])["jobs"]["articles"]["steps"]
    given = [step["with"] for step in steps if "quotes@" in step["uses"]]
    assert given and set().union(*given) == set(yaml.safe_load(ACTION.read_text("utf-8"))["inputs"])
    variables = set(yaml.safe_load(EXAMPLES[".gitlab-ci.yml"])["variables"])
    assert variables == set(re.findall(r"QUOTES_\w+", GITLAB.read_text("utf-8")))


def _command_lines() -> list[str]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    jobs = yaml.safe_load(GITLAB.read_text("utf-8")).values()
    return [hook["entry"] for hook in hooks] + [line for job in jobs for line in job.get("script", [])]


@pytest.mark.parametrize("line", _command_lines())
def test_commands_and_options_exist(line: str) -> None:
    program, name, *arguments = line.split()
    assert program == "quotes" and name in COMMANDS
    command = main.get_command(click.Context(main), name)
    assert command
    options: dict[str, Any] = {each: option for option in command.params for each in option.opts}
    assert {each for each in arguments if each.startswith("-")} <= set(options)
    if "-f" in arguments:
        assert arguments[arguments.index("-f") + 1] in options["-f"].type.choices


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("command", "status", "output"),
    [
        ("check", 1, ["check", "-f", "github", "--tolerance", "1", "--", "fix.txt", "port/a.md", "port/b.md", "$(id)"]),
        ("lint", 1, ["lint", "-f", "github", "--tolerance", "1", "--", "fix.txt", "port/a.md", "port/b.md", "$(id)"]),
        ("check; id", 2, ["::error::quotes: command is lint or check"]),
    ],
)
def test_the_action_runs_the_command_with_its_paths(
    command: str, status: int, output: list[str], tmp_path: Path
) -> None:
    program = tmp_path / "quotes" / "bin" / "quotes"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 1\n')
    program.chmod(0o755)
    (tmp_path / "port").mkdir()
    for name in ("a.md", "b.md", "c.txt"):
        (tmp_path / "port" / name).touch()
    script = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"][-1]["run"]
    environment = {
        "PATH": "/usr/bin:/bin",
        "RUNNER_TEMP": str(tmp_path),
        "COMMAND": command,
        "PATHS": "fix.txt port/*.md $(id)",
        "OPTIONS": "--tolerance 1",
    }
    result = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert (result.returncode, result.stdout.splitlines(), result.stderr) == (status, output, "")


def test_nothing_installs_the_other_program_of_that_name() -> None:
    texts = [path.read_text("utf-8") for path in (ACTION, GITLAB, ROOT / "docs" / "ci.md")]
    installs = [line for text in texts for line in text.splitlines() if "install " in line and "pip" in line]
    assert len(installs) >= 2
    assert not [line for line in installs if re.search(r"install (?:--?\w+ )*quotes\b", line)]
