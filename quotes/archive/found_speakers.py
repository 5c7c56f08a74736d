"""Speakers of an archive by the names that people give."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quotes.errors import ArchiveError
from quotes.speakers.roster import Roster, comparable_name

NEAREST_NAMES = 3
LEAST_SIMILARITY = 60
"""Similarity of names that are offered for one that nobody has, 0 to 100 (rapidfuzz's WRatio)."""


def speakers_called(connection: sqlite3.Connection, name: str, roster: Roster | None = None) -> tuple[int, ...]:
    """Return the numbers of the speakers that have a name or alias, or another one of it on the roster.

    Raises `ArchiveError` with the nearest names if nobody has it.
    """
    known = comparable_name(name)
    entry = (roster or {}).get(known)
    names = {known, *map(comparable_name, (entry.name, *entry.aliases) if entry else ())}
    found: set[int] = set()
    for each in names:
        found.update(row[0] for row in connection.execute("SELECT speaker FROM speaker_names WHERE name = ?", [each]))
    if not found:
        raise ArchiveError(f"{name}: nobody in the archive is called so{_nearest(connection, known)}")
    return tuple(sorted(found))


def name_of(connection: sqlite3.Connection, speakers: Sequence[int]) -> str:
    """Return the name that most mentions of some speakers have."""
    marks = ", ".join("?" * len(speakers))
    row = connection.execute(
        f"SELECT speakers.name FROM speakers LEFT JOIN speaker_names ON speaker = id WHERE id IN ({marks})"
        " GROUP BY id ORDER BY sum(mentions) DESC, id LIMIT 1",
        speakers,
    ).fetchone()
    return str(row[0])


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    from rapidfuzz import fuzz, process

    names = [row[0] for row in connection.execute("SELECT DISTINCT name FROM speaker_names")]
    near = process.extract(name, names, scorer=fuzz.WRatio, limit=NEAREST_NAMES, score_cutoff=LEAST_SIMILARITY)
    given = [
        connection.execute(
            "SELECT speakers.name FROM speaker_names JOIN speakers ON id = speaker WHERE speaker_names.name = ?", [each]
        ).fetchone()[0]
        for each, *_ in near
    ]
    return f"; did you mean {', '.join(dict.fromkeys(given))}?" if given else ""
