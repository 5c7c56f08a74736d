"""The stages of making the English models: their order, and that finished ones are not made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.training import english
from quotes.training.__main__ import main
from quotes.training.english import Paths


def test_a_finished_stage_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(paths: Paths, name: str) -> None:
        made.append(name)
        (paths.out / name).touch()

    monkeypatch.setattr(english, "STAGES", {name: lambda paths, name=name: make(paths, name) for name in "ab"})
    monkeypatch.setattr(english, "assemble", lambda network, folder: made.append(f"{network.name} {folder.name}"))
    monkeypatch.setattr(english, "write_model_card", lambda *arguments: made.append(arguments[3]))
    (tmp_path / "data").mkdir()
    arguments = ["english", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]  # which is made
    command = "python -m quotes.training english --data data --out out"
    CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert made == ["a", "b", "joint.onnx set", command]
    made.clear()
    (tmp_path / "out" / "b").unlink()
    CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert made == ["b", "joint.onnx set", command]


def test_missing_data_are_one_clear_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["english", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1 and "Error: " in result.output and "Traceback" not in result.output
