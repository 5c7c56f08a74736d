"""Steps that make an archive of an earlier version of the schema one of the present version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from quotes.archive.schema import SCHEMA_VERSION


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Lead an archive of an earlier version to the present one, within a transaction of the caller."""
    for number in range(version, SCHEMA_VERSION):
        STEPS[number](connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _add_decided(connection: sqlite3.Connection) -> None:
    """Add the column of statements that a person has decided, which some archives of version 1 have already."""
    if not connection.execute("SELECT 1 FROM pragma_table_info('statements') WHERE name = 'decided'").fetchone():
        connection.execute("ALTER TABLE statements ADD COLUMN decided INTEGER NOT NULL DEFAULT 0")


STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _add_decided}
"""The step from each version to the next one."""
