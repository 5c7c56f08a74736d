"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from quotes.errors import OutputError
from quotes.runtime.whole_writes import WholeWrites, document_ended, end_document, output_error, text_output

PARTIAL = ".partial"
"""Ending added to the name of a file that could not be finished, where another of that name is there already."""


@contextmanager
def whole_file(path: Path, *, closing: str | None = None) -> Iterator[TextIO]:
    """Open a UTF-8 text stream whose contents replace `path` when the block ends without an error.

    Until then, and after an error or an interrupt, a file at `path` stays as it was. Lines end as
    they are written; a character that UTF-8 lacks (half a surrogate pair) is written as a backslash escape.
    A link is followed, an existing file keeps its permissions, and a device or named pipe is written to
    directly. Raises `OutputError` where `path` cannot be written, at once if possible.

    With `closing`, each call of ``write`` has to write one article, and after an error those that were finished are
    kept, followed by that text: at `path` if no file is there, else beside it, with `PARTIAL` added to the name.
    """
    with _told_as_output(path):
        device = WholeWrites(path, str(path)) if path.exists() and not path.is_file() else None
    if device:
        with text_output(device, "utf-8") as stream, document_ended(stream, closing):
            yield stream
        return
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    with _told_as_output(path):
        mode = _permissions(target)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    stream = text_output(WholeWrites(descriptor, str(path)), "utf-8")
    try:
        yield stream
        stream.close()
        with _told_as_output(path):
            _move(name, target, mode)
    except BaseException as error:
        place = target.with_name(target.name + PARTIAL) if target.exists() else target
        kept = _keep(stream, closing, name, place, mode)
        with suppress(OSError):
            os.unlink(name)
        if kept and isinstance(error, OutputError):
            raise OutputError(f"{error}; {place} has the {kept} articles that were finished") from error
        raise


@contextmanager
def _told_as_output(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise output_error(path, error) from error


def _permissions(target: Path) -> int:
    """Return the permission bits for the new file: those of the one it replaces, else those that the umask allows."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _move(name: str, place: Path, mode: int) -> None:
    os.chmod(name, mode)
    os.replace(name, place)


def _keep(stream: TextIO, closing: str | None, name: str, place: Path, mode: int) -> int:
    """Close `stream`, move the file to `place` if it has finished articles, and return how many these are."""
    with suppress(OSError, OutputError):
        kept = 0 if stream.closed else end_document(stream, closing)
        stream.close()
        if kept:
            _move(name, place, mode)
        return kept
    return 0
