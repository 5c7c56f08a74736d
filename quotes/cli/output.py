"""Where commands write their results."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quotes.cli.exit_status import ExitStatus
from quotes.cli.messages import say_problem
from quotes.runtime.whole_file import whole_file

WIDTH_WITHOUT_TERMINAL = 100
WIDEST_TERMINAL = 140
"""In character cells. Wider tables are harder to read, so a wider terminal is not filled unless asked for."""


@contextmanager
def open_output(path: Path | None, *, for_programs: bool) -> Iterator[TextIO]:
    """A stream to the file at `path`, which is written whole or not at all, or to standard output (None, -).

    Files, and whatever is `for_programs`, are UTF-8; the rest has the encoding of the terminal. A character
    that the encoding lacks is written as a backslash escape. Exits if `path` cannot be written.
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
        say_problem(str(path), error)
        sys.exit(ExitStatus.BAD_INPUT)


def output_width(path: Path | None) -> int:
    """The width of tables, in character cells: the terminal's, within reason, or a fixed one without it."""
    if path is not None:
        return WIDTH_WITHOUT_TERMINAL
    return min(shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns, WIDEST_TERMINAL)
