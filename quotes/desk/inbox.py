"""Folder in which articles are kept that are pasted into a page or dropped there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from glob import escape
from itertools import chain, count
from pathlib import Path, PurePath
from tempfile import mkstemp

from platformdirs import user_data_path

from quotes.errors import OutputError, file_problem
from quotes.readers.input_formats import FORMATS, SUFFIXES
from quotes.service.documents import UNNAMED, Document

LONGEST_NAME = 60
"""Characters of the name of a file, without its suffix and a number."""

_WORD = re.compile(r"[^\W_]+")


def usual_inbox() -> Path:
    """Return the folder that is used if none is named, which need not exist yet."""
    return user_data_path("quotes", appauthor=False) / "inbox"


def keep(folder: Path, document: Document, beginning: str) -> Path:
    """Write a document to a new file of the folder, whole or not at all, and return its path.

    It is called like the document, or else by today's date and the `beginning` of its text. The suffix is that of the
    name if files have it that are read, or else that of the format. The folder is made if it is not there, for this
    user only. Raises `OutputError` if anything cannot be written.
    """
    given_name = None if document.name == UNNAMED else PurePath(document.name)
    suffix = given_name.suffix.lower() if given_name else ""
    if suffix not in SUFFIXES:
        suffix = next((one.suffixes[0] for one in FORMATS if one.name == document.format), ".txt")
    stem = given_name.stem if given_name else f"{date.today().isoformat()} {beginning}"
    with _told_as_output(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, partial = mkstemp(dir=folder, prefix=".")
        try:
            with open(descriptor, "wb") as stream:
                stream.write(document.data)
            return next(path for name in _names(_simple(stem), suffix) if (path := _placed(partial, folder / name)))
        finally:
            os.unlink(partial)


def _placed(partial: str, path: Path) -> Path | None:
    """Return the path if a file can be there now; articles of one stem would share their corrections."""
    if any(path.parent.glob(f"{escape(path.stem)}.*")):
        return None
    try:
        os.link(partial, path)
    except FileExistsError:
        return None
    return path


@contextmanager
def _told_as_output(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"nothing can be kept in {file_problem(folder, error)}") from None


def _simple(stem: str) -> str:
    """Return a name in letters and digits of any script, with hyphens, which every system takes."""
    simple = "-".join(_WORD.findall(stem))
    if len(simple) > LONGEST_NAME:
        simple = simple[:LONGEST_NAME].rpartition("-")[0] or simple[:LONGEST_NAME]
    return simple or "article"


def _names(stem: str, suffix: str) -> Iterator[str]:
    return chain([f"{stem}{suffix}"], (f"{stem}-{number}{suffix}" for number in count(2)))
