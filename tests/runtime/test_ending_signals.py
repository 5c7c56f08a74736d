"""Signals that end the whole program, at every stage of a run, sent by the program to itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from program_processes import STUB_PROGRAM, talk

from quotes.errors import ModelError
from quotes.runtime import ending_signals
from quotes.runtime.ending_signals import Interrupted, interruptible


@pytest.fixture(autouse=True)
def no_signal_is_ignored() -> Iterator[None]:
    """Tests do not depend on what started them: nohup lets SIGHUP be ignored, a shell's & lets SIGINT be."""
    ignored = [number for number in ending_signals.ENDING if signal.getsignal(number) == signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


def run(event: str, number: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*STUB_PROGRAM, event, str(number), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("event", "status", "output"),
    [
        ("SIGTERM", 143, []),
        ("SIGINT,SIGTERM", 130, []),
        ("SIGHUP,SIGHUP", 129, ["-o", "out.json"]),
        pytest.param("SIGTERM+", 143, ["-o", "out.json"], id="swallowed"),
    ],
)
def test_finished_articles_are_kept(event: str, status: int, output: list[str], articles: list[str]) -> None:
    result = run(event, 2, "extract", "-f", "json", *articles, *output)
    assert (result.returncode, talk(result.stderr)) == (status, "")
    found = json.loads(Path("out.json").read_text("utf-8") if output else result.stdout)
    assert [analysis["article"]["id"] for analysis in found] == articles[:2]
    assert sorted(os.listdir()) == [*articles, *output[1:]]


@pytest.mark.parametrize("number", [-1, 0], ids=["loading", "first article"])
def test_nothing_is_written_before_anything_is_finished(number: int, articles: list[str]) -> None:
    Path("out.json").write_text("old")
    result = run("SIGTERM+", number, "extract", "-f", "json", *articles, "-o", "out.json")
    assert (result.returncode, result.stdout, talk(result.stderr)) == (143, "", "")
    assert Path("out.json").read_text() == "old"
    assert sorted(os.listdir()) == [*articles, "out.json"]


def test_workers_end_without_a_word(articles: list[str]) -> None:
    result = run("SIGTERM", 2, "extract", "-f", "jsonl", *articles, "--workers", "2")
    assert (result.returncode, result.stdout.count("\n"), talk(result.stderr)) == (143, 2, "")
    result = run("nothing", 9, "extract", "-f", "jsonl", *articles, "--workers", "2")
    assert (result.returncode, result.stdout.count("\n"), talk(result.stderr)) == (0, 4, "")


def test_checks_that_were_finished_are_told(articles: list[str]) -> None:
    for name in articles:
        Path(name).with_suffix(".expected.toml").touch()
    result = run("SIGHUP", 3, "check")
    assert (result.returncode, "3 articles: " in result.stdout, talk(result.stderr)) == (129, True, "")


def test_a_signal_that_the_program_was_told_to_ignore_is_ignored(articles: list[str]) -> None:
    command = [*STUB_PROGRAM, "SIGHUP,SIGTERM", "1", "extract", "-f", "jsonl", *articles]
    ignore = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    result = subprocess.run([sys.executable, "-c", ignore, *command], capture_output=True, text=True)
    assert (result.returncode, result.stdout.count("\n")) == (128 + signal.SIGTERM, 1)


def test_a_bug_leaves_a_valid_document(articles: list[str]) -> None:
    for output in ([], ["-o", "out.json"]):
        result = run("bug", 2, "extract", "-f", "json", *articles, *output)
        assert (result.returncode, talk(result.stderr).splitlines()[-1]) == (1, "RuntimeError: a bug")
        assert len(json.loads(Path("out.json").read_text("utf-8") if output else result.stdout)) == 2


def test_a_reader_that_takes_nothing_cannot_keep_the_program_alive(articles: list[str]) -> None:
    reader, writer = os.pipe()
    try:
        command = [*STUB_PROGRAM, "SIGTERM later", "0", "extract", "-f", "json", *articles * 20]
        result = subprocess.run(command, stdout=writer, stderr=subprocess.DEVNULL, timeout=60)
        assert result.returncode == 143
    finally:
        os.close(reader)
        os.close(writer)


def test_a_signal_is_one_whatever_a_library_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    state = ending_signals._State()
    monkeypatch.setattr(ending_signals, "_state", state)
    with pytest.raises(Interrupted), interruptible():
        state.received = signal.SIGTERM
        raise ModelError("the model set cannot be loaded")
