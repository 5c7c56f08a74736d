"""Removal of articles from an archive, by their places."""

from __future__ import annotations

import sqlite3
from glob import has_magic

from quotes.archive.database import transaction
from quotes.archive.storing import remove, stored_place


def remove_place(connection: sqlite3.Connection, place: str) -> int:
    """Remove the article at a place, or those whose places fit a pattern ("*.html"), and return how many went.

    ``*`` stands for any characters, also for ``/``. Each article goes in a transaction of its own.
    """
    place = stored_place(place)
    found = connection.execute("SELECT id FROM articles WHERE place = ?", [place]).fetchall()
    if not found and has_magic(place):
        found = connection.execute("SELECT id FROM articles WHERE place GLOB ?", [place]).fetchall()
    for row in found:
        with transaction(connection):
            remove(connection, row["id"])
    return len(found)
