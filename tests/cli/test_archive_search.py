"""The commands that look for something in an archive."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from made_archive import archive_of
from made_harbour_news import NEWS, harbour_news
from stub_analyzer import Run

from quotes.cli.archive.archive_search_command import search
from quotes.records import Analysis
from quotes.reports.formats import FORMATS


@pytest.fixture
def news(folder: Path) -> str:
    return str(archive_of(folder / "news.db", harbour_news()).name)


def test_the_table_of_a_search(run: Run, news: str) -> None:
    result = run("archive", "search", news, "new", "pier", "--speaker", "ivan petrov", "--limit", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "day         speaker      statement                       article",
        "----------  -----------  ------------------------------  -----------------",
        "2026-02-11  Ivan Petrov  The old crane on the **new**    courier/crane.txt",
        "                         **pier** is not safe any more.",
        "",
        "1 to 1 of 2 statements, the newest first.",
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_all_formats_of_extract(run: Run, news: str, format: str) -> None:
    output = "found/" if FORMATS[format].for_each_article else "found"
    result = run("archive", "search", news, "crane", "-f", format, "-o", output)
    assert (result.exit_code, result.output) == (0, "")
    files = [path for path in [Path("found"), *Path("found").glob("*")] if path.is_file()]
    assert files and all(path.read_bytes() for path in files if path.suffix != ".conf")


def test_records_are_those_of_the_articles_with_the_found_statements(run: Run, news: str) -> None:
    result = run("archive", "search", news, "crane", "-f", "jsonl", "--limit", "2")
    assert result.stderr == "quotes: 1 to 2 of 4 statements, the newest first. --limit 0 writes all.\n"
    (found,) = [Analysis.from_dict(json.loads(line)) for line in result.stdout.splitlines()]
    assert found in harbour_news()
    rows = csv.DictReader(run("archive", "search", news, "-o", "-", "-f", "csv", "--limit", "0").stdout.splitlines())
    assert sorted(row["statement"] for row in rows) == sorted(text for *_, text in NEWS)
    chosen = run("archive", "search", news, "crane", "--columns", "statement", "-f", "plain").stdout
    assert chosen.startswith("courier/crane.txt\n\nstatement\nThe old crane on the new pier is not safe any more.\n")


def test_a_roster_gives_further_names(run: Run, news: str) -> None:
    Path("roster.csv").write_text("name,aliases\nThe Elder,Ivan Petrov;Mina Okafor\n")
    found = run("archive", "search", news, "--speaker", "the elder", "--roster", "roster.csv").stdout
    assert found.endswith("\n6 statements, the newest first.\n")
    timeline = run("archive", "timeline", news, "the elder", "--roster", "roster.csv", "-f", "csv").stdout
    assert timeline.splitlines()[:2] == [
        "month,statements,day,statement,article",
        "(no day),1,,A pier is no harbour.,notes/undated.txt",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "none.db"], "none.db: no such archive"),
        (["search", "harbour.txt"], "harbour.txt: "),
        (["search", "news.db", "pier AND"], "pier AND: no search: "),
        (["search", "news.db", "--rank"], "a search without words has no rank"),
        (["search", "news.db", "--speaker", "Ivan Petrof"], "did you mean Ivan Petrov"),
        (["search", "news.db", "-o", "news.db"], "news.db: the output would replace an input"),
        (["search", "news.db", "-f", "brat"], "name a folder"),
        (["search", "news.db", "-f", "json", "--columns", "id"], "--columns does not go with the format json"),
        (["timeline", "news.db", "Nobody"], "nobody in the archive is called so"),
        (["changed", "news.db", "Nobody"], "nobody in the archive is called so"),
        (["side-by-side", "news.db", "Ivan Petrov", "Nobody"], "nobody in the archive is called so"),
        (["metadata", "none.db"], "none.db: no such archive"),
    ],
)
def test_mistakes_are_one_line(run: Run, news: str, arguments: list[str], message: str) -> None:
    before = Path(news).read_bytes()
    result = run("archive", *arguments)
    assert result.exit_code == 2 and message in result.stderr and result.stderr.count("\n") == 1
    assert Path(news).read_bytes() == before


def test_days_that_are_none(run: Run, news: str) -> None:
    result = run("archive", "search", news, "--since", "spring")
    assert result.exit_code == 2 and "'spring' is no day, month or year" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["top", "news.db", "--by", "all", "--kind", "organization"], [["all", "Port Authority", "organization", "1"]]),
        (["top", "news.db", "--since", "2026", "--limit", "1"], [["2026-02", "Mina Okafor", "person", "1"]]),
        (["changed", "news.db", "Mina Okafor", "crane"], [["2024-03-02", "2026-02-11"]]),
        (
            ["side-by-side", "news.db", "Ivan Petrov", "Port Authority", "--words", "open"],
            [["2024-03-20", "", "The new pier will open in May."]],
        ),
    ],
)
def test_tables_of_the_other_commands(run: Run, news: str, arguments: list[str], rows: list[list[str]]) -> None:
    result = run("archive", *arguments, "-f", "csv", "--no-headers")
    found = list(csv.reader(result.stdout.splitlines()))
    assert [row[: len(rows[0])] for row in found] == rows
    assert isinstance(json.loads(run("archive", *arguments, "-f", "json").stdout), list)
    shown = run("archive", *arguments)
    assert (shown.exit_code, shown.stderr) == (0, "") and shown.stdout.rstrip().endswith(".")


def test_every_filter_is_an_option() -> None:
    assert {"speakers", "kinds", "speaker_kinds", "acts", "since", "until", "places", "min_confidence"} <= {
        each.name for each in search.params
    }


@pytest.mark.parametrize(
    "arguments",
    [["search", "news.db", "harbour"], ["timeline", "news.db", "Ivan Petrov"], ["top", "news.db"],
     ["changed", "news.db", "Ivan Petrov"], ["side-by-side", "news.db", "Ivan Petrov"]],
)  # fmt: skip
def test_nothing_on_some_days_tells_of_articles_without_one(run: Run, news: str, arguments: list[str]) -> None:
    told = "quotes: news.db: articles without a day, which --since and --until leave out: 1\n"
    assert run("archive", *arguments, "--since", "2030").stderr == told
    assert run("archive", *arguments).stderr == ""


def test_months_and_articles_without_a_day_are_told_apart(run: Run, news: str) -> None:
    def last(*arguments: str) -> str:
        return run("archive", *arguments).stdout.splitlines()[-1]

    assert last("timeline", news, "Ivan Petrov") == "Ivan Petrov: 3 statements in 2 months and without a day."
    assert last("top", news) == "7 rows in 3 months and without a day."
    assert last("top", news, "--since", "2030") == "No statements found."
    assert last("top", news, "--by", "year", "--since", "2026") == "2 rows in 1 year."
