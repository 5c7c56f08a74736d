"""Installation of model sets for this user, each whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quotes.errors import ModelError
from quotes.models.model_catalogue import Place, installed_place, is_installed
from quotes.models.model_download import fetch
from quotes.models.model_set import ModelSet, describe
from quotes.runtime.ending_signals import interruptible

UNFINISHED = ".installing-"
REPLACED = ".replaced-"


@dataclass(frozen=True, slots=True)
class Installation:
    """An installed set, and the names of the transformers that it needs besides its files."""

    model_set: ModelSet
    transformers: list[str]


def install_model_set(
    name: str, source: str | None, try_to_load: Callable[[ModelSet], list[str]], *, force: bool = False
) -> Installation | None:
    """Install a model set for this user; return None if it is installed already and `force` is not set.

    `name` is that of a package (see `model_catalogue`), or any other for a directory of one set; `source` is None for
    Stanza's own server, the http(s) address of another, or a Stanza model directory. `try_to_load` returns the names of
    the transformers that a set needs, and raises `ModelError` if the set cannot be loaded. A set is installed whole or
    not at all. Raises `ModelError`.
    """
    place = installed_place(name)
    if is_installed(place) and not force:
        return None
    try:
        with _whole_directory(place) as directory, interruptible():
            fetch(place.name, source, directory)
            unfinished = describe(Place(place.name, directory, "choose one made for this version"))
            try:
                transformers = try_to_load(unfinished)
            except ModelError as error:
                raise ModelError(str(error).replace(str(directory), str(source or place.name))) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModelError(
            f"model set '{place.name}' cannot be installed: {error.filename or place.directory}: {reason}"
        ) from error
    return Installation(describe(place), transformers)


@contextmanager
def _whole_directory(place: Place) -> Iterator[Path]:
    """Yield an empty directory that replaces the one at `place` if the block ends without an error.

    Leftovers of killed installations are removed. A lock keeps those of running ones.
    """
    parent = place.directory.parent
    parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(parent / ".lock", timeout=0):
            _remove_leftovers(parent)
            unfinished = parent / f"{UNFINISHED}{place.directory.name}"
            unfinished.mkdir()
            try:
                yield unfinished
                if place.directory.exists():
                    place.directory.rename(parent / f"{REPLACED}{place.directory.name}")
                unfinished.rename(place.directory)
            finally:
                _remove_leftovers(parent)
    except Timeout as error:
        raise ModelError("model sets are being installed by another process: wait until it has finished") from error


def _remove_leftovers(parent: Path) -> None:
    """Remove unfinished sets, and replaced ones that have a successor; bring back those that have none."""
    for path in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)
    for path in parent.glob(f"{REPLACED}*"):
        successor = parent / path.name.removeprefix(REPLACED)
        if successor.exists():
            shutil.rmtree(path)
        else:
            path.rename(successor)
