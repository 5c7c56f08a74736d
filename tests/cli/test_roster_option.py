"""`--roster` and `--by` of `report` and `extract`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from stub_analyzer import Run


@pytest.fixture
def roster(folder: Path) -> Path:
    path = folder / "roster.csv"
    path.write_text("name,aliases,kind,party\nIvan Petkov,Ivan Petrov,person,Greens\n", encoding="utf-8")
    return path


def test_report_names_speakers_by_the_roster(run: Run, roster: Path) -> None:
    result = run("report", "harbour.txt", "--roster", "roster.csv", "--width", "0")
    assert result.exit_code == 0
    assert "Ivan Petkov (person; party: Greens)" in result.stdout and "Ivan Petrov" not in result.stdout


def test_extract_names_speakers_by_the_roster(run: Run, roster: Path) -> None:
    result = run("extract", "harbour.txt", "--roster", "roster.csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["speaker"] for row in rows] == ["Ivan Petkov", "Black Sea Pilots' Union", "Ivan Petkov", ""]
    assert rows[0]["details"] == "party: Greens"
    result = run("extract", "harbour.txt", "--roster", "roster.csv", "-f", "jsonl")
    speakers = json.loads(result.stdout)["speakers"]
    assert [(one["name"], one["listed"], one["details"]) for one in speakers] == [
        ("Ivan Petkov", True, {"party": "Greens"}),
        ("Black Sea Pilots' Union", False, {}),
    ]


def test_a_roster_renames_joint_speakers_and_makes_one_of_two(run: Run, folder: Path) -> None:
    path = folder / "council.csv"
    path.write_text("name,aliases\nAnna Lind,Anna Berg\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("extract", "council.txt", "--roster", "council.csv").stdout)))
    assert [row["speaker"] for row in rows[:3]] == ["Anna Lind and Jon Lund", "Anna Lind", "Jon Lund and ministry"]
    path.write_text("name,aliases,kind\nCouncil,Anna Berg; Jon Lund,group\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("extract", "council.txt", "--roster", "council.csv").stdout)))
    assert [row["speaker"] for row in rows] == ["Council", "Council", "Council and ministry", "Council", ""]
    report = run("report", "council.txt", "--roster", "council.csv").stdout
    assert report.count("We will stay") == 1 and "Speakers: 1 organization, 1 group." in report


def test_near_misses_are_said(run: Run, folder: Path) -> None:
    (folder / "near.yaml").write_text("- name: Ivan Petrow\n", encoding="utf-8")
    result = run("report", "harbour.txt", "--roster", "near.yaml")
    (line,) = [line for line in result.stderr.splitlines() if "roster" in line]
    assert line.startswith("quotes: harbour.txt: warning: ") and "Ivan Petrov" in line and "Ivan Petrow" in line


@pytest.mark.parametrize("command", ["report", "extract"])
def test_a_bad_roster_is_said_before_anything_is_written(run: Run, folder: Path, command: str) -> None:
    (folder / "bad.csv").write_text("person\nIvan\n", encoding="utf-8")
    for path, reason in (("bad.csv", "no column 'name'"), ("nowhere.csv", "no such file")):
        result = run(command, "harbour.txt", "--roster", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"quotes: {path}: {reason}") and result.stderr.count("\n") == 1


def test_by_is_for_reports(run: Run) -> None:
    whole = run("report", "harbour.txt")
    assert run("report", "harbour.txt", "--by", "represented").stdout == whole.stdout  # nobody speaks for another
    assert run("extract", "harbour.txt", "--by", "represented").exit_code == 2
