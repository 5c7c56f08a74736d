"""Files and devices to which everything is written whole, or not at all."""

from __future__ import annotations

import io
import os
import select
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, TextIO

from quotes.errors import OutputError
from quotes.runtime.ending_signals import at_readers_mercy

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import ReadableBuffer


class WholeWrites(io.FileIO):
    """Unbuffered output whose every write is whole, or raises `OutputError` and leaves nothing in a plain file.

    `title` is its name in errors. The last writes can be taken back, but only from a plain file.
    """

    def __init__(self, file: Path | int, title: str, *, closefd: bool = True) -> None:
        super().__init__(file, "w", closefd=closefd)
        self.title = title
        self._writes = 0
        self._ends: deque[int] = deque(maxlen=2)

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of `data`, and return how many bytes that are."""
        rest = memoryview(data)
        size = len(rest)
        try:
            with nullcontext() if self.seekable() else at_readers_mercy():
                while rest:
                    written = super().write(rest)
                    if written is None:  # another process has made the device non-blocking
                        select.select([], [self], [])
                    else:
                        rest = rest[written:]
        except OSError as error:
            if len(rest) < size:
                self._cut(self.tell() - size + len(rest) if self.seekable() else 0)
            raise output_error(self.title, error) from error
        if size:
            self._writes += 1
            self._ends.append(self.tell() if self.seekable() else 0)
        return size

    def close(self) -> None:
        """Close the file. Raises `OutputError` if the system tells only now that it could not be written."""
        try:
            super().close()
        except OSError as error:
            raise output_error(self.title, error) from error

    def end_after_whole_write(self, closing: str) -> int:
        """Cut off what follows the last whole write, write `closing` after it, and return how many writes are kept.

        One write less is kept if there is no room for `closing` otherwise. Nothing is written if nothing is kept.
        """
        writes = self._writes
        while self._ends:
            self._cut(self._ends.pop())
            with suppress(OutputError):
                self.write(closing.encode())
                return writes
            writes -= 1
        return 0

    def _cut(self, end: int) -> None:
        """Cut a plain file at `end`, unless something else has been written behind what was written here."""
        with suppress(OSError):
            if os.fstat(self.fileno()).st_size == self.tell():
                self.truncate(end)
                self.seek(end)


def text_output(raw: io.RawIOBase, encoding: str | None, newline: str | None = "") -> io.TextIOWrapper:
    """Return a text stream that hands every write on to `raw` at once.

    A character that the encoding lacks (in UTF-8: half a surrogate pair) is written as a backslash escape.
    """
    return io.TextIOWrapper(raw, encoding, "backslashreplace", newline, write_through=True)  # type: ignore[arg-type]


@contextmanager
def document_ended(stream: TextIO, closing: str | None) -> Iterator[None]:
    """End the document in `stream` as `end_document` does after an error or an interrupt inside this block."""
    try:
        yield
    except BaseException:
        end_document(stream, closing)
        raise


def end_document(stream: TextIO, closing: str | None) -> int:
    """End the document in `stream` after the last whole write, and return how many writes are in it.

    That is 0 without `closing`, for a document that is of no use by halves.
    """
    raw = getattr(stream, "buffer", None)
    return raw.end_after_whole_write(closing) if closing is not None and isinstance(raw, WholeWrites) else 0


def output_error(title: object, error: OSError) -> OutputError:
    """Return the error about an output that the system refuses: "notes/a.csv: permission denied"."""
    return OutputError(f"{title}: {(error.strerror or str(error)).lower()}")
