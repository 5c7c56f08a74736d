from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from made_analyses import BRIDGE_TEXT, HARBOUR_TEXT
from pyarrow.parquet import read_table

from quotes import Analyzer
from quotes.archive.article_tables import analysed_table, write_packed
from quotes.archive.on_spark import SCHEMA, analyses_in
from quotes.records import Article


def test_rows_are_those_of_a_local_run(tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="Spark is large, and needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    packed, target = tmp_path / "packed", tmp_path / "analysed"
    packed.mkdir()
    texts = [HARBOUR_TEXT, BRIDGE_TEXT, "", HARBOUR_TEXT]
    write_packed((Article(text, f"article-{number}") for number, text in enumerate(texts)), packed)
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        articles = spark.read.parquet(str(packed)).repartition(2)
        articles.mapInArrow(partial(analyses_in, scope="speech"), SCHEMA).write.parquet(str(target))
    finally:
        spark.stop()
    rows = sorted(read_table(target).to_pylist(), key=lambda row: str(row["id"]))
    expected = analysed_table(read_table(packed), analyzer.analyze, rows[0]["options"]).to_pylist()
    assert rows == expected
    assert rows[0]["statements"] > 0
