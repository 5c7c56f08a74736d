"""Articles in the files and folders that a service is given, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from quotes.readers.input_formats import SUFFIXES
from quotes.service.problems import ProblemError


class GivenArticles:
    """Files that are named, and those in folders and below that have a suffix of a known format.

    Hidden files, and links that lead out of their folder, are not among them.
    """

    def __init__(self, sources: Sequence[Path]) -> None:
        self._sources = [source.absolute() for source in sources]

    def paths(self) -> dict[str, Path]:
        """Return the articles that are there now: their real paths by their names, "news/harbour.txt" in folders."""
        found: dict[str, Path] = {}
        for source in self._sources:
            if source.is_dir():
                root = source.resolve()
                for path in sorted(root.rglob("*")):
                    relative = path.relative_to(root)
                    if path.suffix.lower() in SUFFIXES and not _is_hidden(relative) and _is_within(path, root):
                        found.setdefault(f"{root.name}/{relative.as_posix()}", path.resolve())
            elif source.is_file():
                found.setdefault(source.name, source.resolve())
        return {name: path for name, path in found.items() if _is_text(name)}

    def path(self, name: str) -> Path:
        """Return the real path of an article. Raises `ProblemError` 404 if it is none of those that are given."""
        found = self.paths().get(name)
        if found is None:
            raise ProblemError(404, "no such article: GET /articles lists them")
        return found


def _is_hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _is_within(path: Path, root: Path) -> bool:
    real = path.resolve()
    return real.is_relative_to(root) and real.is_file()


def _is_text(name: str) -> bool:
    return name.isprintable() and os.fsencode(name).decode("utf-8", "replace") == name
