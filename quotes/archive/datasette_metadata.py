"""Titles, facets and searches with which Datasette shows an archive."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from quotes.archive.database import opened


def datasette_metadata(database: Path) -> str:
    """Return the metadata file of Datasette for an archive, JSON, which names the archive as Datasette does.

    Raises `ArchiveError` if there is no such archive.
    """
    with opened(database):
        metadata = json.loads(resources.files("quotes.archive").joinpath("datasette.json").read_text(encoding="utf-8"))
    metadata["databases"] = {database.stem: metadata["databases"]["archive"]}
    return json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"
