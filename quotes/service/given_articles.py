"""Articles in the files and folders that a service is given, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path, PurePath, PurePosixPath

from quotes.readers.input_formats import SUFFIXES
from quotes.service.problems import ProblemError


class GivenArticles:
    """Files that are named, and those in folders and below that have a suffix of a known format.

    Hidden files, and links that lead out of their folder, are not among them. Of several files or folders of the same
    name, the second has " (2)" after it, and so on.
    """

    def __init__(self, sources: Sequence[Path]) -> None:
        self._sources: dict[str, Path] = {}
        for path in dict.fromkeys(source.absolute() for source in sources):
            name = path.name if path.is_file() else path.resolve().name
            names = chain([name], (f"{name} ({number})" for number in count(2)))
            self._sources[next(each for each in names if each not in self._sources)] = path

    def paths(self) -> dict[str, Path]:
        """Return the articles that are there now: their real paths by their names, "news/harbour.txt" in folders."""
        found: dict[str, Path] = {}
        for name, source in self._sources.items():
            if source.is_dir():
                root = source.resolve()
                for path in sorted(root.rglob("*")):
                    relative = path.relative_to(root)
                    if _is_article(root, relative):
                        found[f"{name}/{relative.as_posix()}"] = path.resolve()
            elif source.is_file():
                found[name] = source.resolve()
        return {name: path for name, path in found.items() if _is_text(name)}

    def path(self, name: str) -> Path:
        """Return the real path of an article. Raises `ProblemError` 404 if it is none of those that are given."""
        own, _, below = name.partition("/")
        source, relative = self._sources.get(own), PurePosixPath(below)
        with suppress(OSError):  # a name that the system does not take
            if source and _is_text(name):
                if not below and source.is_file():
                    return source.resolve()
                is_below = below == relative.as_posix() and not relative.is_absolute() and ".." not in relative.parts
                if below and is_below and source.is_dir() and _is_article(source.resolve(), relative):
                    return (source / relative).resolve()
        raise ProblemError(404, "no such article: GET /articles lists them")

    def name(self, path: Path) -> str:
        """Return the name of the article at a path below one of the folders. Raises KeyError if it is none of them."""
        for name, source in self._sources.items():
            if source.is_dir() and path.resolve().is_relative_to(source.resolve()):
                return f"{name}/{path.resolve().relative_to(source.resolve()).as_posix()}"
        raise KeyError(path)


def _is_article(root: Path, relative: PurePath) -> bool:
    """Tell whether a path below a folder is that of an article which is served."""
    is_hidden = any(part.startswith(".") for part in relative.parts)
    return not is_hidden and relative.suffix.lower() in SUFFIXES and _is_within(root / relative, root)


def _is_within(path: Path, root: Path) -> bool:
    real = path.resolve()
    return real.is_relative_to(root) and real.is_file()


def _is_text(name: str) -> bool:
    return name.isprintable() and os.fsencode(name).decode("utf-8", "replace") == name
