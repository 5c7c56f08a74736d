"""Streams that commands write their results to."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from quotes.cli.standard_streams import is_display
from quotes.errors import OutputError
from quotes.runtime.ending_signals import defer_signals
from quotes.runtime.whole_file import whole_file
from quotes.runtime.whole_writes import document_ended, output_error

WIDTH_WITHOUT_TERMINAL = 100
WIDEST_TERMINAL = 140
"""In character cells. Wider tables are harder to read, so a wider terminal is not filled unless asked for."""

STANDARD_OUTPUT = ("-", "/dev/stdout")

GOLD_SUFFIXES = (".ann", ".conll", ".conllu", ".say", ".tsv")
"""Ends of the names of those files in a corpus that no output may replace."""


@contextmanager
def open_output(path: Path | None, *, for_programs: bool, closing: str | None = None) -> Iterator[TextIO]:
    """Open the file at `path`, which is written whole or not at all, or standard output (None, -).

    Files, and data `for_programs`, are UTF-8; the rest has the encoding of the terminal. A character
    that the encoding lacks is written as a backslash escape. From now on signals wait (`defer_signals`). With
    `closing`, finished articles are kept after an error, as `whole_file` does. Raises `OutputError` if the output
    cannot be written.
    """
    defer_signals()
    if is_standard_output(path):
        if isinstance(sys.stdout, io.TextIOWrapper):
            encoding = "utf-8" if for_programs else None
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="")
        with document_ended(sys.stdout, closing):
            yield sys.stdout
    else:
        assert path is not None
        with whole_file(path, closing=closing) as stream:
            yield stream


def open_error_file(path: Path | None) -> AbstractContextManager[TextIO | None]:
    """Open the file of `--errors` as `open_output` does, or give None if there is no path."""
    return nullcontext() if path is None else open_output(path, for_programs=True)


def make_folder(path: Path) -> None:
    """Make the folder of outputs at `path`, if it is not there. Raises `OutputError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def output_width(path: Path | None) -> int:
    """Return the width of tables in character cells: of the terminal, within limits, or a fixed one for files."""
    if path is not None:
        return WIDTH_WITHOUT_TERMINAL
    return min(shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns, WIDEST_TERMINAL)


def wants_colours(path: Path | None) -> bool:
    """Tell whether what is written to `path`, or standard output (None, -), is to be coloured.

    A terminal is, unless it is dumb; a file never is, whatever `FORCE_COLOR` asks for elsewhere; nothing is with
    `NO_COLOR`.
    """
    if os.environ.get("NO_COLOR") or not (path is None or str(path) in STANDARD_OUTPUT):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_display(sys.stdout)


def refuse_overwriting(outputs: Iterable[Path | None], inputs: Iterable[str | Path]) -> None:
    """Raise `OutputError` if a plain file that is to be written is an input, by whatever name, or another output too.

    An input - is standard input. The inputs are not asked for if no file is to be written.
    """
    paths = [path for path in outputs if path is not None and str(path) not in STANDARD_OUTPUT]
    read = {_identity(0 if str(file) == "-" else file) for file in inputs} if paths else set[object]()
    written = set[object]()
    for path in paths:
        same = _identity(path)
        if same is not None and same in read | written:
            what = "an input" if same in read else "another output"
            raise OutputError(f"{path}: the output would replace {what}; give it another name")
        written.add(same)


def same_file(path: Path, inputs: Iterable[str | Path]) -> bool:
    """Tell whether a plain file that is there is one of the inputs, by whatever name; - is standard input."""
    same = _identity(path) if path.is_file() else None
    return same is not None and any(same == _identity(0 if str(source) == "-" else source) for source in inputs)


def is_standard_output(path: Path | None) -> bool:
    """Tell whether an output is the standard output."""
    return path is None or str(path) in STANDARD_OUTPUT


def annotated_files(corpus: Path) -> Iterator[Path]:
    """Yield the files of a corpus that no output may replace: itself, or those with gold annotations in a directory."""
    if os.path.isdir(corpus):
        yield from (path for path in corpus.rglob("*") if path.suffix in GOLD_SUFFIXES)
    else:
        yield corpus


def _identity(file: str | Path | int) -> object:
    """Return what a plain file has in common with all its names, and a missing one with its links, or None."""
    try:
        found = os.stat(file)
    except OSError:
        return None if isinstance(file, int) else os.path.realpath(file)
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
