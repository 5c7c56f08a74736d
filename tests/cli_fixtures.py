"""Fixtures of the tests that run commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_analyses import BRIDGE_TEXT, COUNCIL_TEXT, HARBOUR_TEXT
from served_models import Served, hollow_set, serve
from stub_analyzer import Run, StubAnalyzer

import quotes
from quotes.cli import running
from quotes.cli.main import main
from quotes.runtime import forked_worker, workers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with articles good and bad."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(BRIDGE_TEXT, encoding="utf-8")
    (tmp_path / "council.txt").write_text(COUNCIL_TEXT, encoding="utf-8")
    (tmp_path / "silent.txt").write_text("The port is closed.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "mixed.txt").write_bytes("“Yes,” said Café Élan.\n".encode() + b"\xff no\n")
    (tmp_path / "latin.txt").write_bytes("Café fermé, said the café.\n".encode("latin-1"))
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00\xff\xfe\x00" * 20)
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `quotes` with these arguments in `folder`, with an analyzer that does nothing but remember."""
    monkeypatch.setattr(running, "load_analyzer", StubAnalyzer)
    monkeypatch.setattr(workers, "processor_cores", lambda: 2)
    monkeypatch.setattr(forked_worker, "use_one_thread", lambda: None)  # which would import torch
    monkeypatch.setenv("COLUMNS", "80")

    def run_quotes(*arguments: str, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=input, prog_name="quotes")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run_quotes


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Four articles in the current directory, for processes that run the program."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(quotes.__file__).parents[1]))
    names = [f"{letter}.txt" for letter in "abcd"]
    for name in names:
        (tmp_path / name).write_text(HARBOUR_TEXT, encoding="utf-8")
    return names


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where model sets are installed, which is not there yet; nothing else is named."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "quotes" / "models"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model directory in the current one, whose files hold no models."""
    return hollow_set(tmp_path / "source")


@pytest.fixture
def served(source: Path, tmp_path: Path) -> Iterator[Served]:
    """A server that offers that set."""
    with serve(source, tmp_path / "server") as served:
        yield served


@pytest.fixture
def not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets are installed without being loaded."""
    monkeypatch.setattr("quotes.parsing.pipeline.try_to_load", lambda _: [])
