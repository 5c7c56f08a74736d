"""Type of command-line values that are paths, by itself: all that `quotes --help` needs, which should start soon."""

from __future__ import annotations

import os
from typing import Any

import click


class NamedPath(click.Path):
    """Path with a name: not the empty text, which stands for the current directory elsewhere."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the `pathlib.Path`, or fail."""
        from pathlib import Path

        if not os.fspath(value):
            self.fail("the name is empty.", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))
