from __future__ import annotations

import pickle
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from made_analyses import harbour
from pyarrow import Table
from pyarrow.parquet import read_table

from quotes.archive.article_tables import analysed_schema, analysed_table, load_analyze, write_packed
from quotes.archive.on_spark import SCHEMA
from quotes.records import Analysis, Article, ArticleWarning, Block, Span

ARTICLE = Article(
    "Port\n\nIt is closed.",
    "a.html",
    title="Port",
    date="2026-03-01",
    author="Mina Okafor",
    url="https://doria.example/a",
    language="en",
    blocks=(Block(0, 4, "headline", "h1", ("ignore Q201",)), Block(6, 19)),
    warnings=(ArticleWarning("mojibake", "odd", Span(0, 2)), ArticleWarning("guessed-encoding", "a guess")),
)


def test_packed_articles_come_to_the_analyzer_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.archive.article_tables.ARTICLES_IN_A_FILE", 2)
    articles = [ARTICLE, Article("", "b.txt"), Article("Half \ud800", "c.txt")]
    assert write_packed(iter(articles), tmp_path) == 3
    assert len(list(tmp_path.glob("*.parquet"))) == 2
    seen: list[Article] = []

    def analyze(article: Article) -> Analysis:
        seen.append(article)
        return Analysis(article, model="stub")

    rows = analysed_table(read_table(tmp_path), analyze, "{}").to_pylist()
    assert seen == [*articles[:2], Article("Half \ufffd", "c.txt")]
    assert seen[0].warnings == ARTICLE.warnings
    assert [row["model"] for row in rows] == ["stub"] * 3
    assert {name: rows[0][name] for name in ("id", "title", "date", "author", "url", "language")} == {
        "id": "a.html", "title": "Port", "date": "2026-03-01", "author": "Mina Okafor",
        "url": "https://doria.example/a", "language": "en",
    }  # fmt: skip


def test_tables_of_others_need_an_id_and_a_text_only() -> None:
    rows = [
        {"id": 7, "text": "The port.", "date": date(2026, 3, 1)},
        {"id": None, "text": "The"},
        {"id": 9, "text": None},
    ]
    found = analysed_table(Table.from_pylist(rows), Analysis, "{}").to_pylist()
    assert [(row["id"], row["date"], row["error"]) for row in found] == [
        ("7", "2026-03-01", None),
        (None, None, "cannot be analysed: the article has no id"),
        ("9", None, "cannot be analysed: the article has no text"),
    ]


def test_an_article_that_breaks_has_its_error_and_the_others_their_analyses() -> None:
    def analyze(article: Article) -> Analysis:
        if article.id == "1":
            raise RecursionError("too deep")
        return harbour(article.id)

    rows = analysed_table(Table.from_pylist([{"id": str(number), "text": "-"} for number in range(3)]), analyze, "{}")
    assert rows.schema == analysed_schema()
    assert [(row["statements"], row["analysis"] is None, row["error"] is None) for row in rows.to_pylist()] == [
        (4, False, True), (None, True, False), (4, False, True),
    ]  # fmt: skip
    assert rows["speakers"].to_pylist()[0] == ["Ivan Petrov", "Black Sea Pilots' Union"]


def test_loaders_can_be_sent_to_workers() -> None:
    load = partial(load_analyze, None, "speech", None, "own")
    assert pickle.loads(pickle.dumps(load)).args == load.args


def test_spark_has_the_same_columns() -> None:
    names = {"string": "string", "bigint": "int64", "array<string>": "list<element: string>"}
    of_spark = [(name, names[type]) for name, type in (column.split() for column in SCHEMA.split(", "))]
    assert of_spark == [(field.name, str(field.type).replace("item", "element")) for field in analysed_schema()]
