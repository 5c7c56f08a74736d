"""The commands `verify` and `compare`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made_analyses import BRIDGE_TEXT, HARBOUR_TEXT
from stub_analyzer import Run

from quotes.reports.found_formats import FOUND_FORMATS


@pytest.fixture
def folder(folder: Path) -> Path:
    """The folder with a draft in which one of two quotations is in the harbour's article."""
    (folder / "draft.txt").write_text(
        "“The cranes are older than I am.” And: “It was always in doubt.”\n", encoding="utf-8"
    )
    return folder


def test_a_text_in_its_own_words_is_sound(run: Run) -> None:
    result = run("verify", "harbour.txt", "--against", "harbour.txt")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[:4] == ["place", "verdict", "speaker", "quotation"]
    assert max(map(len, lines)) <= 80 and "\x1b" not in result.stdout
    assert lines[-1] == "2 quotations: 2 verbatim."
    assert result.stderr.count("a quotation mark has no partner") == 2


def test_other_words_are_an_alarm(run: Run) -> None:
    result = run("verify", "draft.txt", "--against", "harbour.txt", "-q", "--width", "0")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "It was [-never-] {+always+} in doubt" in result.stdout
    assert result.stdout.endswith("2 quotations: 1 verbatim, 1 altered.\n")
    assert run("verify", "draft.txt", "--against", "harbour.txt", "--min-similarity", "0.9", "-q").exit_code == 1
    found = run("verify", "draft.txt", "--against", "harbour.txt", "--min-similarity", "0.9", "-q", "-f", "json")
    assert [one["verdict"] for one in json.loads(found.stdout)[0]["quotations"]] == ["verbatim", "not found"]


def test_the_option_takes_many_sources_in_any_place(run: Run) -> None:
    for arguments in (
        ["draft.txt", "--against", "bridge.txt", "harbour.txt"],
        ["--against", "bridge.txt", "harbour.txt", "-q", "draft.txt"],
        ["-q", "--against", "bridge.txt", "--against", "harbour.txt", "--", "draft.txt"],
        ["--against=bridge.txt", "draft.txt", "--against", "harbour.txt"],
    ):
        assert "1 verbatim" in run("verify", *arguments).stdout
    folder = Path("sources")
    folder.mkdir()
    (folder / "one.txt").write_text(BRIDGE_TEXT, encoding="utf-8")
    (folder / "two.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    assert "1 verbatim" in run("verify", "draft.txt", "--against", "sources").stdout
    piped = run("verify", "draft.txt", "--against", "-", input=HARBOUR_TEXT)
    assert "1 verbatim" in piped.stdout


@pytest.mark.parametrize("format", FOUND_FORMATS)
def test_every_format_goes_to_files_and_pipes(run: Run, format: str) -> None:
    declared = FOUND_FORMATS[format]
    for command in (["verify", "draft.txt", "--against", "harbour.txt"], ["compare", "harbour.txt", "draft.txt"]):
        piped = run(*command, "-q", "-f", format, *(["--width", "100"] if declared.audience == "terminals" else []))
        assert piped.exit_code == 1
        assert ("always" in piped.stdout and "harbour.txt" in piped.stdout) or command[0] == "compare"
        out = f"out{declared.suffixes[0] if declared.suffixes else ''}"
        assert run(*command, "-q", "-f", format, "-o", out).exit_code == 1
        assert Path(out).read_text(encoding="utf-8") == piped.stdout


def test_data_formats_agree(run: Run) -> None:
    def output(format: str) -> str:
        return run("verify", "draft.txt", "--against", "harbour.txt", "-q", "-f", format).stdout

    rows = list(csv.DictReader(output("csv").splitlines()))
    (document,) = json.loads(output("json"))
    assert document == json.loads(output("jsonl"))
    assert [row["verdict"] for row in rows] == [one["verdict"] for one in document["quotations"]]
    assert document["sound"] is False
    for row, one in zip(rows, document["quotations"], strict=True):
        assert row["source_spans"] == ";".join(f"{span['start']}-{span['end']}" for span in one["source"]["spans"])
        assert all(HARBOUR_TEXT[span["start"] : span["end"]] == span["text"] for span in one["source"]["spans"])
    root = ElementTree.fromstring(output("junit"))
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    assert [failure.get("message") for failure in root.iter("failure")] == ["altered"]


def test_columns_and_order(run: Run) -> None:
    command = ["verify", "draft.txt", "--against", "harbour.txt", "-q", "-f", "csv", "--no-headers"]
    assert run(*command, "--columns", "verdict", "--sort", "verdict").stdout == "altered\nverbatim\n"
    assert run(*command[:-1], "--columns", "verdict,place").stdout.splitlines()[0] == "verdict,place"
    refused = run("verify", "draft.txt", "--against", "harbour.txt", "-f", "json", "--columns", "verdict")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_what_cannot_be_read_is_an_error_but_the_rest_is_shown(run: Run) -> None:
    result = run("verify", "draft.txt", "--against", "harbour.txt", "missing.txt", "-q")
    assert result.exit_code == 2 and "1 verbatim" in result.stdout
    assert result.stderr == "quotes: no such file: missing.txt\n"
    for command in (
        ["verify", "missing.txt", "--against", "harbour.txt"],
        ["verify", "draft.txt", "--against", "missing.txt"],
        ["compare", "harbour.txt", "missing.txt"],
    ):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "missing.txt" in result.stderr


def test_wrong_use(run: Run) -> None:
    assert run("verify", "draft.txt").exit_code == 2
    assert run("verify", "--against", "draft.txt").exit_code == 2
    assert run("compare", "draft.txt").exit_code == 2
    result = run("verify", "draft.txt", "--against", "harbour.txt", "-o", "harbour.txt")
    assert result.exit_code == 2 and "replace an input" in result.stderr
    several = run("compare", "folder", "draft.txt")
    assert several.exit_code == 2
    Path("folder/a.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    Path("folder/b.txt").write_text(BRIDGE_TEXT, encoding="utf-8")
    several = run("compare", "folder", "draft.txt")
    assert several.exit_code == 2 and "folder has 2 articles" in several.stderr


def test_versions(run: Run) -> None:
    assert run("compare", "harbour.txt", "harbour.txt", "-q").exit_code == 0
    result = run("compare", "harbour.txt", "draft.txt", "-q", "-f", "json")
    assert result.exit_code == 1
    (document,) = json.loads(result.stdout)
    assert [one["change"] for one in document["quotations"]] == ["kept", "altered"]
    assert (document["old"], document["new"], document["same"]) == ("harbour.txt", "draft.txt", False)
