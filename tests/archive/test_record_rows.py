from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from made_analyses import bridge, council, harbour, silent
from made_archive import archive_of

from quotes.archive.database import opened, opened_to_write
from quotes.archive.record_rows import analysis_of
from quotes.errors import ArchiveError

MADE = [harbour(), bridge(), council("a.txt"), silent()]


def test_analyses_are_the_same_after_they_were_stored(tmp_path: Path) -> None:
    with opened(archive_of(tmp_path / "news.db", MADE)) as connection:
        assert [analysis_of(connection, number) for number in range(1, len(MADE) + 1)] == MADE
        with pytest.raises(KeyError):
            analysis_of(connection, 99)


def test_monthly_counts_and_words_follow_the_statements(tmp_path: Path) -> None:
    with opened_to_write(archive_of(tmp_path / "news.db", MADE)) as connection:

        def counts() -> tuple[int, int]:
            summed = connection.execute("SELECT coalesce(sum(statements), 0) FROM monthly").fetchone()[0]
            query = "SELECT count(*) FROM statement_speakers JOIN statements ON id = statement WHERE counted"
            return summed, connection.execute(query).fetchone()[0]

        before, expected = counts()
        assert before == expected > 0
        connection.execute("UPDATE statements SET counted = 0 WHERE article = 1")
        after, expected = counts()
        assert before > after == expected
        connection.execute("DELETE FROM statement_speakers")
        connection.execute("DELETE FROM statements")
        assert counts() == (0, 0)
        connection.execute("INSERT INTO statement_words (statement_words) VALUES ('integrity-check')")


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"other\.db: "), opened(path):
        pass


def test_archives_of_another_version_are_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "news.db", MADE)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for open_archive in (opened, opened_to_write):
        with pytest.raises(ArchiveError, match="of version 99, this program has 2"), open_archive(path):
            pass


def test_an_archive_is_read_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite needs files beside an archive, but not if nobody can be writing into it."""
    path = archive_of(tmp_path / "news.db", MADE)
    monkeypatch.setattr("os.access", lambda *_: False)
    with opened(path) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == len(MADE)
    assert [each.name for each in tmp_path.iterdir()] == ["news.db"]
    with opened_to_write(path) as writer:
        writer.execute("UPDATE articles SET title = 'Dock'")
        with opened(path) as connection:
            assert {title for (title,) in connection.execute("SELECT title FROM articles")} == {"Dock"}
