"""Standard streams of the program, of which none is missing and none fails without a word, or for want of a message."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from quotes.runtime.whole_writes import WholeWrites, text_output

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def protect_standard_streams() -> None:
    """Make what is written to standard output whole or an `OutputError`, and drop messages that cannot be written.

    A stream that was closed cannot be read or written, but no file that is opened later takes its place.
    """
    for descriptor, useless in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_RDONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, useless)  # gets the lowest number that is free
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    output = WholeWrites(1, "standard output", closefd=False)
    sys.stdout = text_output(output, getattr(sys.stdout, "encoding", None), newline=None)
    sys.stderr = text_output(_Messages(2, "w", closefd=False), getattr(sys.stderr, "encoding", None), newline=None)


def is_display(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that can move its cursor and show colours."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class _Messages(io.FileIO):
    """Standard error, which may be closed or full."""

    def write(self, data: ReadableBuffer, /) -> int:
        with suppress(OSError):
            super().write(data)
        return len(memoryview(data))
