"""Archives made of analyses, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from quotes.archive.building import content_hash
from quotes.archive.database import opened_to_write, transaction
from quotes.archive.storing import insert, store
from quotes.records import Analysis


def archive_of(path: Path, analyses: Iterable[Analysis]) -> Path:
    """Make an archive of analyses; days are those of their articles' dates, which are ISO or None."""
    with opened_to_write(path) as connection, transaction(connection):
        for number, analysis in enumerate(analyses, 1):
            configuration = {"version": str(number), "model": analysis.model, "options": "{}"}
            insert(connection, "configurations", [{"id": number} | configuration])
            day = date.fromisoformat(analysis.article.date) if analysis.article.date else None
            store(connection, analysis, day, number, hash=content_hash(analysis.article))
    return path
