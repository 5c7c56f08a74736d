"""Installing model sets for this user, each whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quotes.errors import ModelError
from quotes.models.model_catalogue import Place, installed_place, is_installed
from quotes.models.model_download import fetch
from quotes.models.model_set import ModelSet, describe, load_pipeline, transformers_of

UNFINISHED = ".installing-"
REPLACED = ".replaced-"


@dataclass(frozen=True, slots=True)
class Installation:
    """An installed set, and the names of the transformers that it needs besides."""

    model_set: ModelSet
    transformers: list[str]


def install_model_set(name: str, source: str | None = None, *, force: bool = False) -> Installation | None:
    """Install a model set for this user; None if it is installed already and `force` is not set.

    `name` is that of a package (see `model_catalogue`), or any other for a directory of one set; `source` is None for
    Stanza's own server, the http(s) address of another, or a Stanza model directory. A set that is interrupted,
    incomplete, or cannot be loaded is not installed. Raises `ModelError`.
    """
    place = installed_place(name)
    if is_installed(place) and not force:
        return None
    try:
        with _whole_directory(place) as directory:
            fetch(place.name, source, directory)
            transformers = _check_that_it_loads(
                Place(place.name, directory, "choose one made for this version"), str(source or place.name)
            )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModelError(
            f"model set '{place.name}' cannot be installed: {error.filename or place.directory}: {reason}"
        ) from error
    return Installation(describe(place), transformers)


@contextmanager
def _whole_directory(place: Place) -> Iterator[Path]:
    """An empty directory that takes the place of the one at `place` if the block ends without an error.

    What an installation left behind that was killed is removed, which takes a lock, so that none that is running is.
    """
    parent = place.directory.parent
    parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(parent / ".lock", timeout=0):
            _tidy(parent)
            unfinished = parent / f"{UNFINISHED}{place.directory.name}"
            unfinished.mkdir()
            try:
                yield unfinished
                if place.directory.exists():
                    place.directory.rename(parent / f"{REPLACED}{place.directory.name}")
                unfinished.rename(place.directory)
            finally:
                _tidy(parent)
    except Timeout as error:
        raise ModelError("model sets are being installed by another process: wait until it has finished") from error


def _tidy(parent: Path) -> None:
    """Remove what is not finished, and what was replaced once its successor is there."""
    for path in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)
    for path in parent.glob(f"{REPLACED}*"):
        successor = parent / path.name.removeprefix(REPLACED)
        if successor.exists():
            shutil.rmtree(path)
        else:
            path.rename(successor)


def _check_that_it_loads(place: Place, source: str) -> list[str]:
    """Raise `ModelError`, which names `source`, if Stanza cannot load the set. Returns the transformers that it needs.

    These need not be on this machine yet; where there are any, only the files are tried.
    """
    model_set = describe(place)
    try:
        transformers = transformers_of(model_set)
        if not transformers:
            load_pipeline(model_set)
    except ModelError as error:
        raise ModelError(str(error).replace(str(place.directory), source)) from error
    return transformers
