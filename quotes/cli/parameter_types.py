"""Types of command-line values that Click's own types take too freely."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.named_path import NamedPath
from quotes.errors import ModelError
from quotes.reports.cells import SortKey

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


class Probability(click.FloatRange):
    """Number from 0 to 1, which nan is not."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, or fail."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not in the range 0<=x<=1.", param, ctx)
        return number


class FolderPath(type(Path())):  # type: ignore[misc]
    """Path that was written with a separator at its end: a folder, which need not exist yet."""


class OutputPath(NamedPath):
    """Path of a file, or, with a separator at its end or where there is one, of a folder."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True)

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, a `FolderPath` for a folder, or fail."""
        path = super().convert(value, param, ctx)
        separators = tuple(filter(None, (os.sep, os.altsep)))
        is_folder = os.fspath(value).endswith(separators) or path.is_dir()
        return FolderPath(path) if is_folder else path


class ColumnNames(click.ParamType[Any]):
    """Names of columns with commas between them."""

    name = "columns"

    def __init__(self, known: Collection[str]) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the names, each once, or fail at one that no column has, with the nearest that one has."""
        if isinstance(value, tuple):
            return value
        return tuple(dict.fromkeys(self._known(name.strip(), param, ctx) for name in value.split(",")))

    def _known(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = name.lower().replace("-", "_")
        if found not in self.known:
            self.fail(f"there is no column {name!r}; {_nearest(found, self.known)}", param, ctx)
        return found


class SortKeys(ColumnNames):
    """Names of columns to sort by, each after a minus for the greatest value first."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the keys, or fail."""
        if isinstance(value, tuple):
            return value
        names = [name.strip() for name in value.split(",")]
        return tuple(SortKey(self._known(name.removeprefix("-"), param, ctx), name.startswith("-")) for name in names)


def _nearest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"columns: {', '.join(names)}"


class Table(click.ParamType[Any]):
    """Value that is a table in a configuration file."""

    def of_table(self, table: Mapping[str, Any], folder: Path) -> Any:
        """Return the value that a table in a file in this folder means. Raises ValueError if it means none."""
        raise NotImplementedError


class ModelName(click.types.StringParamType):
    """Name of a model set, or a directory."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names of the sets that are installed, or directories if none begins like this."""
        from click.shell_completion import CompletionItem

        from quotes.models.model_catalogue import EMBEDDED, installed_places

        with suppress(ModelError):
            names = [EMBEDDED, *(place.name for place in installed_places())]
            if found := [name for name in names if name.startswith(incomplete)]:
                return [CompletionItem(name) for name in found]
        return [CompletionItem(incomplete, type="dir")]


def size(value: str) -> int:
    """Return the number of bytes that 500K, 20M or 1G means (thousands, millions, thousand millions)."""
    match = re.fullmatch(r"([1-9][0-9]{0,14})([KMG]?)B?", value.upper())
    if match is None:
        raise click.BadParameter(f"{value!r} is no size such as 500K, 20M or 1G.")
    return int(match[1]) * UNITS[match[2]]


def article_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return that the shell is to complete the names of files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
