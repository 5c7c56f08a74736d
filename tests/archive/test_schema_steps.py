from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from archive_tables import check_words
from made_analyses import bridge, harbour
from made_archive import archive_of

from quotes.archive.database import opened, opened_to_write, transaction
from quotes.archive.record_rows import analysis_of
from quotes.archive.schema import SCHEMA_VERSION
from quotes.archive.storing import store
from quotes.errors import ArchiveError


def of_version_1(path: Path, *, with_decided: bool = False) -> Path:
    """An archive of two articles as version 1 made it, before or after it got the column ``decided``."""
    archive_of(path, [harbour("a.txt"), bridge("b.txt")])
    connection = sqlite3.connect(path)
    if not with_decided:
        connection.execute("ALTER TABLE statements DROP COLUMN decided")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("with_decided", [False, True])
@pytest.mark.parametrize("open_archive", [opened, opened_to_write])
def test_archives_of_version_1_are_brought_up_to_date(open_archive, with_decided: bool, tmp_path: Path) -> None:
    path = of_version_1(tmp_path / "news.db", with_decided=with_decided)
    with open_archive(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert [analysis_of(connection, number) for number in (1, 2)] == [harbour("a.txt"), bridge("b.txt")]


def test_an_archive_that_was_brought_up_to_date_takes_what_a_new_one_takes(tmp_path: Path) -> None:
    statements = (*(replace(one, decided=True) for one in harbour().statements),)
    decided = replace(harbour("c.txt"), statements=statements)
    with opened_to_write(of_version_1(tmp_path / "news.db")) as connection:
        with transaction(connection):
            number = store(connection, decided, None, 1)
        assert analysis_of(connection, number) == decided
        check_words(connection)


def test_an_archive_in_a_place_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = of_version_1(tmp_path / "news.db")
    before = path.read_bytes()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("quotes.archive.database.PATIENCE", 0.01)
    with pytest.raises(ArchiveError, match="locked"), opened(path):
        pass
    holder.close()
    assert path.read_bytes() == before
