"""Files of corrections beside articles, written whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from quotes.corpora.say_paths import say_path as say_path
from quotes.corrections.applying import apply_corrections
from quotes.corrections.decisions import Corrections
from quotes.corrections.say_text import corrections_text, lost_in_words, read_corrections
from quotes.errors import ChangedFileError, CorrectionsError, file_problem
from quotes.records import Analysis, ArticleWarning
from quotes.runtime.whole_file import whole_file

MOST_BYTES = 20_000_000
OUTDATED = "the text has changed since it was read whole: what was not decided then is shown, too"
"""Message about corrections that are outdated."""

NO_FILE = ""
"""Revision of corrections that are in no file yet."""


def load_corrections(path: Path, text: str) -> tuple[Corrections, str]:
    """Return the corrections at a path for an article with this text, and their revision.

    Without a file, nothing is decided. Raises `CorrectionsError` if the file cannot be read or is not UTF-8.
    """
    data = _data(path)
    if data is None:
        return Corrections(text), NO_FILE
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CorrectionsError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    return read_corrections(said, text), _revision(data)


def save_corrections(corrections: Corrections, path: Path, revision: str) -> str:
    """Write corrections to a path, and return their new revision; `revision` is the one that they were made from.

    The file is written whole or not at all. Raises `ChangedFileError` if it has another revision by now, and
    `CorrectionsError` or `OutputError` if it cannot be read or written.
    """
    text = corrections_text(corrections)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CorrectionsError(f"cannot write {file_problem(path.parent, error)}") from None
    with _locked(path.parent):
        data = _data(path)
        if (NO_FILE if data is None else _revision(data)) != revision:
            raise ChangedFileError(f"{path} was changed by somebody else since it was read: read it again")
        with whole_file(path) as stream:
            stream.write(text)
    return _revision(text.encode("utf-8"))


def with_corrections(analysis: Analysis) -> Analysis:
    """Return the analysis with the corrections beside its article applied, if there are any.

    Warnings name the decisions whose words are gone (``lost-corrections``), and tell that the text has changed since it
    was read whole (``changed-article``). Raises as `load_corrections` does.
    """
    path = say_path(analysis.article)
    if path is None or not path.is_file():
        return analysis
    corrections, _ = load_corrections(path, analysis.article.text)
    corrected = apply_corrections(analysis, corrections)
    return replace(corrected, warnings=(*corrected.warnings, *_warnings(corrections)))


def _warnings(corrections: Corrections) -> Iterator[ArticleWarning]:
    if number := len(corrections.lost):
        message = f"{number:,} correction{'s' if number > 1 else ''} lost: {lost_in_words(corrections.lost)}"
        yield ArticleWarning("lost-corrections", message)
    if corrections.outdated:
        yield ArticleWarning("changed-article", OUTDATED)


def _data(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CorrectionsError(f"cannot read {file_problem(path, error)}") from None
    if len(data) > MOST_BYTES:
        raise CorrectionsError(f"{path}: larger than {MOST_BYTES:,} bytes; it is no file of corrections")
    return data


def _revision(data: bytes) -> str:
    return sha256(data).hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes of this program from writing corrections in a folder."""
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise CorrectionsError(f"cannot read {file_problem(folder, error)}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
