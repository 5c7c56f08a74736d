"""Folders that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.errors import OutputError
from quotes.runtime.whole_writes import output_error


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Make a folder beside `path`, which gets that name when the block ends without an error, and is gone otherwise.

    Raises `OutputError` if there is something at `path` that is no empty folder, or if it cannot be written, also
    where the block raises an `OSError`.
    """
    if os.path.lexists(path) and not (path.is_dir() and not any(path.iterdir())):
        raise OutputError(f"{path}: there is something of this name already; name a new folder")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as error:
        raise output_error(path, error) from error
    try:
        yield made
        umask = os.umask(0)
        os.umask(umask)
        made.chmod(0o777 & ~umask)
        made.replace(path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
