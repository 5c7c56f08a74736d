"""Databases of archives: made, opened, and refused if they are something else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quotes.archive.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, TRIGGERS, VIEWS
from quotes.archive.schema_steps import bring_up_to_date
from quotes.errors import ArchiveError

PATIENCE = 60.0
"""Seconds for which one process waits for another that writes."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive to read it, until the block ends. Raises `ArchiveError` if there is none, or an error of SQLite.

    All that is read is of one moment, whatever another process writes meanwhile. An archive of an earlier version of
    the schema is brought up to date first. Rows are `sqlite3.Row`.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: no such archive; quotes archive build {path} ARTICLE... makes one")
    with _told(path), closing(_connected(path, _mode_of_reading(path))) as connection:
        if _version(connection, path) < SCHEMA_VERSION:
            with closing(_connected(path, "rw")) as writing:
                _bring_up_to_date(writing, path)
        connection.execute("BEGIN")
        yield connection


@contextmanager
def opened_to_write(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive to write into it, until the block ends, and make it if there is none. Raises as `opened`.

    The connection is in autocommit mode: writers begin and commit their own transactions (`transaction`).
    """
    with _told(path), closing(_connected(path, "rwc")) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _make(connection)
        _bring_up_to_date(connection, path)
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = normal")
        connection.execute("PRAGMA foreign_keys = on")
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make all changes of a block or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite has ended it if the disk is full
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def contents(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the numbers of articles that could be analysed, of statements and of speakers."""
    tables = {"articles": "articles WHERE error IS NULL", "statements": "statements", "speakers": "speakers"}
    return {name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in tables.items()}


def _mode_of_reading(path: Path) -> str:
    """Return the mode of SQLite to read an archive, also where nobody can write the files that it needs beside one."""
    is_still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return "ro&immutable=1" if is_still else "ro"


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN; {TABLES} {TRIGGERS} {VIEWS}"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
    )


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) < SCHEMA_VERSION:
        try:
            with transaction(connection):
                bring_up_to_date(connection, _version(connection, path))
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{path}: an archive of an earlier version, which cannot be changed: {error}") from error


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of an archive. Raises `ArchiveError` if it is none, or of a later version than the present."""
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application != APPLICATION_ID:
        raise ArchiveError(f"{path}: not an archive of quotes")
    if not 0 < version <= SCHEMA_VERSION:
        raise ArchiveError(
            f"{path}: an archive of version {version}, this program has {SCHEMA_VERSION}: use the program that made it"
        )
    return int(version)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: {error}") from error
