"""The command `claims`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from made_told import PlainVectors
from stub_analyzer import Run

from quotes.records import Analysis, Article, Span, Speaker, Statement

CLOSED = "the harbour at Nordvik will be closed until March because of storm damage"


def _analysis(place: str, day: str, speaker: str, content: str) -> Analysis:
    unlike = " ".join(f"{place[0]}{number}" for number in range(40))  # or the articles were copies of one in an archive
    text = f"{speaker} said that {content}. {unlike}"
    start = text.index(content)
    by = Speaker("s1", speaker, "person")
    statement = Statement(
        id="q1",
        kind="indirect",
        content=(Span(start, start + len(content)),),
        cue=Span(len(speaker) + 1, len(speaker) + 5),
        speakers=(by,),
        confidence=0.9,
        rule="made",
    )
    return Analysis(Article(text, place, date=day), (statement,), (by,))


@pytest.fixture
def saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of analyses in which a claim is made, repeated and denied."""
    monkeypatch.setattr("quotes.claims.word_vectors.word_vectors", PlainVectors)
    analyses = [
        _analysis("c.txt", "2026-01-04", "Inga Brandt", CLOSED.replace("will be", "will not be")),
        _analysis("b.txt", "2026-01-03", "Olav Rinne", CLOSED),
        _analysis("a.txt", "2026-01-02", "Anna Berg", CLOSED),
        _analysis("d.txt", "2026-01-05", "Anna Berg", "beer at Sandvik is sold on the quay every Sunday in summer"),
    ]
    path = folder / "saved.jsonl"
    path.write_text("".join(json.dumps(each.to_dict()) + "\n" for each in analyses), encoding="utf-8")
    return path


def test_a_table_for_people(run: Run, saved: Path) -> None:
    result = run("claims", "saved.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["claim", "stance", "day", "speaker", "article", "quotation"]
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "1 claim of 3 speakers, 1 of them denied."
    order = [line.split()[1] for line in lines[2:-1] if line[:8].strip().isdigit()]
    assert order == ["first", "repeats", "denies"]


def test_formats_for_programs(run: Run, saved: Path) -> None:
    (claim,) = json.loads(run("claims", "saved.jsonl", "-f", "json").stdout)
    assert [(voice["stance"], voice["speaker"]) for voice in claim["voices"]] == [
        ("first", "Anna Berg"),
        ("repeats", "Olav Rinne"),
        ("denies", "Inga Brandt"),
    ]
    assert claim["voices"][0]["statements"] == [
        {"article": "a.txt", "day": "2026-01-02", "statement": "q1", "cue": "said", "text": CLOSED, "copies": []}
    ]
    assert json.loads(run("claims", "saved.jsonl", "-f", "jsonl").stdout) == claim
    rows = list(csv.DictReader(io.StringIO(run("claims", "saved.jsonl", "-f", "csv").stdout)))
    assert [row["stance"] for row in rows] == ["first", "repeats", "denies"]
    sorted_names = run("claims", "saved.jsonl", "-f", "csv", "--columns", "speaker", "--sort", "speaker").stdout
    assert sorted_names.splitlines() == ["speaker", "Anna Berg", "Inga Brandt", "Olav Rinne"]


def test_days_and_speakers_are_selected(run: Run, saved: Path) -> None:
    assert "1 claim" in run("claims", "saved.jsonl", "--since", "2026-01-03").stdout
    assert run("claims", "saved.jsonl", "--since", "2026-01-05").stdout == "0 claims of 0 speakers.\n"
    assert run("claims", "saved.jsonl", "--speaker", "Anna Berg", "-q").stdout == "0 claims of 0 speakers.\n"
    assert run("claims", "saved.jsonl", "--since", "soon").exit_code == 2


def test_articles_and_an_archive_do_not_go_together(run: Run, saved: Path) -> None:
    for arguments in ((), ("saved.jsonl", "--archive", "news.db")):
        result = run("claims", *arguments)
        assert result.exit_code == 2
        assert "name either articles or, with --archive, an archive" in result.stderr
    missing = run("claims", "--archive", "news.db")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert "no such archive" in missing.stderr


def test_articles_that_cannot_be_read_are_told(run: Run, saved: Path) -> None:
    result = run("claims", "saved.jsonl", "missing.txt")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert result.stdout.endswith("1 claim of 3 speakers, 1 of them denied.\n")


@pytest.fixture
def archive(run: Run, saved: Path) -> str:
    """An archive of these analyses."""
    assert run("archive", "import", "claims.db", "saved.jsonl", "-q").exit_code == 0
    return "claims.db"


@pytest.mark.parametrize(
    ("options", "voices"),
    [
        ([], 3),
        (["--kind", "direct"], 0),
        (["--kind", "indirect", "--speaker-kind", "person"], 3),
        (["--speaker-kind", "organization"], 0),
        (["--min-confidence", "0.91"], 0),
        (["--speaker", "anna berg", "--speaker", "Olav Rinne"], 2),
        (["--since", "2026-01-05"], 0),
    ],
)
def test_statements_of_an_archive_are_selected(run: Run, archive: str, options: list[str], voices: int) -> None:
    result = run("claims", "--archive", archive, "-f", "json", *options)
    assert result.exit_code == 0
    assert [len(claim["voices"]) for claim in json.loads(result.stdout)] == [voices] * bool(voices)


def test_options_that_an_archive_has_no_use_for_are_refused(run: Run, archive: str) -> None:
    for given in (["--workers", "2"], ["--engine", "rules"], ["--text-field", "body"], ["--roster", "r.csv"]):
        result = run("claims", "--archive", archive, *given)
        assert result.exit_code == 2
        assert f"{given[0]} does not go with --archive: its articles are analysed already" in result.stderr
    nobody = run("claims", "--archive", archive, "--speaker", "Anna Borg")
    assert (nobody.exit_code, nobody.stderr) == (
        2, "quotes: Anna Borg: nobody in the archive is called so; did you mean Anna Berg?\n",
    )  # fmt: skip
