"""Names of model sets, and their places: in the package, among those installed for this user, or anywhere by path.

A name is ``embedded``, or that under which a set was installed: ``PACKAGE`` for English and ``LANGUAGE`` or
``LANGUAGE:PACKAGE`` for other languages, as in ``default_accurate``, ``de`` and ``de:default_accurate``.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from platformdirs import user_data_path

from quotes.errors import ModelError

EMBEDDED = "embedded"
INDEX = "resources.json"
"""The file that makes a directory a model set."""
CARD = "MODEL_CARD.md"
"""The file that describes a model set to people. Few sets have one."""

_NAME = re.compile(r"(?:[a-z][a-z0-9-]*:)?[a-z0-9][a-z0-9._-]*")
_COLON_IN_DIRECTORIES = "+"  # not every file system has colons in names, and no name has a plus


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a model set. ``remedy`` tells a person how to mend a set that is not whole ("install it again …")."""

    name: str
    directory: Path
    remedy: str


def place_of(model: str | Path | None = None) -> Place:
    """Return the place of a model set.

    `model` is None or ``"embedded"`` for the set that ships with the package, the name of an installed set, or a
    directory: a `Path`, a string with a path separator in it, or the name of a directory that is there.
    Raises `ModelError` when there is no such directory and no set of that name is installed.
    """
    if model is None or model == EMBEDDED:
        return embedded_place()
    name = str(model)
    if not name:
        raise ModelError("the name of the model set is empty: see `quotes models list`")
    by_path = isinstance(model, Path) or any(separator in name for separator in (os.sep, os.altsep, "/") if separator)
    if not by_path and _NAME.fullmatch(name.lower()):
        place = installed_place(name)
        if is_installed(place):
            return place
        if not Path(name).is_dir():
            raise ModelError(f"model set '{place.name}' is not installed: run `quotes models install {place.name}`")
    directory = Path(model)
    if not directory.is_dir():
        raise ModelError(f"there is no model set or directory {name}: see `quotes models list`")
    return Place(Path(os.path.abspath(directory)).name, directory, "copy it again, or name another model set")


def embedded_place() -> Place:
    """Return the place of the set that ships with the package."""
    directory = Path(str(resources.files("quotes"))) / "models" / "english"
    return Place(EMBEDDED, directory, "install quotes again, or name another model set")


def installed_places() -> list[Place]:
    """Return the places of all installed sets, in the order of their names."""
    try:
        found = sorted(path.name for path in installation_directory().iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ModelError(f"{installation_directory()} cannot be read ({error.strerror})") from error
    names = [name.replace(_COLON_IN_DIRECTORIES, ":", 1) for name in found]
    return [place for place in map(installed_place, filter(_NAME.fullmatch, names)) if is_installed(place)]


def installed_place(name: str) -> Place:
    """Return the place for an installed set called `name`, which need not be installed yet.

    Raises `ModelError` if no set can have this name.
    """
    name = _canonical_name(name)
    directory = installation_directory() / name.replace(":", _COLON_IN_DIRECTORIES)
    return Place(name, directory, f"install it again with `quotes models install {name} --force`")


def is_installed(place: Place) -> bool:
    """Tell whether there is a set, whole or damaged, at a place."""
    return (place.directory / INDEX).is_file()


def installation_directory() -> Path:
    """Return the directory of this user's installed sets, which need not exist yet."""
    return user_data_path("quotes", appauthor=False) / "models"


def _canonical_name(name: str) -> str:
    """Return the one name of a set: ``gum`` for ``en:gum``, ``default`` for ``en``, ``de`` for ``de:default``."""
    name = name.lower()
    if name == EMBEDDED:
        raise ModelError("the model set 'embedded' ships with quotes: there is nothing to install")
    if not _NAME.fullmatch(name):
        raise ModelError(
            f"no model set can be called {name!r}: names are like default, my-models or de:default_accurate"
        )
    language, _, package = name.rpartition(":")
    if name == "en":
        return "default"
    if language == "en":
        return package
    return language if language and package == "default" else name
