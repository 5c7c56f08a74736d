"""Checksums of model files, as the index ``resources.json`` of a model set lists them: MD5, as Stanza prescribes."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from quotes.errors import ModelError

State = Literal["whole", "damaged", "missing", "no checksum"]


def verify_files(files: Collection[tuple[Path, Sequence[str]]], remedy: str) -> int:
    """Return the number of files, each given with the checksums that it may have (none: any content is right).

    Raises `ModelError` that names the first file which is missing or damaged; `remedy` says what to do about it.
    """
    for path, expected in files:
        try:
            damaged = _compare(path, expected) == "damaged"
        except OSError as error:
            raise ModelError(f"model file {path} cannot be read ({error.strerror}): {remedy}") from error
        if damaged:
            raise ModelError(f"model file {path} is damaged (its checksum differs): {remedy}")
    return len(files)


def state_of(path: Path, expected: Sequence[str]) -> State:
    """Compare a file with the checksums that it may have."""
    try:
        return _compare(path, expected)
    except OSError:
        return "missing"


def file_checksum(path: Path) -> str:
    """Return the checksum of a file in hexadecimal digits. Raises `OSError`."""
    require_file(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def require_file(path: Path) -> None:
    """Raise `OSError` if nothing is at a path, or a directory, pipe, socket or device, which may have no end."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))


def _compare(path: Path, expected: Sequence[str]) -> State:
    found = file_checksum(path)
    if not expected:
        return "no checksum"
    return "whole" if found in expected else "damaged"
