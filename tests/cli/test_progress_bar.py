"""The progress bar as a terminal shows it, and all that must not have one."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_analyses import HARBOUR_TEXT
from program_processes import STUB_PROGRAM
from stub_analyzer import Run
from terminals import Terminal

from quotes.cli import progress_bar
from quotes.cli.output import wants_colours
from quotes.cli.progress_bar import FEW, Progress

WARNING = "quotes: {}: warning: a quotation mark has no partner"
BAR = re.compile(r"(\d+)/(\d+) articles, +[\d.?]+ articles/s, [\d:?]+ left")


@pytest.fixture
def many(articles: list[str]) -> list[str]:
    """Ten articles."""
    names = [f"{number}.txt" for number in range(10)]
    for name in names:
        Path(name).write_text(HARBOUR_TEXT, encoding="utf-8")
    return names


def on_a_terminal(*arguments: str, event: str = "nothing", number: int = 99, **environment: str) -> Terminal:
    return Terminal([*STUB_PROGRAM, event, str(number), *arguments], environment)


def screen(written: str) -> list[str]:
    """The lines as a terminal shows them in the end: what follows a carriage return overwrites the line."""
    lines = []
    for line in written.split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_bar_counts_the_articles_and_leaves_the_lines_whole(many: list[str], workers: str) -> None:
    with on_a_terminal("extract", "-o", "out.jsonl", "-f", "jsonl", "--workers", workers, *many) as terminal:
        written = terminal.read_all()
        assert terminal.status() == 0
    counts = [(int(done), int(total)) for done, total in BAR.findall(written)]
    assert counts == sorted(counts) and {total for _, total in counts} == {10}
    assert counts[0][0] == 0 and counts[-1][0] >= 9
    assert screen(written) == [*map(WARNING.format, many), ""]
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 10


def test_results_on_the_same_terminal_stay_whole(many: list[str]) -> None:
    with on_a_terminal("extract", "-f", "jsonl", *many) as terminal:
        written = terminal.read_all()
    assert BAR.search(written)
    lines = screen(written)
    assert [json.loads(line)["article"]["id"] for line in lines if line.startswith("{")] == many
    assert [line for line in lines if line and not line.startswith("{")] == list(map(WARNING.format, many))


def test_check_has_a_bar(many: list[str]) -> None:
    for name in many:
        Path(name).with_suffix(".expected.toml").touch()
    with on_a_terminal("check", "-f", "junit", "-o", "out.xml", ".") as terminal:
        written = terminal.read_all()
        assert terminal.status() == 1
    assert BAR.findall(written)[0] == ("0", "10")
    assert screen(written)[-2].startswith("quotes: 10 articles: 0 as expected, 10 different; ")


@pytest.mark.parametrize("how", ["few", "quiet", "dumb", "pipe"])
def test_no_bar(many: list[str], how: str) -> None:
    names = many[:FEW] if how == "few" else many
    arguments = ["extract", "-o", "out.csv", *(["--quiet"] if how == "quiet" else []), *names]
    if how == "pipe":
        written = subprocess.run([*STUB_PROGRAM, "nothing", "99", *arguments], capture_output=True, text=True).stderr
    else:
        with on_a_terminal(*arguments, TERM="dumb" if how == "dumb" else "xterm") as terminal:
            written = terminal.read_all()
    assert written.splitlines() == ([] if how == "quiet" else list(map(WARNING.format, names)))


def test_where_the_number_is_not_known_the_bar_counts_only(many: list[str]) -> None:
    with on_a_terminal("extract", "-o", "out.csv", ".") as terminal:
        written = terminal.read_all()
        assert terminal.status() == 0
    assert re.search(r"\r[6-8] articles, +[\d.]+ articles/s, 00:\d\d", written)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signals_take_the_bar_away_and_keep_what_is_finished(many: list[str], name: str) -> None:
    with on_a_terminal("extract", "-f", "jsonl", "-o", "out.jsonl", *many, event=name, number=7) as terminal:
        written = terminal.read_all()
        assert terminal.status() == 128 + signal.Signals[name]
    assert BAR.search(written)
    assert screen(written) == [*map(WARNING.format, many[:7]), ""]
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 7


@pytest.mark.parametrize("arguments", [["-q"], ["--quiet"]])
def test_quiet_keeps_errors(run: Run, arguments: list[str]) -> None:
    loud = run("extract", "harbour.txt", "silent.txt", "missing.txt")
    assert loud.stderr.count("\n") == 3
    result = run("extract", "harbour.txt", "silent.txt", "missing.txt", *arguments)
    assert (result.exit_code, result.stdout) == (loud.exit_code, loud.stdout)
    assert result.stderr == "quotes: no such file: missing.txt\n"


def test_quiet_check_says_nothing_but_errors(run: Run) -> None:
    Path("silent.expected.toml").touch()
    assert run("check", "silent.txt", "-o", "out.txt").stderr.startswith("quotes: 1 article: 1 as expected")
    assert run("check", "silent.txt", "-o", "out.txt", "-q").stderr == ""
    assert run("check", "missing.txt", "-q").stderr.count("\n") == 1


class FakeBar(SimpleNamespace):
    n = 0

    def update(self, number: int) -> None:
        self.n += number

    def close(self) -> None:
        pass


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(progress_bar, "is_display", lambda _: True)
    monkeypatch.setattr(progress_bar, "_new_bar", lambda **options: FakeBar(**options))
    yield
    progress_bar._bars.clear()


@pytest.mark.parametrize(
    ("numbers", "totals"),
    [
        ([1] * 8, [8] * 8),
        ([1, 0, 1, 1, 1, 1, 1, 1], [8] * 7),
        ([1, 1, 1, 1, 1, 1, 3, 1], [8, 8, 8, 8, 8, 8, 8, 8, None, None]),
        ([8], [None] * 8),
        ([], []),
    ],
)
def test_the_total_is_what_is_known(terminal: None, numbers: list[int], totals: list[int | None]) -> None:
    progress = Progress()
    seen, done = [], 0
    for source in progress.sources([str(number) for number in numbers]):
        for _ in range(int(source)):
            progress.found += 1
            done += 1
            progress.show(done)
            seen.append(progress_bar._bars[-1].total if progress_bar._bars else None)
    assert seen == totals
    progress.show(done)
    assert not progress_bar._bars or (progress_bar._bars[-1].total, progress_bar._bars[-1].n) == (done, done)


@pytest.mark.parametrize(
    ("environment", "on_terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours_are_for_terminals(
    environment: dict[str, str], on_terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: on_terminal)
    assert (wants_colours(None), wants_colours(Path("-"))) == (expected, expected)
    assert not wants_colours(Path("out.txt"))


def test_the_whole_program_has_colours_on_a_terminal_only(articles: list[str]) -> None:
    for arguments, environment, expected in [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        (["-o", "out.txt"], {"FORCE_COLOR": "1"}, False),
        (["-f", "csv"], {"FORCE_COLOR": "1"}, False),
    ]:
        with on_a_terminal("report", "a.txt", *arguments, **environment) as terminal:
            assert ("\x1b[36m" in terminal.read_all()) == expected
    assert "\x1b" not in Path("out.txt").read_text("utf-8")
