"""Options of the output: its format and its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from quotes.cli.named_path import NamedPath
from quotes.cli.options.gathering import Command
from quotes.cli.parameter_types import OutputPath
from quotes.reports.formats import OutputFormat

SUFFIXES: Mapping[str, tuple[str, ...]] = {"json": (".json",), "junit": (".xml",), "sarif": (".sarif",)}
"""Ends of the names of files that mean a format, for commands whose formats are only names."""


def output_options(formats: Sequence[str] | Mapping[str, OutputFormat], default: str) -> Callable[[Command], Command]:
    """Return a decorator with ``--format``, one of `formats`, and ``--output``, a path or None for standard output.

    Without ``--format``, the end of the name of the output decides, and else it is the default.
    """
    declared = formats if isinstance(formats, Mapping) else {}
    suffixes = {
        suffix: name for name in formats for suffix in (declared[name].suffixes if declared else SUFFIXES.get(name, ()))
    }
    takes_folders = any(format.for_each_article for format in declared.values())
    format_option = click.option(
        "-f",
        "--format",
        metavar="FORMAT",
        type=click.Choice(list(formats)),
        default=default,
        show_default=f"by the name of the output, else {default}",
        help=f"Output format: {', '.join(formats)}.",
    )
    output_option = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=OutputPath() if takes_folders else NamedPath(allow_dash=True, dir_okay=False),
        help="Write to this file, whole or not at all, instead of standard output"
        + ("; FOLDER/: one file for each article." if takes_folders else "."),
    )

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_format(*arguments: Any, format: str, output: Path | None, **options: Any) -> Any:
            source = click.get_current_context().get_parameter_source("format")
            if output and source is ParameterSource.DEFAULT:
                format = suffixes.get(output.suffix.lower(), format)
            return command(*arguments, format=format, output=output, **options)

        return format_option(output_option(with_format))  # type: ignore[return-value]

    return decorate
