from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import bridge, council, harbour, silent
from made_archive import archive_of

from quotes.archive.database import opened, opened_to_write
from quotes.archive.day_ranges import ALL_DAYS
from quotes.archive.exporting import write_jsonl
from quotes.archive.importing import Imported, import_analyses
from quotes.archive.saved_analyses import SavedAnalysis, read_saved
from quotes.archive.stored_articles import stored_articles
from quotes.errors import ReadError
from quotes.records import Analysis
from quotes.reports.escaping import without_surrogates

NOT_COMPARED = {"runs", "configurations"}


@st.composite
def storable(draw: st.DrawFn, number: int) -> Analysis:
    """An analysis of odd text that an archive can hold: with an id, a date or none, and speakers of different names."""
    text = json.dumps(draw(analyses()).to_dict(), ensure_ascii=False)
    found = Analysis.from_dict(json.loads(without_surrogates(text)))
    named = tuple(replace(one, name=f"{one.name} {one.id}") for one in found.speakers)
    date = draw(st.sampled_from([None, "2026-03-01", "2025-12-31"]))
    return replace(found, article=replace(found.article, id=f"{number}.txt", date=date), speakers=named)


@st.composite
def collections(draw: st.DrawFn) -> list[Analysis]:
    """Analyses of up to three articles."""
    return [draw(storable(number)) for number in range(draw(st.integers(0, 3)))]


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of an archive but those of `NOT_COMPARED`, by their tables."""
    with opened(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = {
            name: [one["name"] for one in connection.execute(f"PRAGMA table_info({name})") if one[1] != "configuration"]
            for (name,) in tables
            if name not in NOT_COMPARED
        }
        return {
            name: sorted(map(tuple, connection.execute(f"SELECT {', '.join(names)} FROM {name}")), key=repr)
            for name, names in columns.items()
        }


def import_all(path: Path, found: Iterable[SavedAnalysis | ReadError]) -> tuple[Imported, list[str]]:
    """Import into an archive; the counts, and the lines about what is broken."""
    lines: list[str] = []
    with opened_to_write(path) as connection:
        return import_analyses(connection, found, lambda error: lines.append(str(error))), lines


@given(collections())
def test_an_archive_is_the_same_after_export_and_import(made: list[Analysis]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        before, saved = archive_of(folder / "before.db", made), folder / "saved.jsonl"
        stream = StringIO()
        with opened(before) as connection:
            write_jsonl(stored_articles(connection, ALL_DAYS, "number"), stream)
        saved.write_text(stream.getvalue(), encoding="utf-8")
        imported, lines = import_all(folder / "after.db", read_saved(str(saved)))
        assert (imported, lines) == (Imported(stored=len(made)), [])
        assert rows(folder / "after.db") == rows(before)
        again, _ = import_all(folder / "after.db", read_saved(str(saved)))
        assert again == Imported(unchanged=len(made))
        assert rows(folder / "after.db") == rows(before)


def test_what_is_there_is_skipped_and_what_changed_is_replaced(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "news.db", [harbour("a.txt"), bridge("b.txt")])
    found = [SavedAnalysis(one) for one in (harbour("a.txt"), council("b.txt"), silent("c.txt"))]
    imported, lines = import_all(path, found)
    assert (imported, lines) == (Imported(stored=2, unchanged=1), [])
    expected = archive_of(tmp_path / "expected.db", [harbour("a.txt"), council("b.txt"), silent("c.txt")])

    def said(archive: Path) -> list[tuple[Any, ...]]:
        with opened(archive) as connection:
            query = "SELECT article, statement, speaker, counted FROM who_said_what ORDER BY 1, 2, 3"
            return list(map(tuple, connection.execute(query)))

    assert said(path) == said(expected)


def test_an_article_that_failed_before_is_replaced(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "news.db", [silent("a.txt")])
    with opened_to_write(path) as connection:
        connection.execute("UPDATE articles SET error = 'too deep'")
    assert import_all(path, [SavedAnalysis(silent("a.txt"))])[0] == Imported(stored=1)
    with opened(path) as connection:
        assert not connection.execute("SELECT * FROM failed_articles").fetchall()


def test_what_cannot_be_stored_is_told_and_loses_nothing_else(tmp_path: Path) -> None:
    halved = harbour("b.txt")
    halved = replace(halved, article=replace(halved.article, title="Harbour \ud800"))
    found = [
        SavedAnalysis(silent("a.txt")),
        ReadError("line 2: broken"),
        SavedAnalysis(halved),
        SavedAnalysis(bridge()),
    ]
    imported, lines = import_all(tmp_path / "news.db", found)
    assert imported == Imported(stored=2, failed=2)
    assert lines[0] == "line 2: broken"
    assert lines[1].startswith("b.txt: cannot be stored: ")


def test_the_origin_of_an_analysis_is_kept(tmp_path: Path) -> None:
    origins = [("1.0", '{"scope": "all"}'), ("1.0", '{"scope": "all"}'), ("", "{}")]
    found = [SavedAnalysis(silent(f"{number}.txt"), *origin) for number, origin in enumerate(origins)]
    import_all(tmp_path / "news.db", found)
    connection = sqlite3.connect(tmp_path / "news.db")
    assert connection.execute("SELECT version, options FROM configurations").fetchall() == origins[1:]
    connection.close()
