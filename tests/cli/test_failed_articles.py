"""Articles whose analysis raises an exception or kills its process: each costs itself alone."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from made_analyses import harbour
from stub_analyzer import KILLING, KILLING_ONCE, RAISING, Run

from quotes.checks.update import expected_text
from quotes.cli import running
from quotes.errors import ModelError
from quotes.readers import reading
from quotes.records import Analysis

RAISED = "cannot be analysed: RecursionError: too deep\ufffd[2J in raise; please report this with the article"
KILLED = "cannot be analysed: its process was killed twice, perhaps for want of memory: try fewer --workers"


@pytest.fixture(
    params=[(RAISING, "1", RAISED), (RAISING, "2", RAISED), (KILLING, "2", KILLED)], ids=lambda it: str(it[:2])
)
def bad(request: pytest.FixtureRequest, folder: Path) -> tuple[str, str]:
    """Ways in which bad.txt fails: the number of workers, and the reason."""
    text, workers, reason = request.param
    Path("bad.txt").write_text(text, "utf-8")
    return workers, reason


@pytest.mark.parametrize("command", ["report", "extract"])
@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "simple", "html"])
def test_the_others_are_reported(run: Run, bad: tuple[str, str], command: str, format: str) -> None:
    workers, reason = bad
    alone = run(command, "silent.txt", "harbour.txt", "-f", format)
    result = run(command, "silent.txt", "bad.txt", "harbour.txt", "-f", format, "--workers", workers)
    assert (result.exit_code, result.stdout) == (1, alone.stdout)
    assert result.stderr.splitlines() == [
        "quotes: silent.txt: no statements found",
        f"quotes: bad.txt: {reason}",
        "quotes: harbour.txt: warning: a quotation mark has no partner",
    ]


@pytest.mark.parametrize("format", ["csv", "json", "html"])
def test_where_none_is_left_nothing_is_written(run: Run, bad: tuple[str, str], format: str) -> None:
    workers, reason = bad
    Path("out").write_text("old")
    result = run("extract", "bad.txt", "missing.txt", "bad.txt", "-f", format, "-o", "out", "--workers", workers)
    assert (result.exit_code, result.stdout, Path("out").read_text()) == (2, "", "old")
    lines = result.stderr.splitlines()
    assert lines.count(f"quotes: bad.txt: {reason}") == 2
    assert lines[-1] == "quotes: nothing is written, for no article could be analysed"
    assert len(lines) == 4


def test_standard_input(run: Run) -> None:
    result = run("report", "-", "harbour.txt", input=RAISING)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"quotes: standard input: {RAISED}\n")


@pytest.mark.parametrize("command", ["report", "extract"])
def test_a_worker_killed_once_changes_nothing(run: Run, command: str) -> None:
    names = ["silent.txt", "once.txt", "harbour.txt", "bridge.txt"]
    Path("once.txt").write_text(KILLING_ONCE)
    result = run(command, *names, "-f", "jsonl", "--workers", "2")
    assert Path("once.txt.killed").exists()
    alone = run(command, *names, "-f", "jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, alone.stdout, alone.stderr)


@pytest.mark.parametrize(
    ("module", "name"), [(reading, "read_bytes"), (running, "replace_spokespeople")], ids=["before", "after"]
)
def test_exceptions_before_and_after_the_analysis(
    run: Run, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    original = getattr(module, name)

    def fail(given: Analysis | str, *others: object) -> object:
        if "harbour" in (given.article.id if isinstance(given, Analysis) else given):
            raise MemoryError
        return original(given, *others)

    monkeypatch.setattr(module, name, fail)
    result = run("report", "harbour.txt", "bridge.txt", "-f", "jsonl", "--by", "represented")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["article"]["id"] == "bridge.txt"
    assert result.stderr.startswith("quotes: harbour.txt: ") and "not enough memory\n" in result.stderr


def test_what_cannot_be_read_in_a_folder_costs_itself_alone_and_is_named_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = reading.read_bytes

    def fail(place: str, *others: object) -> object:
        if "b.txt" in place:
            raise KeyError("size")
        return original(place, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_bytes", fail)
    Path("news").mkdir()
    Path("news/a.txt").write_bytes(b"\0\1\2")
    for name in ("b.txt", "c.txt"):
        Path("news", name).write_bytes(Path("harbour.txt").read_bytes())
    result = run("report", "news", "ftp://harbour.example/a", "-f", "jsonl")
    assert (result.exit_code, json.loads(result.stdout)["article"]["id"]) == (1, "news/c.txt")
    assert result.stderr.splitlines()[:3] == [
        "quotes: news/a.txt is not text but a binary file",
        "quotes: news/b.txt: KeyError: 'size'; please report this with the article",
        "quotes: ftp://harbour.example/a is an address on the web: --fetch loads it",
    ]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_is_no_fault_of_an_article_ends_the_run(run: Run, monkeypatch: pytest.MonkeyPatch, workers: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ModelError("ner.pt is damaged")

    monkeypatch.setattr(running, "load_analyzer", fail)
    result = run("extract", "harbour.txt", "bridge.txt", "--workers", workers)
    assert (result.exit_code, result.stderr) == (2, "quotes: ner.pt is damaged\n")


def test_the_others_are_checked(run: Run, bad: tuple[str, str]) -> None:
    workers, reason = bad
    for name in ("silent.txt", "bad.txt", "harbour.txt"):
        expected = Path(name).with_suffix(".expected.toml")
        expected.write_text(expected_text(harbour(), None, expected) if "harbour" in name else "", "utf-8")
    result = run("check", "silent.txt", "bad.txt", "harbour.txt", "--workers", workers)
    assert (result.exit_code, result.stderr) == (2, f"quotes: bad.txt: {reason}\n")
    assert result.stdout.startswith("3 articles: 2 as expected, 1 not checked;")
    data = json.loads(run("check", ".", "-f", "json", "--workers", workers).stdout)
    assert [article["path"] for article in data["articles"]] == ["harbour.txt", "silent.txt"]
    assert [problem["path"] for problem in data["problems"]] == ["bad.txt"]


def test_an_exception_of_a_comparison_costs_one_article(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bridge.txt", "silent.txt"):
        Path(name).with_suffix(".expected.toml").touch()

    def fail(analysis: Analysis, *others: object) -> None:
        raise KeyError(analysis.article.id)

    monkeypatch.setattr("quotes.checks.checking.compare", fail)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.count("KeyError: ") == result.stderr.count("\n") == 2
