"""Configuration files: `quotes.toml`, or the table `[tool.quotes]` of a `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.errors import ConfigurationError
from quotes.runtime.given_files import parse_toml, read_given_text

OWN_NAME = "quotes.toml"
PROJECT_NAME = "pyproject.toml"
PROJECT_TABLE = ("tool", "quotes")
REPOSITORY_MARKS = (".git", ".hg", ".svn")
"""Files and folders that only the root of a repository has."""


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """Configuration file with its text, the path of the table that counts, and what is in this table."""

    path: Path
    text: str = field(repr=False)
    table: tuple[str, ...]
    settings: Mapping[str, Any]

    def place(self, keys: Sequence[str]) -> str:
        """Return the file, and the line of a setting where that can be told: "quotes.toml:3"."""
        line = self.line(keys)
        return f"{self.path}:{line}" if line else str(self.path)

    def line(self, keys: Sequence[str]) -> int | None:
        """Return the line, counted from 1, on which a setting or table begins, None for one inside of an inline table.

        A line that looks like it is the one if, behind all lines before it, it sets this path.
        """
        path = (*self.table, *keys)
        key = re.escape(path[-1])
        beginning = re.compile(rf"""\s*\[.*{key}.*\]|[^#=\[{{]*?{key}["']?\s*=""")
        lines = self.text.split("\n")
        for number, line in enumerate(lines):
            if found := beginning.match(line):
                before = "\n".join(lines[:number])
                whole = f"{found[0]} 0" if found[0].endswith("=") else found[0]
                if _sets(f"{before}\n{whole}", path):
                    return None if _sets(before, path) else number + 1
        return None


def find_configuration() -> ConfigurationFile | None:
    """Return the configuration of the current folder, or that of the nearest one above it, or None.

    The search ends at the root of a repository and at the home folder, which are searched too. In one folder,
    `quotes.toml` comes first. Raises `ConfigurationError` if a file cannot be read.
    """
    home = Path(os.path.realpath(os.path.expanduser("~")))
    try:
        here = Path.cwd()
    except OSError:  # it is not there any more
        return None
    for place in (here, *here.parents):
        near = Path() if place == here else place
        if os.path.isfile(own := near / OWN_NAME):
            return read_configuration(own)
        if os.path.isfile(project := near / PROJECT_NAME) and (found := _project_configuration(project)):
            return found
        if place == home or any(os.path.exists(place / mark) for mark in REPOSITORY_MARKS):
            return None
    return None


def read_configuration(path: Path) -> ConfigurationFile:
    """Read a configuration file: the table `[tool.quotes]` of a `pyproject.toml`, all of any other file.

    Raises `ConfigurationError` if it cannot be read or is not TOML.
    """
    text = read_given_text(path, ConfigurationError)
    table = PROJECT_TABLE if path.name == PROJECT_NAME else ()
    settings = _value(parse_toml(text, path, ConfigurationError), table) or {}
    if not isinstance(settings, dict):
        raise ConfigurationError(f"{path}: tool.quotes is not a table")
    return ConfigurationFile(path, text, table, settings)


def _project_configuration(path: Path) -> ConfigurationFile | None:
    """Return what a `pyproject.toml` says about quotes; one that does not name it is nothing to us, even if broken."""
    if "quotes" not in read_given_text(path, ConfigurationError):
        return None
    found = read_configuration(path)
    return found if found.settings else None


def _sets(text: str, path: Sequence[str]) -> bool:
    """Tell whether a TOML text sets the value at this path; a text that ends inside of a longer value does not."""
    try:
        return _value(tomllib.loads(text), path) is not None
    except (ValueError, RecursionError):
        return False


def _value(tables: Any, path: Sequence[str]) -> Any:
    for key in path:
        tables = tables.get(key) if isinstance(tables, dict) else None
    return tables
