from __future__ import annotations

import sqlite3
from pathlib import Path

from made_news import make_news


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, statement_words, instance)")
        connection.execute("INSERT INTO statement_words (statement_words) VALUES ('integrity-check')")
        tables = ("articles", "statements", "statement_speakers", "monthly", "totals", "temp.terms")
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_news_made_in_bulk_are_those_made_by_triggers(tmp_path: Path) -> None:
    for by_triggers in (False, True):
        make_news(tmp_path / f"{by_triggers}.db", 300, by_triggers=by_triggers)
    bulk, triggered = _rows(tmp_path / "False.db"), _rows(tmp_path / "True.db")
    assert bulk == triggered and len(bulk["statements"]) == 300 and bulk["totals"]
