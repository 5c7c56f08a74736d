"""Standard streams that are closed, full, read-only or unbuffered, as the whole program meets them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from program_processes import STUB_PROGRAM, talk

REPORT = [*STUB_PROGRAM, "nothing", "99", "report", "a.txt"]
PROGRAM = [sys.executable, "-m", "quotes"]


def run(command: list[str], redirected: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", f'"$@" {redirected}', "sh", *command], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("command", "redirected", "message"),
    [
        ([*PROGRAM, "--help"], ">/dev/full", "no space left on device"),
        (["env", "PYTHONUNBUFFERED=1", *PROGRAM, "--version"], ">/dev/full", "no space left on device"),
        ([*PROGRAM, "models", "path"], ">&-", "bad file descriptor"),
        ([*PROGRAM, "models", "list", "-f", "json"], "1</dev/null", "bad file descriptor"),
        (REPORT, ">/dev/full", "no space left on device"),
        ([*REPORT, "-f", "json"], ">&-", "bad file descriptor"),
        ([*STUB_PROGRAM, "nothing", "99", "check", "a.txt"], ">/dev/full", "no space left on device"),
    ],
)
def test_standard_output_that_cannot_be_written(
    command: list[str], redirected: str, message: str, articles: list[str]
) -> None:
    Path("a.expected.toml").touch()
    result = run(command, redirected)
    assert (result.returncode, talk(result.stderr)) == (2, f"quotes: standard output: {message}\n")


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["", "unbuffered"])
def test_a_disk_that_fills_up_has_whole_articles_of_standard_output(
    unbuffered: str, articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    log = Path("log.jsonl")
    log.write_text("an older line\n")
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (12_000, 12_000))
    for name, format in [("out.json", "json"), ("log.jsonl", "jsonl")]:
        with open(name, "ab") as stream:
            command = [*STUB_PROGRAM, "nothing", "99", "extract", "-f", format, *articles]
            result = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, preexec_fn=full)
        assert (result.returncode, talk(result.stderr)) == (2, "quotes: standard output: file too large\n")
    assert [analysis["article"]["id"] for analysis in json.loads(Path("out.json").read_text("utf-8"))] == articles[:2]
    old, *lines = log.read_text("utf-8").splitlines()
    assert (old, [json.loads(line)["article"]["id"] for line in lines]) == ("an older line", articles[:3])


@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-", "2>/dev/full >&- <&- -o out.txt"])
def test_messages_that_cannot_be_written_are_dropped(redirected: str, articles: list[str]) -> None:
    result = run(REPORT, redirected)
    assert result.returncode == 0
    assert "The cranes" in result.stdout or "The cranes" in Path("out.txt").read_text("utf-8")


def test_standard_input_that_is_closed(articles: list[str]) -> None:
    result = run(REPORT[:-1], "<&-")
    assert result.returncode == 2
    assert result.stderr.casefold() == "quotes: cannot read standard input: bad file descriptor\n"
