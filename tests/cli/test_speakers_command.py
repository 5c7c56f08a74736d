"""The command `speakers`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from stub_analyzer import Run

from quotes.cli import running
from quotes.reports.audit_formats import AUDIT_FORMATS
from quotes.reports.source_audit import AUDIT_COLUMNS


def test_the_table_with_bars(run: Run) -> None:
    result = run("speakers", "harbour.txt", "council.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["speaker", "kind", "stmts"]
    assert max(map(len, lines)) <= 80 and "\x1b" not in result.stdout
    assert lines[2].startswith("Anna Berg") and lines[2].rstrip().endswith("█")
    assert " ".join(lines[-2:]).startswith("9 statements (34 words) by 5 speakers in 2 articles. Nobody named: 2")
    assert result.stderr == "quotes: harbour.txt: warning: a quotation mark has no partner\n"


@pytest.mark.parametrize("format", AUDIT_FORMATS)
def test_every_format_goes_to_files_and_pipes(run: Run, format: str) -> None:
    piped = run("speakers", "harbour.txt", "-f", format)
    suffix = AUDIT_FORMATS[format].suffixes[0]
    assert run("speakers", "harbour.txt", "-o", f"out{suffix}").exit_code == 0
    written = Path(f"out{suffix}").read_bytes()
    assert len(written) > 100
    if format != "bars":  # which has the width of the terminal
        assert piped.stdout_bytes == written


def test_csv_and_json_have_the_same_speakers(run: Run) -> None:
    rows = list(csv.DictReader(run("speakers", "council.txt", "-f", "csv").stdout.splitlines()))
    found = json.loads(run("speakers", "council.txt", "-f", "json").stdout)
    assert list(rows[0]) == list(found["speakers"][0]) == list(AUDIT_COLUMNS)
    assert [row["speaker"] for row in rows] == ["Anna Berg", "Jon Lund", "ministry", ""]
    assert [one["speaker"] for one in found["speakers"]] == ["Anna Berg", "Jon Lund", "ministry", None]
    assert (found["articles"], found["statements"]) == (1, 5)


def test_filters_and_order(run: Run) -> None:
    def names(*options: str) -> list[str]:
        output = run(
            "speakers", "council.txt", "-f", "csv", "--columns", "speaker,share", "--no-headers", *options
        ).stdout
        return output.splitlines()

    assert names("--speaker", "berg") == ["Anna Berg,0.600"]
    assert names("--speaker-kind", "organization") == ["ministry,0.200"]
    assert names("--kind", "direct") == ["Anna Berg,0.500", "Jon Lund,0.500", ",0.500"]
    assert names("--sort", "speaker")[0] == "Anna Berg,0.600"
    assert names("--sort", "-speaker")[0] == "ministry,0.200"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--columns", "name"], "there is no column 'name'; did you mean named?"),
        (["-f", "json", "--columns", "speaker"], "quotes: --columns does not go with the format json"),
        (["--by", "kind"], "'kind' is not one of 'speaker', 'represented'"),
    ],
)
def test_wrong_options_are_one_line(
    run: Run, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    result = run("speakers", "council.txt", *arguments)
    assert result.exit_code == 2 and message in result.stderr.splitlines()[-1]


def test_a_missing_plotting_library_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    for name in ("out.svg", "out.png", "out.html"):
        result = run("speakers", "council.txt", "-o", name)
        format = name.removeprefix("out.")
        assert result.stderr == f"quotes: {format} needs matplotlib: pip install '.[plots]' in the folder of quotes\n"


def test_nothing_to_show(run: Run) -> None:
    result = run("speakers", "silent.txt")
    assert (result.exit_code, result.stderr) == (0, "quotes: silent.txt: no statements found\n")
    assert result.stdout.strip() == "0 statements (0 words) by 0 speakers in 1 article."
    assert run("speakers", "missing.txt").exit_code == 2
