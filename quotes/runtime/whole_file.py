"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 text stream whose contents replace `path` when the block ends without an error.

    Until then, and after an error or an interrupt, a file at `path` stays as it was. Lines end as
    they are written; a character that UTF-8 lacks (half a surrogate pair) is written as a backslash escape.
    A link is followed, an existing file keeps its permissions, and a device or named pipe is written to
    directly. Raises `OSError` at once where `path` cannot be written.
    """
    if path.exists() and not path.is_file():
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    mode = _permissions(target)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _permissions(target: Path) -> int:
    """Return the permission bits for the new file: those of the one it replaces, else those that the umask allows."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
