"""Streams that commands write their results to."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from quotes.errors import OutputError, file_problem
from quotes.runtime.whole_file import whole_file

WIDTH_WITHOUT_TERMINAL = 100
WIDEST_TERMINAL = 140
"""In character cells. Wider tables are harder to read, so a wider terminal is not filled unless asked for."""


@contextmanager
def open_output(path: Path | None, *, for_programs: bool) -> Iterator[TextIO]:
    """Open the file at `path`, which is written whole or not at all, or standard output (None, -).

    Files, and data `for_programs`, are UTF-8; the rest has the encoding of the terminal. A character
    that the encoding lacks is written as a backslash escape. Raises `OutputError` if `path` cannot be written.
    """
    if path is None or str(path) == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            encoding = "utf-8" if for_programs else None
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with whole_file(path) as stream:
            yield stream
    except OSError as error:
        raise OutputError(file_problem(path, error)) from error


def open_error_file(path: Path | None) -> AbstractContextManager[TextIO | None]:
    """Open the file of `--errors` as `open_output` does, or give None if there is no path."""
    return nullcontext() if path is None else open_output(path, for_programs=True)


def output_width(path: Path | None) -> int:
    """Return the width of tables in character cells: of the terminal, within limits, or a fixed one for files."""
    if path is not None:
        return WIDTH_WITHOUT_TERMINAL
    return min(shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns, WIDEST_TERMINAL)
