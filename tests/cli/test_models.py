"""`quotes models` without installing, and the option of other commands that names a set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from served_models import EMBEDDED, edit_json, hollow_set, models
from stub_analyzer import Run, StubAnalyzer
from tiny_stanza import PACKAGE, model_path

from quotes.cli import running
from quotes.cli.main import main

pytestmark = pytest.mark.usefixtures("sets")


def test_the_embedded_set_is_listed_and_whole() -> None:
    result = models("list")
    assert (result.exit_code, result.stderr) == (0, "")
    heading, _, row = result.stdout.splitlines()
    assert heading.split() == ["name", "language", "MB", "processors", "directory"]
    assert row.split()[:2] == ["embedded", "en"] and row.endswith(str(EMBEDDED.directory))
    (data,) = json.loads(models("list", "-f", "json").stdout)
    assert data["processors"] == ["joint"]
    assert data["bytes"] == sum(path.stat().st_size for path, _ in EMBEDDED.files)
    assert models("verify").stdout == f"embedded: whole, {len(EMBEDDED.files)} files\n"


def test_show() -> None:
    shown = models("show", "embedded").stdout
    assert "MODEL_CARD.md" in shown and "A model set: words" in shown
    data = json.loads(models("show", "embedded", "-f", "json").stdout)
    assert (data["name"], data["language"]) == ("embedded", "en")
    assert {file["state"] for file in data["files"]} == {"whole"}
    for file, (path, checksums) in zip(data["files"], EMBEDDED.files, strict=True):
        assert (file["path"], file["bytes"], (file["md5"],)) == (str(path), path.stat().st_size, checksums)
        assert file["kind"] in shown and file["md5"] in shown


def test_show_tells_the_state_of_every_file(tmp_path: Path) -> None:
    directory = hollow_set(tmp_path / "mine")
    model_path(directory, "pos").write_bytes(b"other")
    model_path(directory, "ner").unlink()
    edit_json(directory / "resources.json", lambda index: index["en"]["lemma"][PACKAGE].pop("md5"))
    result = models("show", "mine", "-f", "json")
    assert result.exit_code == 0
    states = {file["kind"]: file["state"] for file in json.loads(result.stdout)["files"]}
    assert states.pop("pos") == "damaged"
    assert states.pop("ner") == "missing"
    assert states.pop("lemma") == "no checksum"
    assert set(states.values()) == {"whole"}


def test_path(sets: Path, tmp_path: Path) -> None:
    assert models("path").stdout == f"{sets}\n"
    assert models("path", "embedded").stdout == f"{EMBEDDED.directory}\n"
    hollow_set(tmp_path / "mine")
    assert models("path", "mine").stdout == models("path", "./mine").stdout == f"{tmp_path / 'mine'}\n"


@pytest.mark.parametrize("command", ["show", "path", "verify"])
def test_a_set_that_is_not_installed(command: str) -> None:
    result = models(command, "default_accurate")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "quotes: model set 'default_accurate' is not installed: run `quotes models install default_accurate`\n"
    )


def test_a_set_without_an_index_that_can_be_read_does_not_hide_the_others(sets: Path) -> None:
    hollow_set(sets / "mine")
    hollow_set(sets / "worse")
    (sets / "worse" / "resources.json").write_text("{")
    result = models("list")
    assert result.exit_code == 1
    assert [row.split()[0] for row in result.stdout.splitlines()[2:]] == ["embedded", "mine"]
    assert result.stderr.startswith("quotes: model file ") and result.stderr.count("\n") == 1
    assert models("verify").exit_code == models("verify", "worse").exit_code == 1
    assert models("verify", "mine").exit_code == 0


@pytest.mark.parametrize("arguments", [["report", "harbour.txt"], ["extract", "harbour.txt"], ["check"]])
def test_every_command_that_analyses_takes_a_model(
    arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("harbour.expected.toml").touch()
    asked: list[str | None] = []
    monkeypatch.setattr(running, "load_analyzer", lambda model, *_, **__: asked.append(model) or StubAnalyzer())
    run(*arguments)
    run(*arguments, "--model", "house")
    monkeypatch.setenv("QUOTES_MODEL", "default")
    run(*arguments)
    run(*arguments, "--model", "house")
    assert asked == [None, "house", "default", "house"]


@pytest.mark.parametrize("arguments", [["report", "harbour.txt"], ["extract", "harbour.txt"], ["check"]])
@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("default", "model set 'default' is not installed: run `quotes models install default`"),
        ("no/where", "there is no model set or directory no/where: see `quotes models list`"),
    ],
)
def test_a_model_that_is_not_there(arguments: list[str], model: str, message: str, folder: Path) -> None:
    Path("harbour.expected.toml").touch()
    result = CliRunner().invoke(main, [*arguments, "--model", model])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"quotes: {message}\n")
