"""Import of analyses that were saved elsewhere into an archive, without analysing anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quotes.archive.building import content_hash
from quotes.archive.database import transaction
from quotes.archive.days import day_of
from quotes.archive.record_rows import analysis_of
from quotes.archive.saved_analyses import SavedAnalysis
from quotes.archive.storing import configuration_number, store, stored_place
from quotes.errors import ArchiveError, ReadError


@dataclass(slots=True)
class Imported:
    """Numbers of analyses: stored, there already, and broken."""

    stored: int = 0
    unchanged: int = 0
    failed: int = 0


def import_analyses(
    connection: sqlite3.Connection,
    found: Iterable[SavedAnalysis | ReadError],
    on_error: Callable[[ReadError], object],
) -> Imported:
    """Store analyses, each in a transaction of its own, in the place of those of the same articles; count them.

    Those that are in the archive as they are stay, with the origin that is known last. `on_error` is told of
    each that is broken; the others go on.
    """
    counted = Imported()
    for one in found:
        try:
            if isinstance(one, ReadError):
                raise one
            try:
                stored = _stored(connection, one)
            except ArchiveError as error:
                raise ReadError(f"{one.analysis.article.id}: cannot be stored: {error}") from None
            counted.stored += stored
            counted.unchanged += not stored
        except ReadError as error:
            counted.failed += 1
            on_error(error)
    return counted


def _stored(connection: sqlite3.Connection, saved: SavedAnalysis) -> bool:
    """Store an analysis, unless it is there already. Raises `ArchiveError` for one that no archive can hold."""
    analysis = saved.analysis
    article = analysis.article
    with transaction(connection):
        known = connection.execute(
            "SELECT id FROM articles WHERE place = ? AND error IS NULL", [stored_place(article.id)]
        ).fetchone()
        is_there = known and analysis_of(connection, known["id"]) == analysis
        if is_there and not saved.version:
            return False
        number = configuration_number(connection, saved.version, analysis.model, saved.options)
        if is_there:
            connection.execute("UPDATE articles SET configuration = ? WHERE id = ?", [number, known["id"]])
            return False
        store(connection, analysis, day_of(article.date), number, hash=content_hash(article))
    return True
