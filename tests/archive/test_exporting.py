from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_analyses import bridge, council, harbour, silent
from made_archive import archive_of
from pyarrow import dataset
from pyarrow.parquet import read_schema

from quotes.archive.database import opened, opened_to_write
from quotes.archive.day_ranges import ALL_DAYS, Days
from quotes.archive.export_columns import speakers
from quotes.archive.exporting import Period, write_csv_folder, write_parquet_folder
from quotes.archive.stored_articles import stored_articles
from quotes.records import Analysis
from quotes.reports.as_parquet import write_parquet
from quotes.reports.tables import TableOptions

TABLES = ("articles", "statements", "mentions", "speakers")


def dated(analysis: Analysis, date: str | None) -> Analysis:
    return replace(analysis, article=replace(analysis.article, date=date))


MADE = [
    dated(harbour("a.txt"), "2026-03-31"),
    dated(bridge("b.txt"), "2025-12-01"),
    dated(council("c.txt"), "2026-03-02"),
    dated(silent("d.txt"), None),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with articles of two months and one without a day, of which one is a copy and one has failed."""
    path = archive_of(tmp_path / "news.db", MADE)
    with opened_to_write(path) as connection:
        connection.execute("UPDATE articles SET story = 1 WHERE place = 'c.txt'")
        configuration = connection.execute("SELECT min(id) FROM configurations").fetchone()[0]
        connection.execute(
            "INSERT INTO articles (place, configuration, error) VALUES ('e.txt', ?, 'too deep')", [configuration]
        )
    return path


def parquet(archive: Path, folder: Path, period: Period = "month") -> dict[str, list[dict[str, Any]]]:
    """The rows of the Parquet of an archive, by their tables."""
    folder.mkdir()
    with opened(archive) as connection:
        write_parquet_folder(stored_articles(connection, ALL_DAYS, "day"), speakers(connection), folder, period)
    return {name: dataset.dataset(folder / name, partitioning="hive").to_table().to_pylist() for name in TABLES}


def test_parquet_is_partitioned_by_the_day(archive: Path, tmp_path: Path) -> None:
    tables = parquet(archive, tmp_path / "out")
    of_articles = {row["article"]: (row["month"], row["day"]) for row in tables["articles"]}
    assert of_articles == {
        "a.txt": ("2026-03", "2026-03-31"),
        "b.txt": ("2025-12", "2025-12-01"),
        "c.txt": ("2026-03", "2026-03-02"),
        "d.txt": (None, None),
        "e.txt": (None, None),
    }
    assert (tmp_path / "out" / "statements" / "month=2026-03" / "part-0.parquet").is_file()
    by_year = parquet(archive, tmp_path / "years", "year")
    assert {row["year"] for row in by_year["articles"]} == {2025, 2026, None}


def test_parquet_has_everything_about_an_article(archive: Path, tmp_path: Path) -> None:
    tables = parquet(archive, tmp_path / "out")
    by_number = {row["speaker_id"]: row for row in tables["speakers"]}
    (article,) = (row for row in tables["articles"] if row["article"] == "c.txt")
    assert (article["text"], article["counted"], article["model"]) == (MADE[2].article.text, False, "made by hand")
    rows = [row for row in tables["statements"] if row["article"] == "c.txt"]
    for row, statement in zip(rows, MADE[2].statements, strict=True):
        assert [by_number[number]["name"] for number in row["speaker_ids"]] == [one.name for one in statement.speakers]
        assert [(one["start"], one["end"], one["text"]) for one in row["content_spans"]] == [
            (one.start, one.end, one.text) for one in statement.content
        ]
        assert (row["id"], row["confidence"], row["counted"]) == (statement.id, statement.confidence, False)
        assert row["article_id"] == article["article_id"]
    assert len({row["statement_id"] for row in tables["statements"]}) == sum(len(one.statements) for one in MADE)
    mentions = [row for row in tables["mentions"] if row["article"] == "c.txt"]
    assert [(by_number[row["speaker_id"]]["name"], row["aliases"]) for row in mentions] == [
        ("Anna Berg", "Berg"), ("Jon Lund", "Lund"), ("ministry", None),
    ]  # fmt: skip
    assert [[span["text"] for span in row["spans"]] for row in mentions] == [
        [span.text for span in speaker.mentions] for speaker in MADE[2].speakers
    ]
    (failed,) = (row for row in tables["articles"] if row["article"] == "e.txt")
    assert (failed["error"], failed["statements"]) == ("too deep", 0)


def test_columns_have_the_names_and_types_that_extract_gives_them(archive: Path, tmp_path: Path) -> None:
    parquet(archive, tmp_path / "out")
    with (tmp_path / "extracted.parquet").open("wb") as stream:
        write_parquet(MADE, stream, TableOptions(view="extract", format="parquet"))
    exported = read_schema(tmp_path / "out" / "statements" / "month=2025-12" / "part-0.parquet")
    assert [exported.field(field.name) for field in read_schema(tmp_path / "extracted.parquet")]


def test_large_months_are_written_in_several_groups(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parquet(archive, tmp_path / "whole")
    monkeypatch.setattr("quotes.archive.exporting.ARTICLES_IN_A_GROUP", 1)
    assert parquet(archive, tmp_path / "parts") == whole


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, "abcde"),
        (date(2025, 12, 1), None, "abc"),
        (date(2025, 12, 2), None, "ac"),
        (None, date(2026, 3, 30), "bc"),
        (date(2026, 3, 31), date(2026, 3, 31), "a"),
    ],
)
def test_days_include_their_limits(archive: Path, since: date | None, until: date | None, found: str) -> None:
    with opened(archive) as connection:
        articles = stored_articles(connection, Days(since, until), "number")
        assert "".join(one.analysis.article.id[0] for one in articles) == found


def test_csv_has_a_file_for_each_table(archive: Path, tmp_path: Path) -> None:
    with opened(archive) as connection:
        write_csv_folder(stored_articles(connection, ALL_DAYS, "day"), speakers(connection), tmp_path)
    tables = {name: list(csv.DictReader((tmp_path / f"{name}.csv").open(encoding="utf-8"))) for name in TABLES}
    assert len(tables["articles"]) == 5
    assert len(tables["statements"]) == sum(len(one.statements) for one in MADE)
    assert len(tables["mentions"]) == sum(len(one.speakers) for one in MADE)
    (split,) = (row for row in tables["statements"] if row["rule"] == "split-quotation")
    assert (split["content_spans"], split["speaker"]) == ("35-48;87-109", "Ivan Petrov")
    known = {row["speaker_id"]: row["name"] for row in tables["speakers"]}
    assert known[split["speaker_ids"]] == "Ivan Petrov"
    assert "text" not in tables["articles"][0]


def test_articles_are_those_of_one_moment(archive: Path) -> None:
    with opened(archive) as connection, opened_to_write(archive) as writer:
        found: Iterator[Any] = stored_articles(connection, ALL_DAYS, "number")
        next(found)
        writer.execute("UPDATE articles SET title = 'changed'")
        assert "changed" not in {one.analysis.article.title for one in found}
